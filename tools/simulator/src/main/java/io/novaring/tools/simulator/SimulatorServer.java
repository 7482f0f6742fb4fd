/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.wire.FrameWriter;
import io.novaring.tools.simulator.wire.Handshake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that accepts, reads, moves the market by its schedule and writes. Between two messages
 * that are not due it sleeps: it shares its cores with what it tests.
 */
final class SimulatorServer implements Connection.Owner, Runnable {
    static final String PATH = "/ws/api/v2";

    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long TICK_NS = 5 * MILLISECOND_NS;
    private static final long IDLE_MS = 500;

    private volatile boolean stopped;
    private int connectionNumber;
    private long nextTickNs;
    private long mutedUntilNs;
    private boolean muted;
    private long refusedUntilNs;
    private boolean refusing;
    private final SimulatorConfig config;
    private final Selector selector;
    private final ServerSocketChannel listening;
    private final Market market;
    private final Channels channels;
    private final Requests requests;
    private final Feed feed;
    private final Totals totals = new Totals();
    private final Mailbox mailbox;
    private final List<Connection> connections = new ArrayList<>();
    private final FrameWriter out = new FrameWriter();

    SimulatorServer(final SimulatorConfig config) throws IOException {
        this.config = config;
        this.market =
                new Market(
                        config.seed(),
                        new Catalogue(config.seed(), config.instruments(), config.clock()));
        final FrameFile frameFile =
                config.frameFile() == null
                        ? null
                        : new FrameFile(config.frameFile(), config.sendBufferBytes() / 2);
        final ChannelNames names = new ChannelNames(market, config.clock());
        this.channels =
                new Channels(
                        market, frameFile == null ? names::create : frameFile::channel, totals);
        this.feed = new Feed(config, market, channels, frameFile, connections);
        this.requests = new Requests(config, market, channels);
        this.selector = Selector.open();
        this.mailbox = new Mailbox(selector::wakeup);
        this.listening = ServerSocketChannel.open();
        try {
            listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()));
            listening.configureBlocking(false);
            listening.register(selector, SelectionKey.OP_ACCEPT);
        } catch (final IOException e) {
            release();
            throw e;
        }
    }

    /** Runs work on the simulator's thread; any thread may call. */
    Mailbox mailbox() {
        return mailbox;
    }

    int port() {
        return listening.socket().getLocalPort();
    }

    /** Any thread may call. */
    void stop() {
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        mailbox.open();
        try {
            while (!stopped) {
                cycle();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            for (final Connection connection : connections) {
                connection.end(CloseCause.SIMULATOR_CLOSED);
            }
            reap();
            release();
            mailbox.close();
        }
    }

    @Override
    public String answerUpgrade(final String head) {
        return openCount() >= config.connectionsMax()
                ? Handshake.refusal("429 Too Many Requests")
                : Handshake.answer(head, PATH);
    }

    @Override
    public int nextNumber() {
        return connectionNumber++;
    }

    @Override
    public void onRequest(final Connection connection, final byte[] bytes, final int length) {
        requests.onRequest(connection, bytes, length, System.nanoTime());
    }

    @Override
    public void onTooLarge(final Connection connection) {
        requests.onTooLarge(connection, System.nanoTime());
    }

    List<String> instruments() {
        return market.instruments().stream().map(instrument -> instrument.name).toList();
    }

    SimulatorCounters counters() {
        // A connection that has just ended is counted as gone in every figure, or in none.
        reap();
        return totals.snapshot(openCount(), market.eventCount());
    }

    BookSnapshot book(final String name) {
        return instrument(name).snapshot();
    }

    void setRate(final long rate) {
        feed.setRate(rate, System.nanoTime());
    }

    void setPaused(final boolean pause) {
        feed.setPaused(pause, System.nanoTime());
    }

    int dropConnections() {
        final int count = openCount();
        for (final Connection connection : connections) {
            connection.reset(CloseCause.DROPPED);
        }
        return count;
    }

    int closeConnections(final int code) {
        final int count = openCount();
        final long nowNs = System.nanoTime();
        for (final Connection connection : connections) {
            connection.close(code, "", CloseCause.CLOSED, nowNs);
        }
        return count;
    }

    CompletableFuture<Long> armBook(final String name, final boolean duplicate) {
        final CompletableFuture<Long> fired = new CompletableFuture<>();
        if (!channels.armBooks(instrument(name), duplicate, fired)) {
            throw new IllegalStateException("nobody is subscribed to the book of " + name);
        }
        return fired;
    }

    int sendRubbish(final Rubbish kind) {
        final long nowNs = System.nanoTime();
        for (final Connection connection : connections) {
            connection.send(out.reset().raw(kind.bytes()).finish(FrameWriter.TEXT), nowNs);
        }
        totals.rubbishSent += openCount();
        return openCount();
    }

    void mute(final long durationNs) {
        muted = true;
        mutedUntilNs = System.nanoTime() + durationNs;
        for (final Connection connection : connections) {
            connection.interest(false);
        }
    }

    void refuse(final long durationNs) {
        refusing = true;
        refusedUntilNs = System.nanoTime() + durationNs;
    }

    private Instrument instrument(final String name) {
        final Instrument instrument = market.find(name);
        if (instrument == null) {
            throw new IllegalArgumentException("no such instrument: " + name);
        }
        return instrument;
    }

    private int openCount() {
        int count = 0;
        for (final Connection connection : connections) {
            count += connection.isOpen() ? 1 : 0;
        }
        return count;
    }

    private void cycle() throws IOException {
        mailbox.drain();
        final long nowNs = System.nanoTime();
        if (nowNs - nextTickNs >= 0) {
            nextTickNs = nowNs + TICK_NS;
            tick(nowNs);
        }
        final long waitNs = feed.generate(nowNs);
        if (!muted) {
            for (int i = 0; i < connections.size(); i++) {
                connections.get(i).flush();
            }
        }
        reap();
        // A blocked feed goes on when the selector says that a socket has room.
        await(feed.isBlocked() ? TICK_NS : waitNs);
    }

    private void tick(final long nowNs) {
        if (muted && nowNs - mutedUntilNs >= 0) {
            muted = false;
        }
        refusing &= nowNs - refusedUntilNs < 0;
        feed.flushDue(nowNs);
        if (!muted) {
            for (int i = 0; i < connections.size(); i++) {
                connections.get(i).onTick(nowNs);
            }
        }
    }

    private void await(final long waitNs) throws IOException {
        if (connections.isEmpty()) {
            selector.select(this::onReady, IDLE_MS);
            return;
        }
        final long sleepNs = Math.min(waitNs, TICK_NS);
        if (sleepNs >= MILLISECOND_NS) {
            selector.select(this::onReady, sleepNs / MILLISECOND_NS);
            return;
        }
        if (sleepNs > 0) {
            LockSupport.parkNanos(sleepNs);
        }
        selector.selectNow(this::onReady);
    }

    private void onReady(final SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
        } else if (key.isReadable()) {
            ((Connection) key.attachment()).read();
        }
    }

    private void accept() {
        try {
            final SocketChannel socket = listening.accept();
            if (socket == null) {
                return;
            }
            totals.connectionsAccepted++;
            if (refusing) {
                totals.closed(CloseCause.REFUSED);
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                socket.close();
                return;
            }
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            final SelectionKey key = socket.register(selector, SelectionKey.OP_READ);
            final Connection connection = new Connection(socket, key, config, totals, this);
            key.attach(connection);
            connections.add(connection);
        } catch (final IOException e) {
            // The client is gone before it was served.
            totals.closed(CloseCause.CLIENT_LOST);
        }
    }

    private void reap() {
        for (int i = connections.size() - 1; i >= 0; i--) {
            final Connection connection = connections.get(i);
            if (connection.hasEnded()) {
                connections.remove(i);
                channels.unsubscribeAll(connection);
                totals.closed(connection.cause());
                connection.release();
            }
        }
    }

    private void release() {
        try {
            listening.close();
            selector.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
