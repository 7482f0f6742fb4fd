/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import static io.novaring.codec.MarketEvent.ABSENT;

import io.novaring.codec.Decimals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the venue wants the orders of one instrument to be like. Numbers are scaled by {@link
 * Decimals#SCALE}. The text is the payload of a {@link
 * io.novaring.codec.CommandType#INSTRUMENT_RULES} command, which may hold several lines; rules that
 * come later for the same instrument take the place of the earlier ones.
 *
 * @param instrument name as the venue spells it.
 * @param tick prices are multiples of it, where no step says otherwise.
 * @param amountMin smallest amount, {@link io.novaring.codec.MarketEvent#ABSENT} for any.
 * @param amountStep amounts are multiples of it, ABSENT for any.
 * @param steps other ticks for higher prices, by rising price. Of those whose price lies strictly
 *     below an order's, the highest gives its tick.
 */
public record InstrumentRules(
        String instrument, long tick, long amountMin, long amountStep, List<TickStep> steps) {
    /** Most steps of one instrument. */
    public static final int STEPS_MAX = 32;

    private static final String TICK = "tick";
    private static final String AMOUNT_MIN = "amountMin";
    private static final String AMOUNT_STEP = "amountStep";
    private static final String STEPS = "steps";

    /** The tick of all prices strictly above one, up to the next step. */
    public record TickStep(long abovePrice, long tick) {
        public TickStep {
            if (abovePrice == ABSENT || tick <= 0) {
                throw new IllegalArgumentException(
                        "a step needs a price and a tick above 0: " + abovePrice + ", " + tick);
            }
        }
    }

    public InstrumentRules {
        RiskText.requireName(instrument);
        requireAboveZero(instrument, TICK, tick);
        if (amountMin != ABSENT) {
            requireAboveZero(instrument, AMOUNT_MIN, amountMin);
        }
        if (amountStep != ABSENT) {
            requireAboveZero(instrument, AMOUNT_STEP, amountStep);
        }
        steps = List.copyOf(steps);
        if (steps.size() > STEPS_MAX) {
            throw new IllegalArgumentException(
                    instrument + ": more than " + STEPS_MAX + " steps: " + steps.size());
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).abovePrice() <= steps.get(i - 1).abovePrice()) {
                throw new IllegalArgumentException(
                        instrument + ": the prices of the steps must rise: " + steps);
            }
        }
    }

    /** Rules with one tick for all prices. */
    public InstrumentRules(
            final String instrument, final long tick, final long amountMin, final long amountStep) {
        this(instrument, tick, amountMin, amountStep, List.of());
    }

    private static void requireAboveZero(
            final String instrument, final String what, final long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    instrument + ": " + what + " must be above 0: " + Decimals.toString(value));
        }
    }

    /** The payload of a command that tells them: one line. Any thread; allocates. */
    public byte[] encode() {
        final StringBuilder line = new StringBuilder(instrument);
        RiskText.number(line, TICK, tick);
        RiskText.number(line, AMOUNT_MIN, amountMin);
        RiskText.number(line, AMOUNT_STEP, amountStep);
        for (int i = 0; i < steps.size(); i++) {
            final TickStep step = steps.get(i);
            line.append(i == 0 ? " " + STEPS + "=" : ",")
                    .append(Decimals.toString(step.abovePrice()))
                    .append(':')
                    .append(Decimals.toString(step.tick()));
        }
        return line.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads one line back; allocates.
     *
     * @throws IllegalArgumentException when it is not what {@link #encode} writes.
     */
    public static InstrumentRules parse(final String line) {
        final String[] words = line.strip().split(" +");
        long tick = ABSENT;
        long amountMin = ABSENT;
        long amountStep = ABSENT;
        List<TickStep> steps = List.of();
        for (int i = 1; i < words.length; i++) {
            final String value = RiskText.valueOf(words[i]);
            switch (RiskText.keyOf(words[i])) {
                case TICK -> tick = RiskText.scaled(value);
                case AMOUNT_MIN -> amountMin = RiskText.scaled(value);
                case AMOUNT_STEP -> amountStep = RiskText.scaled(value);
                case STEPS -> steps = parseSteps(value);
                default ->
                        throw new IllegalArgumentException("rules have no such word: " + words[i]);
            }
        }
        return new InstrumentRules(words[0], tick, amountMin, amountStep, steps);
    }

    private static List<TickStep> parseSteps(final String text) {
        final List<TickStep> steps = new ArrayList<>();
        for (final String step : text.split(",", -1)) {
            final int at = step.indexOf(':');
            if (at < 0) {
                throw new IllegalArgumentException("not price:tick: " + step);
            }
            steps.add(
                    new TickStep(
                            RiskText.scaled(step.substring(0, at)),
                            RiskText.scaled(step.substring(at + 1))));
        }
        return steps;
    }
}
