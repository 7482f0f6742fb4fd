/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import io.novaring.engine.notes.Notes;

/**
 * Notes which handler held its thread for long, by looking now and then at what runs: whoever is
 * seen at the same event twice was there all the while between. It costs the handlers nothing, and
 * begin and end are known to half the time between two looks. Handlers that hold their thread for
 * less than that are not seen. One thread; time is passed in.
 */
final class SlowHandlers {
    private final String[] names;
    private final long[] sequences;
    private final long[] fromNs;
    private final long[] seenNs;
    private final int[] looks;
    private final long[] lastLookNs;
    private final Slowest slowest;
    private final long[] keptSequences;
    private final long[] keptFromNs;
    private final long[] keptToNs;
    private final String[] keptNames;
    private final LateNote.Writer writer;
    private String furthestBehind = "";

    /**
     * @param threads how many threads run handlers.
     */
    SlowHandlers(final LateSettings settings, final Notes notes, final int threads) {
        names = new String[threads];
        sequences = new long[threads];
        fromNs = new long[threads];
        seenNs = new long[threads];
        looks = new int[threads];
        lastLookNs = new long[threads];
        final int count = settings.perSecond();
        slowest = new Slowest(count);
        keptSequences = new long[count];
        keptFromNs = new long[count];
        keptToNs = new long[count];
        keptNames = new String[count];
        writer = new LateNote.Writer(notes);
    }

    /**
     * What a thread does now.
     *
     * @param name of the handler that runs, null when none does.
     * @param sequence of the event it has.
     */
    void look(final int thread, final String name, final long sequence, final long nowNs) {
        final long beforeNs = lastLookNs[thread] == 0 ? nowNs : lastLookNs[thread];
        lastLookNs[thread] = nowNs;
        final String last = names[thread];
        if (last != null && last.equals(name) && sequences[thread] == sequence) {
            seenNs[thread] = nowNs;
            looks[thread]++;
            return;
        }
        if (last != null && looks[thread] > 1) {
            keep(thread, seenNs[thread] + half(nowNs - seenNs[thread]));
        }
        names[thread] = name;
        sequences[thread] = sequence;
        fromNs[thread] = beforeNs + half(nowNs - beforeNs);
        seenNs[thread] = nowNs;
        looks[thread] = 1;
    }

    /** Of a time between two looks; one that was long was a stall, and the handler beside it. */
    private static long half(final long gapNs) {
        return Math.min(gapNs, LateWatch.INTERVAL_NS) / 2;
    }

    private void keep(final int thread, final long toNs) {
        final int index = slowest.take(toNs - fromNs[thread]);
        if (index >= 0) {
            keptSequences[index] = sequences[thread];
            keptFromNs[index] = fromNs[thread];
            keptToNs[index] = toNs;
            keptNames[index] = names[thread];
        }
    }

    /** Name of the handler that was furthest behind of those that ran at the last looks. */
    String furthestBehind() {
        int furthest = -1;
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null && (furthest < 0 || sequences[i] < sequences[furthest])) {
                furthest = i;
            }
        }
        if (furthest >= 0) {
            furthestBehind = names[furthest];
        }
        return furthestBehind;
    }

    /** Notes the slowest since the last call. */
    void note() {
        for (int i = 0; i < slowest.count(); i++) {
            writer.handler(keptSequences[i], keptFromNs[i], keptToNs[i], keptNames[i]);
        }
        slowest.clear();
    }

    /** No look follows: what still runs is noted as far as it was seen. */
    void end() {
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null && looks[i] > 1) {
                keep(i, seenNs[i]);
            }
        }
        note();
    }
}
