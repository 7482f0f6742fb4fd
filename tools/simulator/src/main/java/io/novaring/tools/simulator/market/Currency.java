/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What the instruments of one index share: the index itself, the size of a contract, and the
 * counters of the currency they are settled in.
 */
public final class Currency {
    /** As channels and requests name it; {@code USDC} for everything linear. */
    public final String name;

    public final String base;
    public final String quote;
    public final String indexName;
    public final byte[] indexBytes;
    public final byte[] tradePrefix;

    private final String idPrefix;
    final long contractSize;
    final long tick;
    final long strikeStep;
    final long anchor;
    final Counters counters;
    long indexPrice;
    long indexLow;
    long indexHigh;
    long volatility;

    private Currency(
            final String name,
            final String base,
            final String quote,
            final String tradePrefix,
            final long contractSize,
            final long tick,
            final long anchor,
            final long strikeStep,
            final Counters counters) {
        this.name = name;
        this.base = base;
        this.quote = quote;
        this.indexName = (base + "_" + quote).toLowerCase(Locale.ROOT);
        this.indexBytes = indexName.getBytes(StandardCharsets.US_ASCII);
        this.idPrefix = tradePrefix;
        this.tradePrefix = tradePrefix.getBytes(StandardCharsets.US_ASCII);
        this.contractSize = contractSize;
        this.tick = tick;
        this.anchor = anchor;
        this.strikeStep = strikeStep;
        this.counters = counters;
        this.indexPrice = anchor;
        this.indexLow = anchor;
        this.indexHigh = anchor;
        this.volatility = 52_340_000_000L;
    }

    public boolean isLinear() {
        return !"USD".equals(quote);
    }

    public long indexPrice() {
        return indexPrice;
    }

    /** Since the simulator's start. */
    public long indexLow() {
        return indexLow;
    }

    /** Since the simulator's start. */
    public long indexHigh() {
        return indexHigh;
    }

    /** Where the index was at the simulator's start. */
    public long indexOpen() {
        return anchor;
    }

    /** What stands before the ids of trades and orders; empty for the first currency. */
    public String idPrefix() {
        return idPrefix;
    }

    /** Percent, scaled. */
    public long volatility() {
        return volatility;
    }

    /** Whether the venue has a volatility index of it. */
    public boolean hasVolatilityIndex() {
        return !isLinear();
    }

    /**
     * Moves the index by a sixty-thousandth at most, and never far out of its region.
     *
     * @param dice -100 to 100.
     */
    void moveIndex(final int dice) {
        final long step = Math.max(1_000, anchor / 6_000_000_000L * 1_000);
        final boolean strays =
                dice > 0 ? indexPrice > anchor + anchor / 4 : indexPrice < anchor - anchor / 4;
        indexPrice += (strays ? -dice : dice) * step;
        indexLow = Math.min(indexLow, indexPrice);
        indexHigh = Math.max(indexHigh, indexPrice);
        final long moved = volatility + dice * 100_000L;
        volatility = moved < scaled(20) || moved > scaled(120) ? volatility : moved;
    }

    /**
     * The index of instruments that were made elsewhere; it has no price yet.
     *
     * @param counters shared by all of one settlement currency.
     */
    static Currency given(
            final String settlement,
            final String base,
            final String quote,
            final Counters counters) {
        final String prefix = "BTC".equals(settlement) ? "" : settlement + "-";
        return new Currency(settlement, base, quote, prefix, 0, 0, 0, 0, counters);
    }

    // Both change ids are past 32 bits, as they are on the venue.
    static Currency btc() {
        final Counters counters = new Counters(61_378_215_904L, 303_514_221L);
        return new Currency(
                "BTC",
                "BTC",
                "USD",
                "",
                scaled(10),
                500_000_000L,
                scaled(60_000),
                scaled(2_000),
                counters);
    }

    static Currency eth() {
        final Counters counters = new Counters(48_214_990_377L, 214_708_512L);
        return new Currency(
                "ETH",
                "ETH",
                "USD",
                "ETH-",
                scaled(1),
                50_000_000L,
                scaled(3_000),
                scaled(100),
                counters);
    }

    /** Those that are quoted in USDC; they share their counters, as on the venue. */
    static List<Currency> linear() {
        final Counters counters = new Counters(77_004_120_331L, 18_330_907L);
        return List.of(
                linear("BTC", 1_000_000L, 500_000_000L, scaled(60_000), counters),
                linear("ETH", 10_000_000L, 50_000_000L, scaled(3_000), counters),
                linear("SOL", 100_000_000L, 10_000_000L, scaled(150), counters),
                linear("XRP", scaled(1), 100_000L, 600_000_000L, counters),
                linear("ADA", scaled(1), 100_000L, 450_000_000L, counters),
                linear("LTC", 100_000_000L, 10_000_000L, scaled(80), counters));
    }

    private static Currency linear(
            final String base,
            final long contractSize,
            final long tick,
            final long anchor,
            final Counters counters) {
        return new Currency(
                "USDC", base, "USDC", "USDC-", contractSize, tick, anchor, anchor / 30, counters);
    }

    public static long scaled(final long whole) {
        return whole * 1_000_000_000L;
    }

    /** What every instrument of one settlement currency counts up together. */
    static final class Counters {
        long changeId;
        long tradeId;

        Counters(final long changeId, final long tradeId) {
            this.changeId = changeId;
            this.tradeId = tradeId;
        }
    }
}
