/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import java.util.concurrent.TimeUnit;

/**
 * Notes when a thread that slept woke late: threads were stopped, or the machine had no processor
 * for them. One thread; time is passed in.
 */
final class StallMeter {
    /** Less than the schedulers of machines with a thread too many do every second. */
    static final long STALL_MIN_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Slowest slowest;
    private final long[] fromNs;
    private final long[] toNs;
    private final PauseNote.Writer writer;

    StallMeter(final LateSettings settings, final PauseNote.Writer writer) {
        this.writer = writer;
        slowest = new Slowest(settings.perSecond());
        fromNs = new long[settings.perSecond()];
        toNs = new long[settings.perSecond()];
    }

    /** The thread was to wake at one time and did at another. */
    void woke(final long dueNs, final long nowNs) {
        if (nowNs - dueNs < STALL_MIN_NS) {
            return;
        }
        final int index = slowest.take(nowNs - dueNs);
        if (index >= 0) {
            fromNs[index] = dueNs;
            toNs[index] = nowNs;
        }
    }

    /** Notes the longest since the last call. */
    void note() {
        for (int i = 0; i < slowest.count(); i++) {
            writer.write(
                    new PauseNote(
                            PauseNote.Kind.STALL,
                            fromNs[i],
                            toNs[i] - fromNs[i],
                            PauseNote.UNKNOWN,
                            PauseNote.UNKNOWN,
                            ""));
        }
        slowest.clear();
    }
}
