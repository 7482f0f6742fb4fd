/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.chain;

import io.novaring.codec.BookState;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.view.MarketCut;
import io.novaring.engine.view.PriceSource;
import java.util.Locale;

/** What is said of one option of a cut in words. */
final class OptionWords {
    private OptionWords() {}

    /** The state of its best bid and ask, and of what else is known of it. */
    static String state(final MarketCut market, final int row, final long maxAgeNs) {
        if (market.isEnded(row)) {
            return "ended";
        }
        return switch (market.state(row)) {
            case EMPTY -> "never";
            case STALE -> "STALE";
            case RESYNCING -> "RESYNC";
            case LIVE -> market.isFresh(row, maxAgeNs) ? "live" : "OLD";
        };
    }

    /** Why the option is not fit to be used; null when it is. */
    static String trouble(final MarketCut market, final int row, final long maxAgeNs) {
        if (market.isEnded(row) || market.isFresh(row, maxAgeNs)) {
            return null;
        }
        return switch (market.state(row)) {
            case EMPTY -> "no price of it was heard yet";
            case STALE, RESYNCING -> lost(market, row);
            case LIVE -> old(market, row, maxAgeNs);
        };
    }

    private static String lost(final MarketCut market, final int row) {
        final StaleCause cause = market.staleCause(row);
        return "its "
                + word(market.source(row))
                + " is "
                + word(market.state(row))
                + (cause == StaleCause.NONE ? "" : ", cause: " + word(cause));
    }

    private static String old(final MarketCut market, final int row, final long maxAgeNs) {
        if (market.source(row) != PriceSource.BOOK && market.ageNs(row) > maxAgeNs) {
            return "its " + word(market.source(row)) + " is too old";
        }
        return "its ticker is " + (isSure(market.tickerState(row)) ? "too old" : "stale");
    }

    static boolean isSure(final BookState state) {
        return state == BookState.LIVE;
    }

    static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
