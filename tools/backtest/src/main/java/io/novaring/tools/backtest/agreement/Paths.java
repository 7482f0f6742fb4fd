/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.tools.backtest.result.Curve;
import java.util.ArrayList;
import java.util.List;

/** Positions and traded amounts of one instrument in both runs, over time. One thread. */
final class Paths {
    static final int POINTS_MAX = 4_000;

    final Share.Count fills = new Share.Count();
    final Share.Count orders = new Share.Count();
    private final Side live = new Side("live");
    private final Side backtest = new Side("backtest");
    private long apartMax;
    private double apartTimesNs;
    private long sinceNs;
    private long beganNs;
    private boolean hasBegun;

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
        // Of what lasts no time nobody can tell which run was first.
        apartMax = timeNs > sinceNs ? Math.max(apartMax, apart) : apartMax;
        sinceNs = timeNs;
    }

    /** Both runs have ended. */
    void end(final long timeNs) {
        if (hasBegun) {
            pass(Math.max(sinceNs, timeNs));
            apartMax = Math.max(apartMax, Math.abs(live.held - backtest.held));
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
