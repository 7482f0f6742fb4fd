/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import io.novaring.engine.Engine;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.session.Allocation;
import io.novaring.tools.cli.session.LiveLine;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Watches a run from outside: a line each second, and the figures of what follows the warm-up. */
final class Meter {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long WARM_UP_MAX_NS = 2 * SECOND_NS;
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LiveLine line = new LiveLine();
    private final Histogram wire = new Histogram(3);
    private final Histogram late = new Histogram(3);
    private final Histogram engineOnly = new Histogram(3);
    private final Engine engine;
    private final Traffic traffic;
    private final String instrument;
    private final CtrlC ctrlC;
    private final Consumer<String> live;

    // Taken at the last line, or at the end of the warm-up.
    private Histogram wireInterval;
    private Histogram lateInterval;
    private Histogram engineInterval;
    private final Histogram second = new Histogram(3);
    private long lineNs;
    private long lineMessages;
    private long lineBytes;
    private long lines;

    /**
     * @param instrument whose best prices are shown.
     * @param live takes the lines.
     */
    Meter(
            final Engine engine,
            final Traffic traffic,
            final String instrument,
            final CtrlC ctrlC,
            final Consumer<String> live) {
        this.engine = engine;
        this.traffic = traffic;
        this.instrument = instrument;
        this.ctrlC = ctrlC;
        this.live = live;
    }

    /**
     * Watches for this long, and on while there is more; less after Ctrl-C or when the engine
     * halts.
     *
     * @param startNs of the run, {@link System#nanoTime()}.
     */
    DemoResult.Measured run(final long startNs, final long durationNs, final BooleanSupplier more) {
        live.accept(LiveLine.heading(instrument));
        takeInterval();
        second.reset();
        lineNs = startNs;
        lineMessages = traffic.messages();
        lineBytes = traffic.bytes();
        watch(startNs, Math.min(WARM_UP_MAX_NS, durationNs / 2), () -> false);

        takeInterval();
        wire.reset();
        late.reset();
        engineOnly.reset();
        final Allocation allocation = new Allocation(engine.threads());
        final long beginNs = System.nanoTime();
        final long messagesBefore = traffic.messages();
        final long bytesBefore = traffic.bytes();
        watch(startNs, durationNs, more);

        takeInterval();
        return new DemoResult.Measured(
                beginNs - startNs,
                System.nanoTime() - beginNs,
                traffic.messages() - messagesBefore,
                traffic.bytes() - bytesBefore,
                wire,
                late,
                engineOnly,
                allocation.bytes());
    }

    private void watch(final long startNs, final long untilNs, final BooleanSupplier more) {
        for (; ; ) {
            final long elapsedNs = System.nanoTime() - startNs;
            if (elapsedNs >= (lines + 1) * SECOND_NS) {
                showLine();
            }
            final boolean isOver = elapsedNs >= untilNs && !more.getAsBoolean();
            if (isOver || ctrlC.isRequested() || engine.failure() != null) {
                return;
            }
            final long nextNs = (lines + 1) * SECOND_NS - elapsedNs;
            final long leftNs = elapsedNs < untilNs ? untilNs - elapsedNs : POLL_NS;
            ctrlC.await(Math.max(1, Math.min(nextNs, leftNs)));
        }
    }

    private void showLine() {
        takeInterval();
        lines++;
        final long nowNs = System.nanoTime();
        final long messages = traffic.messages();
        final long bytes = traffic.bytes();
        live.accept(
                line.of(
                        lines,
                        nowNs - lineNs,
                        messages - lineMessages,
                        bytes - lineBytes,
                        second,
                        engine.book(instrument),
                        engine.subscriptions().counters().get(Counter.GAPS),
                        traffic.disconnects()));
        second.reset();
        lineNs = nowNs;
        lineMessages = messages;
        lineBytes = bytes;
    }

    private void takeInterval() {
        wireInterval = traffic.interval(wireInterval);
        wire.add(wireInterval);
        second.add(wireInterval);
        lateInterval = traffic.lateInterval(lateInterval);
        late.add(lateInterval);
        engineInterval = engine.latency().interval(engineInterval);
        engineOnly.add(engineInterval);
    }
}
