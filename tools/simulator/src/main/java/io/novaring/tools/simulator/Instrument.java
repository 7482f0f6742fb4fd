/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.wire.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One instrument: what it is, its book, and the figures of its ticker. Simulator thread only. */
final class Instrument {
    private static final byte[] NAME_KEY = Channel.bytes("\"instrument_name\":\"");
    private static final byte[] NAME_END = Channel.bytes("\",");

    final String name;
    final byte[] nameBytes;
    final byte[] underlyingBytes;
    final int id;
    final boolean option;
    final boolean perpetual;
    final Currency currency;
    final long tick;
    final long amountUnit;
    final long contractSize;
    final long anchor;
    final int levelTarget;
    final long expiryMs;
    final long strike;
    final boolean call;
    final SplittableRandom random;
    final BookSide bids = new BookSide(true);
    final BookSide asks = new BookSide(false);
    final List<Channel> channels = new ArrayList<>();

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
                Channel.bytes("SYN." + (expiryEnd < 0 ? name : name.substring(0, expiryEnd)));
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

    String kind() {
        return option ? "option" : "future";
    }

    /** Whether it is of this currency ({@code any} is every one) and kind. */
    boolean isOf(final String currencyName, final String kind) {
        return kind().equals(kind)
                && ("any".equals(currencyName) || currency.name.equals(currencyName));
    }

    BookSide other(final BookSide side) {
        return side == bids ? asks : bids;
    }

    /** Scaled; an option's contract is one coin, so that a tenth of one exists. */
    long contracts(final long amount) {
        return option ? amount : Currency.scaled(amount / contractSize);
    }

    /** {@code "instrument_name":"BTC-PERPETUAL"} and a comma. */
    void writeName(final FrameWriter out) {
        out.raw(NAME_KEY).raw(nameBytes).raw(NAME_END);
    }

    BookSnapshot snapshot() {
        return new BookSnapshot(name, changeId, timestampMs, bids.levels(), asks.levels());
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
