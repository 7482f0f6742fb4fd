/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A recording as a venue on loopback. Clients subscribe to what was recorded and get it byte for
 * byte, with the recorded pauses between or faster; whoever subscribes to a book late begins with a
 * snapshot of it. All clients share one time, and none gets ahead: while one reads nothing, the
 * others wait.
 *
 * <p>Any thread may call.
 */
public final class Playback implements AutoCloseable {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long STOP_MS = 10_000;

    private volatile Throwable failure;
    private final PlaybackServer server;
    private final Catalogue catalogue;
    private final Thread thread;

    private Playback(final PlaybackServer server, final Catalogue catalogue) {
        this.server = server;
        this.catalogue = catalogue;
        this.thread = new Thread(server, "novaring-playback");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((owner, cause) -> failure = cause);
    }

    /**
     * Reads the recording once to see what it holds, and then as far as the playback begins;
     * listens when it returns.
     *
     * @param recording opened twice; both are closed by the playback.
     * @throws IllegalArgumentException when there is nothing to play.
     * @throws UncheckedIOException when the port cannot be had.
     */
    public static Playback start(
            final Supplier<RecordedFeed> recording, final PlaybackConfig config) {
        final Catalogue catalogue;
        try (RecordedFeed feed = recording.get()) {
            catalogue = Catalogue.of(feed, config);
        }
        if (catalogue.firstTimeNs == Long.MIN_VALUE) {
            throw new IllegalArgumentException(
                    catalogue.channels.isEmpty()
                            ? "it holds no message of a channel"
                            : "no message of a channel is behind the place to begin at");
        }
        final RecordedFeed feed = recording.get();
        final Playback playback;
        try {
            playback = new Playback(new PlaybackServer(config, catalogue, feed), catalogue);
        } catch (final IOException e) {
            feed.close();
            throw new UncheckedIOException(e);
        } catch (final RuntimeException e) {
            feed.close();
            throw e;
        }
        playback.thread.start();
        return playback;
    }

    /** Where clients connect to. */
    public URI uri() {
        return URI.create("ws://127.0.0.1:" + server.port() + PlaybackServer.PATH);
    }

    /** The channels of the recording, sorted. */
    public List<String> channels() {
        return catalogue.channels.keySet().stream().sorted().toList();
    }

    /** When the first message that is played was recorded. */
    public Instant firstTime() {
        return instant(catalogue.firstTimeNs);
    }

    /** When the last one was. */
    public Instant lastTime() {
        return instant(catalogue.lastTimeNs);
    }

    private static Instant instant(final long timeNs) {
        return Instant.ofEpochSecond(
                Math.floorDiv(timeNs, SECOND_NS), Math.floorMod(timeNs, SECOND_NS));
    }

    /**
     * Waits so long for the end of the recording, or for {@link #end}.
     *
     * @return whether it has come.
     * @throws IllegalStateException when the playback failed: with what it failed of.
     */
    public boolean awaitEnd(final long timeoutNs) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, timeoutNs));
        if (thread.isAlive()) {
            return false;
        }
        if (failure != null) {
            throw new IllegalStateException("the playback failed: " + failure, failure);
        }
        return true;
    }

    /**
     * What became of it.
     *
     * @throws IllegalStateException while it runs.
     */
    public PlaybackSummary summary() {
        if (thread.isAlive()) {
            throw new IllegalStateException("the playback runs: end it, or await its end");
        }
        return server.summary();
    }

    @Override
    public void close() {
        end();
    }

    /** Ends it at once, wherever it is; clients see their connection end. */
    public void end() {
        server.stop();
        // Whoever is interrupted ends it for that reason, and its end is near: it is waited for.
        boolean isInterrupted = Thread.interrupted();
        try {
            thread.join(STOP_MS);
        } catch (final InterruptedException e) {
            isInterrupted = true;
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
