/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

/** Picks the longest of many durations; who uses it keeps the rest in columns. One thread. */
final class Slowest {
    private final long[] durations;
    private int count;
    private int least;

    Slowest(final int countMax) {
        durations = new long[countMax];
    }

    /**
     * Takes the duration if it is among the longest.
     *
     * @return the index in which it is kept, in place of the shortest; negative when it is not.
     */
    int take(final long durationNs) {
        if (count < durations.length) {
            durations[count] = durationNs;
            if (durationNs < durations[least]) {
                least = count;
            }
            return count++;
        }
        if (durationNs <= durations[least]) {
            return -1;
        }
        final int index = least;
        durations[index] = durationNs;
        for (int i = 0; i < count; i++) {
            if (durations[i] < durations[least]) {
                least = i;
            }
        }
        return index;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
        least = 0;
    }
}
