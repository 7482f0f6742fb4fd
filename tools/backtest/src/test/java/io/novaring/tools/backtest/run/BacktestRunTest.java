/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.order.OrderEntry;
import io.novaring.tools.backtest.source.RecordedInstruments;
import io.novaring.tools.backtest.timeline.Recording;
import io.novaring.tools.backtest.timeline.TimelineSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BacktestRunTest {
    private static final long MS = RecordedDay.MS;
    private static final long START_NS = RecordedDay.START_NS;

    private static final String LOST = "lost " + RecordedDay.NAME + " at ";

    private final ScriptedVenue venue = new ScriptedVenue();

    /** Quiet until all is connected, then a change of the book each 100 ms. */
    private static RecordedDay day() {
        final RecordedDay day = new RecordedDay().snapshot(10, 12).ticks(100, 1000);
        for (int i = 0; i < 20; i++) {
            day.bid(1000 + 100L * i, 1003 + 100L * i, 1000 + 10L * i);
        }
        return day;
    }

    @Test
    void shouldLogInAndAskForWhatALiveSessionAsksFor() {
        Rig.run(List.of(day().recording()), venue, new Prober(0, 0), "5ms");

        final List<String> requests =
                venue.seen.stream().filter(line -> !line.startsWith("book")).toList();
        assertEquals("connect at 5", requests.get(0));
        assertEquals("public/auth at 15", requests.get(1));
        assertEquals("public/hello at 25", requests.get(2));
        assertEquals("public/set_heartbeat at 25", requests.get(3));
        assertTrue(requests.contains("private/subscribe at 35"), requests.toString());
        assertTrue(requests.contains("private/get_open_orders at 55"), requests.toString());
    }

    @Test
    void shouldStartTheStrategyOnceItsSessionIsReady() {
        final Prober prober = new Prober(0, 0);

        final BacktestRun run = Rig.run(List.of(day().recording()), venue, prober, "5ms");

        assertTrue(run.isStarted());
        assertTrue(prober.startedNs > START_NS + 60 * MS, "before its queries were answered");
        assertTrue(prober.startedNs < START_NS + 200 * MS, "long after they were answered");
    }

    @Test
    void shouldMeetTheBookAsItIsWhenTheOrderArrives() {
        // Sent at 2803 behind the nineteenth change, which is 1020.
        Rig.run(List.of(day().recording()), venue, new Prober(19, 1), "5ms");
        final ScriptedVenue late = new ScriptedVenue();
        Rig.run(List.of(day().recording()), late, new Prober(1, 1), "250ms/1ms");

        assertEquals(List.of("order 1 at 2808 behind change 1020"), venue.orders);
        // Ready after seven ways there and back, and sent at 1803 behind change 1010.
        assertEquals("order 1 at 2053 behind change 1012", late.orders.get(0));
    }

    @Test
    void shouldKeepTheOrderOfAConnectionWhateverIsDrawn() {
        final Prober prober = new Prober(1, 3);

        Rig.run(List.of(day().recording()), venue, prober, "uniform:1ms..400ms/1ms");

        // A venue that is told of anything late throws; orders are numbered as they arrive.
        assertTrue(venue.orders.size() > 10, prober.lines.toString());
    }

    @Test
    void shouldBeAlikeToTheLastByteInTwoRuns() {
        final RecordedDay day = new RecordedDay().snapshot(10, 12).market(500, 5000, 3);
        final Prober first = new Prober(7, 1);
        final Prober second = new Prober(7, 1);

        final BacktestRun one =
                Rig.run(List.of(day.recording()), venue, first, "lognormal:4ms,0.8");
        final BacktestRun two =
                Rig.run(List.of(day.recording()), new ScriptedVenue(), second, "lognormal:4ms,0.8");

        assertEquals(first.lines, second.lines);
        assertEquals(one.stateHash(), two.stateHash());
        assertFalse(first.results.isEmpty());
    }

    @Test
    void shouldNotLetWhatComesLaterChangeWhatWasBefore() {
        final RecordedDay day = new RecordedDay().snapshot(10, 12).market(500, 3000, 5);
        final Prober whole = new Prober(5, 1);
        Rig.run(List.of(day.recording()), venue, whole, "20ms");

        for (int count = day.size() - 1; count > day.size() - 60; count -= 7) {
            final Prober cut = new Prober(5, 1);
            Rig.run(List.of(day.recording(count)), new ScriptedVenue(), cut, "20ms");

            assertEquals(whole.lines.subList(0, cut.lines.size()), cut.lines);
        }
    }

    @Test
    void shouldLeaveBooksAsAReplayHasThem() {
        final RecordedDay day = new RecordedDay().snapshot(10, 12).market(500, 3000, 9);
        final EngineContext context = new EngineContext();
        RecordedDay.clients().forEach(context::client);
        final Replay replay = new Replay(context, day.source(day.size()));
        replay.run();

        final BacktestRun run = Rig.run(List.of(day.recording()), venue, new Prober(0, 0), "5ms");

        assertEquals(replay.book(RecordedDay.NAME).hash(), run.book(RecordedDay.NAME).hash());
        assertNotEquals(0, run.eventCount());
    }

    @Test
    void shouldRefuseByCreditsAsLive() {
        final Prober prober = new Prober(1, 60);

        Rig.run(List.of(day().recording()), venue, prober, "1ms");

        final long throttled =
                prober.results.stream()
                        .filter(result -> result < 0)
                        .filter(result -> OrderEntry.refusalOf(result) == OrderRefusal.THROTTLED)
                        .count();
        assertTrue(throttled > 0, "60 orders at once passed");
        assertTrue(prober.results.get(0) > 0, "the first did not");
    }

    @Test
    void shouldTellTheVenueOnceOfABookThatIsLost() {
        final RecordedDay day =
                new RecordedDay()
                        .snapshot(10, 12)
                        .bid(20, 22, 100)
                        .gap()
                        .bid(30, 32, 200)
                        .bid(40, 42, 300)
                        .snapshot(50, 52)
                        .lost(60)
                        .ticks(100, 300);

        Rig.run(List.of(day.recording()), venue, new Prober(0, 0), "5ms");

        final List<String> lost =
                venue.seen.stream().filter(line -> line.startsWith("lost")).toList();
        assertEquals(List.of("lost BTC-PERPETUAL at 30", "lost BTC-PERPETUAL at 60"), lost);
    }

    @Test
    void shouldDelayTheFeedAndNotTheVenue() {
        final Prober prober = new Prober(19, 1);

        Rig.run(List.of(day().recording()), venue, prober, Rig.settings("5ms", 40), RunWindow.ALL);

        assertEquals(List.of("order 1 at 2848 behind change 1020"), venue.orders);
    }

    @Test
    void shouldEndBeforeTheTimeGivenAndStopBeforeThat() {
        final Prober prober = new Prober(0, 0);
        final TimelineSettings all = Rig.settings("5ms", 0);
        final TimelineSettings cut =
                new TimelineSettings(
                        all.orderLatency(), 0, 0, START_NS + 2000 * MS, all.connection(), 7);
        final RunWindow window = new RunWindow(START_NS + 500 * MS, START_NS + 1500 * MS);

        final BacktestRun run = Rig.run(List.of(day().recording()), venue, prober, cut, window);

        assertTrue(run.nowNs() < START_NS + 2000 * MS);
        assertEquals(500, (prober.startedNs - START_NS) / MS);
        assertEquals(1500, (prober.stoppedNs - START_NS) / MS, 10);
    }

    @Test
    void shouldMergeTwoRecordingsInTheOrderOfTime() {
        final Prober prober = new Prober(0, 0);

        Rig.run(
                List.of(day().recording(), new RecordedDay(33).snapshot(10, 12).recording()),
                venue,
                prober,
                "5ms");

        long lastNs = 0;
        boolean hasSecond = false;
        for (final String line : prober.lines) {
            final String[] words = line.split(" ", 6);
            final long timeNs = Long.parseLong(words[4]);
            assertTrue(timeNs >= lastNs, line);
            lastNs = timeNs;
            hasSecond |= "1".equals(words[3]) && "BOOK".equals(words[2]);
        }
        assertTrue(hasSecond, "the second recording's book is missing");
        assertEquals(
                1,
                prober.lines.stream()
                        .filter(line -> line.contains("LIFECYCLE LIFECYCLE -1"))
                        .count());
    }

    @Test
    void shouldComeBackWhenTheVenueEndsTheSessionAndAskWhatBecameOfTheOrder() {
        final Prober prober = new Prober(5, 1);
        venue.closesAtOrder = 1;

        Rig.run(List.of(day().ticks(3000, 12_000).recording()), venue, prober, "5ms");

        assertEquals(2, venue.seen.stream().filter(line -> line.startsWith("connect")).count());
        final int again = venue.seen.lastIndexOf(last("connect"));
        assertTrue(
                venue.seen.subList(again, venue.seen.size()).stream()
                        .anyMatch(line -> line.startsWith("private/get_order_state_by_label")),
                venue.seen.toString());
    }

    @Test
    void shouldLetTheBookOfAConnectionThatTradedThrough() {
        final RecordedDay day =
                RecordedDay.ofTrader()
                        .snapshot(10, 12)
                        .ownOrder(15, "open")
                        .bid(20, 22, 5040)
                        .ownOrder(25, "cancelled")
                        .bid(30, 32, 4000)
                        .lost(60)
                        .ticks(100, 300);
        final Recording recorded = day.recording();
        final Recording read =
                RecordedInstruments.read(List.of(recorded), (one, source) -> {})
                        .recordings()
                        .get(0);
        final Prober prober = new Prober(0, 0);

        final BacktestRun run = Rig.run(List.of(read), venue, prober, "5ms");

        assertEquals(BookState.STALE, run.book(RecordedDay.NAME).state());
        final List<String> books =
                prober.lines.stream().filter(line -> line.contains(" BOOK ")).toList();
        assertEquals(3, books.size());
        assertTrue(books.stream().allMatch(line -> line.contains(" BOOK 1 ")), books.toString());
        assertTrue(books.stream().allMatch(line -> line.contains(" LIVE ")), books.toString());
        final List<String> told =
                venue.seen.stream()
                        .filter(line -> line.startsWith("book") || line.startsWith("lost"))
                        .toList();
        assertEquals(
                List.of("book 1001 at 10", "book 1002 at 20", "book 1003 at 30", LOST + 60), told);
        // What concerns the account stays out, and the book is not asked for by our own session.
        for (final String line : prober.lines) {
            assertFalse(line.contains("CHANGES"), line);
            assertFalse(
                    line.contains("INBOUND") && line.contains("expires_in\":900,\"scope"), line);
            assertFalse(
                    line.contains("private/subscribe")
                            && line.contains("\"book.")
                            && line.contains("OUTBOUND OUTBOUND 0"),
                    line);
        }
        assertTrue(
                prober.lines.stream()
                        .anyMatch(
                                line ->
                                        line.contains("OUTBOUND OUTBOUND 0")
                                                && line.contains("user.changes.any.BTC.raw")));
    }

    @Test
    void shouldLoseItsSessionWhenTheRecordedOneWasLost() {
        final RecordedDay day =
                RecordedDay.ofTrader()
                        .snapshot(10, 12)
                        .ticks(100, 500)
                        .lost(600)
                        .ticks(700, 2000)
                        .connecting(2300)
                        .ticks(2400, 4000);
        final Recording recorded = day.recording();
        final TimelineSettings own = Rig.settings("5ms", 0);
        final TimelineSettings faults =
                new TimelineSettings(
                        own.orderLatency(), 0, 0, own.untilNs(), own.connection(), 7, true);

        final Prober none = new Prober(0, 0);
        Rig.run(List.of(recorded), new ScriptedVenue(), none, "5ms");
        Rig.run(List.of(recorded), venue, new Prober(0, 0), faults, RunWindow.ALL);

        final List<String> sessions =
                venue.seen.stream().filter(line -> line.matches("(dis)?connect at .*")).toList();
        assertEquals(List.of("connect at 5", "disconnect at 605", "connect at 2305"), sessions);
        assertTrue(none.lines.stream().noneMatch(line -> line.contains("as recorded")));
    }

    @Test
    void shouldTellTheVenueOfABookThatFellSilent() {
        final RecordedDay day =
                RecordedDay.ofSilence(2_000 * MS).snapshot(10, 12).ticks(100, 30_000);

        Rig.run(List.of(day.recording()), venue, new Prober(0, 0), "5ms");

        final List<String> lost =
                venue.seen.stream().filter(line -> line.startsWith("lost")).toList();
        assertEquals(1, lost.size(), lost.toString());
    }

    private String last(final String word) {
        return venue.seen.stream()
                .filter(line -> line.startsWith(word))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void shouldKeepSecretsFromTheRing() {
        final Prober prober = new Prober(0, 0);

        Rig.run(List.of(day().recording()), venue, prober, "5ms");

        assertTrue(prober.lines.stream().anyMatch(line -> line.contains("public/auth")));
        assertTrue(prober.lines.stream().noneMatch(line -> line.contains("secret-")));
    }
}
