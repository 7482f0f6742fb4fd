/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import static io.novaring.codec.MarketEvent.ABSENT;

import io.novaring.codec.Decimals;
import java.nio.charset.StandardCharsets;

/**
 * What the program does not want to exceed: for all instruments, or for one. Numbers are scaled by
 * {@link Decimals#SCALE}; one that is {@link io.novaring.codec.MarketEvent#ABSENT} is no limit, or,
 * where it is of one instrument, the limit for all. The text is the payload of a {@link
 * io.novaring.codec.CommandType#RISK_LIMITS} command, which may hold several lines; limits that
 * come later for the same instrument, or for all, take the place of the earlier ones as a whole.
 *
 * @param instrument name as the venue spells it, {@link #ALL} for all.
 * @param priceBand how far a price may be from the middle of the book on the side where it takes:
 *     above it for a buy, below it for a sell; a fraction of the middle.
 * @param passiveBand the same on the other side, where an order waits.
 * @param amountMax largest amount of one order.
 * @param openOrdersMax most orders open at once, a whole number that is not scaled; for all only.
 * @param ordersPerSecondMax most orders and edits within any second, not scaled; for all only.
 * @param positionMax largest position, long or short, if every open order were filled.
 * @param requiresLiveBook refuse orders while no book of the instrument is LIVE.
 * @param requiresRules refuse orders while nobody told the {@link InstrumentRules}.
 */
