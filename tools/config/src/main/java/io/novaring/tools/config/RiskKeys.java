/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import static io.novaring.codec.MarketEvent.ABSENT;

import com.typesafe.config.ConfigValue;
import io.novaring.codec.Decimals;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.tools.config.hocon.Origin;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The keys of what orders may not exceed: for all instruments, and for single ones. */
final class RiskKeys {
    static final String SECTION = "risk";

    /** What stands for no limit. */
    static final String NO_LIMIT = "none";

    private static final String INSTRUMENTS = SECTION + ".instruments.";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private static final Key<Long> PRICE_BAND =
            Key.of(
                    "price-band",
                    scaled(1),
                    RiskLimits.DEFAULT.priceBand(),
                    "How far beyond the middle of the book a price may take, as a part of it: 0.05"
                            + " is 5 %; none: no limit.");
    private static final Key<Long> PASSIVE_BAND =
            Key.of(
                    "passive-band",
                    scaled(1),
                    RiskLimits.DEFAULT.passiveBand(),
                    "The same on the side where an order waits.");
    private static final Key<Long> AMOUNT_MAX =
            Key.of(
                    "amount-max",
                    scaled(1),
                    RiskLimits.DEFAULT.amountMax(),
                    "Largest amount of one order; units differ by instrument.");
    private static final Key<Long> POSITION_MAX =
            Key.of(
                    "position-max",
                    scaled(0),
                    RiskLimits.DEFAULT.positionMax(),
                    "Largest position, long or short, if every open order were filled.");
    private static final Key<Boolean> LIVE_BOOK =
            Key.of(
                    "requires-live-book",
                    ValueType.FLAG,
                    RiskLimits.DEFAULT.requiresLiveBook(),
                    "Refuse orders while no book of the instrument is LIVE.");
    private static final Key<Boolean> RULES =
            Key.of(
                    "requires-rules",
                    ValueType.FLAG,
                    RiskLimits.DEFAULT.requiresRules(),
                    "Refuse orders while the program has not told tick and amounts of the"
                            + " instrument.");
    private static final Key<Long> OPEN_ORDERS_MAX =
            Key.of(
                    "open-orders-max",
                    count(Integer.MAX_VALUE),
                    RiskLimits.DEFAULT.openOrdersMax(),
                    "Most orders open at once; none: no limit.");
    private static final Key<Long> PER_SECOND_MAX =
            Key.of(
                    "orders-per-second-max",
                    count(RiskLimits.ORDERS_PER_SECOND_MAX),
                    RiskLimits.DEFAULT.ordersPerSecondMax(),
                    "Most orders and edits within any second, over all connections.");

    /** What may stand for one instrument as well. */
    static final List<Key<?>> OF_INSTRUMENT =
            List.of(PRICE_BAND, PASSIVE_BAND, AMOUNT_MAX, POSITION_MAX, LIVE_BOOK, RULES);

    static final List<Key<?>> ALL =
            List.of(
                    PRICE_BAND,
                    PASSIVE_BAND,
                    AMOUNT_MAX,
                    POSITION_MAX,
                    LIVE_BOOK,
                    RULES,
                    OPEN_ORDERS_MAX,
                    PER_SECOND_MAX);

    private RiskKeys() {}

    /**
     * Whole keys that are known beside those of {@link #ALL}: of the instruments that are named.
     */
    static List<String> known(final Map<String, ConfigValue> all) {
        final List<String> known = new ArrayList<>();
        for (final String name : instruments(all)) {
            OF_INSTRUMENT.forEach(key -> known.add(INSTRUMENTS + name + '.' + key.path()));
        }
        return known;
    }

    /** What to say of a key of one instrument that is for all of them only; else null. */
    static String complaint(final String key) {
        final String last = key.substring(key.lastIndexOf('.') + 1);
        final boolean isForAll =
                key.startsWith(INSTRUMENTS)
                        && (last.equals(OPEN_ORDERS_MAX.path())
                                || last.equals(PER_SECOND_MAX.path()));
        return isForAll
                ? key + " is a limit for all instruments together: write " + SECTION + '.' + last
                : null;
    }

