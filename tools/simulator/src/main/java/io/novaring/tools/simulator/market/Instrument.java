/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.market;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
    public final Kind kind;
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

    /** Of a combo: what it is made of; else empty. */
    public final List<Leg> legs;

    public final TradeHistory trades = new TradeHistory();
    public final BookSide bids = new BookSide(true);
    public final BookSide asks = new BookSide(false);

    final int levelTarget;
    final SplittableRandom random;
    State state = State.OPEN;
    long createdMs;
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
    int joinedLevels;

    // Of a recording; 0 where the venue's own rule is not known.
    long lowestPrice;
    long highestPrice;
    long deliveryIndex;

    private final List<Contract.TickStep> tickSteps;

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
        final int expiryEnd = name.indexOf('-', name.indexOf('-') + 1);
        this.underlyingBytes =
                ("SYN." + (expiryEnd < 0 ? name : name.substring(0, expiryEnd)))
                        .getBytes(StandardCharsets.US_ASCII);
        this.id = id;
        this.currency = currency;
        this.kind = terms.kind;
        this.option = terms.kind == Kind.OPTION;
        this.perpetual = terms.kind.isPerpetual();
        this.tick = terms.tick;
        this.amountUnit = terms.amountUnit;
        this.contractSize = terms.contractSize;
        this.expiryMs = terms.expiryMs;
        this.strike = terms.strike;
        this.call = terms.call;
        this.legs = terms.legs;
        this.tickSteps = terms.tickSteps;
        this.anchor = anchor;
        this.levelTarget = levelTarget;
        this.random = random;
    }

    /** Whether it is of this currency ({@code any} is every one) and of the venue's kind. */
    public boolean isOf(final String currencyName, final String venueKind) {
        return ("any".equals(venueKind) || kind.venueName().equals(venueKind))
                && ("any".equals(currencyName) || currency.name.equals(currencyName));
    }

    public State state() {
        return state;
    }

    public long createdMs() {
        return createdMs;
    }

    /** Whether a level shows orders of accounts. */
    public boolean isJoined() {
        return joinedLevels > 0;
    }

    public BookSide side(final boolean atBids) {
        return atBids ? bids : asks;
    }

    /** What prices of that height are multiples of. */
    public long tickAt(final long price) {
        for (int i = tickSteps.size() - 1; i >= 0; i--) {
            if (price > tickSteps.get(i).abovePrice()) {
                return tickSteps.get(i).tick();
            }
        }
        return tick;
    }

    /** Lowest first; empty when there is one tick. */
    public List<Contract.TickStep> tickSteps() {
        return tickSteps;
    }

    /** The least a sell order may ask: half the mark price, unless the venue has told another. */
    public long minPrice() {
        if (lowestPrice > 0) {
            return lowestPrice;
        }
        return Math.max(tick, markPrice / 2 / tick * tick);
    }

    /** The most a buy order may bid: twice the mark price, unless the venue has told another. */
    public long maxPrice() {
        if (highestPrice > 0) {
            return highestPrice;
        }
        return markPrice * 2 / tick * tick;
    }

    BookSide other(final BookSide side) {
        return side == bids ? asks : bids;
    }

    /** Scaled; an option's contract is one coin, so that a tenth of one exists. */
    public long contracts(final long amount) {
        return option ? amount : Currency.scaled(amount / contractSize);
    }

    /** What an amount at a price is in coins: for inverse contracts with eight decimals. */
    public long coins(final long price, final long amount) {
        // Amount over price, without leaving 64 bits.
        return kind.isInCoins() ? amount : amount * 10 / (price / 10_000_000) * 10;
    }

    /** What an amount at a price is in dollars, to the cent of a cent. */
    public long dollars(final long price, final long amount) {
        if (!kind.isInCoins()) {
            return amount;
        }
        final boolean inCoins = option || kind == Kind.OPTION_COMBO;
        final long inQuote = inCoins ? times(price, currency.indexPrice) : price;
        return times(inQuote, amount);
    }

    /** The product of two scaled numbers, to six decimals. */
    private static long times(final long a, final long b) {
        final double product = (double) a / 1e9 * ((double) b / 1e9);
        return Math.round(product * 1e6) * 1_000;
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

    /** By which its contract is delivered: the index, unless the venue has told another price. */
    public long deliveryIndex() {
        return deliveryIndex > 0 ? deliveryIndex : currency.indexPrice;
    }

    public long markIv() {
        return markIv;
    }

    public long delta() {
        return delta;
    }

    /** One leg of a combo; a negative ratio is sold. */
    public record Leg(String instrumentName, int ratio) {}

    /** What a contract says of itself. */
    record Terms(
            Kind kind,
            long tick,
            long amountUnit,
            long contractSize,
            long expiryMs,
            long strike,
            boolean call,
            List<Leg> legs,
            List<Contract.TickStep> tickSteps) {
        private static final long NEVER_MS = Contract.NEVER_MS;
        private static final long OPTION_TICK = 500_000L;
        private static final long TENTH = 100_000_000L;

        static Terms perpetual(final Currency currency) {
            return coded(
                    currency.isLinear() ? Kind.LINEAR_PERPETUAL : Kind.PERPETUAL,
                    currency,
                    NEVER_MS,
                    List.of());
        }

        static Terms future(final Currency currency, final long expiryMs) {
            return coded(Kind.FUTURE, currency, expiryMs, List.of());
        }

        static Terms spot(final Currency currency) {
            return coded(Kind.SPOT, currency, NEVER_MS, List.of());
        }

        static Terms futureCombo(
                final Currency currency, final long expiryMs, final List<Leg> legs) {
            return coded(Kind.FUTURE_COMBO, currency, expiryMs, legs);
        }

        static Terms option(final long expiryMs, final long strike, final boolean call) {
            return new Terms(
                    Kind.OPTION,
                    OPTION_TICK,
                    TENTH,
                    Currency.scaled(1),
                    expiryMs,
                    strike,
                    call,
                    List.of(),
                    List.of());
        }

        static Terms of(final Contract contract) {
            return new Terms(
                    contract.kind(),
                    contract.tick(),
                    contract.amountUnit(),
                    contract.contractSize(),
                    contract.expiryMs(),
                    contract.strike(),
                    contract.call(),
                    List.of(),
                    contract.tickSteps());
        }

        static Terms optionCombo(final long expiryMs, final List<Leg> legs) {
            return new Terms(
                    Kind.OPTION_COMBO,
                    OPTION_TICK,
                    TENTH,
                    TENTH,
                    expiryMs,
                    0,
                    true,
                    legs,
                    List.of());
        }

        private static Terms coded(
                final Kind kind,
                final Currency currency,
                final long expiryMs,
                final List<Leg> legs) {
            final long unit = currency.contractSize;
            return new Terms(kind, currency.tick, unit, unit, expiryMs, 0, false, legs, List.of());
        }
    }
}
