/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.engine.Engine;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.tools.simulator.BookSnapshot;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What it means that an engine is well: it has what it wants, and its books are the venue's. */
final class Health {
    private static final long PATIENCE_NS =
            TimeUnit.SECONDS.toNanos(Integer.getInteger("novaring.patienceSeconds", 120));

    /** More than a book of the simulator ever has. */
    private static final int DEPTH_MAX = 10_000;

    private Health() {}

    /** Every channel is granted, every book is live. */
    static boolean isWhole(final Engine engine, final List<String> channels) {
        final long active =
                engine.subscriptions().subscriptions().stream()
                        .filter(status -> status.state() == State.ACTIVE)
                        .count();
        return active == channels.size()
                && channels.stream()
                        .allMatch(
                                channel -> {
                                    final OrderBook book = engine.book(channel.split("\\.")[1]);
                                    return book != null && book.state() == BookState.LIVE;
                                });
    }

    /** Level by level; of a copy, as the stage's thread goes on writing the book. */
    static boolean isEqual(final BookSnapshot theirs, final OrderBook book) {
        final io.novaring.engine.book.BookSnapshot ours =
                new io.novaring.engine.book.BookSnapshot(DEPTH_MAX);
        if (!book.snapshotInto(ours)
                || ours.state() != BookState.LIVE
                || ours.bidCount() != theirs.bids().size()
                || ours.askCount() != theirs.asks().size()) {
            return false;
        }
        for (int i = 0; i < theirs.bids().size(); i++) {
            if (ours.bidPrice(i) != theirs.bids().get(i).price()
                    || ours.bidAmount(i) != theirs.bids().get(i).amount()) {
                return false;
            }
        }
        for (int i = 0; i < theirs.asks().size(); i++) {
            if (ours.askPrice(i) != theirs.asks().get(i).price()
                    || ours.askAmount(i) != theirs.asks().get(i).amount()) {
                return false;
            }
        }
        return true;
    }

    static void until(final BooleanSupplier condition, final String what) {
        until(condition, () -> what);
    }

    static void until(final BooleanSupplier condition, final Supplier<String> what) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() - startNs < PATIENCE_NS, () -> "never came: " + what.get());
            try {
                TimeUnit.MILLISECONDS.sleep(2);
            } catch (final InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