public record RiskLimits(
        String instrument,
        long priceBand,
        long passiveBand,
        long amountMax,
        long openOrdersMax,
        long ordersPerSecondMax,
        long positionMax,
        boolean requiresLiveBook,
        boolean requiresRules) {
    /** Stands for the name where limits are for all instruments. */
    public static final String ALL = "*";

    /** Most that {@link #ordersPerSecondMax} may be: so many times are remembered. */
    public static final int ORDERS_PER_SECOND_MAX = 4096;

    /**
     * In force until others are told: 5 % where a price takes, 50 % where it waits, so that a digit
     * too many or too few is noticed; 100 open orders; 20 orders a second; a live book and rules.
     * Amount and position have no limit: their units differ by instrument.
     */
    public static final RiskLimits DEFAULT = builder().build();

    private static final String PRICE_BAND = "priceBand";
    private static final String PASSIVE_BAND = "passiveBand";
    private static final String AMOUNT_MAX = "amountMax";
    private static final String OPEN_ORDERS_MAX = "openOrdersMax";
    private static final String PER_SECOND_MAX = "ordersPerSecondMax";
    private static final String POSITION_MAX = "positionMax";
    private static final String LIVE_BOOK = "requiresLiveBook";
    private static final String RULES = "requiresRules";

    public RiskLimits {
        if (!instrument.equals(ALL)) {
            RiskText.requireName(instrument);
            if (openOrdersMax != ABSENT || ordersPerSecondMax != ABSENT) {
                throw new IllegalArgumentException(
                        instrument
                                + ": openOrdersMax and ordersPerSecondMax are limits for all"
                                + " instruments together; set them with RiskLimits.builder()");
            }
        }
        require(instrument, PRICE_BAND, priceBand, 1, Decimals.SCALE);
        require(instrument, PASSIVE_BAND, passiveBand, 1, Decimals.SCALE);
        require(instrument, AMOUNT_MAX, amountMax, 1, Decimals.SCALE);
        require(instrument, OPEN_ORDERS_MAX, openOrdersMax, 1, 1);
        require(instrument, PER_SECOND_MAX, ordersPerSecondMax, 1, 1);
        require(instrument, POSITION_MAX, positionMax, 0, Decimals.SCALE);
        if (ordersPerSecondMax > ORDERS_PER_SECOND_MAX) {
            throw new IllegalArgumentException(
                    "ordersPerSecondMax above "
                            + ORDERS_PER_SECOND_MAX
                            + ": "
                            + ordersPerSecondMax);
        }
    }

    private static void require(
            final String instrument,
            final String what,
            final long value,
            final long min,
            final long scale) {
        if (value != ABSENT && value < min) {
            throw new IllegalArgumentException(
                    (instrument.equals(ALL) ? "" : instrument + ": ")
                            + what
                            + (min == 0 ? " must not be below 0: " : " must be above 0: ")
                            + (scale == 1 ? Long.toString(value) : Decimals.toString(value)));
        }
    }

    /** True when they are for all instruments. */
    public boolean isForAll() {
        return instrument.equals(ALL);
    }

    /** Limits for all instruments; begins with the defaults of {@link #DEFAULT}. */
    public static Builder builder() {
        return new Builder(ALL)
                .priceBand(Decimals.SCALE / 20)
                .passiveBand(Decimals.SCALE / 2)
                .openOrdersMax(100)
                .ordersPerSecondMax(20);
    }

    /** Limits for one instrument; begins with those for all, a live book and rules. */
    public static Builder builder(final String instrument) {
        return new Builder(instrument);
    }

    /** The payload of a command that sets them: one line. Any thread; allocates. */
    public byte[] encode() {
        final StringBuilder line = new StringBuilder(instrument);
        RiskText.number(line, PRICE_BAND, priceBand);
        RiskText.number(line, PASSIVE_BAND, passiveBand);
        RiskText.number(line, AMOUNT_MAX, amountMax);
        RiskText.count(line, OPEN_ORDERS_MAX, openOrdersMax);
        RiskText.count(line, PER_SECOND_MAX, ordersPerSecondMax);
        RiskText.number(line, POSITION_MAX, positionMax);
        line.append(' ').append(LIVE_BOOK).append('=').append(requiresLiveBook);
        line.append(' ').append(RULES).append('=').append(requiresRules);
        return line.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads one line back: a number that is not in it is absent. Allocates.
     *
     * @throws IllegalArgumentException when it is not what {@link #encode} writes.
     */
    public static RiskLimits parse(final String line) {
        final String[] words = line.strip().split(" +");
        final Builder builder = new Builder(words[0]);
        for (int i = 1; i < words.length; i++) {
            final String value = RiskText.valueOf(words[i]);
            switch (RiskText.keyOf(words[i])) {
                case PRICE_BAND -> builder.priceBand(RiskText.scaled(value));
                case PASSIVE_BAND -> builder.passiveBand(RiskText.scaled(value));
                case AMOUNT_MAX -> builder.amountMax(RiskText.scaled(value));
                case OPEN_ORDERS_MAX -> builder.openOrdersMax(Long.parseLong(value));
                case PER_SECOND_MAX -> builder.ordersPerSecondMax(Long.parseLong(value));
                case POSITION_MAX -> builder.positionMax(RiskText.scaled(value));
                case LIVE_BOOK -> builder.requiresLiveBook(RiskText.flag(value));
                case RULES -> builder.requiresRules(RiskText.flag(value));
                default ->
                        throw new IllegalArgumentException("limits have no such word: " + words[i]);
            }
        }
        return builder.build();
    }

    /** Collects limits; {@link io.novaring.codec.MarketEvent#ABSENT} takes one away. */
    public static final class Builder {
        private final String instrument;
        private long priceBand = ABSENT;
        private long passiveBand = ABSENT;
        private long amountMax = ABSENT;
        private long openOrdersMax = ABSENT;
        private long ordersPerSecondMax = ABSENT;
        private long positionMax = ABSENT;
        private boolean requiresLiveBook = true;
        private boolean requiresRules = true;

        private Builder(final String instrument) {
            this.instrument = instrument;
        }

        public Builder priceBand(final long fraction) {
            priceBand = fraction;
            return this;
        }

        public Builder passiveBand(final long fraction) {
            passiveBand = fraction;
            return this;
        }

        public Builder amountMax(final long amount) {
            amountMax = amount;
            return this;
        }

        public Builder openOrdersMax(final long count) {
            openOrdersMax = count;
            return this;
        }

        public Builder ordersPerSecondMax(final long count) {
            ordersPerSecondMax = count;
            return this;
        }

        public Builder positionMax(final long amount) {
            positionMax = amount;
            return this;
        }

        public Builder requiresLiveBook(final boolean isRequired) {
            requiresLiveBook = isRequired;
            return this;
        }

        public Builder requiresRules(final boolean isRequired) {
            requiresRules = isRequired;
            return this;
        }

        public RiskLimits build() {
            return new RiskLimits(
                    instrument,
                    priceBand,
                    passiveBand,
                    amountMax,
                    openOrdersMax,
                    ordersPerSecondMax,
                    positionMax,
                    requiresLiveBook,
                    requiresRules);
        }
    }
}
