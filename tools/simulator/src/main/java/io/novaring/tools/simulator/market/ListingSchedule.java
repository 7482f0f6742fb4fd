/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.time.Duration;

/**
 * How options of BTC and ETH come and go while a simulator runs. Every day at 08:00 UTC everything
 * open is in {@code settlement}, options of that day are delivered, the next day's expiry is
 * listed, and expiries that are listed already get the strikes around the index that they lack.
 *
 * @param expiries consecutive days from the next 08:00 on of which options are listed; 0 lists
 *     nothing, and nothing is settled at 08:00.
 * @param strikes of each expiry, an odd number, the middle one nearest to the index; each with a
 *     call and a put.
 * @param pause how long what does not expire is in {@code settlement}.
 */
public record ListingSchedule(int expiries, int strikes, Duration pause) {
    public static final int EXPIRIES_MAX = 30;
    public static final int STRIKES_MAX = 41;

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PAUSE_MAX = Duration.ofHours(1);

    /** Nothing comes by itself; what was listed at the start goes when it expires. */
    public static final ListingSchedule NONE = new ListingSchedule(0, 1, Duration.ZERO);

    public ListingSchedule {
        if (expiries < 0 || expiries > EXPIRIES_MAX) {
            throw new IllegalArgumentException(
                    "expiries out of range: " + expiries + "; 0 to " + EXPIRIES_MAX);
        }
        if (strikes < 1 || strikes > STRIKES_MAX || strikes % 2 == 0) {
            throw new IllegalArgumentException(
                    "strikes out of range: " + strikes + "; an odd number up to " + STRIKES_MAX);
        }
        if (pause.isNegative() || pause.compareTo(PAUSE_MAX) > 0) {
            throw new IllegalArgumentException(
                    "pause out of range: " + pause + "; none to " + PAUSE_MAX);
        }
    }

    /** With a settlement of two seconds. */
    public static ListingSchedule daily(final int expiries, final int strikes) {
        return new ListingSchedule(expiries, strikes, PAUSE);
    }

    public boolean isEmpty() {
        return expiries == 0;
    }
}
