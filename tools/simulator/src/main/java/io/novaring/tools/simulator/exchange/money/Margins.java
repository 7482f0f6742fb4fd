/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.money;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;

/**
 * What a position must be backed by: a fixed share of its value at the mark price. Much simpler
 * than the venue, where the share grows with the size. Long options are paid for and need nothing.
 */
final class Margins {
    private static final long FUTURES_INITIAL = Values.ONE / 50;
    private static final long FUTURES_MAINTENANCE = Values.ONE / 100;
    private static final long SHORT_OPTIONS_INITIAL = Values.ONE * 15 / 100;
    private static final long SHORT_OPTIONS_MAINTENANCE = Values.ONE * 75 / 1_000;

    private Margins() {}

    static long initial(final Instrument instrument, final long size) {
        return margin(instrument, size, FUTURES_INITIAL, SHORT_OPTIONS_INITIAL);
    }

    static long maintenance(final Instrument instrument, final long size) {
        return margin(instrument, size, FUTURES_MAINTENANCE, SHORT_OPTIONS_MAINTENANCE);
    }

    private static long margin(
            final Instrument instrument,
            final long size,
            final long ofFutures,
            final long ofShortOptions) {
        if (instrument.option) {
            return size < 0 ? Values.times(-size, ofShortOptions) : 0;
        }
        if (instrument.kind == Kind.SPOT) {
            return 0;
        }
        final long value = Values.of(instrument, instrument.markPrice(), Math.abs(size));
        return Values.times(value, ofFutures);
    }

    /** In coins. */
    static long delta(final Instrument instrument, final long coins) {
        if (!instrument.option) {
            return coins;
        }
        final long each = instrument.call ? instrument.delta() : instrument.delta() - Values.ONE;
        return Values.times(coins, each);
    }
}
