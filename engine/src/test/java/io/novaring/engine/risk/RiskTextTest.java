/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import static io.novaring.codec.MarketEvent.ABSENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Decimals;
import io.novaring.engine.risk.InstrumentRules.TickStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Limits and rules as text, and what they refuse to be. */
final class RiskTextTest {
    private static final long ONE = Decimals.SCALE;

    private static String text(final byte[] payload) {
        return new String(payload, StandardCharsets.US_ASCII);
    }

    private static void assertRefused(final String message, final Runnable call) {
        final String told = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(told.contains(message), told);
    }

    @Example
    void shouldWriteWhatAPersonCanRead() {
        assertEquals(
                "* priceBand=0.05 passiveBand=0.5 openOrdersMax=100 ordersPerSecondMax=20"
                        + " requiresLiveBook=true requiresRules=true\n",
                text(RiskLimits.DEFAULT.encode()));
        assertEquals(
                "BTC-PERPETUAL amountMax=1000 positionMax=0 requiresLiveBook=false"
                        + " requiresRules=true\n",
                text(
                        RiskLimits.builder("BTC-PERPETUAL")
                                .amountMax(1_000 * ONE)
                                .positionMax(0)
                                .requiresLiveBook(false)
                                .build()
                                .encode()));
        assertEquals(
                "BTC-PERPETUAL tick=0.5 amountMin=10 amountStep=10\n",
                text(new InstrumentRules("BTC-PERPETUAL", ONE / 2, 10 * ONE, 10 * ONE).encode()));
        assertEquals(
                "O tick=0.0001 steps=0.005:0.0005,1:0.01\n",
                text(
                        new InstrumentRules(
                                        "O",
                                        ONE / 10_000,
                                        ABSENT,
                                        ABSENT,
                                        List.of(
                                                new TickStep(ONE / 200, ONE / 2_000),
                                                new TickStep(ONE, ONE / 100)))
                                .encode()));
    }

    @Property(tries = 1_000)
    void shouldReadLimitsBack(@ForAll final long seed) {
        final Random random = new Random(seed);
        final boolean isForAll = random.nextBoolean();
        final RiskLimits.Builder builder =
                isForAll ? RiskLimits.builder() : RiskLimits.builder(name(random));
        builder.priceBand(any(random))
                .passiveBand(any(random))
                .amountMax(any(random))
                .positionMax(any(random))
                .requiresLiveBook(random.nextBoolean())
                .requiresRules(random.nextBoolean());
        if (isForAll) {
            builder.openOrdersMax(any(random))
                    .ordersPerSecondMax(random.nextBoolean() ? ABSENT : 1 + random.nextInt(4096));
        }
        final RiskLimits limits = builder.build();

        assertEquals(limits, RiskLimits.parse(text(limits.encode())));
    }

    @Property(tries = 1_000)
    void shouldReadRulesBack(@ForAll final long seed) {
        final Random random = new Random(seed);
        final List<TickStep> steps = new ArrayList<>();
        long price = -1_000;
        for (int i = random.nextInt(InstrumentRules.STEPS_MAX + 1); i > 0; i--) {
            price += 1 + (random.nextLong() >>> 8);
            steps.add(new TickStep(price, 1 + (random.nextLong() >>> 2)));
        }
        final InstrumentRules rules =
                new InstrumentRules(
                        name(random), 1L + random.nextInt(1_000), any(random), any(random), steps);

        assertEquals(rules, InstrumentRules.parse(text(rules.encode())));
    }

    /** Absent, or anything above zero. */
    private static long any(final Random random) {
        return random.nextInt(4) == 0
                ? ABSENT
                : Math.max(1, random.nextLong() >>> 1 + random.nextInt(62));
    }

    private static String name(final Random random) {
        final StringBuilder name = new StringBuilder("N");
        for (int i = random.nextInt(64); i > 0; i--) {
            name.append((char) ('!' + random.nextInt('~' - '!' + 1)));
        }
        return name.toString();
    }

    @Property(tries = 2_000)
    void shouldThrowNothingElseAtAnyText(@ForAll final String text, @ForAll final long seed) {
        final Random random = new Random(seed);
        final String known = text(RiskLimits.DEFAULT.encode());
        final int cut = random.nextInt(known.length());
        for (final String line : List.of(text, known.substring(0, cut) + text)) {
            try {
                final RiskLimits limits = RiskLimits.parse(line);
                assertEquals(limits, RiskLimits.parse(text(limits.encode())));
            } catch (final IllegalArgumentException e) {
                assertTrue(e.getMessage() != null);
            }
            try {
                InstrumentRules.parse(line);
            } catch (final IllegalArgumentException e) {
                assertTrue(e.getMessage() != null);
            }
        }
    }

    @Example
    void shouldSayWhatIsWrongWithLimits() {
        assertRefused(
                "priceBand must be above 0: 0", () -> RiskLimits.builder().priceBand(0).build());
        assertRefused(
                "X: passiveBand must be above 0: -0.5",
                () -> RiskLimits.builder("X").passiveBand(-ONE / 2).build());
        assertRefused("amountMax", () -> RiskLimits.builder().amountMax(0).build());
        assertRefused(
                "openOrdersMax must be above 0: 0",
                () -> RiskLimits.builder().openOrdersMax(0).build());
        assertRefused(
                "positionMax must not be below 0: -0.000000001",
                () -> RiskLimits.builder().positionMax(-1).build());
        assertRefused(
                "ordersPerSecondMax above 4096: 5000",
                () -> RiskLimits.builder().ordersPerSecondMax(5_000).build());
        assertRefused(
                "X: openOrdersMax and ordersPerSecondMax are limits for all",
                () -> RiskLimits.builder("X").openOrdersMax(5).build());
        assertRefused("without spaces: 'a b'", () -> RiskLimits.builder("a b").build());
        assertRefused("without spaces: ''", () -> RiskLimits.builder("").build());
        assertRefused("64 ASCII", () -> RiskLimits.builder("x".repeat(65)).build());
    }

    @Example
    void shouldSayWhatIsWrongWithRules() {
        assertRefused(
                "X: tick must be above 0: 0", () -> new InstrumentRules("X", 0, ABSENT, ABSENT));
        assertRefused("X: amountMin", () -> new InstrumentRules("X", 1, 0, ABSENT));
        assertRefused("X: amountStep", () -> new InstrumentRules("X", 1, ABSENT, -1));
        assertRefused("without spaces: '*'", () -> new InstrumentRules("*", 1, 1, 1));
        assertRefused(
                "must rise",
                () ->
                        new InstrumentRules(
                                "X", 1, 1, 1, List.of(new TickStep(2, 1), new TickStep(2, 1))));
        assertRefused("a tick above 0", () -> new TickStep(1, 0));
        assertRefused(
                "more than 32 steps: 33",
                () -> {
                    final List<TickStep> steps = new ArrayList<>();
                    for (int i = 0; i < 33; i++) {
                        steps.add(new TickStep(i, 1));
                    }
                    new InstrumentRules("X", 1, 1, 1, steps);
                });
    }
}
