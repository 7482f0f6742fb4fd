/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.acme.simulator.AcmeSimulator;

import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.stage.SubscriptionStatus;
import io.novaring.engine.venue.Request;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The engine itself against the simulator, over real sockets: everything that must go together. */
@Timeout(120)
final class AcmeEndToEndTest {
    private static final List<String> INSTRUMENTS = List.of("BTC-USD", "ETH-USD");
    private static final String[] CHANNELS = {"book.BTC-USD", "book.ETH-USD", "trades.BTC-USD"};
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    private AcmeSimulator simulator;
    private Recording recording;
    private Engine engine;

    @BeforeEach
    void setUp() throws IOException {
        simulator = AcmeSimulator.start(42, INSTRUMENTS);
        recording = new Recording();
        final AcmeConfig config =
                AcmeConfig.of(simulator.uri())
                        .withHeartbeats(
                                TimeUnit.MILLISECONDS.toNanos(200), TimeUnit.SECONDS.toNanos(45));
        engine = Engine.launch(context(config).handler("recording", recording));
        engine.subscribe(CHANNELS);
    }

    private static EngineContext context(final AcmeConfig config) {
        return new EngineContext().client(new AcmePublicClient(config));
    }

    @AfterEach
    void tearDown() throws IOException {
        engine.close();
        simulator.close();
    }

    @Test
    void shouldHoldTheBooksOfTheVenue() {
        awaitBooks();
        await(() -> recording.count(EventKind.TRADES) > 3, "trades");
        await(() -> recording.count(EventKind.BOOK) > 200, "enough changes of every kind");
        await(() -> simulator.pingCount() > 0, "a ping");

        assertBooksEqual();
        assertNull(engine.failure());
        assertEquals(0, recording.count(EventKind.REJECT));
        assertEquals(1, simulator.sessionCount());
        assertEquals(1, simulator.subscribeCount("book.BTC-USD"), "no book had to be mended");
        assertEquals(1, simulator.subscribeCount("book.ETH-USD"), "no book had to be mended");
    }

    @Test
    void shouldMendABookAfterAGapAndNoOther() {
        awaitBooks();

        simulator.skip("BTC-USD");
        await(() -> simulator.subscribeCount("book.BTC-USD") > 1, "a new snapshot is asked for");
        awaitBooks();

        assertBooksEqual();
        final long unbelievable =
                recording.count(BookState.STALE) + recording.count(BookState.RESYNCING);
        assertTrue(unbelievable > 0, "the book must have said that it was broken");
        assertEquals(1, simulator.subscribeCount("book.ETH-USD"));
        assertEquals(1, simulator.sessionCount());
    }

    @Test
    void shouldComeBackAfterADropWithEverythingItHad() {
        awaitBooks();

        simulator.drop();
        await(() -> simulator.sessionCount() > 1, "a second session");
        await(() -> simulator.subscribeCount("trades.BTC-USD") > 1, "trades are restored");
        await(() -> simulator.subscribeCount("book.ETH-USD") > 1, "books are restored");
        awaitBooks();

        assertBooksEqual();
    }

    @Test
    void shouldTellOfARefusedChannelAndGrantTheOthers() {
        awaitBooks();
        simulator.refuse("trades.ETH-USD");

        engine.subscribe("trades.ETH-USD", "trades.BTC-USD", "book.NONE");

        await(() -> isInState("trades.ETH-USD", SubscriptionStatus.State.FAILED), "a refusal");
        await(() -> isInState("book.NONE", SubscriptionStatus.State.FAILED), "another");
        await(() -> isInState("trades.BTC-USD", SubscriptionStatus.State.ACTIVE), "a grant");
    }

    @Test
    void shouldAnswerARequestOfTheProgram() throws Exception {
        awaitBooks();

        final String result =
                engine.request(Request.of(AcmeRequestType.INSTRUMENTS, ""))
                        .get(PATIENCE_NS, TimeUnit.NANOSECONDS);

        assertEquals("[\"BTC-USD\",\"ETH-USD\"]", result);
    }

    @Test
    void shouldDecideInAReplayAsItDidLive() {
        awaitBooks();
        simulator.skip("ETH-USD");
        await(() -> simulator.subscribeCount("book.ETH-USD") > 1, "a resynchronised book");
        simulator.drop();
        await(() -> simulator.sessionCount() > 1, "a second session");
        awaitBooks();
        engine.close();
        assertTrue(engine.report().isComplete());

        final AcmeConfig config =
                AcmeConfig.of(URI.create("ws://127.0.0.1:1/"))
                        .withHeartbeats(
                                TimeUnit.MILLISECONDS.toNanos(200), TimeUnit.SECONDS.toNanos(45));
        final Replay replay = new Replay(context(config), recording.source());
        final ReplayResult result = replay.run();

        assertNull(result.divergence());
        assertNull(result.missing());
        assertEquals(recording.size(), result.eventCount());
        assertTrue(result.requestsCompared() > 0);
        assertEquals(engine.stateHash(), result.stateHash());
        for (final String instrument : INSTRUMENTS) {
            assertEquals(
                    engine.book(instrument).contentHash(), replay.book(instrument).contentHash());
        }
    }

    private void awaitBooks() {
        for (final String instrument : INSTRUMENTS) {
            await(() -> isLive(instrument), instrument + " is live");
        }
    }

    private boolean isLive(final String instrument) {
        final OrderBook book = engine.book(instrument);
        return book != null && book.state() == BookState.LIVE;
    }

    private boolean isInState(final String channel, final SubscriptionStatus.State state) {
        return engine.subscriptions().subscriptions().stream()
                .anyMatch(status -> status.channel().equals(channel) && status.state() == state);
    }

    /** Level by level; the market stands still meanwhile, and what is under way arrives. */
    private void assertBooksEqual() {
        simulator.pause(true);
        for (final String instrument : INSTRUMENTS) {
            final List<String> expected = simulator.book(instrument);
            await(() -> lines(instrument).get(0).equals(expected.get(0)), expected.get(0));
            assertEquals(expected, lines(instrument));
        }
        simulator.pause(false);
    }

    private List<String> lines(final String instrument) {
        final BookSnapshot snapshot = new BookSnapshot(1_000);
        assertTrue(engine.book(instrument).snapshotInto(snapshot));
        final List<String> lines = new ArrayList<>();
        lines.add("seq " + snapshot.changeId());
        for (int i = 0; i < snapshot.bidCount(); i++) {
            lines.add("bid " + level(snapshot.bidPrice(i), snapshot.bidAmount(i)));
        }
        for (int i = 0; i < snapshot.askCount(); i++) {
            lines.add("ask " + level(snapshot.askPrice(i), snapshot.askAmount(i)));
        }
        return lines;
    }

    /** As the simulator writes it: two decimals in a price. */
    private static String level(final long price, final long amount) {
        return new BigDecimal(Decimals.toString(price)).setScale(2)
                + " x "
                + Decimals.toString(amount);
    }

    /** Waits for what must come, however slow the machine is. */
    private static void await(final BooleanSupplier condition, final String what) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > PATIENCE_NS) {
                throw new AssertionError("in vain: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
