/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import static io.novaring.venues.bybit.BybitRun.BTC;
import static io.novaring.venues.bybit.BybitRun.BTC_TOP;
import static io.novaring.venues.bybit.BybitRun.BTC_TRADES;
import static io.novaring.venues.bybit.BybitRun.ETH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.engine.Engine;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.EpochClock;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.stage.SubscriptionStatus.State;
import io.novaring.venues.bybit.simulator.Dialect;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine and a venue that is no Deribit: what goes wrong. */
final class BybitFaultsTest {
    /** Seconds of the engine in one of the wall's. */
    private static final int CLOCK_SPEED = 20;

    @ParameterizedTest
    @EnumSource
    void shouldMendTheBookThatHasAGapAndNoOther(final Dialect dialect) {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(dialect));
            run.subscribe(BTC, ETH);
            run.simulator.step(20);
            run.awaitEqual(dialect, BTC);

            run.simulator.dropNext(dialect, BTC);
            run.simulator.step(20);

            run.awaitCount(Counter.RESYNCS, 1);
            run.awaitEqual(dialect, BTC);
            run.simulator.step(20);
            run.awaitEqual(dialect, BTC);
            run.awaitEqual(dialect, ETH);
            assertEquals(1, run.count(Counter.GAPS));
            assertEquals(1, run.count(Counter.RESYNCS));
            assertEquals(3, run.requestsNaming(BTC), "asked for, given back, asked for");
            assertEquals(1, run.requestsNaming(ETH));
            assertTrue(
                    run.recording.ofKind(EventKind.BOOK).stream()
                            .anyMatch(event -> event.bookState == BookState.STALE),
                    "handlers saw it stale");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "delta"})
    void shouldTakeTheFirstMessageOfARestartedServiceForAWholeBook(final String type) {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(Dialect.LINEAR));
            run.subscribe(BTC);
            run.simulator.step(20);
            run.awaitEqual(Dialect.LINEAR, BTC);

            run.simulator.restart(Dialect.LINEAR, BTC, type);

            run.awaitEqual(Dialect.LINEAR, BTC);
            run.simulator.step(20);
            run.awaitEqual(Dialect.LINEAR, BTC);
            assertEquals(1, run.requestsNaming(BTC), "nothing had to be asked for");
            assertEquals(0, run.count(Counter.GAPS));
        }
    }

    @Test
    void shouldTakeASnapshotThatNobodyAskedFor() {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(Dialect.LINEAR));
            run.subscribe(BTC);
            run.simulator.step(20);
            run.awaitEqual(Dialect.LINEAR, BTC);

            run.simulator.sendSnapshot(Dialect.LINEAR, BTC);

            run.awaitEqual(Dialect.LINEAR, BTC);
            run.simulator.step(20);
            run.awaitEqual(Dialect.LINEAR, BTC);
            assertEquals(1, run.requestsNaming(BTC));
            assertEquals(0, run.count(Counter.GAPS));
        }
    }

    @Test
    void shouldDropAChangeThatComesTwice() {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(Dialect.LINEAR));
            run.subscribe(BTC);
            run.simulator.step(20);

            run.simulator.repeatLast(Dialect.LINEAR, BTC);
            run.simulator.step(20);

            run.awaitCount(Counter.DUPLICATES, 1);
            run.awaitEqual(Dialect.LINEAR, BTC);
            assertEquals(1, run.count(Counter.DUPLICATES));
            assertEquals(1, run.requestsNaming(BTC));
        }
    }

    @Test
    void shouldTakeTheBestLevelThatIsSaidAgainForASignOfLife() {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(Dialect.LINEAR));
            run.subscribe(BTC_TOP);
            run.simulator.step(20);
            run.awaitEqual(Dialect.LINEAR, BTC_TOP);
            final int before = run.recording.ofKind(EventKind.BOOK).size();

            run.simulator.keepAlive(Dialect.LINEAR, BTC_TOP);
            run.simulator.keepAlive(Dialect.LINEAR, BTC_TOP);

            Await.until(
                    () -> run.recording.ofKind(EventKind.BOOK).size() >= before + 2,
                    () -> "they arrive");
            run.awaitEqual(Dialect.LINEAR, BTC_TOP);
            assertEquals(0, run.count(Counter.DUPLICATES));
            assertEquals(0, run.count(Counter.GAPS));
            assertEquals(1, run.requestsNaming(BTC_TOP));
        }
    }

    @Test
    void shouldLeaveASilentPeerAndRestoreEverything() {
        try (BybitRun run = new BybitRun()) {
            run.launch(
                    run.config(Dialect.LINEAR)
                            .withPings(
                                    TimeUnit.MILLISECONDS.toNanos(200),
                                    TimeUnit.MILLISECONDS.toNanos(1_500)));
            run.subscribe(BTC, ETH, BTC_TRADES);
            run.simulator.step(20);
            run.awaitEqual(Dialect.LINEAR, BTC);
            final int before = run.simulator.sessionCount();

            run.simulator.mute();

            Await.until(
                    () -> run.simulator.sessionCount() > before, () -> "another session begins");
            // While it is away the market goes on.
            run.simulator.step(20);
            run.awaitState(BTC, State.ACTIVE);
            run.awaitState(BTC_TRADES, State.ACTIVE);
            run.simulator.step(20);
            run.awaitEqual(Dialect.LINEAR, BTC);
            run.awaitEqual(Dialect.LINEAR, ETH);
            assertTrue(ends(run).contains(DisconnectReason.PEER_SILENT), ends(run).toString());
        }
    }

    private static List<DisconnectReason> ends(final BybitRun run) {
        return run.recording.ofKind(EventKind.LIFECYCLE).stream()
                .filter(event -> event.code == Lifecycle.DISCONNECTED.code())
                .map(event -> DisconnectReason.ofCode(event.reason))
                .toList();
    }

    @Test
    void shouldRestoreEverythingAfterALostConnection() {
        try (BybitRun run = new BybitRun()) {
            run.launch(run.config(Dialect.SPOT));
            run.subscribe(BTC, ETH, BTC_TRADES);
            run.simulator.step(20);
            run.awaitEqual(Dialect.SPOT, BTC);

            run.simulator.cut();

            Await.until(() -> run.requestsNaming(ETH) >= 2, () -> "all is asked for again");
            run.simulator.step(20);
            run.awaitEqual(Dialect.SPOT, BTC);
            run.awaitEqual(Dialect.SPOT, ETH);
            assertEquals(0, run.count(Counter.GAPS));
        }
    }

    @Test
    void shouldBeCutOffWhenItDoesNotPing() {
        try (BybitRun run = new BybitRun()) {
            run.simulator.idleCut(200);
            run.launch(
                    run.config(Dialect.LINEAR)
                            .withPings(TimeUnit.HOURS.toNanos(1), TimeUnit.HOURS.toNanos(2)));

            Await.until(() -> run.simulator.sessionCount() > 1, () -> "it is cut off");

            assertEquals(0, run.simulator.pingCount());
            Await.until(
                    () -> ends(run).contains(DisconnectReason.CONNECTION_LOST),
                    () -> "stands at " + ends(run));
        }
    }

    /** Asking again for what is there is refused, and the refusal says that it is there. */
    @Test
    void shouldFindItsTopicsWhenTheirAnswerWasLost() {
        try (BybitRun run = new BybitRun()) {
            final ConnectionSettings slow =
                    BybitRun.connections()
                            .withConnectTimeoutNs(TimeUnit.MINUTES.toNanos(10))
                            .withWriteStallNs(TimeUnit.MINUTES.toNanos(10))
                            .withPings(0, 0);
            final long startNs = System.nanoTime();
            final EpochClock fast = () -> (startNs + (System.nanoTime() - startNs) * CLOCK_SPEED);
            final BybitConfig config =
                    run.config(Dialect.LINEAR)
                            .withPings(TimeUnit.HOURS.toNanos(1), TimeUnit.HOURS.toNanos(2));
            run.simulator.loseAnswers(1);
            run.engine = Engine.launch(run.context(config).connections(slow).clock(fast));

            final String[] topics =
                    Stream.of("1", "50", "200", "1000")
                            .flatMap(d -> Stream.of(d + ".BTCUSDT", d + ".ETHUSDT"))
                            .map(name -> "orderbook." + name)
                            .toArray(String[]::new);
            run.subscribe(topics);

            run.awaitCount(Counter.ANSWER_TIMEOUTS, 1);
            run.simulator.step(20);
            for (final String topic : topics) {
                run.awaitEqual(Dialect.LINEAR, topic);
            }
            assertEquals(0, run.count(Counter.FAILED));
            assertEquals(1, run.simulator.sessionCount());
        }
    }
}
