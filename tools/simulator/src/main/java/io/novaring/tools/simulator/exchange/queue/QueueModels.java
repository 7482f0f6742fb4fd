/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.queue;

import io.novaring.tools.simulator.exchange.money.Values;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The queue models there are, by name. */
public final class QueueModels {
    /** What leaves a level leaves in front of us, and a trade at our price is ours. */
    public static final QueueModel OPTIMISTIC = new Optimistic();

    /** What is cancelled was behind us, as long as anything is. */
    public static final QueueModel PESSIMISTIC = new Pessimistic();

    /** What is cancelled was spread evenly over the level. */
    public static final QueueModel PROPORTIONAL = new Proportional();

    private static final String POWER = "power";

    // The logarithm favours the smaller part least, high powers leave it nearly nothing.
    private static final QueueModel LOG = new Weighted("log", StrictMath::log1p);

    private static final double POWER_DEFAULT = 3;
    private static final double POWER_MAX = 10;

    private QueueModels() {}

    /** How the models are written, for messages and help. */
    public static List<String> names() {
        return List.of(
                OPTIMISTIC.name(),
                PESSIMISTIC.name(),
                PROPORTIONAL.name(),
                LOG.name(),
                POWER,
                POWER + "=EXPONENT");
    }

    /**
     * The model of that name; {@code power} alone is {@code power=3}.
     *
     * @throws IllegalArgumentException when there is none.
     */
    public static QueueModel of(final String name) {
        for (final QueueModel model : List.of(OPTIMISTIC, PESSIMISTIC, PROPORTIONAL, LOG)) {
            if (model.name().equals(name)) {
                return model;
            }
        }
        if (POWER.equals(name)) {
            return power(POWER_DEFAULT);
        }
        if (name.startsWith(POWER + "=")) {
            return power(exponent(name.substring(POWER.length() + 1)));
        }
        throw new IllegalArgumentException(
                "no queue model is named " + name + "; there are " + String.join(", ", names()));
    }

    private static double exponent(final String text) {
        try {
            return Double.parseDouble(text);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the exponent of the queue model power is no number: " + text, e);
        }
    }

    /**
     * Parts weigh as much as a power of what they hold.
     *
     * @param exponent above 0, at most 10; 1 is proportional.
     */
    public static QueueModel power(final double exponent) {
        if (!(exponent > 0 && exponent <= POWER_MAX)) {
            throw new IllegalArgumentException(
                    "the exponent of the queue model power must be above 0 and at most 10: "
                            + exponent);
        }
        return new Weighted(POWER + "=" + exponent, x -> StrictMath.pow(x, exponent));
    }

    private abstract static class Named implements QueueModel {
        private final String name;

        Named(final String name) {
            this.name = name;
        }

        @Override
        public final String name() {
            return name;
        }

        @Override
        public final String toString() {
            return name;
        }
    }

    private static final class Optimistic extends Named {
        Optimistic() {
            super("optimistic");
        }

        @Override
        public long cancelledInFront(
                final long front, final long back, final long gone, final long unit) {
            return Math.min(front, gone);
        }

        @Override
        public boolean isFilledByTouch() {
            return true;
        }
    }

    private static final class Pessimistic extends Named {
        Pessimistic() {
            super("pessimistic");
        }

        @Override
        public long cancelledInFront(
                final long front, final long back, final long gone, final long unit) {
            return Math.max(0, gone - back);
        }
    }

    private static final class Proportional extends Named {
        Proportional() {
            super("proportional");
        }

        @Override
        public long cancelledInFront(
                final long front, final long back, final long gone, final long unit) {
            return Values.over(gone, front, front + back);
        }
    }

    /** Front and back share what is cancelled by a function of how much each holds. */
    private static final class Weighted extends Named {
        private final DoubleUnaryOperator weight;

        Weighted(final String name, final DoubleUnaryOperator weight) {
            super(name);
            this.weight = weight;
        }

        @Override
        public long cancelledInFront(
                final long front, final long back, final long gone, final long unit) {
            final double inFront = weight.applyAsDouble((double) front / unit);
            final double behind = weight.applyAsDouble((double) back / unit);
            return (long) (gone * (inFront / (inFront + behind)));
        }
    }
}
