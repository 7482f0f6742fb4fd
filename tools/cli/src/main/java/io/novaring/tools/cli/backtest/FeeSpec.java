/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.codec.Decimals;
import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fees as a person writes them. */
final class FeeSpec {
    private static final long SHARE_MAX = Decimals.SCALE;

    private FeeSpec() {}

    /**
     * @throws IllegalArgumentException which says what was wrong, and what to write.
     */
    static FeeSchedule parse(final String text) {
        if ("none".equals(text)) {
            return FeeSchedule.NONE;
        }
        final FeeSchedule usual = FeeSchedule.STANDARD;
        if ("standard".equals(text)) {
            return usual;
        }
        final Map<String, Long> fees = new LinkedHashMap<>();
        fees.put("maker", usual.futuresMaker());
        fees.put("taker", usual.futuresTaker());
        fees.put("options-maker", usual.optionsMaker());
        fees.put("options-taker", usual.optionsTaker());
        fees.put("options-cap", usual.optionsCap());
        fees.put("spot-maker", usual.spotMaker());
        fees.put("spot-taker", usual.spotTaker());
        for (final String part : text.split(",", -1)) {
            final int equals = part.indexOf('=');
            final String name = equals < 0 ? part : part.substring(0, equals);
            if (equals < 0 || !fees.containsKey(name)) {
                throw new IllegalArgumentException(
                        "'"
                                + part
                                + "' is no fee: write standard, none, or NAME=SHARE of "
                                + String.join(", ", fees.keySet())
                                + ", with commas between");
            }
            fees.put(name, share(name, part.substring(equals + 1)));
        }
        return new FeeSchedule(
                fees.get("maker"),
                fees.get("taker"),
                fees.get("options-maker"),
                fees.get("options-taker"),
                fees.get("options-cap"),
                fees.get("spot-maker"),
                fees.get("spot-taker"));
    }

    private static long share(final String name, final String text) {
        try {
            final long share =
                    new BigDecimal(text).movePointRight(Decimals.DIGITS).longValueExact();
            if (Math.abs(share) <= SHARE_MAX) {
                return share;
            }
        } catch (final ArithmeticException | NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "fee "
                        + name
                        + " is to be a share within -1 and 1 of at most 9 decimals, such as 0.0005,"
                        + " not '"
                        + text
                        + "'");
    }
}
