/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import static io.novaring.venues.bybit.BybitRun.BTC;
import static io.novaring.venues.bybit.BybitRun.BTC_TOP;
import static io.novaring.venues.bybit.BybitRun.BTC_TRADES;
import static io.novaring.venues.bybit.BybitRun.ETH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.Topology;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.venues.bybit.simulator.Dialect;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run with everything in it, and its recording through the same stages once more. */
final class BybitReplayTest {
    private static final String UNKNOWN = "publicTrade.NOBODY";

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldDecideInAReplayAsItDidLive(final Topology topology) {
        final BybitRun run = new BybitRun();
        final BybitConfig config =
                run.config(Dialect.LINEAR)
                        .withPings(
                                TimeUnit.MILLISECONDS.toNanos(150), TimeUnit.SECONDS.toNanos(60));
        try (run) {
            run.simulator.shuffleFields();
            run.simulator.emptyIds();
            run.engine =
                    Engine.launch(
                            run.context(config)
                                    .cores(8)
                                    .topology(topology)
                                    .ioIdle(IdleMode.BACKOFF));
            live(run);
        }
        final Recording again = new Recording();
        final Replay replay =
                new Replay(
                        new EngineContext()
                                .client(new BybitPublicClient(config))
                                .handler("again", again),
                        run.recording.source());

        final ReplayResult result = replay.run();

        assertNull(result.divergence());
        assertNull(result.missing());
        assertEquals(run.recording.size(), result.eventCount());
        assertEquals(run.engine.stateHash(), result.stateHash());
        assertTrue(result.requestsCompared() > 5, result.toString());
        for (final String symbol : BybitRun.SYMBOLS) {
            assertNotEquals(0, replay.book(symbol).bidCount());
            assertEquals(run.engine.book(symbol).contentHash(), replay.book(symbol).contentHash());
        }
        for (final EventKind kind : EventKind.values()) {
            assertEquals(
                    run.recording.ofKind(kind).size(),
                    again.ofKind(kind).size(),
                    () -> "events of kind " + kind);
        }
    }

    private static void live(final BybitRun run) {
        run.engine.subscribe(BTC, ETH, BTC_TOP, BTC_TRADES, UNKNOWN);
        run.awaitState(UNKNOWN, State.FAILED);
        run.subscribe(BTC, ETH, BTC_TOP, BTC_TRADES);
        run.simulator.step(50);
        run.simulator.dropNext(Dialect.LINEAR, ETH);
        run.simulator.step(20);
        run.awaitCount(Counter.RESYNCS, 1);
        run.awaitEqual(Dialect.LINEAR, ETH);
        run.simulator.restart(Dialect.LINEAR, BTC, "delta");
        run.simulator.repeatLast(Dialect.LINEAR, ETH);
        run.simulator.step(20);
        run.awaitEqual(Dialect.LINEAR, BTC);
        Await.until(() -> run.simulator.pingCount() > 1, () -> "pings");
        run.simulator.cut();
        Await.until(() -> run.simulator.sessionCount() > 1, () -> "asked for again");
        run.awaitState(ETH, State.ACTIVE);
        run.awaitState(BTC, State.ACTIVE);
        run.simulator.step(20);
        run.awaitEqual(Dialect.LINEAR, BTC);
        run.awaitEqual(Dialect.LINEAR, ETH);
        assertNotNull(run.engine.book("BTCUSDT"));
    }
}
