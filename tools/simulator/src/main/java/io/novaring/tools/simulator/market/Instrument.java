/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * One instrument: what it is, its book, and the figures of its ticker. What never changes is a
 * field, what moves is read by a method. Simulator thread only.
 */
public final class Instrument {
    public final String name;
    public final byte[] nameBytes;
    public final byte[] underlyingBytes;
    public final int id;
    public final boolean option;
    public final boolean perpetual;
    public final Currency currency;
    public final long tick;
    public final long amountUnit;
    public final long contractSize;
    public final long anchor;
    public final long expiryMs;
    public final long strike;
    public final boolean call;
    public final BookSide bids = new BookSide(true);
    public final BookSide asks = new BookSide(false);

    final int levelTarget;
    final SplittableRandom random;
    long changeId;
    long timestampMs;
    long tradeSequence;
    int lastTickDirection;
    long lastPrice;
    long markPrice;
    long lowPrice;
    long highPrice;
    long volume;
    long volumeUsd;
    long openInterest;
    long funding;
    long markIv;
    long delta;

    Instrument(
            final String name,
            final int id,
            final Currency currency,
            final Terms terms,
            final long anchor,
            final int levelTarget,
            final SplittableRandom random) {
        this.name = name;
        this.nameBytes = name.getBytes(StandardCharsets.US_ASCII);
        // An option's underlying is the future of its expiry, here always a synthetic one.
        final int expiryEnd = name.indexOf('-', currency.name.length() + 1);
        this.underlyingBytes =
                ("SYN." + (expiryEnd < 0 ? name : name.substring(0, expiryEnd)))
                        .getBytes(StandardCharsets.US_ASCII);
        this.id = id;
        this.currency = currency;
        this.option = terms.option;
        this.perpetual = terms.perpetual;
        this.tick = terms.tick;
        this.amountUnit = terms.amountUnit;
        this.contractSize = terms.contractSize;
        this.expiryMs = terms.expiryMs;
        this.strike = terms.strike;
        this.call = terms.call;
        this.anchor = anchor;
        this.levelTarget = levelTarget;
        this.random = random;
    }

    public String kind() {
        return option ? "option" : "future";
    }

    /** Whether it is of this currency ({@code any} is every one) and kind. */
    public boolean isOf(final String currencyName, final String kind) {
        return kind().equals(kind)
                && ("any".equals(currencyName) || currency.name.equals(currencyName));
    }

    BookSide other(final BookSide side) {
        return side == bids ? asks : bids;
    }

    /** Scaled; an option's contract is one coin, so that a tenth of one exists. */
    public long contracts(final long amount) {
        return option ? amount : Currency.scaled(amount / contractSize);
    }

    public long changeId() {
        return changeId;
    }

    public long timestampMs() {
        return timestampMs;
    }

    public long lastPrice() {
        return lastPrice;
    }

    public long markPrice() {
        return markPrice;
    }

    public long lowPrice() {
        return lowPrice;
    }

    public long highPrice() {
        return highPrice;
    }

    public long volume() {
        return volume;
    }

    public long volumeUsd() {
        return volumeUsd;
    }

    public long openInterest() {
        return openInterest;
    }

    public long funding() {
        return funding;
    }

    public long markIv() {
        return markIv;
    }

    public long delta() {
        return delta;
    }

    /** What a contract says of itself. */
    record Terms(
            boolean option,
            boolean perpetual,
            long tick,
            long amountUnit,
            long contractSize,
            long expiryMs,
            long strike,
            boolean call) {
        static Terms perpetual(final Currency currency) {
            return future(currency, true, 32_503_708_800_000L);
        }

        static Terms future(final Currency currency, final long expiryMs) {
            return future(currency, false, expiryMs);
        }

        static Terms option(final long expiryMs, final long strike, final boolean call) {
            final long unit = 100_000_000L;
            return new Terms(
                    true, false, 500_000L, unit, Currency.scaled(1), expiryMs, strike, call);
        }

        private static Terms future(
                final Currency currency, final boolean perpetual, final long expiryMs) {
            final long unit = currency.contractSize;
            return new Terms(false, perpetual, currency.tick, unit, unit, expiryMs, 0, false);
        }
    }
}
