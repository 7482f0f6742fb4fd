/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.money;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;

/**
 * What trading costs, as fractions scaled by 10^9. Negative is a rebate.
 *
 * @param futuresMaker of the value, futures and perpetuals.
 * @param futuresTaker of the value, futures and perpetuals.
 * @param optionsMaker of a coin for each contract, at most {@code optionsCap} of the premium.
 * @param optionsTaker as {@code optionsMaker}.
 * @param optionsCap of the premium.
 * @param spotMaker of the value, in the quote currency.
 * @param spotTaker of the value, in the quote currency.
 */
public record FeeSchedule(
        long futuresMaker,
        long futuresTaker,
        long optionsMaker,
        long optionsTaker,
        long optionsCap,
        long spotMaker,
        long spotTaker) {
    /** What instruments say of themselves: makers 0, takers 0.05 %, options 0.03 % for both. */
    public static final FeeSchedule STANDARD =
            new FeeSchedule(0, 500_000, 300_000, 300_000, 125_000_000, 0, 500_000);

    /** Nothing costs anything. */
    public static final FeeSchedule NONE = new FeeSchedule(0, 0, 0, 0, 0, 0, 0);

    /**
     * What one side of a trade pays, in the instrument's settlement currency.
     *
     * @param value of the trade in that currency, as {@link Values#of} has it.
     */
    public long fee(
            final Instrument instrument,
            final boolean isMaker,
            final long amount,
            final long value) {
        if (instrument.option) {
            final long fee = Values.times(amount, isMaker ? optionsMaker : optionsTaker);
            final long most = Values.times(value, optionsCap);
            return fee > most ? most : fee;
        }
        if (instrument.kind == Kind.SPOT) {
            return Values.times(value, isMaker ? spotMaker : spotTaker);
        }
        return Values.times(value, isMaker ? futuresMaker : futuresTaker);
    }
}
