/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.engine.view.MarketCut;
import io.novaring.engine.view.MarketView;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a view of 2,000 instruments costs a message about a random one of them. {@code load} is what
 * all pay: the header of the event written anew. {@code cut} also reads a cut behind each event,
 * {@code late} reads one behind 2,000.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class ViewBenchmark {
    private static final int INSTRUMENTS = 2_000;

    /** As slots of a ring where one thread runs everything. */
    private static final int COUNT = 256;

    private static final int SEED = 7;
    private static final long STEP_NS = 20_000;

    @Param({"BOOK", "TICKER", "QUOTE", "TRADES"})
    EventKind kind;

    private final MarketEvent[] events = new MarketEvent[COUNT];
    private final int[] instruments = new int[1 << 16];
    private final MarketView view = new MarketView(INSTRUMENTS, name -> true);
    private final MarketCut cut = view.newCut();
    private long sequence;
    private long nowNs = 1_700_000_100_000_000_000L;

    @Setup
    public void open() {
        final Symbols symbols = new Symbols();
        for (int i = 0; i < INSTRUMENTS; i++) {
            symbols.instruments().intern("BTC-27MAR26-" + i + "-C");
        }
        view.names(symbols);
        final Random random = new Random(SEED);
        for (int i = 0; i < instruments.length; i++) {
            instruments[i] = i < INSTRUMENTS ? i : random.nextInt(INSTRUMENTS);
        }
        for (int i = 0; i < COUNT; i++) {
            events[i] = event(random);
        }
        for (int i = 0; i < INSTRUMENTS; i++) {
            hand();
        }
    }

    private MarketEvent event(final Random random) {
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, kind);
        event.connectionId = 0;
        event.channelId = 0;
        event.flags = MarketEvent.SNAPSHOT;
        event.bookState = BookState.LIVE;
        event.bestBidPrice = random.nextInt();
        event.bestAskPrice = random.nextInt();
        event.ticker.clear();
        event.ticker.markPrice = random.nextInt();
        event.trades.clear();
        event.trades.add();
        event.trades.tradeId[0] = Text.ABSENT;
        return event;
    }

    private MarketEvent next() {
        final MarketEvent event = events[(int) sequence & COUNT - 1];
        event.instrumentId = instruments[(int) sequence & instruments.length - 1];
        event.trades.instrumentId[0] = event.instrumentId;
        event.sequence = sequence++;
        nowNs += STEP_NS;
        event.receivedTimeNs = nowNs;
        event.exchangeTimeNs = nowNs;
        return event;
    }

    private void hand() {
        final MarketEvent event = next();
        view.onEvent(event, event.sequence, true);
    }

    @Benchmark
    public long load() {
        return next().instrumentId;
    }

    @Benchmark
    public void view() {
        hand();
    }

    /** A reader that comes now and then. */
    @State(Scope.Thread)
    public static class Behind {
        @Setup(Level.Invocation)
        public void hand(final ViewBenchmark benchmark) {
            for (int i = 0; i < INSTRUMENTS; i++) {
                benchmark.hand();
            }
        }
    }

    @Benchmark
    public long late(final Behind behind) {
        view.read(cut);
        return cut.sequence();
    }

    @Benchmark
    public long cut() {
        hand();
        view.read(cut);
        return cut.sequence();
    }
}
