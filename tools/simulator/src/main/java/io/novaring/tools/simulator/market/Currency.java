/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.nio.charset.StandardCharsets;

/** What the instruments of one currency share: the counters and the index. */
public final class Currency {
    public final String name;
    public final String indexName;
    public final byte[] indexBytes;
    public final byte[] tradePrefix;

    final long contractSize;
    final long tick;
    final long strikeStep;
    final long anchor;
    long changeId;
    long tradeId;
    long indexPrice;

    private Currency(
            final String name,
            final String tradePrefix,
            final long contractSize,
            final long tick,
            final long anchor,
            final long strikeStep,
            final long changeId,
            final long tradeId) {
        this.name = name;
        this.indexName = name.toLowerCase(java.util.Locale.ROOT) + "_usd";
        this.indexBytes = indexName.getBytes(StandardCharsets.US_ASCII);
        this.tradePrefix = tradePrefix.getBytes(StandardCharsets.US_ASCII);
        this.contractSize = contractSize;
        this.tick = tick;
        this.anchor = anchor;
        this.strikeStep = strikeStep;
        this.changeId = changeId;
        this.tradeId = tradeId;
        this.indexPrice = anchor;
    }

    public long indexPrice() {
        return indexPrice;
    }

    // Both change ids are past 32 bits, as they are on the venue.
    static Currency btc() {
        return new Currency(
                "BTC",
                "",
                scaled(10),
                500_000_000L,
                scaled(60_000),
                scaled(2_000),
                61_378_215_904L,
                303_514_221L);
    }

    static Currency eth() {
        return new Currency(
                "ETH",
                "ETH-",
                scaled(1),
                50_000_000L,
                scaled(3_000),
                scaled(100),
                48_214_990_377L,
                214_708_512L);
    }

    public static long scaled(final long whole) {
        return whole * 1_000_000_000L;
    }
}
