/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.book.OrderBook;
import java.util.SplittableRandom;

/**
 * Child: a message with one changed level, applied to books of so many levels a side; one in four
 * deletes its level and the next but one puts it back. Arguments: passes, {@code touch} for levels
 * among the best eight, or {@code anywhere}.
 */
final class BookLevels {
    static final int[] LEVELS = {1, 10, 50, 200, 1_000, 2_000};

    private static final int NEAR = 8;
    private static final int CHANGES = 4096;
    static final int MESSAGES = 200_000;
    private static final long TIME_NS = 1_790_000_000_000_000_000L;

    private final OrderBook book = new OrderBook("BTC-PERPETUAL");
    private final MarketEvent event = new MarketEvent();
    private final byte[] actions = new byte[CHANGES];
    private final boolean[] areBids = new boolean[CHANGES];
    private final long[] prices = new long[CHANGES];
    private final long[] amounts = new long[CHANGES];
    private long changeId = 1;

    BookLevels(final int levels, final boolean isNear) {
        final SplittableRandom random = new SplittableRandom(levels);
        for (int i = 0; i < CHANGES; i += 4) {
            areBids[i] = random.nextBoolean();
            for (int j = i; j < i + 4; j++) {
                areBids[j] = areBids[i];
                final int depth = random.nextInt(isNear ? Math.min(NEAR, levels) : levels);
                prices[j] = price(areBids[i], depth);
                amounts[j] = (1 + random.nextInt(10_000)) * Decimals.SCALE;
                actions[j] = LevelColumns.CHANGE;
            }
            // Of a book with one level a side nothing may be deleted that is changed in between.
            prices[i + 1] = prices[i];
            actions[i] = LevelColumns.DELETE;
            actions[i + 1] = LevelColumns.NEW;
        }
        event.reset(Origin.INBOUND, EventKind.BOOK);
        event.flags = MarketEvent.SNAPSHOT;
        event.changeId = changeId;
        for (int i = 0; i < levels; i++) {
            event.bids.add(LevelColumns.NEW, price(true, i), Decimals.SCALE);
            event.asks.add(LevelColumns.NEW, price(false, i), Decimals.SCALE);
        }
        if (book.apply(event) != OrderBook.APPLIED) {
            throw new IllegalStateException("the snapshot is refused");
        }
        event.flags = MarketEvent.CHANGE;
    }

    private static long price(final boolean isBid, final int depth) {
        return (isBid ? 60_000L - depth : 60_001L + depth) * Decimals.SCALE / 2;
    }

    public static void main(final String[] arguments) throws Exception {
        final boolean isNear = "touch".equals(arguments[1]);
        final Points.Point[] points = new Points.Point[LEVELS.length];
        for (int i = 0; i < LEVELS.length; i++) {
            points[i] = new BookLevels(LEVELS[i], isNear)::measure;
        }
        Points.print(Integer.parseInt(arguments[0]), points);
    }

    double measure() {
        final long startNs = Points.cpuNs();
        for (int i = 0; i < MESSAGES; i++) {
            final int next = i & CHANGES - 1;
            event.prevChangeId = changeId;
            event.changeId = ++changeId;
            event.exchangeTimeNs = TIME_NS + changeId;
            event.bids.clear();
            event.asks.clear();
            (areBids[next] ? event.bids : event.asks)
                    .add(actions[next], prices[next], amounts[next]);
            final int code = book.apply(event);
            if (code != OrderBook.APPLIED) {
                throw new IllegalStateException("a change is refused: " + code);
            }
        }
        return (double) (Points.cpuNs() - startNs) / MESSAGES;
    }
}
