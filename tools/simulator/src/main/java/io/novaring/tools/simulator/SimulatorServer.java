/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.channel.ChannelNames;
import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.channel.FrameFile;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.schedule.Mailbox;
import io.novaring.tools.simulator.schedule.Timers;
import io.novaring.tools.simulator.trading.TradingMethods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that accepts, reads, moves the market by its schedule and writes. Between two messages
 * that are not due it sleeps: it shares its cores with what it tests.
 */
final class SimulatorServer implements ConnectionOwner, Faults.Target, Runnable {
    static final String PATH = "/ws/api/v2";

    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long TICK_NS = 5 * MILLISECOND_NS;
    private static final long IDLE_MS = 500;
    // How long a driven clock waits for a client that does not read.
    private static final long READER_PATIENCE_NS = 5_000 * MILLISECOND_NS;

    private volatile boolean stopped;
    private int connectionNumber;
    private long nextTickNs;
    private long mutedUntilNs;
    private boolean muted;
    private final SimulatorConfig config;
    private final SimulatorClock time;
    private final Selector selector;
    private final Market market;
    private final Channels channels;
    private final TradingMethods trading;
    private final Requests requests;
    private final Feed feed;
    private final Faults faults;
    private final Venue venue;
    private final Acceptor acceptor;
    private final Totals totals = new Totals();
    private final Timers timers = new Timers();
    private final Mailbox mailbox;
    private final List<Connection> connections = new ArrayList<>();

    SimulatorServer(final SimulatorConfig config) throws IOException {
        this.config = config;
        this.time = config.time();
        this.market = new Market(config.seed(), config.listing(), config.clock());
        final FrameFile frameFile =
                config.frameFile() == null
                        ? null
                        : new FrameFile(config.frameFile(), config.sendBufferBytes() / 2);
        final ChannelNames names = new ChannelNames(market, config.clock(), config.seed());
        this.faults = new Faults(config, this, timers, market);
        this.channels =
                new Channels(
                        market,
                        frameFile == null ? names::create : frameFile::channel,
                        faults::tap);
        this.trading =
                new TradingMethods(
                        market,
                        config.exchange(),
                        step -> channels.publish(step, time.nanoTime()),
                        timers,
                        config.clock(),
                        time::nanoTime,
                        config.seed(),
                        account -> config.accounts().tier().json());
        trading.setTap(faults::copies);
        final Runnable onMarket = trading.exchange()::onMarket;
        this.feed = new Feed(config, market, channels, frameFile, connections, onMarket);
        this.venue = new Venue(config, market, channels, timers, this::dropAll, this::closePort);
        this.requests = new Requests(config, market, channels, venue, faults, timers, trading);
        this.selector = Selector.open();
        this.mailbox = new Mailbox(selector::wakeup);
        try {
            this.acceptor = new Acceptor(config, selector, totals, faults, this);
        } catch (final IOException e) {
            selector.close();
            throw e;
        }
        faults.start(channels, time.nanoTime());
    }

    /** Runs work on the simulator's thread; any thread may call. */
    Mailbox mailbox() {
        return mailbox;
    }

    int port() {
        return acceptor.port();
    }

    TradingMethods trading() {
        return trading;
    }

    Controls controls() {
        return new Controls(this, market, channels, feed, venue);
    }

    Faults faults() {
        return faults;
    }

    /** Any thread may call. */
    void stop() {
        stopped = true;
        selector.wakeup();
    }

