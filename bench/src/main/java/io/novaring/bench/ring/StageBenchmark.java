/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.ring;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.stage.HeartbeatStage;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.RequestListener;
import io.novaring.engine.stage.ResponseStage;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.venue.VenueClient;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.util.List;
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
 * What the stages cost a decoded message, one more of them in each benchmark. {@code load} is what
 * all pay: the header of the event written anew. Decoding and the ring are not in here.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class StageBenchmark {
    private static final int COUNT = 1024;
    private static final long STEP_NS = 20_000;

    @Param({"book", "trades", "ticker", "quote"})
    String kind;

    private final Messages.Decoded[] messages = new Messages.Decoded[COUNT];
    private HeartbeatStage heartbeat;
    private RateLimitStage rateLimit;
    private SubscriptionStage subscription;
    private ResponseStage response;
    private long sequence;
    private long nowNs = 1_700_000_100_000_000_000L;

    @Setup
    public void open() {
        final VenueClient client = new DeribitPublicClient(DeribitConfig.of(DeribitConfig.TEST));
        final List<VenueClient> clients = List.of(client);
        final Symbols symbols = new Symbols();
        final Messages source =
                new Messages(
                        client,
                        filler -> {
                            final MarketEvent event = new MarketEvent();
                            filler.accept(event);
                            event.sequence = sequence++;
                            all(event);
                        });
        heartbeat = new HeartbeatStage(clients, source);
        rateLimit = new RateLimitStage(clients);
        subscription = new SubscriptionStage(clients, symbols, source);
        response = new ResponseStage(clients, symbols, source, RequestListener.NONE);
        final List<byte[]> frames = Messages.collect(COUNT, List.of(kind));
        source.open(symbols, frames);
        for (int i = 0; i < COUNT; i++) {
            messages[i] = source.decode(frames.get(i));
        }
        // A round begins with the snapshots.
        sequence = COUNT - 1;
    }

    private MarketEvent next() {
        nowNs += STEP_NS;
        sequence++;
        return messages[(int) sequence & COUNT - 1].load(sequence, nowNs);
    }

    private void all(final MarketEvent event) {
        heartbeat.onEvent(event, event.sequence, true);
        rateLimit.onEvent(event, event.sequence, true);
        subscription.onEvent(event, event.sequence, true);
        response.onEvent(event, event.sequence, true);
    }

    @Benchmark
    public MarketEvent load() {
        return next();
    }

    @Benchmark
    public MarketEvent one() {
        final MarketEvent event = next();
        heartbeat.onEvent(event, event.sequence, true);
        return event;
    }

    @Benchmark
    public MarketEvent two() {
        final MarketEvent event = next();
        heartbeat.onEvent(event, event.sequence, true);
        rateLimit.onEvent(event, event.sequence, true);
        return event;
    }

    @Benchmark
    public MarketEvent three() {
        final MarketEvent event = next();
        heartbeat.onEvent(event, event.sequence, true);
        rateLimit.onEvent(event, event.sequence, true);
        subscription.onEvent(event, event.sequence, true);
        return event;
    }

    @Benchmark
    public MarketEvent four() {
        final MarketEvent event = next();
        all(event);
        return event;
    }
}
