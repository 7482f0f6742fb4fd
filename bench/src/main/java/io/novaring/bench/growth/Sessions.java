/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Child: sessions with a simulator, recorded into memory and replayed from there: each message is
 * copied, decoded, goes through the four stages, its book and the handlers, on one thread.
 * Arguments: passes, {@code instruments} or {@code handlers}.
 */
final class Sessions {
    static final int[] INSTRUMENTS = {1, 8, 64, 512, 2_000};
    static final int[] HANDLERS = {1, 2, 4, 8};

    private static final int INSTRUMENTS_OF_HANDLERS = 8;
    private static final int RING_LENGTH = 4096;
    private static final int EVENTS = 60_000;
    private static final int RATE = 60_000;
    private static final long TIMEOUT_NS = 60_000_000_000L;

    private final MemoryRecording recording;
    private final int handlers;
    private DeribitConfig config;
    private long checksum;

    Sessions(final int handlers) {
        this(handlers, new MemoryRecording(EVENTS));
    }

    private Sessions(final int handlers, final MemoryRecording recording) {
        this.handlers = handlers;
        this.recording = recording;
    }

    /** The same recording, for so many handlers. */
    private Sessions with(final int newHandlers) {
        final Sessions other = new Sessions(newHandlers, recording);
        other.config = config;
        return other;
    }

    public static void main(final String[] arguments) throws Exception {
        final int passes = Integer.parseInt(arguments[0]);
        if ("instruments".equals(arguments[1])) {
            final Points.Point[] points = new Points.Point[INSTRUMENTS.length];
            for (int i = 0; i < points.length; i++) {
                final Sessions session = new Sessions(1);
                session.record(INSTRUMENTS[i]);
                points[i] = session::replay;
            }
            Points.print(passes, points);
        } else {
            final Points.Point[] points = new Points.Point[HANDLERS.length];
            final Sessions session = new Sessions(HANDLERS[0]);
            session.record(INSTRUMENTS_OF_HANDLERS);
            for (int i = 0; i < points.length; i++) {
                points[i] = session.with(HANDLERS[i])::replay;
            }
            Points.print(passes, points);
        }
    }

    void record(final int instruments) throws InterruptedException {
        final SimulatorConfig exchange =
                SimulatorConfig.builder()
                        .seed(1)
                        .instruments(instruments)
                        .ratePerSecond(RATE)
                        .rawNeedsLogin(false)
                        .build();
        try (Simulator simulator = Simulator.start(exchange)) {
            config =
                    DeribitConfig.of(simulator.uri())
                            .withSubscribeBatchMax(DeribitConfig.SUBSCRIBE_BATCH_LIMIT);
            final EngineContext context =
                    new EngineContext()
                            .client(new DeribitPublicClient(config))
                            .journal(recording, (count, hash) -> {});
            try (Engine engine = Engine.launch(context)) {
                final List<String> channels = new ArrayList<>();
                for (final String name : simulator.instruments()) {
                    channels.add("book." + name + ".raw");
                    channels.add("quote." + name);
                }
                engine.subscribe(0, channels);
                final long startNs = System.nanoTime();
                while (!recording.isDone()) {
                    if (System.nanoTime() - startNs > TIMEOUT_NS) {
                        throw new IllegalStateException(
                                "not recorded within 60 s: " + recording.state());
                    }
                    Thread.sleep(5);
                }
            }
        }
        System.out.println(instruments + " instruments: " + recording.state());
    }

    double replay() {
        final MemoryRecording.Source source = recording.source();
        replay(source, RING_LENGTH);
        return (double) (Points.cpuNs() - source.startNs()) / recording.measured();
    }

    MemoryRecording recording() {
        return recording;
    }

    /** Replays the recording from this source of it. */
    void replay(final EventSource source, final int ringLength) {
        final EngineContext context =
                new EngineContext().client(new DeribitPublicClient(config)).ringLength(ringLength);
        for (int i = 0; i < handlers; i++) {
            handler(context, i);
        }
        new Replay(context, source).run();
    }

    /** Each reads something else, and is a class of its own, as handlers of a program are. */
    private void handler(final EngineContext context, final int number) {
        final String name = "handler " + number;
        switch (number & 3) {
            case 0 -> context.handler(name, (event, at, end) -> checksum += event.bestBidPrice);
            case 1 -> context.handler(name, (event, at, end) -> checksum += event.instrumentId);
            case 2 -> context.handler(name, (event, at, end) -> checksum ^= event.exchangeTimeNs);
            default -> context.handler(name, (event, at, end) -> checksum += sizes(event));
        }
    }

    private static int sizes(final MarketEvent event) {
        return event.bids.size() + event.asks.size() + event.trades.size();
    }
}