    /** Gives everything back without ever having run. */
    void discard() {
        release();
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
    public void onGreeting(final Connection connection) {
        acceptor.onGreeting(connection);
    }

    @Override
    public String answerUpgrade(final Connection connection, final String head) {
        final boolean full = openConnections().size() >= config.connectionsMax();
        return acceptor.answerUpgrade(connection, head, full);
    }

    @Override
    public int nextNumber() {
        return connectionNumber++;
    }

    @Override
    public void onUpgraded(final Connection connection) {
        connection.heard(time.nanoTime());
        faults.onUpgraded(connection);
    }

    @Override
    public void onRequest(final Connection connection, final byte[] bytes, final int length) {
        connection.heard(time.nanoTime());
        requests.onRequest(connection, bytes, length, time.nanoTime());
    }

    @Override
    public void onTooLarge(final Connection connection) {
        requests.onTooLarge(connection, time.nanoTime());
    }

    @Override
    public List<Connection> openConnections() {
        return connections.stream().filter(Connection::isOpen).toList();
    }

    @Override
    public void perform(final Fault fault) {
        switch (fault.kind()) {
            case REFUSE -> closePort(time.nanoTime() + fault.duration().toNanos());
            case MAINTENANCE -> venue.maintenance(fault.delay(), fault.duration());
            case SETTLEMENT -> venue.settle(fault.duration());
            default -> throw new IllegalArgumentException("not of the venue: " + fault);
        }
    }

    @Override
    public void revoke(final Connection connection) {
        requests.revoke(connection);
    }

    SimulatorCounters counters() {
        // A connection that has just ended is counted as gone in every figure, or in none.
        reap();
        return totals.snapshot(openConnections().size(), market, channels);
    }

    Totals totals() {
        return totals;
    }

    private void dropAll() {
        for (final Connection connection : connections) {
            connection.reset(CloseCause.MAINTENANCE);
        }
    }

    private void closePort(final long untilNs) {
        acceptor.closePort(untilNs, timers);
    }

    void mute(final long durationNs) {
        muted = true;
        mutedUntilNs = time.nanoTime() + durationNs;
        for (final Connection connection : connections) {
            connection.interest(false);
        }
    }

    void refuse(final long durationNs) {
        acceptor.refuse(time.nanoTime() + durationNs);
    }

    private void cycle() throws IOException {
        mailbox.drain();
        if (time.isManual()) {
            graceAndFlush();
            reap();
            selector.select(this::onReady, IDLE_MS);
            return;
        }
        final long nowNs = time.nanoTime();
        timers.run(nowNs);
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

    /** Moves a driven clock to the target, with everything that is due on the way. */
    void advanceTo(final long targetNs) {
        long nextNs = Math.min(targetNs, Math.max(time.nanoTime(), nextDueNs()));
        while (true) {
            time.moveTo(nextNs);
            timers.run(nextNs);
            awaitReaders();
            feed.generateAll(nextNs);
            tick(nextNs);
            graceAndFlush();
            reap();
            final long dueNs = nextDueNs();
            if (nextNs == targetNs && dueNs > targetNs) {
                return;
            }
            nextNs = Math.min(targetNs, Math.max(nextNs, dueNs));
        }
    }

    private long nextDueNs() {
        long next = Math.min(timers.nextDueNs(), feed.nextDueNs(time.nanoTime()));
        next = Math.min(next, feed.nextMergedNs());
        if (muted) {
            return Math.min(next, mutedUntilNs);
        }
        for (int i = 0; i < connections.size(); i++) {
            next = Math.min(next, connections.get(i).nextDueNs());
        }
        return next;
    }

    /** Virtual time must not run away from readers: real time is given to them. */
    private void awaitReaders() {
        final long startNs = System.nanoTime();
        while (!muted && !feed.hasRoom()) {
            graceAndFlush();
            if (System.nanoTime() - startNs > READER_PATIENCE_NS) {
                for (final Connection connection : connections) {
                    if (connection.isFlowing() && connection.hasUnwritten()) {
                        connection.end(CloseCause.TOO_SLOW);
                    }
                }
                reap();
            }
            LockSupport.parkNanos(MILLISECOND_NS / 10);
        }
    }

    private void graceAndFlush() {
        final long realNs = System.nanoTime();
        for (int i = 0; i < connections.size(); i++) {
            connections.get(i).onGrace(realNs);
            if (!muted && !connections.get(i).hasEnded()) {
                connections.get(i).flush();
            }
        }
    }

    private void tick(final long nowNs) {
        if (muted && nowNs - mutedUntilNs >= 0) {
            muted = false;
        }
        feed.flushDue(nowNs);
        if (!muted) {
            final long realNs = System.nanoTime();
            for (int i = 0; i < connections.size(); i++) {
                connections.get(i).onTick(nowNs);
                connections.get(i).onGrace(realNs);
            }
        }
    }

    private void await(final long waitNs) throws IOException {
        if (connections.isEmpty()) {
            final long dueNs = timers.nextDueNs();
            final long leftMs =
                    dueNs == Long.MAX_VALUE
                            ? IDLE_MS
                            : Math.max(1, (dueNs - time.nanoTime()) / MILLISECOND_NS);
            selector.select(this::onReady, Math.min(IDLE_MS, leftMs));
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
            final Connection connection = acceptor.accept(time.nanoTime());
            if (connection != null) {
                connections.add(connection);
            }
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
                acceptor.onEnded(connection);
                faults.onEnded(connection);
                requests.onEnded(connection, time.nanoTime());
                totals.closed(connection.cause());
                connection.release();
            }
        }
    }

    private void release() {
        try {
            acceptor.release();
            selector.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
