/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.tools.simulator.fault.PlannedFault;
import io.novaring.tools.simulator.trading.TradingControls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A running simulated Deribit on loopback. Every method may be called by any thread and acts
 * between two market events: what it returns is one consistent moment.
 *
 * <pre>{@code
 * try (Simulator simulator = Simulator.start(SimulatorConfig.builder().seed(7).build())) {
 *     connect(simulator.uri());
 *     simulator.skipChange("BTC-PERPETUAL");
 * }
 * }</pre>
 */
public final class Simulator implements AutoCloseable {
    private SimulatorCounters lastCounters;
    private final List<String> instruments;
    private final TradingControls trading;
    private final URI uri;
    private final SimulatorClock time;
    private final SimulatorServer server;
    private final Controls controls;
    private final Thread thread;

    private Simulator(final SimulatorConfig config) throws IOException {
        this.time = config.time();
        this.server = new SimulatorServer(config);
        this.controls = server.controls();
        this.trading = new TradingControls(server.mailbox(), server.trading());
        this.instruments = controls.instruments();
        final String scheme = config.tls() == null ? "ws" : "wss";
        this.uri = URI.create(scheme + "://127.0.0.1:" + server.port() + SimulatorServer.PATH);
        this.thread = new Thread(server, "simulator-" + server.port());
        this.thread.setDaemon(true);
    }

