/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

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
    private final URI uri;
    private final SimulatorServer server;
    private final Thread thread;

    private Simulator(final SimulatorServer server) {
        this.server = server;
        this.instruments = server.instruments();
        this.uri = URI.create("ws://127.0.0.1:" + server.port() + SimulatorServer.PATH);
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
            final Simulator simulator = new Simulator(new SimulatorServer(config));
            simulator.thread.start();
            return simulator;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a client connects to. */
    public URI uri() {
        return uri;
    }

    /** Names in the order they are listed: perpetuals, the dated future, options. */
    public List<String> instruments() {
        return instruments;
    }

    /**
     * The book as it is now.
     *
     * @throws IllegalArgumentException when there is no such instrument.
     */
    public BookSnapshot book(final String instrument) {
        return call(() -> server.book(instrument));
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
        run(() -> server.setRate(ratePerSecond));
    }

    /**
     * Stops the market. When it returns, the books stand still and every message about them, merged
     * ones included, is on its way; answers and heartbeats go on.
     */
    public void pause() {
        run(() -> server.setPaused(true));
    }

    /** Goes on after {@link #pause()}. */
    public void resume() {
        run(() -> server.setPaused(false));
    }

    /** Ends every connection by a TCP reset, without a close frame; returns how many. */
    public int dropConnections() {
        return call(server::dropConnections);
    }

    /** Ends every connection by a close frame with this code; returns how many. */
    public int closeConnections(final int code) {
        return call(() -> server.closeConnections(code));
    }

    /**
     * Keeps the next change of the instrument's book channels off the wire, while the book moves.
     *
     * @return completes with the change id once that has happened.
     * @throws IllegalStateException when nobody is subscribed to its book.
     */
    public CompletableFuture<Long> skipChange(final String instrument) {
        return call(() -> server.armBook(instrument, false));
    }

    /**
     * Sends the next change of the instrument's book channels twice.
     *
     * @return completes with the change id once that has happened.
     * @throws IllegalStateException when nobody is subscribed to its book.
     */
    public CompletableFuture<Long> duplicateChange(final String instrument) {
        return call(() -> server.armBook(instrument, true));
    }

    /** Sends one text frame of rubbish to every connection; returns how many got it. */
    public int sendRubbish(final Rubbish kind) {
        return call(() -> server.sendRubbish(kind));
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
