/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a name says, by the article Instruments Naming Convention. Spot, combos and linear futures
 * are by example there: option combos over more than one expiry have names this grammar does not
 * know. Immutable; parsing allocates.
 *
 * @param text the name itself.
 * @param form which rule of the grammar it follows.
 * @param base the coin, such as BTC.
 * @param quote what it is quoted in, such as USDC; null for inverse instruments, whose names do not
 *     say.
 * @param expiry of a dated future, an option or an option combo, else null.
 * @param strikes of an option or option combo, scaled by {@code Decimals.SCALE}, else empty.
 * @param optionType of an option, else null.
 * @param strategy of a combo, such as FS or CS, else null.
 * @param legs of a future combo: names of the instruments, the bought one first; else empty.
 */
public record InstrumentName(
        String text,
        Form form,
        String base,
        String quote,
        LocalDate expiry,
        List<Long> strikes,
        OptionType optionType,
        String strategy,
        List<String> legs) {
    private static final String PERPETUAL = "PERPETUAL";
    private static final String PERPETUAL_LEG = "PERP";
    private static final String FUTURE_SPREAD = "FS";
    private static final int DECIMALS_MAX = Decimals.DIGITS;
    private static final int STRATEGY_LENGTH_MAX = 8;
    private static final long WHOLE_MAX = Long.MAX_VALUE / Decimals.SCALE - 1;

    public InstrumentName {
        strikes = List.copyOf(strikes);
        legs = List.copyOf(legs);
    }

    /** Rules of the grammar. */
    public enum Form {
        /** BTC-PERPETUAL, ETH_USDC-PERPETUAL. */
        PERPETUAL,
        /** BTC-25MAR23. */
        FUTURE,
        /** BTC-5AUG23-580-P, XRP_USDC-30JUN23-0d625-C. */
        OPTION,
        /** BTC_USDC. */
        SPOT,
        /** BTC-FS-19MAY26_PERP. */
        FUTURE_COMBO,
        /** BTC-CS-19MAY26-70000_75000. */
        OPTION_COMBO
    }

    /** True when the instrument is quoted in the currency its name has behind the coin's. */
    public boolean isLinear() {
        return quote != null && form != Form.SPOT;
    }

    /** Strike of an option, scaled; ABSENT for all others. */
    public long strike() {
        return form == Form.OPTION ? strikes.get(0) : MarketEvent.ABSENT;
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException when it follows none of the rules.
     */
    public static InstrumentName parse(final String text) {
        final InstrumentName name = parseOrNull(text);
        if (name == null) {
            throw new IllegalArgumentException("no name of an instrument: '" + text + '\'');
        }
        return name;
    }

    /** As {@link #parse}; null when the name follows none of the rules. */
    public static InstrumentName parseOrNull(final String text) {
        final String[] parts = Objects.requireNonNull(text, "text").split("-", -1);
        final String[] pair = parts[0].split("_", -1);
        if (pair.length > 2 || !isCoin(pair[0]) || pair.length == 2 && !isCoin(pair[1])) {
            return null;
        }
        final Draft draft = new Draft(text, pair[0], pair.length == 2 ? pair[1] : null);
        return switch (parts.length) {
            case 1 -> pair.length == 2 ? draft.name(Form.SPOT) : null;
            case 2 -> PERPETUAL.equals(parts[1]) ? draft.name(Form.PERPETUAL) : draft.future(parts);
            case 3 -> FUTURE_SPREAD.equals(parts[1]) ? draft.futureCombo(parts) : null;
            case 4 -> ExpiryDate.parse(parts[1]) != null ? draft.option(parts) : draft.combo(parts);
            default -> null;
        };
    }

    private static boolean isCoin(final String word) {
        return !word.isEmpty()
                && word.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
    }

    /** A strike such as 580 or 0d625, scaled; negative when it is none. */
    private static long strike(final String text) {
        final int point = text.indexOf('d');
        final String whole = point < 0 ? text : text.substring(0, point);
        final String decimals = point < 0 ? "0" : text.substring(point + 1);
        final boolean isPadded = whole.length() > 1 && whole.charAt(0) == '0';
        if (!isDigits(whole) || !isDigits(decimals) || isPadded) {
            return -1;
        }
        if (decimals.length() > DECIMALS_MAX || whole.length() > 10) {
            return -1;
        }
        final long number = Long.parseLong(whole);
        final String padded = (decimals + "000000000").substring(0, DECIMALS_MAX);
        return number > WHOLE_MAX ? -1 : number * Decimals.SCALE + Long.parseLong(padded);
    }

    private static boolean isDigits(final String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A name whose coin is known. */
    private record Draft(String text, String base, String quote) {
        InstrumentName name(final Form form) {
            return name(form, null, List.of(), null, null, List.of());
        }

        InstrumentName future(final String[] parts) {
            final LocalDate expiry = ExpiryDate.parse(parts[1]);
            return expiry == null
                    ? null
                    : name(Form.FUTURE, expiry, List.of(), null, null, List.of());
        }

        InstrumentName option(final String[] parts) {
            final long strike = strike(parts[2]);
            final OptionType type =
                    "C".equals(parts[3])
                            ? OptionType.CALL
                            : "P".equals(parts[3]) ? OptionType.PUT : null;
            return strike < 0 || type == null
                    ? null
                    : name(
                            Form.OPTION,
                            ExpiryDate.parse(parts[1]),
                            List.of(strike),
                            type,
                            null,
                            List.of());
        }

        InstrumentName futureCombo(final String[] parts) {
            final String[] words = parts[2].split("_", -1);
            if (words.length != 2 || words[0].equals(words[1])) {
                return null;
            }
            final List<String> legs = new ArrayList<>();
            for (final String word : words) {
                final boolean isPerpetual = PERPETUAL_LEG.equals(word);
                if (!isPerpetual && ExpiryDate.parse(word) == null) {
                    return null;
                }
                legs.add(
                        text.substring(0, text.indexOf('-') + 1)
                                + (isPerpetual ? PERPETUAL : word));
            }
            return name(Form.FUTURE_COMBO, null, List.of(), null, FUTURE_SPREAD, legs);
        }

        InstrumentName combo(final String[] parts) {
            final LocalDate expiry = ExpiryDate.parse(parts[2]);
            if (expiry == null
                    || !isCoin(parts[1])
                    || parts[1].length() > STRATEGY_LENGTH_MAX
                    || FUTURE_SPREAD.equals(parts[1])) {
                return null;
            }
            final List<Long> strikes = new ArrayList<>();
            for (final String word : parts[3].split("_", -1)) {
                final long strike = strike(word);
                if (strike < 0) {
                    return null;
                }
                strikes.add(strike);
            }
            return name(Form.OPTION_COMBO, expiry, strikes, null, parts[1], List.of());
        }

        private InstrumentName name(
                final Form form,
                final LocalDate expiry,
                final List<Long> strikes,
                final OptionType optionType,
                final String strategy,
                final List<String> legs) {
            return new InstrumentName(
                    text, form, base, quote, expiry, strikes, optionType, strategy, legs);
        }
    }
}
