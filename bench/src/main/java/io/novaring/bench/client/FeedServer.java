/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Enough of an exchange for every client, with messages that are ready before anybody asks, so that
 * it is never the slower side. It serves one client at a time, as it is told: as fast as the socket
 * takes, or each message at its time, and what is late at once. Clients are told apart by the last
 * part of their address.
 *
 * <p>Methods are called by one thread; messages are sent by another.
 */
public final class FeedServer implements AutoCloseable {
    /** Messages that are taken of a market. */
    static final int MESSAGES = 8192;

    private static final int FLOOD_BYTES = 128 << 10;
    private static final int PACED_MESSAGES_MAX = 256;
    private static final int TIMEOUT_SECONDS = 60;
    private static final byte[] PING = {(byte) 0x89, 0};

    private final long baseNs = System.nanoTime();
    private final Market market;
    private final Feed flood;
    private final Feed paced;
    private final int endAt;
    private final String hash;
    private final ServerSocketChannel listener;
    private final Map<String, FeedLink> links = new ConcurrentHashMap<>();
    private final BlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();
    private final Consumer<String> log;

    // Of the sender's thread.
    private long unpacedCount;

    private volatile boolean isStopped;
    private volatile boolean isClosed;

    /**
     * @param messages of the market that make a cycle.
     * @param log is told what happens: a word, a blank, more; any thread.
     */
    FeedServer(final int messages, final Consumer<String> log) {
        this.log = log;
        market = new Market(messages);
        flood = new Feed(market.messages(), market.instruments());
        paced = new Feed(market.messages(), market.instruments());
        for (int i = 0; i < flood.count(); i++) {
            flood.number(i, Ids.UNPACED + i);
        }
        endAt = flood.count() / 2;
        hash = market.hash(endAt);
        try {
            listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        start("feed-acceptor", this::accept);
        start("feed-sender", this::send);
    }

    /**
     * Answers on standard output: base, port, instruments and hash at the start, "subscribed NAME"
     * when a client has asked for everything, "stopped NAME COUNT" and "ended NAME COUNT" with the
     * messages sent so far. Lines of standard input: "flood NAME", "paced NAME RATE", "stop", "end
     * NAME".
     */
    public static void main(final String[] arguments) throws IOException {
        try (FeedServer server = new FeedServer(MESSAGES, System.out::println)) {
            System.out.println("instruments " + String.join(",", server.instruments()));
            System.out.println("length " + server.flood.length() / server.flood.count());
            System.out.println("hash " + server.hash());
            System.out.println("base " + server.baseNs());
            System.out.println("port " + server.port());
            final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                final String[] words = line.split(" ");
                switch (words[0]) {
                    case "flood" -> server.flood(words[1]);
                    case "paced" -> server.paced(words[1], Double.parseDouble(words[2]));
                    case "stop" -> server.stop();
                    case "end" -> server.end(words[1]);
                    default -> System.out.println("unknown " + line);
                }
            }
        }
    }

    /** The nanoTime that ids of paced messages count from. */
    long baseNs() {
        return baseNs;
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    URI uri(final String client) {
        return URI.create("ws://127.0.0.1:" + port() + FeedLink.PATH + client);
    }

    List<String> instruments() {
        return market.instruments();
    }

    /** Of the books of a client that got everything, once it has ended. */
    String hash() {
        return hash;
    }

    /** Begins to send as fast as the client takes, in whole cycles, one at least. */
    void flood(final String client) {
        begin(() -> flood(link(client)));
    }

    /** Begins to send a message each time one is due, one cycle at least. */
    void paced(final String client, final double ratePerSecond) {
        begin(() -> paced(link(client), ratePerSecond));
    }

    /** Ends what was begun, at the end of its cycle; then the log is told. */
    void stop() {
        isStopped = true;
    }

    /** Sends half of a cycle, one more change and a ping; then the log is told. */
    void end(final String client) {
        begin(() -> end(link(client)));
    }

    @Override
    public void close() {
        isClosed = true;
        isStopped = true;
        jobs.add(() -> {});
        try {
            listener.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        links.values().forEach(FeedLink::close);
    }

    private void begin(final Runnable job) {
        isStopped = false;
        jobs.add(job);
    }

    private FeedLink link(final String client) {
        final FeedLink link = links.get(client);
        if (link == null) {
            throw new IllegalStateException("no client " + client + "; there are " + links);
        }
        return link;
    }

    private static void start(final String name, final Runnable work) {
        final Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!isClosed) {
            try {
                final FeedLink link = new FeedLink(listener.accept(), market, links::put, log);
                start("feed-link", link);
            } catch (final IOException e) {
                isClosed = true;
            }
        }
    }

    private void send() {
        while (!isClosed) {
            try {
                final Runnable job = jobs.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                if (job != null) {
                    job.run();
                }
            } catch (final InterruptedException e) {
                isClosed = true;
            } catch (final RuntimeException e) {
                log.accept("failed " + e);
            }
        }
    }

    private void flood(final FeedLink link) {
        do {
            for (int from = 0; from < flood.count(); ) {
                final int to = flood.behind(from, FLOOD_BYTES);
                link.send(flood.frames(from, to), to - from);
                from = to;
            }
        } while (!isStopped);
        log.accept("stopped " + link);
    }

    private void paced(final FeedLink link, final double ratePerSecond) {
        final double intervalNs = 1e9 / ratePerSecond;
        final long startNs = System.nanoTime();
        final long startId = Ids.PACED + startNs - baseNs;
        long sent = 0;
        int next = 0;
        while (!isStopped || sent == 0) {
            final long due = (long) ((System.nanoTime() - startNs) / intervalNs);
            if (due <= sent) {
                Thread.onSpinWait();
                continue;
            }
            final int count = (int) Math.min(PACED_MESSAGES_MAX, due - sent);
            final int to = Math.min(paced.count(), next + count);
            for (int i = next; i < to; i++) {
                // The n-th is due at n intervals: it is counted from one.
                paced.number(i, startId + (long) (++sent * intervalNs));
            }
            link.send(paced.frames(next, to), to - next);
            next = to == paced.count() ? 0 : to;
        }
        if (next > 0) {
            sendUnpaced(link, next, paced.count());
        }
        log.accept("stopped " + link);
    }

    private void sendUnpaced(final FeedLink link, final int from, final int to) {
        for (int i = from; i < to; i++) {
            paced.number(i, Ids.UNPACED + ++unpacedCount);
        }
        link.send(paced.frames(from, to), to - from);
    }

    private void end(final FeedLink link) {
        sendUnpaced(link, 0, endAt);
        final Feed last = new Feed(List.of(market.lastMessage()), market.instruments());
        last.number(0, paced.lastId(0));
        last.number(0, Ids.END);
        link.send(last.frames(0, 1), 1);
        link.send(ByteBuffer.wrap(PING), 0);
        log.accept("ended " + link);
    }
}
