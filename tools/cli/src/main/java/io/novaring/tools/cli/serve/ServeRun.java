/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.serve;

import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalReader;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.simulator.playback.Playback;
import io.novaring.tools.simulator.playback.PlaybackConfig;
import io.novaring.tools.simulator.playback.PlaybackSummary;
import io.novaring.tools.simulator.playback.RecordedFeed;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** A journal served as a venue, until it has ended or Ctrl-C. Used once, by one thread. */
public final class ServeRun {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LAG_MAX_NS = TimeUnit.HOURS.toNanos(1);
    private static final LongConsumer QUIET = count -> {};

    private final RecordingOptions recording;
    private final ServeOptions options;
    private final Integer connection;
    private final PrintWriter out;
    private final PrintWriter err;
    private final PlaybackConfig config;

    // Written by the playback's thread, and read when it has ended.
    private final Histogram lags = new Histogram(LAG_MAX_NS, 3);
    private volatile boolean serving;
    // The feed that is played, behind the one that was looked through.
    private JournalFeed feed;

    /**
     * @param fromSequence where to begin, with the books as they were then.
     * @param connection the one to play; null for all public ones.
     * @param pace recorded seconds a second; 0 is as fast as the clients take it.
     * @throws IllegalArgumentException when an option makes no sense.
     */
    public ServeRun(
            final RecordingOptions recording,
            final ServeOptions options,
            final long fromSequence,
            final Integer connection,
            final double pace,
            final PrintWriter out,
            final PrintWriter err) {
        this.recording = recording;
        this.connection = connection;
        this.options = options;
        this.out = out;
        this.err = err;
        this.config =
                PlaybackConfig.DEFAULT
                        .withPort(options.port())
                        .withPace(pace)
                        .withClientsAwaited(options.clients())
                        .withFrom(fromSequence, Long.MIN_VALUE)
                        .withLagListener(lagNs -> lags.recordValue(Math.min(lagNs, LAG_MAX_NS)));
    }

    /**
     * Serves, and says what became of it.
     *
     * @return the exit status.
     */
    public int run() {
        final Set<Integer> connections = roles();
        try (CtrlC ctrlC = new CtrlC();
                Playback playback = start(connections, ctrlC)) {
            if (playback == null) {
                out.println("ended by Ctrl-C");
                return ctrlC.exit(ExitCode.OK);
            }
            serving = true;
            out.println(playback.uri());
            out.println(describe(playback));
            out.flush();
            await(playback, ctrlC);
            playback.end();
            return ctrlC.exit(report(playback));
        }
    }

    private Set<Integer> roles() {
        try (JournalReader reader = recording.open()) {
            return RecordedRoles.toPlay(reader, recording.path(), connection);
        }
    }

    /** Null when Ctrl-C came first. */
    private Playback start(final Set<Integer> connections, final CtrlC ctrlC) {
        try (Progress progress = Progress.ofEvents(err, "looked through")) {
            return Playback.start(() -> open(connections, ctrlC, progress), config);
        } catch (final IllegalArgumentException e) {
            if (ctrlC.isRequested()) {
                return null;
            }
            throw RecordedRoles.failure(recording.path(), e.getMessage());
        } catch (final UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "cannot start on port "
                            + options.port()
                            + ": "
                            + e.getCause().getMessage()
                            + "; choose another with --port, or leave it out",
                    e);
        }
    }

    private RecordedFeed open(
            final Set<Integer> connections, final CtrlC ctrlC, final LongConsumer progress) {
        feed =
                new JournalFeed(
                        recording.open(),
                        connections,
                        () -> !serving && ctrlC.isRequested(),
                        feed == null ? progress : QUIET);
        return feed;
    }

    private String describe(final Playback playback) {
        final Duration length = Duration.between(playback.firstTime(), playback.lastTime());
        final int channels = playback.channels().size();
        return channels
                + (channels == 1 ? " channel" : " channels")
                + " from "
                + playback.firstTime()
                + ", "
                + Units.duration(length.toNanos())
                + (config.pace() == 0
                        ? ", as fast as it is read"
                        : ", at " + number(config.pace()) + " times its pace")
                + (options.clients() == 0
                        ? ""
                        : "; waits for " + clients(options.clients()) + " to subscribe");
    }

    private static String number(final double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }

    private static String clients(final long count) {
        return Units.count(count) + (count == 1 ? " client" : " clients");
    }

    private static void await(final Playback playback, final CtrlC ctrlC) {
        try {
            while (!ctrlC.isRequested() && !playback.awaitEnd(POLL_NS)) {
                // until either has come
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int report(final Playback playback) {
        final PlaybackSummary summary = playback.summary();
        out.println(
                (summary.ended() ? "the recording has ended: " : "ended by Ctrl-C: ")
                        + Units.count(summary.messagesPlayed())
                        + " messages played, "
                        + clients(summary.clients())
                        + ", "
                        + Units.count(summary.framesSent())
                        + " frames, "
                        + Units.bytes(summary.bytesSent()));
        if (lags.getTotalCount() > 0) {
            out.println(
                    "behind the recorded times: p50 "
                            + Units.duration(lags.getValueAtPercentile(50))
                            + ", p99 "
                            + Units.duration(lags.getValueAtPercentile(99))
                            + ", max "
                            + Units.duration(lags.getMaxValue()));
        }
        if (summary.clientsLost() > 0) {
            out.println(clients(summary.clientsLost()) + " cut off for reading nothing");
        }
        if (!summary.ended()) {
            return ExitCode.OK;
        }
        feed.problem().ifPresent(problem -> out.println("damaged: " + problem));
        return feed.end() == JournalEnd.DAMAGED ? ExitCode.FAILED : ExitCode.OK;
    }
}
