/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Things that lasted from one time to another, found by time.
 *
 * @param slackNs how exact their times are: each is taken to have lasted as long as this more, on
 *     either side.
 */
final class Spans<T> {
    private final List<T> things;
    private final ToLongFunction<T> from;
    private final ToLongFunction<T> to;
    private final long slackNs;
    // Of each and all before it, the last end.
    private final long[] ends;

    Spans(
            final List<T> all,
            final ToLongFunction<T> from,
            final ToLongFunction<T> to,
            final long slackNs) {
        this.from = from;
        this.to = to;
        this.slackNs = slackNs;
        things = new ArrayList<>(all);
        things.sort(Comparator.comparingLong(from));
        ends = new long[things.size()];
        long end = Long.MIN_VALUE;
        for (int i = 0; i < ends.length; i++) {
            end = Math.max(end, to.applyAsLong(things.get(i)));
            ends[i] = end;
        }
    }

    List<T> all() {
        return things;
    }

    /** Those that were within this time, first to last. */
    List<T> within(final long fromNs, final long toNs) {
        final List<T> found = new ArrayList<>();
        for (int i = firstEndingAt(fromNs - slackNs); i < things.size(); i++) {
            final T thing = things.get(i);
            if (from.applyAsLong(thing) > toNs + slackNs) {
                break;
            }
            if (to.applyAsLong(thing) >= fromNs - slackNs) {
                found.add(thing);
            }
        }
        return found;
    }

    /** How much of this time they took, together. */
    long coveredNs(final long fromNs, final long toNs) {
        long covered = 0;
        long at = fromNs;
        for (final T thing : within(fromNs, toNs)) {
            final long start = Math.max(at, from.applyAsLong(thing) - slackNs);
            final long end = Math.min(toNs, to.applyAsLong(thing) + slackNs);
            if (end > start) {
                covered += end - start;
                at = end;
            }
        }
        return covered;
    }

    private int firstEndingAt(final long timeNs) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (ends[middle] < timeNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
