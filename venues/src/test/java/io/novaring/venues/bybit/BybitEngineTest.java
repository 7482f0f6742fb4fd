/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import static io.novaring.venues.bybit.BybitRun.BTC;
import static io.novaring.venues.bybit.BybitRun.BTC_DEEP;
import static io.novaring.venues.bybit.BybitRun.BTC_TOP;
import static io.novaring.venues.bybit.BybitRun.BTC_TRADES;
import static io.novaring.venues.bybit.BybitRun.ETH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.venues.bybit.simulator.Dialect;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine and a venue that is no Deribit: what goes well, and what is refused. */
final class BybitEngineTest {
    private static final String UNKNOWN = "orderbook.500.BTCUSDT";

    @ParameterizedTest
    @EnumSource
    void shouldFollowEveryDialectFromACold(final Dialect dialect) {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(dialect));
            run.subscribe(BTC, ETH, BTC_TOP, BTC_DEEP, BTC_TRADES);

            run.simulator.step(300);

            run.awaitEqual(dialect, BTC);
            run.awaitEqual(dialect, ETH);
            run.awaitEqual(dialect, BTC_TOP);
            run.awaitEqual(dialect, BTC_DEEP);
            assertTrades(run.recording.ofKind(EventKind.TRADES));
            assertEquals(List.of(), run.recording.ofKind(EventKind.REJECT));
            assertEquals(0, run.count(Counter.GAPS));
            assertEquals(0, run.count(Counter.RESYNCS));
            assertEquals(1, run.count(Counter.SUBSCRIBES), "one request for all");
        }
    }

    private static void assertTrades(final List<MarketEvent> events) {
        assertFalse(events.isEmpty());
        for (final MarketEvent event : events) {
            assertTrue(event.trades.size() > 0);
            assertTrue(event.trades.price[0] > 0 && event.trades.amount[0] > 0);
            assertNotEquals(MarketEvent.NONE, event.instrumentId);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCareNeitherForOrderNorForIds(final Dialect dialect) {
        try (BybitRun run = new BybitRun()) {
            run.simulator.shuffleFields();
            run.simulator.emptyIds();
            run.simulator.sendDataFirst();
            run.launch(run.config(dialect).withSubscribeBatchMax(1));
            run.subscribe(BTC, ETH, BTC_TOP, BTC_DEEP, BTC_TRADES);

            run.simulator.step(100);

            run.awaitEqual(dialect, BTC);
            run.awaitEqual(dialect, ETH);
            run.awaitEqual(dialect, BTC_TOP);
            run.awaitEqual(dialect, BTC_DEEP);
            assertTrades(run.recording.ofKind(EventKind.TRADES));
            assertEquals(0, run.count(Counter.GAPS));
            assertEquals(5, run.count(Counter.SUBSCRIBES));
            assertEquals(0, run.count(Counter.LATE_ANSWERS));
        }
    }

    @Test
    void shouldFindTheOneTopicForWhichAllAreRefused() {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(Dialect.LINEAR));

            run.engine.subscribe(BTC, BTC_TRADES, UNKNOWN, BTC_TOP, ETH);

            run.awaitState(UNKNOWN, State.FAILED);
            run.awaitState(BTC, State.ACTIVE);
            run.awaitState(BTC_TRADES, State.ACTIVE);
            run.awaitState(BTC_TOP, State.ACTIVE);
            run.awaitState(ETH, State.ACTIVE);
            assertEquals("error:handler not found,topic:" + UNKNOWN, run.status(UNKNOWN).why());
            run.simulator.step(50);
            run.awaitEqual(Dialect.LINEAR, BTC);
            run.awaitEqual(Dialect.LINEAR, ETH);
            // All five, the two with it or the three, and so on down to it alone.
            assertTrue(run.count(Counter.REFUSED_REQUESTS) >= 3);
            assertEquals(1, run.count(Counter.FAILED));
        }
    }

    @Test
    void shouldCutARequestThatNamesTooMany() {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(Dialect.SPOT).withSubscribeBatchMax(20));
            final String[] topics =
                    List.of("1", "25", "50", "200", "1000").stream()
                            .flatMap(
                                    d ->
                                            List.of("BTCUSDT", "ETHUSDT").stream()
                                                    .map(s -> d + '.' + s))
                            .map(name -> "orderbook." + name)
                            .toArray(String[]::new);
            run.engine.subscribe(0, List.of(topics));
            run.subscribe(BTC_TRADES, "publicTrade.ETHUSDT");
            for (final String topic : topics) {
                run.awaitState(topic, State.ACTIVE);
            }

            run.simulator.step(20);

            for (final String topic : topics) {
                run.awaitEqual(Dialect.SPOT, topic);
            }
            assertEquals(0, run.count(Counter.FAILED));
        }
    }

    @Test
    void shouldTakeWhatIsGrantedWhenAnswersNameIt() {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(Dialect.OPTION));

            run.engine.subscribe(BTC, UNKNOWN, ETH);

            run.awaitState(BTC, State.ACTIVE);
            run.awaitState(ETH, State.ACTIVE);
            // Left out of the answer, which may be for the moment only: asked for again.
            Await.until(() -> run.requestsNaming(UNKNOWN) >= 2, () -> "it is asked for again");
            assertEquals(1, run.requestsNaming(BTC));
            run.simulator.step(20);
            run.awaitEqual(Dialect.OPTION, BTC);
        }
    }

    /** Pongs look like anything, come at any time, and are the answer to no subscription. */
    @ParameterizedTest
    @EnumSource
    void shouldPingByItself(final Dialect dialect) {
        try (BybitRun run = new BybitRun()) {
            run.simulator.emptyIds();
            run.launch(
                    run.config(dialect)
                            .withPings(
                                    TimeUnit.MILLISECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(60))
                            .withSubscribeBatchMax(1));
            Await.until(() -> run.simulator.pingCount() >= 2, () -> "pings");
            run.subscribe(BTC, ETH, BTC_TOP, BTC_TRADES);
            final int before = run.simulator.pingCount();

            Await.until(() -> run.simulator.pingCount() > before + 3, () -> "more pings");
            Await.until(
                    () -> run.recording.ofKind(EventKind.HEARTBEAT).size() > before,
                    () -> "they are answered");

            run.awaitEqual(dialect, BTC);
            assertEquals(1, run.simulator.sessionCount());
            assertEquals(0, run.count(Counter.LATE_ANSWERS));
            assertEquals(0, run.count(Counter.ANSWER_TIMEOUTS));
        }
    }

    /** No message names the category: the connection does. */
    @Test
    void shouldKeepTwoCategoriesApart() {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(Dialect.LINEAR), run.config(Dialect.SPOT));
            run.engine.subscribe(0, List.of(BTC));
            run.engine.subscribe(1, List.of(BTC));
            Await.until(
                    () ->
                            run.engine.subscriptions().subscriptions().stream()
                                            .filter(status -> status.state() == State.ACTIVE)
                                            .count()
                                    == 2,
                    () -> "both are active");

            run.simulator.step(100);

            run.awaitEqual(0, Dialect.LINEAR, BTC);
            run.awaitEqual(1, Dialect.SPOT, BTC);
            assertNotEquals(
                    run.simulator.levels(Dialect.LINEAR, BTC),
                    run.simulator.levels(Dialect.SPOT, BTC));
        }
    }

    @Test
    void shouldGiveUpWhatIsNoLongerWanted() {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(Dialect.LINEAR));
            run.subscribe(BTC, ETH);

            run.engine.unsubscribe(BTC);

            Await.until(
                    () -> !run.simulator.hasSubscriber(Dialect.LINEAR, BTC), () -> "it is gone");
            run.simulator.step(20);
            run.awaitEqual(Dialect.LINEAR, ETH);
            Await.until(() -> run.status(BTC) == null, () -> "nothing is known of it");
        }
    }
}
