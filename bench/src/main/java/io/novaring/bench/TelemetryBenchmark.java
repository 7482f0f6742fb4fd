/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.connection.EpochClock;
import io.novaring.engine.telemetry.Telemetry;
import io.novaring.engine.telemetry.TelemetryEvent;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.engine.telemetry.TelemetryListener;
import io.novaring.engine.telemetry.TelemetrySettings;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.util.List;
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
 * What telemetry adds to a book change behind the stages: counting and a listener's calls at each
 * level, and the stamps of the hops with their one clock read.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class TelemetryBenchmark {
    @Param({"MINIMAL", "STANDARD", "DETAILED"})
    TelemetryLevel level;

    private final MarketEvent event = new MarketEvent();
    private final Sizes sizes = new Sizes();
    private EventHandler<MarketEvent> tap;
    private EventHandler<MarketEvent> hops;

    /** A listener that does the least there is to do. */
    private static final class Sizes implements TelemetryListener {
        private long bytes;

        @Override
        public void onMessageReceived(final TelemetryEvent event) {
            bytes += event.sizeBytes();
        }
    }

    @Setup(Level.Trial)
    public void start() {
        final Symbols symbols = new Symbols();
        final TelemetrySettings settings = new TelemetrySettings();
        settings.level(level);
        settings.add(sizes);
        final Telemetry telemetry =
                settings.create(
                        List.of(new DeribitPublicClient(DeribitConfig.of(DeribitConfig.TEST))),
                        symbols,
                        EpochClock.system()::epochNs,
                        (name, cause) -> {
                            throw new IllegalStateException(name, cause);
                        });
        tap = telemetry.tap();
        hops = telemetry.latency();
        event.reset(Origin.INBOUND, EventKind.BOOK);
        event.connectionId = 0;
        event.epoch = 1;
        event.flags = MarketEvent.CHANGE;
        event.bookState = BookState.LIVE;
        event.channelId = symbols.channels().intern("book.BTC-PERPETUAL.raw");
        event.rawLength = 385;
        event.changeId = 0;
    }

    /** The handler that counts and tells. */
    @Benchmark
    public long tap() throws Exception {
        event.sequence++;
        event.prevChangeId = event.changeId++;
        event.receivedTimeNs += 20_000;
        event.publishedTimeNs = event.receivedTimeNs + 800;
        tap.onEvent(event, event.sequence, true);
        return sizes.bytes;
    }

    /** The handler that records the hops. */
    @Benchmark
    public long hops() throws Exception {
        event.sequence++;
        hops.onEvent(event, event.sequence, true);
        return event.sequence;
    }
}
