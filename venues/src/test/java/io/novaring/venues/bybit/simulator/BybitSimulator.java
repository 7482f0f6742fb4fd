/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The server. Markets move when {@link #step} says so, on its caller's thread: what subscribers
 * must know in the end is known here at any time. Every method may be called from any thread.
 */
public final class BybitSimulator implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int IDLE_CUT_DEFAULT_MS = 600_000;
    private static final long JOIN_MS = 30_000;

    // All below by this object's lock.
    private final List<String> requests = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> listed;
    private final Map<String, Market> markets = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private final Random random = new Random(20_261_121);
    private final ServerSocket server;
    private Random shuffle;
    private long nowMs = 1_790_000_000_000L;
    private int sessionCount;
    private int pingCount;
    private int answersToLose;
    private int idleCutMs = IDLE_CUT_DEFAULT_MS;
    private boolean hasEmptyIds;
    private boolean isDataFirst;

    /** Open for every address of the venue, with these symbols on each. */
    public BybitSimulator(final String... symbols) {
        listed = Set.of(symbols);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public URI uri(final Dialect dialect) {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + dialect.path());
    }

    /** Fields of objects come in any order from now on. */
    public synchronized void shuffleFields() {
        shuffle = new Random(7);
    }

    /** Ids of requests come back empty from now on. */
    public synchronized void emptyIds() {
        hasEmptyIds = true;
    }

    /** Snapshots come before the answer to their request. */
    public synchronized void sendDataFirst() {
        isDataFirst = true;
    }

    /** So many answers to requests are not given, though what they ask for is done. */
    public synchronized void loseAnswers(final int count) {
        answersToLose = count;
    }

    /** Sessions from which nothing comes for this long are cut; holds for new ones. */
    public synchronized void idleCut(final int milliseconds) {
        idleCutMs = milliseconds;
    }

    /** Moves every market and tells its subscribers, so many times. */
    public synchronized void step(final int count) {
        for (int i = 0; i < count; i++) {
            nowMs += 20;
            markets.values().forEach(Market::step);
            for (final Topic topic : topics.values()) {
                final String message = topic.next(nowMs, shuffle);
                if (message != null && topic.isNextDropped) {
                    topic.isNextDropped = false;
                } else if (message != null) {
                    tell(topic, message);
                }
            }
        }
    }

    /** The next message of this topic is lost. */
    public synchronized void dropNext(final Dialect dialect, final String topic) {
        topic(dialect, topic).isNextDropped = true;
    }

    /** The last change of this topic is sent once more. */
    public synchronized void repeatLast(final Dialect dialect, final String topic) {
        tell(topic(dialect, topic), topic(dialect, topic).last);
    }

    /**
     * The service starts anew: number 1, and the whole book as it is by now.
     *
     * @param type snapshot or delta; it is the number that counts.
     */
    public synchronized void restart(final Dialect dialect, final String name, final String type) {
        final Topic topic = topic(dialect, name);
        moveUnseen(topic);
        topic.updateId = 1;
        tell(topic, topic.whole(type, nowMs, shuffle));
    }

    /** A snapshot that nobody asked for, further on by some messages that nobody saw. */
    public synchronized void sendSnapshot(final Dialect dialect, final String name) {
        final Topic topic = topic(dialect, name);
        moveUnseen(topic);
        topic.updateId += 1 + random.nextInt(100);
        tell(topic, topic.snapshot(nowMs, shuffle));
    }

    /** Says the same again under the same number, as for a best level that does not move. */
    public synchronized void keepAlive(final Dialect dialect, final String name) {
        tell(topic(dialect, name), topic(dialect, name).snapshot(nowMs += 3_000, shuffle));
    }

    /** Present sessions hear nothing more and are not heard. */
    public synchronized void mute() {
        peers.forEach(Peer::mute);
    }

    /** Present sessions end without a word. */
    public synchronized void cut() {
        peers.forEach(Peer::cut);
    }

    /** What a subscriber who missed nothing knows. */
    public synchronized List<String> levels(final Dialect dialect, final String topic) {
        return topic(dialect, topic).levels();
    }

    public synchronized long updateId(final Dialect dialect, final String topic) {
        return topic(dialect, topic).updateId;
    }

    public synchronized boolean hasSubscriber(final Dialect dialect, final String topic) {
        return !topic(dialect, topic).subscribers.isEmpty();
    }

    /** Subscribe and unsubscribe requests so far. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    public synchronized int pingCount() {
        return pingCount;
    }

    public synchronized int sessionCount() {
        return sessionCount;
    }

    /** Ends everything; no thread is left. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        final List<Thread> running;
        synchronized (this) {
            peers.forEach(Peer::cut);
            running = List.copyOf(threads);
        }
        for (final Thread thread : running) {
            try {
                thread.join(JOIN_MS);
            } catch (final InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void moveUnseen(final Topic topic) {
        // The other topics of the market learn of it with the next step.
        markets.get(topic.market).step();
        topic.look();
    }

    private void tell(final Topic topic, final String message) {
        topic.subscribers.forEach(peer -> peer.send(message));
    }

    private Topic topic(final Dialect dialect, final String name) {
        final Topic topic = topics.get(dialect + " " + name);
        if (topic == null) {
            throw new IllegalArgumentException("nobody subscribed to " + name);
        }
        return topic;
    }

    private synchronized void start(final Runnable task) {
        final Thread thread = new Thread(task, "bybit-simulator");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                final Socket socket = server.accept();
                synchronized (this) {
                    final Peer peer = new Peer(socket, idleCutMs);
                    sessionCount++;
                    peers.add(peer);
                    start(() -> peer.run(new Sessions()));
                    if (server.isClosed()) {
                        peer.cut();
                    }
                }
            } catch (final IOException e) {
                // The server is closed: the loop ends.
            }
        }
    }

    private synchronized void onRequest(final Peer peer, final JsonNode request) {
        final String op = request.path("op").asText();
        final String id = request.path("req_id").asText();
        if (op.equals("ping")) {
            pingCount++;
            peer.send(peer.dialect().pong(id, nowMs));
            return;
        }
        requests.add(request.toString());
        final List<String> args = new ArrayList<>();
        request.path("args").forEach(arg -> args.add(arg.asText()));
        final String echoed = hasEmptyIds ? "" : id;
        if (op.equals("subscribe")) {
            subscribe(peer, echoed, args);
        } else {
            args.forEach(arg -> open(peer.dialect(), arg).subscribers.remove(peer));
            answer(peer, peer.dialect().acknowledgement(op, echoed, args, List.of()));
        }
    }

    private void subscribe(final Peer peer, final String id, final List<String> args) {
        final Dialect dialect = peer.dialect();
        final List<String> refused = args.stream().filter(arg -> !isKnown(arg)).toList();
        final String why = refusal(peer, args, refused);
        if (why != null) {
            answer(peer, dialect.refusal("subscribe", id, why));
            return;
        }
        final List<String> granted = args.stream().filter(this::isKnown).toList();
        final String answer = dialect.acknowledgement("subscribe", id, granted, refused);
        if (!isDataFirst) {
            answer(peer, answer);
        }
        for (final String arg : granted) {
            final Topic topic = open(dialect, arg);
            topic.subscribers.add(peer);
            if (topic.depth > 0) {
                peer.send(topic.snapshot(nowMs, shuffle));
            }
        }
        if (isDataFirst) {
            answer(peer, answer);
        }
    }

    /** Why the whole request is refused, null when it is not. */
    private String refusal(final Peer peer, final List<String> args, final List<String> refused) {
        if (args.size() > peer.dialect().argsMax()) {
            return "args size >" + peer.dialect().argsMax();
        }
        if (!refused.isEmpty() && !peer.dialect().refusesOneByOne()) {
            return "error:handler not found,topic:" + refused.get(0);
        }
        final Set<String> already = new HashSet<>(args);
        already.removeIf(
                arg -> !isKnown(arg) || !open(peer.dialect(), arg).subscribers.contains(peer));
        return already.isEmpty()
                ? null
                : "error:already subscribed,topic:" + already.iterator().next();
    }

    private void answer(final Peer peer, final String text) {
        if (answersToLose > 0) {
            answersToLose--;
        } else {
            peer.send(text);
        }
    }

    private boolean isKnown(final String topic) {
        return topic.matches("(publicTrade|orderbook\\.(1|25|50|200|1000))\\.[^.]+")
                && listed.contains(topic.substring(topic.lastIndexOf('.') + 1));
    }

    private Topic open(final Dialect dialect, final String name) {
        final String symbol = dialect + name.substring(name.lastIndexOf('.'));
        final Market market =
                markets.computeIfAbsent(symbol, key -> new Market(new Random(random.nextLong())));
        return topics.computeIfAbsent(
                dialect + " " + name,
                key -> {
                    final boolean isBook = name.startsWith("orderbook.");
                    final int depth = isBook ? Integer.parseInt(name.split("\\.")[1]) : 0;
                    return new Topic(name, symbol, depth, dialect, market, random);
                });
    }

    /** Hands what peers say to the lock's owner. */
    private final class Sessions implements Peer.Listener {
        @Override
        public void onText(final Peer peer, final String text) {
            try {
                onRequest(peer, MAPPER.readTree(text));
            } catch (final JsonProcessingException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        @Override
        public void onGone(final Peer peer) {
            synchronized (BybitSimulator.this) {
                peers.remove(peer);
                topics.values().forEach(topic -> topic.subscribers.remove(peer));
            }
        }
    }
}
