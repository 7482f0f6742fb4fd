/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class TickSizesProperties {
    private static final long REACH = 200;

    /** The slow and obvious way: try every price around. */
    @Property(tries = 5_000)
    void shouldRoundAsTryingEveryPriceDoes(
            @ForAll final long seed, @ForAll @LongRange(min = -400, max = 400) final long price) {
        final TickSizes ticks = random(new Random(seed));
        long down = price;
        while (!ticks.isOnTick(down)) {
            down--;
        }
        long up = price;
        while (!ticks.isOnTick(up)) {
            up++;
        }

        assertEquals(down, ticks.roundDown(price), ticks::toString);
        assertEquals(up, ticks.roundUp(price), ticks::toString);
        assertEquals(price - down < up - price ? down : up, ticks.roundToTick(price));
    }

    @Property(tries = 2_000)
    void shouldTakeTheStepWithTheLargestBoundBelowThePrice(
            @ForAll final long seed, @ForAll @LongRange(min = -400, max = 400) final long price) {
        final TickSizes ticks = random(new Random(seed));
        long expected = ticks.baseTick();
        long bound = Long.MIN_VALUE;
        for (final TickSizes.Step step : ticks.steps()) {
            if (step.abovePrice() < price && step.abovePrice() > bound) {
                bound = step.abovePrice();
                expected = step.tick();
            }
        }

        assertEquals(expected, ticks.tickSizeAt(price));
    }

    @Example
    void shouldKnowTheVenuesOwnSteps() {
        // An inverse option: 0.0001, and 0.0005 above 0.005.
        final TickSizes ticks =
                new TickSizes(100_000, List.of(new TickSizes.Step(5_000_000, 500_000)));

        assertEquals(100_000, ticks.tickSizeAt(5_000_000));
        assertEquals(500_000, ticks.tickSizeAt(5_000_001));
        assertTrue(ticks.isOnTick(4_900_000));
        assertTrue(ticks.isOnTick(5_500_000));
        assertFalse(ticks.isOnTick(5_100_000));
        assertEquals(5_000_000, ticks.roundDown(5_100_000));
        assertEquals(5_500_000, ticks.roundUp(5_100_000));
        assertEquals(5_000_000, ticks.roundToTick(5_100_000));
        assertEquals(4_900_000, ticks.roundToTick(4_940_000));
    }

    @Example
    void shouldRefuseTicksThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new TickSizes(0, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new TickSizes.Step(5, 0));
    }

    @Example
    void shouldBeEqualWhateverTheOrderOfSteps() {
        final TickSizes.Step low = new TickSizes.Step(1, 2);
        final TickSizes.Step high = new TickSizes.Step(5, 3);

        assertEquals(new TickSizes(1, List.of(low, high)), new TickSizes(1, List.of(high, low)));
        assertFalse(new TickSizes(1, List.of(low)).equals(new TickSizes(1, List.of(high))));
    }

    /** Bounds that are on no tick, and ticks that get narrower, among them. */
    private static TickSizes random(final Random random) {
        final List<TickSizes.Step> steps = new ArrayList<>();
        long bound = -REACH;
        for (int i = random.nextInt(4); i > 0; i--) {
            bound += 1 + random.nextInt((int) REACH);
            steps.add(new TickSizes.Step(bound, 1 + random.nextInt(30)));
        }
        return new TickSizes(1 + random.nextInt(20), steps);
    }
}
