/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.book.BookHashes;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.SequencePolicy;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One change of one level, with the check of its chain, undo log and hash. {@code floor} reads the
 * same messages and writes each amount into an array: less than that no book can do.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class BookBenchmark {
    private static final int COUNT = 1024;
    private static final int SEED = 7;

    /** Levels of these are changed when all is near the top. */
    private static final int TOP = 4;

    private static final long TICK = 500_000_000L;
    private static final long BEST = 100_000L * TICK;
    private static final long AMOUNT = 1_000_000_000L;

    /** Levels of a side. */
    @Param({"1", "10", "100", "1000", "2000"})
    int depth;

    /** Where changes come: top, or uniform over all levels. */
    @Param({"top", "uniform"})
    String place;

    /** What they do: change an amount, or churn: a new level between two, then its removal. */
    @Param({"change", "churn"})
    String action;

    private final MarketEvent[] messages = new MarketEvent[COUNT];
    private final long[] amounts = new long[COUNT];
    private OrderBook book;
    private int next = COUNT - 1;
    private int written;

    @Setup
    public void fill() {
        book = new OrderBook("A", SequencePolicy.PREVIOUS_ID, new BookHashes());
        final MarketEvent snapshot = new MarketEvent();
        snapshot.reset(Origin.INBOUND, EventKind.BOOK);
        snapshot.flags = MarketEvent.SNAPSHOT;
        snapshot.changeId = 1;
        for (int level = 0; level < depth; level++) {
            snapshot.bids.add(LevelColumns.NEW, priceOf(level), AMOUNT + level);
            snapshot.asks.add(LevelColumns.NEW, BEST + 2 * (level + 1) * TICK, AMOUNT + level);
        }
        check(book.apply(snapshot));
        final Random random = new Random(SEED);
        final int range = "top".equals(place) ? Math.min(TOP, depth) : depth;
        for (int i = 0; i < COUNT; i += 2) {
            final int level = random.nextInt(range);
            if ("change".equals(action)) {
                messages[i] = message(LevelColumns.CHANGE, priceOf(level), AMOUNT + i);
                final int other = random.nextInt(range);
                messages[i + 1] = message(LevelColumns.CHANGE, priceOf(other), AMOUNT + i + 1);
            } else {
                messages[i] = message(LevelColumns.NEW, priceOf(level) - TICK, AMOUNT + i);
                messages[i + 1] = message(LevelColumns.DELETE, priceOf(level) - TICK, 0);
            }
        }
    }

    private static long priceOf(final int level) {
        return BEST - 2 * level * TICK;
    }

    private static MarketEvent message(final byte action, final long price, final long amount) {
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, EventKind.BOOK);
        event.flags = MarketEvent.CHANGE;
        event.bids.add(action, price, amount);
        return event;
    }

    private static void check(final int code) {
        if (code != OrderBook.APPLIED) {
            throw new IllegalStateException("not applied: " + code);
        }
    }

    private MarketEvent next() {
        next = next + 1 & COUNT - 1;
        final MarketEvent event = messages[next];
        event.prevChangeId = book.changeId();
        event.changeId = book.changeId() + 1;
        return event;
    }

    @Setup(org.openjdk.jmh.annotations.Level.Iteration)
    public void align() {
        // An iteration may end between a new level and its removal.
        while (next != COUNT - 1) {
            check(book.apply(next()));
        }
    }

    @Benchmark
    public long floor() {
        written = written + 1 & COUNT - 1;
        final MarketEvent event = messages[written];
        event.prevChangeId = event.changeId;
        event.changeId++;
        amounts[written] = event.bids.amount(0) ^ event.bids.price(0);
        return amounts[written];
    }

    @Benchmark
    public int update() {
        final int code = book.apply(next());
        if (code < 0) {
            check(code);
        }
        return code;
    }
}