    /**
     * Listens when it returns.
     *
     * @throws UncheckedIOException when the port is taken or the frame file cannot be read.
     */
    public static Simulator start(final SimulatorConfig config) {
        try {
            final Simulator simulator = new Simulator(config);
            simulator.start();
            return simulator;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() {
        try {
            time.attach(targetNs -> run(() -> server.advanceTo(targetNs)));
        } catch (final IllegalStateException e) {
            server.discard();
            throw e;
        }
        thread.start();
    }

    /** Where a client connects to. */
    public URI uri() {
        return uri;
    }

    /** What was listed at the start: perpetuals, the dated future, options, then the others. */
    public List<String> instruments() {
        return instruments;
    }

    /** The clock it lives by. */
    public SimulatorClock clock() {
        return time;
    }

    /**
     * The book as it is now.
     *
     * @throws IllegalArgumentException when there is no such instrument.
     */
    public BookSnapshot book(final String instrument) {
        return call(() -> controls.book(instrument));
    }

    /** Accounts and their orders; its ledger works after {@link #close()} too. */
    public TradingControls trading() {
        return trading;
    }

    /** Works after {@link #close()} too. */
    public synchronized SimulatorCounters counters() {
        return lastCounters == null ? call(server::counters) : lastCounters;
    }

    /** Messages a second from now on, as in {@link SimulatorConfig#ratePerSecond()}. */
    public void setRate(final long ratePerSecond) {
        if (ratePerSecond < 0) {
            throw new IllegalArgumentException("ratePerSecond out of range: " + ratePerSecond);
        }
        run(() -> controls.setRate(ratePerSecond, time.nanoTime()));
    }

    /**
     * Stops the market. When it returns, the books stand still and every message about them, merged
     * ones included, is on its way; answers and heartbeats go on.
     */
    public void pause() {
        run(() -> controls.setPaused(true, time.nanoTime()));
    }

    /** Goes on after {@link #pause()}. */
    public void resume() {
        run(() -> controls.setPaused(false, time.nanoTime()));
    }

    /** Ends every connection by a TCP reset, without a close frame; returns how many. */
    public int dropConnections() {
        return call(controls::dropConnections);
    }

    /** Ends every connection by a close frame with this code; returns how many. */
    public int closeConnections(final int code) {
        return call(() -> controls.closeConnections(code));
    }

    /**
     * Keeps the next change of the instrument's book channels off the wire, while the book moves.
     *
     * @return completes with the change id once that has happened.
     * @throws IllegalStateException when nobody is subscribed to its book.
     */
    public CompletableFuture<Long> skipChange(final String instrument) {
        return call(() -> controls.armBook(instrument, false));
    }

    /**
     * Sends the next change of the instrument's book channels twice.
     *
     * @return completes with the change id once that has happened.
     * @throws IllegalStateException when nobody is subscribed to its book.
     */
    public CompletableFuture<Long> duplicateChange(final String instrument) {
        return call(() -> controls.armBook(instrument, true));
    }

    /** Sends one text frame of rubbish to every connection; returns how many got it. */
    public int sendRubbish(final Rubbish kind) {
        return call(() -> controls.sendRubbish(kind, time.nanoTime()));
    }

    /**
     * Writes nothing to any socket for a while, not even heartbeats, pongs or answers, and keeps
     * the sockets open. What was made meanwhile is sent afterwards, as far as the send buffer goes.
     */
    public void mute(final Duration duration) {
        run(() -> server.mute(duration.toNanos()));
    }

    /** Resets every new TCP connection for a while; those that are open stay. */
    public void refuseConnections(final Duration duration) {
        run(() -> server.refuse(duration.toNanos()));
    }

    /**
     * Makes a fault happen now, or as soon as there is what it happens to.
     *
     * @return completes when it has happened.
     * @throws IllegalArgumentException when the fault lacks something it needs.
     */
    public CompletableFuture<FaultReport> inject(final Fault fault) {
        return call(() -> server.faults().inject(fault)).fired();
    }

    /**
     * Makes a fault of connections happen now, to those that are logged in or to those that are
     * not.
     *
     * @return false when none is open.
     * @throws IllegalArgumentException when the fault is none of connections.
     */
    public boolean inject(final Fault fault, final boolean isLoggedIn) {
        return call(() -> server.faults().inject(fault, isLoggedIn)) != null;
    }

    /** What has gone wrong on purpose so far, in its order. Works after {@link #close()} too. */
    public List<FaultReport> faultReports() {
        return server.faults().reports();
    }

    /** What was planned and has not happened yet. Works after {@link #close()} too. */
    public synchronized List<PlannedFault> pendingFaults() {
        return lastCounters == null ? call(server.faults()::pending) : server.faults().pending();
    }

    /** Lists one more option; returns its name. */
    public String listOption() {
        return call(() -> controls.list(true));
    }

    /** Lists one more dated future; returns its name. */
    public String listFuture() {
        return call(() -> controls.list(false));
    }

    /**
     * Settles and delivers an instrument now: its channels fall silent, and nobody can subscribe to
     * them any more.
     *
     * @throws IllegalArgumentException when there is no such instrument.
     */
    public void expire(final String instrument) {
        run(() -> controls.expire(instrument));
    }

    /**
     * Locks one instrument, or opens it again: its book stands still meanwhile.
     *
     * @throws IllegalArgumentException when there is no such instrument.
     */
    public void lock(final String instrument, final boolean locked) {
        run(() -> controls.lock(instrument, locked));
    }

    /**
     * Locks every instrument of an index, or opens them again; only {@code platform_state} tells.
     *
     * @throws IllegalArgumentException when there is no such index.
     */
    public void lockIndex(final String indexName, final boolean locked) {
        run(() -> controls.lockIndex(indexName, locked));
    }

    /** The daily pause: every open instrument is in {@code settlement} and then open again. */
    public void settle(final Duration pause) {
        run(() -> controls.settle(pause));
    }

    /**
     * Announces maintenance; after {@code notice}, during which every request is answered with
     * 11051, resets all connections and closes the port for {@code down}.
     */
    public void maintenance(final Duration notice, final Duration down) {
        run(() -> controls.maintenance(notice, down));
    }

    /** Ends every connection and the simulator's thread. */
    @Override
    public synchronized void close() {
        if (lastCounters != null) {
            return;
        }
        server.stop();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        time.detach();
        lastCounters = server.counters();
    }

    private <T> T call(final Supplier<T> work) {
        return server.mailbox().call(work);
    }

    private void run(final Runnable work) {
        server.mailbox()
                .call(
                        () -> {
                            work.run();
                            return null;
                        });
    }
}
