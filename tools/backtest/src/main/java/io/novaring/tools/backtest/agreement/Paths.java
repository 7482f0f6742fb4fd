/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.tools.backtest.result.Curve;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Positions and traded amounts of one instrument in both runs, over time. One thread. */
final class Paths {
    static final int POINTS_MAX = 4_000;

    final Share.Count fills = new Share.Count();
    final Share.Count orders = new Share.Count();
    private final Side live = new Side("live");
    private final Side backtest = new Side("backtest");
    private final long windowNs;
    private long apartMax;
    private double apartTimesNs;
    private long sinceNs;
    private long beganNs;
    private boolean hasBegun;

    // Since when they have been apart by at least so much; both rise from first to last.
    private final ArrayDeque<long[]> least = new ArrayDeque<>();

    /**
     * @param windowNs for which a difference has to last.
     */
    Paths(final long windowNs) {
        this.windowNs = windowNs;
    }

    /** One run's. */
    static final class Side {
        final Curve position;
        final Curve traded;
        final Missing missing = new Missing();
        private long held;
        private long amount;

        Side(final String name) {
            position = new Curve(name, POINTS_MAX);
            traded = new Curve(name, POINTS_MAX);
        }
    }

    /** Fills without a counterpart, of many the first ones. */
    static final class Missing {
        private static final int MARKS_MAX = 2_000;

        private final List<long[]> marks = new ArrayList<>();
        private long count;

        void add(final long timeNs, final long value) {
            count++;
            if (marks.size() < MARKS_MAX) {
                marks.add(new long[] {timeNs, value});
            }
        }

        List<long[]> marks() {
            return marks;
        }

        long count() {
            return count;
        }
    }

    Side side(final boolean isLive) {
        return isLive ? live : backtest;
    }

    long held(final boolean isLive) {
        return side(isLive).held;
    }

    long traded(final boolean isLive) {
        return side(isLive).amount;
    }

    /** A fill of one run, with the position behind it. */
    void fill(final boolean isLive, final long timeNs, final long amount, final long position) {
        if (!hasBegun) {
            hasBegun = true;
            beganNs = timeNs;
            sinceNs = timeNs;
        }
        pass(timeNs);
        final Side side = side(isLive);
        side.held = position;
        side.amount += amount;
        side.position.add(timeNs, position);
        side.traded.add(timeNs, side.amount);
    }

    private void pass(final long timeNs) {
        final long apart = Math.abs(live.held - backtest.held);
        apartTimesNs += (double) apart * (timeNs - sinceNs);
        if (timeNs > sinceNs) {
            last(apart, timeNs);
        }
        sinceNs = timeNs;
    }

    /** They were so far apart until now: finds the most that lasted for a window. */
    private void last(final long apart, final long nowNs) {
        long fromNs = sinceNs;
        while (!least.isEmpty() && least.peekLast()[1] >= apart) {
            fromNs = least.removeLast()[0];
        }
        least.addLast(new long[] {fromNs, apart});
        for (final long[] one : least) {
            if (nowNs - one[0] < windowNs) {
                break;
            }
            apartMax = Math.max(apartMax, one[1]);
        }
    }

    /** Both runs have ended. */
    void end(final long timeNs) {
        if (hasBegun) {
            pass(Math.max(sinceNs, timeNs));
        }
    }

    long apartMax() {
        return apartMax;
    }

    /** Weighted by time, from the first fill of either. */
    double apartAverage() {
        return sinceNs == beganNs ? 0 : apartTimesNs / (sinceNs - beganNs);
    }
}
