/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.recording.NoteListener;
import io.novaring.engine.notes.Notes;
import io.novaring.engine.telemetry.Telemetry;
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
 * What picking late messages for the journal adds to the stamps of the hops: with a clock that
 * costs nothing, 20 us a message, so that a second is over every 50,000 messages.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class LateBenchmark {
    private static final long INTERVAL_NS = 20_000;
    private static final long FAST_NS = 5_000;
    private static final long SLOW_NS = 1_000_000;

    /** No journal, none late, one of a thousand late, all late. */
    @Param({"OFF", "NONE", "SOME", "ALL"})
    String late;

    private final MarketEvent event = new MarketEvent();
    private final Notes notes = new Notes(1 << 20);
    private EventHandler<MarketEvent> hops;
    private long slowMask;
    private long nowNs = 1_700_000_000_000_000_000L;

    @Setup(Level.Trial)
    public void start() {
        final Telemetry telemetry =
                new TelemetrySettings()
                        .create(
                                List.of(
                                        new DeribitPublicClient(
                                                DeribitConfig.of(DeribitConfig.TEST))),
                                new Symbols(),
                                () -> nowNs,
                                (name, cause) -> {
                                    throw new IllegalStateException(name, cause);
                                });
        if (!"OFF".equals(late)) {
            telemetry.watchLate(notes, () -> event.sequence + 1, () -> 0, 1);
        }
        slowMask =
                switch (late) {
                    case "SOME" -> 1023;
                    case "ALL" -> 0;
                    default -> -1;
                };
        hops = telemetry.latency();
        event.reset(Origin.INBOUND, EventKind.BOOK);
    }

    /** The handler that records the hops, and the notes as they are taken away. */
    @Benchmark
    public long hops() throws Exception {
        final long sequence = ++event.sequence;
        nowNs += INTERVAL_NS;
        event.receivedTimeNs = nowNs - ((sequence & slowMask) == 0 ? SLOW_NS : FAST_NS);
        event.publishedTimeNs = event.receivedTimeNs + 800;
        hops.onEvent(event, sequence, true);
        if ((sequence & 65_535) == 0) {
            notes.drainTo(NoteListener.NONE);
        }
        return sequence;
    }
}