    private static Collection<String> instruments(final Map<String, ConfigValue> all) {
        final Collection<String> names = new TreeSet<>();
        for (final String key : all.keySet()) {
            final int end = key.lastIndexOf('.');
            if (key.startsWith(INSTRUMENTS) && end > INSTRUMENTS.length()) {
                final String name = key.substring(INSTRUMENTS.length(), end);
                if (NAME.matcher(name).matches()) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** The limits for all instruments, and behind them those of single ones by their names. */
    static List<RiskLimits> read(final Map<String, ConfigValue> all, final List<Setting> settings) {
        final List<RiskLimits> limits = new ArrayList<>();
        final String prefix = SECTION + '.';
        final Values values = new Values(all, settings, prefix, List.of(prefix), Origin.BUILT_IN);
        final RiskLimits forAll =
                RiskLimits.builder()
                        .priceBand(values.get(PRICE_BAND))
                        .passiveBand(values.get(PASSIVE_BAND))
                        .amountMax(values.get(AMOUNT_MAX))
                        .positionMax(values.get(POSITION_MAX))
                        .requiresLiveBook(values.get(LIVE_BOOK))
                        .requiresRules(values.get(RULES))
                        .openOrdersMax(values.get(OPEN_ORDERS_MAX))
                        .ordersPerSecondMax(values.get(PER_SECOND_MAX))
                        .build();
        limits.add(forAll);
        for (final String name : instruments(all)) {
            final String own = INSTRUMENTS + name + '.';
            limits.add(
                    ofInstrument(
                            new Values(all, settings, own, List.of(own), Origin.BUILT_IN),
                            name,
                            forAll));
        }
        return List.copyOf(limits);
    }

    private static RiskLimits ofInstrument(
            final Values values, final String name, final RiskLimits forAll) {
        return RiskLimits.builder(name)
                .priceBand(own(values, PRICE_BAND))
                .passiveBand(own(values, PASSIVE_BAND))
                .amountMax(own(values, AMOUNT_MAX))
                .positionMax(own(values, POSITION_MAX))
                .requiresLiveBook(
                        values.has(LIVE_BOOK) ? values.get(LIVE_BOOK) : forAll.requiresLiveBook())
                .requiresRules(values.has(RULES) ? values.get(RULES) : forAll.requiresRules())
                .build();
    }

    /** Of an instrument an absent number is the one for all, and no limit is the largest. */
    private static long own(final Values values, final Key<Long> key) {
        if (!values.has(key)) {
            return ABSENT;
        }
        final long value = values.get(key);
        return value == ABSENT ? Long.MAX_VALUE : value;
    }

    /** What makes one configuration of the other; an instrument that is gone has those for all. */
    static List<RiskLimits> change(final NovaRingConfig before, final NovaRingConfig after) {
        final List<RiskLimits> limits = new ArrayList<>(after.risk());
        final RiskLimits forAll = after.risk().get(0);
        for (final RiskLimits was : before.risk()) {
            final String name = was.instrument();
            if (after.risk().stream().noneMatch(is -> is.instrument().equals(name))) {
                limits.add(
                        RiskLimits.builder(name)
                                .requiresLiveBook(forAll.requiresLiveBook())
                                .requiresRules(forAll.requiresRules())
                                .build());
            }
        }
        return limits;
    }

    /** In one line, for a person. */
    static String text(final List<RiskLimits> limits) {
        final List<String> lines = new ArrayList<>();
        limits.forEach(
                one -> lines.add(new String(one.encode(), StandardCharsets.US_ASCII).strip()));
        return String.join("; ", lines);
    }

    /** An exact decimal of at most nine decimals, scaled; {@link #NO_LIMIT} is absent. */
    private static ValueType<Long> scaled(final long min) {
        return new ValueType<>() {
            @Override
            Long read(final ConfigValue value) {
                final String text = scalar(value, "a number");
                if (text.equals(NO_LIMIT)) {
                    return ABSENT;
                }
                final long number;
                try {
                    number = new BigDecimal(text).movePointRight(Decimals.DIGITS).longValueExact();
                } catch (final NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "is neither a number nor " + NO_LIMIT + " for no limit", e);
                } catch (final ArithmeticException e) {
                    throw new IllegalArgumentException(
                            "has more than " + Decimals.DIGITS + " decimals, or is too large", e);
                }
                if (number < min) {
                    throw new IllegalArgumentException(
                            min == 0 ? "is below 0" : "is not above 0; write none for no limit");
                }
                return number;
            }

            @Override
            String text(final Long value) {
                return value == ABSENT ? NO_LIMIT : Decimals.toString(value);
            }
        };
    }

    /** A whole number from 1; {@link #NO_LIMIT} is absent. */
    private static ValueType<Long> count(final int max) {
        final ValueType<Integer> count = ValueType.count(1, max);
        return new ValueType<>() {
            @Override
            Long read(final ConfigValue value) {
                return scalar(value, "a whole number").equals(NO_LIMIT)
                        ? ABSENT
                        : (long) count.read(value);
            }

            @Override
            String text(final Long value) {
                return value == ABSENT ? NO_LIMIT : value.toString();
            }
        };
    }
}
