/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.chain;

import static io.novaring.codec.MarketEvent.ABSENT;

import io.novaring.engine.view.MarketCut;
import io.novaring.venues.deribit.chain.ChainCut;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * One expiry of a cut, and what is said of all of it.
 *
 * @param begin the first event that was replayed: what was before is not known.
 * @param maxAgeNs older quotes and tickers make it incoherent.
 * @param strikesMax so many are shown.
 */
record ChainPicture(
        String underlying,
        LocalDate expiry,
        ChainCut cut,
        long begin,
        long maxAgeNs,
        int strikesMax) {
    ChainPicture within(final long newMaxAgeNs) {
        return new ChainPicture(underlying, expiry, cut, begin, newMaxAgeNs, strikesMax);
    }

    ChainPicture around(final int newStrikesMax) {
        return new ChainPicture(underlying, expiry, cut, begin, maxAgeNs, newStrikesMax);
    }

    MarketCut market() {
        return cut.market();
    }

    /** The first line of the expiry that is shown. */
    int first() {
        final int first = cut.first(expiry);
        final int count = cut.behind(expiry) - first;
        return first + Math.max(0, Math.min(nearest() - strikesMax / 2 - first, count - shown()));
    }

    /** The line behind the last that is shown. */
    int behind() {
        return first() + shown();
    }

    private int shown() {
        return Math.min(strikesMax, cut.behind(expiry) - cut.first(expiry));
    }

    /** The line whose strike is nearest to the underlying's price; without one the middle. */
    private int nearest() {
        final long price = underlyingPrice() == ABSENT ? indexPrice() : underlyingPrice();
        int nearest = (cut.first(expiry) + cut.behind(expiry)) / 2;
        if (price != ABSENT) {
            for (int line = cut.first(expiry); line < cut.behind(expiry); line++) {
                final long distance = Math.abs(cut.strike(line) - price);
                nearest = distance < Math.abs(cut.strike(nearest) - price) ? line : nearest;
            }
        }
        return nearest;
    }

    /** True when every option of the expiry is fit to be used, those that are not shown too. */
    boolean isCoherent() {
        return cut.isCoherent(expiry, maxAgeNs);
    }

    /** Of the expiry's youngest ticker; ABSENT when there is none. */
    long underlyingPrice() {
        return ofYoungest(market()::underlyingPrice);
    }

    /** Of the expiry's youngest ticker; ABSENT when there is none. */
    long indexPrice() {
        return ofYoungest(market()::indexPrice);
    }

    private long ofYoungest(final IntToLongFunction value) {
        long age = Long.MAX_VALUE;
        long found = ABSENT;
        for (final int row : rows()) {
            final long tickerAge = market().tickerAgeNs(row);
            if (tickerAge != ABSENT && tickerAge < age && value.applyAsLong(row) != ABSENT) {
                age = tickerAge;
                found = value.applyAsLong(row);
            }
        }
        return found;
    }

    /** The row of the option that is traded and has said nothing for longest, or NONE. */
    int oldest() {
        int oldest = ChainCut.NONE;
        for (final int row : rows()) {
            final long age = market().ageNs(row);
            final boolean isOlder = oldest == ChainCut.NONE || age > market().ageNs(oldest);
            if (!market().isEnded(row) && age != ABSENT && isOlder) {
                oldest = row;
            }
        }
        return oldest;
    }

    /** The earliest of the venue's own times of the expiry's prices; ABSENT when there is none. */
    long minExchangeTimeNs() {
        long min = Long.MAX_VALUE;
        for (final int row : rows()) {
            final long timeNs = market().exchangeTimeNs(row);
            if (!market().isEnded(row) && timeNs != ABSENT) {
                min = Math.min(min, timeNs);
            }
        }
        return min == Long.MAX_VALUE ? ABSENT : min;
    }

    /** The latest of the same. */
    long maxExchangeTimeNs() {
        long max = ABSENT;
        for (final int row : rows()) {
            // An absent time is the least there is.
            max = market().isEnded(row) ? max : Math.max(max, market().exchangeTimeNs(row));
        }
        return max;
    }

    /** All rows of the expiry, by strike, the call first. */
    int[] rows() {
        final int first = cut.first(expiry);
        final int behind = cut.behind(expiry);
        final int[] rows = new int[2 * (behind - first)];
        int count = 0;
        for (int line = first; line < behind; line++) {
            for (final int row : new int[] {cut.call(line), cut.put(line)}) {
                if (row != ChainCut.NONE) {
                    rows[count++] = row;
                }
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
