/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.Decimals;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/**
 * What an amount of an instrument is worth.
 *
 * @param instrument name as the venue spells it.
 * @param kind how prices and amounts become money.
 * @param currency in which it is settled: profit, fees and funding are in it.
 * @param index whose price makes dollars of that currency; empty for a currency that is counted as
 *     a dollar.
 * @param isPerpetual whether it has funding.
 */
public record Contract(
        String instrument, Kind kind, String currency, String index, boolean isPerpetual) {
    private static final BigDecimal SCALE = BigDecimal.valueOf(Decimals.SCALE);
    private static final Set<String> DOLLARS = Set.of("USD", "USDC", "USDT", "USDE");

    /** How prices and amounts become money. */
    public enum Kind {
        /** Amounts in dollars, money in coins: amount over price. */
        INVERSE,
        /** Amounts in coins, money in the quote currency: amount times price. */
        LINEAR,
        /** Amounts in coins, prices in the settlement currency: amount times price. */
        OPTION,
        /** Coins against the quote currency: amount times price. */
        SPOT,
        /** Several instruments at once; its legs are told and counted by themselves. */
        COMBO
    }

    /**
     * Reads a name of Deribit's: {@code BTC-PERPETUAL}, {@code ETH-27MAR26}, {@code
     * BTC-27MAR26-60000-C}, {@code SOL_USDC-PERPETUAL}, {@code BTC_USDC}, {@code
     * BTC-FS-27MAR26_PERP}.
     */
    public static Contract ofName(final String name) {
        final String[] parts = name.split("-");
        final int quoteAt = parts[0].indexOf('_');
        final String currency = quoteAt < 0 ? parts[0] : parts[0].substring(quoteAt + 1);
        final boolean isDollar = DOLLARS.contains(currency);
        final String index = isDollar ? "" : currency.toLowerCase(Locale.ROOT) + "_usd";
        final boolean isPerpetual = parts.length == 2 && "PERPETUAL".equals(parts[1]);
        return new Contract(name, kind(parts, quoteAt >= 0), currency, index, isPerpetual);
    }

    private static Kind kind(final String[] parts, final boolean hasQuote) {
        if (parts.length == 1) {
            return Kind.SPOT;
        }
        final boolean isDated = !parts[1].isEmpty() && Character.isDigit(parts[1].charAt(0));
        if (!isDated && !"PERPETUAL".equals(parts[1])) {
            return Kind.COMBO;
        }
        if (parts.length > 2) {
            return Kind.OPTION;
        }
        return hasQuote ? Kind.LINEAR : Kind.INVERSE;
    }

    /** Whether amounts are in dollars and money in coins. */
    public boolean isInverse() {
        return kind == Kind.INVERSE;
    }

    /**
     * What one unit is worth when the contract ends at this price of its index: an option what
     * exercising it is worth in its settlement currency, all else the price itself; scaled.
     */
    public long delivered(final long indexPrice) {
        if (kind != Kind.OPTION) {
            return indexPrice;
        }
        final String[] parts = instrument.split("-");
        // A strike with decimals has a d for its point: XRP_USDC-30JUN26-0d625-C.
        final long strike =
                new BigDecimal(parts[2].replace('d', '.')).multiply(SCALE).longValueExact();
        final boolean isCall = "C".equals(parts[parts.length - 1]);
        final long inside = Math.max(0, isCall ? indexPrice - strike : strike - indexPrice);
        return index.isEmpty() ? inside : Exact.quotient(inside, indexPrice);
    }

    /** Whether it ends some day. */
    public boolean isDated() {
        return !isPerpetual && kind != Kind.SPOT && kind != Kind.COMBO;
    }

    /** Worth of an amount at a price in {@link #currency}, rounded to 9 decimals; scaled. */
    public long value(final long price, final long amount) {
        return isInverse() ? Exact.over(amount, Decimals.SCALE, price) : Exact.times(price, amount);
    }
}
