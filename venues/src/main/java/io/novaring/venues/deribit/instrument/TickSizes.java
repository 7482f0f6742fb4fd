/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * By which steps a price may move: a base tick, and wider ones above certain prices. A step holds
 * for prices above its bound, not at it. All numbers are scaled by {@code Decimals.SCALE}.
 * Immutable; the questions allocate nothing.
 */
public final class TickSizes {
    private final long baseTick;

    /** Bounds in ascending order, and the ticks above them. */
    private final long[] bounds;

    private final long[] ticks;

    /**
     * @param baseTick tick below all steps, above zero.
     * @param steps in any order; none when there is one tick for all prices.
     */
    public TickSizes(final long baseTick, final List<Step> steps) {
        if (baseTick <= 0) {
            throw new IllegalArgumentException("baseTick not above 0: " + baseTick);
        }
        this.baseTick = baseTick;
        final List<Step> sorted =
                steps.stream().sorted(Comparator.comparingLong(Step::abovePrice)).toList();
        bounds = sorted.stream().mapToLong(Step::abovePrice).toArray();
        ticks = sorted.stream().mapToLong(Step::tick).toArray();
    }

    /** The tick below all steps. */
    public long baseTick() {
        return baseTick;
    }

    public List<Step> steps() {
        final Step[] steps = new Step[bounds.length];
        Arrays.setAll(steps, i -> new Step(bounds[i], ticks[i]));
        return List.of(steps);
    }

    /** The tick that prices of this size move by. */
    public long tickSizeAt(final long price) {
        final int step = stepOf(price);
        return step < 0 ? baseTick : ticks[step];
    }

    /** True when an order may have this price. */
    public boolean isOnTick(final long price) {
        return price % tickSizeAt(price) == 0;
    }

    /** The highest price on a tick that is not above this one. */
    public long roundDown(final long price) {
        int step = stepOf(price);
        long rounded = floor(price, step);
        // At or below its bound the tick of a step does not hold: the next lower one decides there.
        while (step >= 0 && rounded <= bounds[step]) {
            rounded = floor(bounds[step], step - 1);
            step--;
        }
        return rounded;
    }

    /** The lowest price on a tick that is not below this one. */
    public long roundUp(final long price) {
        int step = stepOf(price);
        long rounded = ceiling(price, step);
        while (step + 1 < bounds.length && rounded > bounds[step + 1]) {
            step++;
            // The first price above the bound on the tick of the step.
            rounded = floor(bounds[step], step) + tick(step);
        }
        return rounded;
    }

    /** The price on a tick that is nearest; of two as near, the higher. */
    public long roundToTick(final long price) {
        final long down = roundDown(price);
        final long up = roundUp(price);
        return price - down < up - price ? down : up;
    }

    private int stepOf(final long price) {
        int step = bounds.length - 1;
        while (step >= 0 && price <= bounds[step]) {
            step--;
        }
        return step;
    }

    private long tick(final int step) {
        return step < 0 ? baseTick : ticks[step];
    }

    private long floor(final long price, final int step) {
        return Math.floorDiv(price, tick(step)) * tick(step);
    }

    private long ceiling(final long price, final int step) {
        return -Math.floorDiv(-price, tick(step)) * tick(step);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof TickSizes that
                && baseTick == that.baseTick
                && Arrays.equals(bounds, that.bounds)
                && Arrays.equals(ticks, that.ticks);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(baseTick) * 31 + Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return "TickSizes[baseTick=" + baseTick + ", steps=" + steps() + ']';
    }

    /** Above this price prices move by this tick. */
    public record Step(long abovePrice, long tick) {
        public Step {
            if (tick <= 0) {
                throw new IllegalArgumentException("tick not above 0: " + tick);
            }
        }
    }
}
