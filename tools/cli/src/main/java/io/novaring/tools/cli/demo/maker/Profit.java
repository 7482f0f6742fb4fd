/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import io.novaring.codec.Decimals;
import io.novaring.codec.Side;
import io.novaring.tools.cli.demo.maker.EngineRecord.Fill;
import java.util.List;

/** What fills of one inverse instrument come to: amounts are in USD, profit in the coin. */
record Profit(long volume, long fees, double coins) {
    /**
     * @param position that is left of them, scaled.
     * @param price it is valued at, scaled; not looked at when nothing is left.
     */
    static Profit of(final List<Fill> fills, final long position, final long price) {
        long volume = 0;
        long fees = 0;
        double coins = position == 0 ? 0 : -(double) position / price;
        for (final Fill fill : fills) {
            volume += fill.amount();
            fees += fill.fee();
            final double worth = (double) fill.amount() / fill.price();
            coins += fill.side() == Side.BUY ? worth : -worth;
        }
        return new Profit(volume, fees, coins);
    }

    double afterFees() {
        return coins - Decimals.toDouble(fees);
    }
}
