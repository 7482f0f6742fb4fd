/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.tools.backtest.result.RunResult.RoundTrip;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/**
 * Pairs each closing fill with the opening fills that it closes, first in, first out. One
 * instrument; what is open is kept, of what is closed only counts and the worst.
 */
final class RoundTrips {
    private final Contract contract;
    private final Worst worst;
    private final ArrayDeque<Lot> lots = new ArrayDeque<>();
    private long count;
    private long won;

    /** What is left of an opening fill. */
    private static final class Lot {
        final long openedNs;
        final boolean isBuy;
        final long price;
        long amount;
        long value;
        long fee;

        Lot(
                final long openedNs,
                final boolean isBuy,
                final long price,
                final long amount,
                final long value,
                final long fee) {
            this.openedNs = openedNs;
            this.isBuy = isBuy;
            this.price = price;
            this.amount = amount;
            this.value = value;
            this.fee = fee;
        }
    }

    /** The worst of all instruments, by what makes their profits comparable. */
    static final class Worst {
        private static final Comparator<Ranked> BEST_FIRST =
                Comparator.comparingLong(Ranked::worth)
                        .reversed()
                        .thenComparing(Comparator.comparingLong(Ranked::number).reversed());

        private final int most;
        private final ToLongFunction<RoundTrip> worth;
        private final PriorityQueue<Ranked> kept = new PriorityQueue<>(BEST_FIRST);
        private long number;

        private record Ranked(RoundTrip trip, long worth, long number) {}

        Worst(final int most, final ToLongFunction<RoundTrip> worth) {
            this.most = most;
            this.worth = worth;
        }

        private void add(final RoundTrip trip) {
            kept.add(new Ranked(trip, worth.applyAsLong(trip), number++));
            if (kept.size() > most) {
                kept.poll();
            }
        }

        /** The worst first. */
        java.util.List<RoundTrip> list() {
            return kept.stream().sorted(BEST_FIRST.reversed()).map(Ranked::trip).toList();
        }
    }

    RoundTrips(final Contract contract, final Worst worst) {
        this.contract = contract;
        this.worst = worst;
    }

    void fill(
            final long timeNs,
            final boolean isBuy,
            final long price,
            final long amount,
            final long fee) {
        long restAmount = amount;
        long restValue = contract.value(price, amount);
        long restFee = fee;
        while (restAmount > 0 && !lots.isEmpty() && lots.peekFirst().isBuy != isBuy) {
            final Lot lot = lots.peekFirst();
            final long closed = Math.min(restAmount, lot.amount);
            final long value = Exact.over(restValue, closed, restAmount);
            final long ownFee = Exact.over(restFee, closed, restAmount);
            final long lotValue = Exact.over(lot.value, closed, lot.amount);
            final long lotFee = Exact.over(lot.fee, closed, lot.amount);
            // Bought for one value and sold for the other; inverse values fall as prices rise.
            final boolean isGainAbove = lot.isBuy != contract.isInverse();
            final long gross = isGainAbove ? value - lotValue : lotValue - value;
            close(lot, timeNs, price, closed, gross - ownFee - lotFee);
            restAmount -= closed;
            restValue -= value;
            restFee -= ownFee;
            lot.amount -= closed;
            lot.value -= lotValue;
            lot.fee -= lotFee;
            if (lot.amount == 0) {
                lots.removeFirst();
            }
        }
        if (restAmount > 0) {
            lots.addLast(new Lot(timeNs, isBuy, price, restAmount, restValue, restFee));
        }
    }

    private void close(
            final Lot lot,
            final long timeNs,
            final long price,
            final long amount,
            final long profit) {
        count++;
        won += profit > 0 ? 1 : 0;
        worst.add(
                new RoundTrip(
                        contract.instrument(),
                        lot.openedNs,
                        timeNs,
                        lot.price,
                        price,
                        lot.isBuy ? amount : -amount,
                        profit,
                        contract.currency()));
    }

    /**
     * The position is another than fills say: what came counts as opened at this price, what went
     * as closed in no round trip, the oldest first.
     *
     * @param change of the position; above zero is long.
     */
    void take(final long timeNs, final long change, final long price) {
        final boolean isBuy = change > 0;
        long rest = Math.abs(change);
        while (rest > 0 && !lots.isEmpty() && lots.peekFirst().isBuy != isBuy) {
            final Lot lot = lots.peekFirst();
            final long gone = Math.min(rest, lot.amount);
            lot.value -= Exact.over(lot.value, gone, lot.amount);
            lot.fee -= Exact.over(lot.fee, gone, lot.amount);
            lot.amount -= gone;
            rest -= gone;
            if (lot.amount == 0) {
                lots.removeFirst();
            }
        }
        if (rest > 0) {
            lots.addLast(new Lot(timeNs, isBuy, price, rest, contract.value(price, rest), 0));
        }
    }

    long count() {
        return count;
    }

    long won() {
        return won;
    }
}
