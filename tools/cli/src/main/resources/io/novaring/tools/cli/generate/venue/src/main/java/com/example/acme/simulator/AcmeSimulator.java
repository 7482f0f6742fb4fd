/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An acme on loopback, on a free port: plays a random market, and breaks on command. Its methods
 * may be called from any thread. A client that does not read holds everybody up: this is a tool for
 * tests, not for load.
 *
 * <p>For the real venue, change {@link #answer} and the messages of {@link AcmeBook}, from the
 * venue's own examples and not from the decoder.
 */
public final class AcmeSimulator implements AutoCloseable {
    private static final long CHANGE_INTERVAL_MS = 5;
    private static final int CHANGES_PER_TRADE = 5;

    private static final Pattern OP = Pattern.compile("\"op\":\"([a-z]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");
    private static final Pattern CHANNEL = Pattern.compile("\"((?:book|trades)\\.[^\"]*)\"");

    private final ServerSocket server;
    private final Random random;
    private final List<Thread> threads = new ArrayList<>();

    // All guarded by this.
    private final Map<String, AcmeBook> books = new LinkedHashMap<>();
    private final Map<WebSocketSession, Set<String>> sessions = new HashMap<>();
    private final Map<String, Integer> subscribeCounts = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private int sessionCount;
    private int pingCount;
    private boolean isPaused;
    private boolean isClosed;

    private AcmeSimulator(final long seed, final List<String> instruments) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        random = new Random(seed);
        instruments.forEach(name -> books.put(name, new AcmeBook(new Random(random.nextLong()))));
    }

    /** Opens a port and begins to trade. */
    public static AcmeSimulator start(final long seed, final List<String> instruments)
            throws IOException {
        final AcmeSimulator simulator = new AcmeSimulator(seed, instruments);
        simulator.run("acme-accept", simulator::accept);
        simulator.run("acme-market", simulator::trade);
        return simulator;
    }

    public URI uri() {
        final String host = server.getInetAddress().getHostAddress();
        return URI.create("ws://" + host + ':' + server.getLocalPort() + "/v1");
    }

    /** A book as it is: its seq first, then {@code price x amount}, bids and asks, best first. */
    public synchronized List<String> book(final String instrument) {
        final AcmeBook book = books.get(instrument);
        final List<String> lines = new ArrayList<>();
        lines.add("seq " + book.seq());
        book.bids().forEach(level -> lines.add("bid " + level.price() + " x " + level.amount()));
        book.asks().forEach(level -> lines.add("ask " + level.price() + " x " + level.amount()));
        return lines;
    }

    /** Stops trading, or goes on: a book can be compared only while it stands still. */
    public synchronized void pause(final boolean isPause) {
        isPaused = isPause;
    }

    /** Changes a book and tells nobody: the next change is a gap to everyone. */
    public synchronized void skip(final String instrument) {
        books.get(instrument).change("book." + instrument, System.currentTimeMillis());
    }

    /** From now on a request that names this channel is refused. */
    public synchronized void refuse(final String channel) {
        refused.add(channel);
    }

    /** Ends every connection without a word. */
    public synchronized void drop() {
        sessions.keySet().forEach(WebSocketSession::drop);
        sessions.clear();
    }

    /** How often this channel was asked for and granted. */
    public synchronized int subscribeCount(final String channel) {
        return subscribeCounts.getOrDefault(channel, 0);
    }

    /** Connections so far. */
    public synchronized int sessionCount() {
        return sessionCount;
    }

    /** Pings of clients so far. */
    public synchronized int pingCount() {
        return pingCount;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            isClosed = true;
            notifyAll();
            drop();
        }
        server.close();
        boolean interrupted = false;
        for (final Thread thread : runningThreads()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<Thread> runningThreads() {
        return List.copyOf(threads);
    }

    private synchronized void run(final String name, final Runnable body) {
        final Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        threads.removeIf(old -> !old.isAlive());
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                final Socket socket = server.accept();
                run("acme-session", () -> serve(socket));
            }
        } catch (final IOException e) {
            // The port was closed: nobody else comes.
        }
    }

    private void serve(final Socket socket) {
        try (socket) {
            final WebSocketSession session = new WebSocketSession(socket);
            if (!open(session)) {
                return;
            }
            try {
                for (String text = session.read(); text != null; text = session.read()) {
                    answer(session, text);
                }
            } finally {
                forget(session);
            }
        } catch (final IOException e) {
            // The connection ended, by this side or the other.
        }
    }

    /** Known before it is upgraded, so that whoever closes the simulator ends it, too. */
    private boolean open(final WebSocketSession session) throws IOException {
        synchronized (this) {
            if (isClosed) {
                return false;
            }
            sessions.put(session, new HashSet<>());
            sessionCount++;
        }
        session.upgrade();
        return true;
    }

    private synchronized void forget(final WebSocketSession session) {
        sessions.remove(session);
    }

    /** Answers a request; the lock keeps a snapshot in front of the changes that follow it. */
    private synchronized void answer(final WebSocketSession session, final String text)
            throws IOException {
        final Set<String> granted = sessions.get(session);
        final String op = find(OP, text);
        final String id = find(ID, text);
        if (granted == null) {
            return;
        }
        switch (op) {
            case "subscribe" -> subscribe(session, granted, id, channels(text));
            case "unsubscribe" -> {
                granted.removeAll(channels(text));
                session.write(ack(id, channels(text)));
            }
            case "ping" -> {
                pingCount++;
                session.write("{\"type\":\"pong\",\"id\":" + id + '}');
            }
            case "instruments" -> session.write(ack(id, books.keySet()));
            default -> session.write(error(id, 400, "no such op"));
        }
    }

    private void subscribe(
            final WebSocketSession session,
            final Set<String> granted,
            final String id,
            final List<String> channels)
            throws IOException {
        for (final String channel : channels) {
            if (refused.contains(channel) || !books.containsKey(instrumentOf(channel))) {
                session.write(error(id, 404, "no such channel"));
                return;
            }
        }
        session.write(ack(id, channels));
        for (final String channel : channels) {
            granted.add(channel);
            subscribeCounts.merge(channel, 1, Integer::sum);
            if (channel.startsWith("book.")) {
                final AcmeBook book = books.get(instrumentOf(channel));
                session.write(book.snapshot(channel, System.currentTimeMillis()));
            }
        }
    }

    private synchronized void trade() {
        try {
            for (int step = 1; !isClosed; step++) {
                wait(CHANGE_INTERVAL_MS);
                if (!isPaused) {
                    changeOne(step % CHANGES_PER_TRADE == 0);
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void changeOne(final boolean isTrade) {
        final List<String> names = List.copyOf(books.keySet());
        final String name = names.get(random.nextInt(names.size()));
        final long timeMs = System.currentTimeMillis();
        if (isTrade) {
            send("trades." + name, books.get(name).trade("trades." + name, timeMs));
        }
        send("book." + name, books.get(name).change("book." + name, timeMs));
    }

    private void send(final String channel, final String message) {
        sessions.forEach(
                (session, granted) -> {
                    if (granted.contains(channel)) {
                        try {
                            session.write(message);
                        } catch (final IOException e) {
                            // Its reader sees the end, too, and forgets it.
                            session.drop();
                        }
                    }
                });
    }

    private static String ack(final String id, final Iterable<String> names) {
        final StringBuilder out = new StringBuilder("{\"type\":\"ack\",\"id\":").append(id);
        out.append(",\"result\":[");
        for (final String name : names) {
            out.append(out.charAt(out.length() - 1) == '[' ? "\"" : ",\"").append(name).append('"');
        }
        return out.append("]}").toString();
    }

    private static String error(final String id, final int code, final String message) {
        return "{\"type\":\"error\",\"id\":"
                + id
                + ",\"code\":"
                + code
                + ",\"message\":\""
                + message
                + "\"}";
    }

    private static String instrumentOf(final String channel) {
        return channel.substring(channel.indexOf('.') + 1);
    }

    private static List<String> channels(final String text) {
        return CHANNEL.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static String find(final Pattern pattern, final String text) {
        final Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "0";
    }
}
