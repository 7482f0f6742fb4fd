/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.book.OrderBook;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each contract does to a handler that does not return, and to one that throws. */
final class ContractsTest {
    private static final String BOOK = "book.X.raw";
    private static final String QUOTE = "quote.X";
    private static final String NOTES = "notes.X";

    private final Reports reports = new Reports();
    private final Blocked handler = new Blocked();

    private Rig start(final HandlerContract contract, final int queueLength) {
        return Rig.start(
                Rig.context().listener(reports).handler("slow", contract, queueLength, handler));
    }

    @Test
    void shouldNameAHandlerThatIsStuckBehindItsOwnQueue() throws InterruptedException {
        final Rig rig = start(HandlerContract.DROP_AND_MARK, 4);
        final Watchdog dog = new Watchdog(rig.pipeline, rig.slots, rig.failures, rig.telemetry);
        rig.tick();
        Await.until(handler.entered);

        dog.check(0);
        dog.check(999_999_999);
        assertEquals(List.of(), reports.stuck);
        dog.check(1_000_000_000);

        assertEquals(List.of("slow"), reports.stuck);
        handler.release.countDown();
        Await.until(
                () -> rig.slots.stream().allMatch(s -> s.buffer() == null || !s.buffer().hasWork()),
                "the handler returned");
        dog.check(5_000_000_000L);
        dog.check(9_000_000_000L);
        assertEquals(List.of("slow"), reports.stuck, "it went on");
        rig.close();
    }

    @Test
    void shouldHoldTheRingForAGatingHandlerAndLoseNothing() throws InterruptedException {
        final Rig rig =
                Rig.start(
                        Rig.context()
                                .topology(Topology.FUSED)
                                .listener(reports)
                                .handler("slow", handler));
        final Watchdog dog = new Watchdog(rig.pipeline, List.of(), rig.failures, rig.telemetry);
        // One thread, as in an engine: the ring has a single producer.
        final Thread producer =
                new Thread(
                        () -> {
                            for (int i = 0; i < 65; i++) {
                                rig.tick();
                            }
                        });
        producer.start();
        Await.until(handler.entered);
        Await.until(() -> rig.pipeline.fullNs() > 0, "the producer waits for room");

        assertEquals(64, rig.pipeline.published());
        dog.check(0);
        dog.check(999_999_999);
        assertEquals(List.of(), reports.stuck);
        dog.check(1_000_000_000);
        dog.check(1_500_000_000);
        assertEquals(List.of("slow"), reports.stuck);
        dog.check(2_000_000_000);
        assertEquals(List.of("slow", "slow"), reports.stuck);
        assertEquals(List.of(0L, 0L), reports.stuckAt);
        assertEquals(List.of("slow"), rig.pipeline.running());

        handler.release.countDown();
        producer.join();
        rig.settle();
        rig.close();
        assertEquals(65, handler.recording.size());
        for (int i = 0; i < 65; i++) {
            assertEquals(i, handler.recording.get(i).sequence);
        }
    }

    @Test
    void shouldMarkHowManyWereDropped() {
        final Rig rig = start(HandlerContract.DROP_AND_MARK, 4);
        rig.inbound("note " + NOTES + " 0");
        Await.until(handler.entered);
        // One is with the handler and still has its place, three more find room.
        for (int i = 1; i < 10; i++) {
            rig.inbound("note " + NOTES + ' ' + i);
        }
        assertEquals(6, rig.stats("slow").dropped());

        handler.release.countDown();
        Await.until(() -> handler.recording.size() == 4, "the queue is empty");
        Await.until(() -> tryNote(rig, "last"), "there is room again");
        rig.close();

        final MarketEvent marked =
                handler.recording.events.stream()
                        .filter(e -> e.hasFlag(MarketEvent.DROPPED_BEFORE))
                        .findFirst()
                        .orElseThrow();
        assertEquals(6, marked.droppedBefore);
        assertEquals(3, handler.recording.get(3).sequence);
        assertFalse(handler.recording.get(3).hasFlag(MarketEvent.DROPPED_BEFORE));
        assertEquals(HandlerContract.DROP_AND_MARK, rig.stats("slow").contract());
    }

    private boolean tryNote(final Rig rig, final String text) {
        final long before = rig.stats("slow").dropped();
        rig.inbound("note " + NOTES + ' ' + text);
        return rig.stats("slow").dropped() == before;
    }

    @Test
    void shouldDetachOnceWhenTheQueueIsFull() {
        final Rig rig = start(HandlerContract.DETACH, 4);
        rig.tick();
        Await.until(handler.entered);
        for (int i = 0; i < 20; i++) {
            rig.tick();
        }

        assertTrue(rig.stats("slow").detached());
        assertEquals(List.of("slow: its queue of 4 events is full"), reports.detached);
        handler.release.countDown();
        rig.close();
        assertEquals(1, handler.recording.size(), "it gets no further event");
        assertEquals(21, rig.pipeline.handled());
        assertNull(rig.failures.halted());
    }

    @ParameterizedTest
    @EnumSource(names = "GATE", mode = EnumSource.Mode.EXCLUDE)
    void shouldDetachAHandlerThatThrowsAndGoOn(final HandlerContract contract) {
        final EventHandler<MarketEvent> broken =
                (event, sequence, endOfBatch) -> {
                    throw new AssertionError("on purpose");
                };
        final Recording other = new Recording();
        final Rig rig =
                Rig.start(
                        Rig.context()
                                .listener(reports)
                                .handler("broken", contract, broken)
                                .handler("other", other));
        rig.tick();
        Await.until(() -> rig.stats("broken").detached(), "it is detached");
        rig.tick();
        rig.close();

        assertEquals(List.of("broken: broken failed"), reports.detached);
        assertEquals(2, other.size());
        assertEquals(2, rig.pipeline.handled());
        assertNull(rig.failures.halted());
    }

    @Test
    void shouldGiveTheCurrentBookInPlaceOfMissedChanges() {
        final Rig rig = start(HandlerContract.CONFLATE, 16);
        blockWithFullQueue(rig);
        rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
        rig.inbound("book " + BOOK + " change 11 10 b:101:3");
        rig.inbound("book " + BOOK + " change 12 11 b:100:0,a:103:1");
        rig.inbound("note " + NOTES + " lost");
        final HandlerStats stats = rig.stats("slow");
        assertEquals(3, stats.conflated());
        assertEquals(1, stats.dropped());

        handler.release.countDown();
        Await.until(() -> handler.recording.size() == handler.before, "the queue is empty");
        rig.inbound("note " + NOTES + " next");
        Await.until(() -> handler.recording.size() > handler.before, "the book comes");
        rig.close();

        final MarketEvent event = handler.recording.get(handler.before);
        assertEquals(EventKind.BOOK, event.kind);
        assertTrue(event.hasFlag(MarketEvent.CONFLATED | MarketEvent.SNAPSHOT));
        assertEquals(BookState.LIVE, event.bookState);
        assertEquals(12, event.changeId);
        assertEquals(1, event.droppedBefore);
        final OrderBook mine = new OrderBook("X");
        mine.apply(event);
        assertEquals(rig.stages.subscriptions().book("X").contentHash(), mine.contentHash());
    }

    @Test
    void shouldHandTheLastStatesOverAtTheEnd() {
        final Rig rig = start(HandlerContract.CONFLATE, 16);
        blockWithFullQueue(rig);
        rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
        rig.inbound("quote " + QUOTE + " 1 2");
        rig.inbound("quote " + QUOTE + " 3 4");
        handler.release.countDown();
        rig.close();

        final int count = handler.recording.size();
        assertEquals(10, handler.recording.get(count - 2).changeId);
        assertEquals(3, handler.recording.get(count - 1).ticker.bestBidPrice);
        assertTrue(handler.recording.get(count - 1).hasFlag(MarketEvent.CONFLATED));
        assertEquals(0, rig.stats("slow").dropped());
    }

    @Test
    void shouldCountTheStatesAStuckHandlerNeverTook() {
        final Rig rig = start(HandlerContract.CONFLATE, 16);
        blockWithFullQueue(rig);
        rig.inbound("quote " + QUOTE + " 1 2");
        rig.pipeline.onClose();

        assertEquals(1, rig.stats("slow").dropped());
        handler.release.countDown();
        rig.close();
    }

    @Test
    void shouldNotMakeALiveBookOfAStaleOne() {
        final Rig rig = start(HandlerContract.CONFLATE, 16);
        blockWithFullQueue(rig);
        rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
        rig.lifecycle(Lifecycle.DISCONNECTED, 0);
        handler.release.countDown();
        rig.close();

        final MarketEvent ended = handler.recording.last();
        assertEquals(EventKind.LIFECYCLE, ended.kind, "the end of a session is not lost");
        assertEquals(Lifecycle.DISCONNECTED.code(), ended.code);
        assertTrue(ended.hasFlag(MarketEvent.CONFLATED));
        final MarketEvent event = handler.recording.get(handler.recording.size() - 2);
        assertEquals(EventKind.BOOK, event.kind);
        assertEquals(BookState.STALE, event.bookState);
        assertEquals(0, event.bids.size());
        final OrderBook mine = new OrderBook("X");
        mine.apply(event);
        assertEquals(BookState.EMPTY, mine.state());
    }

    @Test
    void shouldKeepConnectionsWithOneChannelApart() {
        final Rig rig =
                Rig.start(
                        Rig.context()
                                .client(new TestVenue())
                                .handler("slow", HandlerContract.CONFLATE, 16, handler));
        blockWithFullQueue(rig);
        rig.inbound(0, "quote " + QUOTE + " 1 2");
        rig.inbound(1, "quote " + QUOTE + " 3 4");
        handler.release.countDown();
        rig.close();

        final int count = handler.recording.size();
        assertEquals(1, handler.recording.get(count - 2).ticker.bestBidPrice);
        assertEquals(3, handler.recording.get(count - 1).ticker.bestBidPrice);
    }

    @Test
    void shouldNotRepeatWhatASnapshotHolds() {
        final Rig rig = start(HandlerContract.CONFLATE, 16);
        rig.subscribe(BOOK);
        final Conflation conflation =
                new Conflation(rig.stages.subscriptions(), rig.symbols.channels());
        rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
        rig.inbound("book " + BOOK + " change 11 10 b:101:3");
        final MarketEvent older = book(rig, 10);

        conflation.hold(older);
        final MarketEvent state = conflation.first();
        conflation.removeFirst();

        assertEquals(11, state.changeId, "the book is ahead of the handlers");
        assertTrue(conflation.isCovered(book(rig, 11)));
        assertFalse(conflation.isCovered(book(rig, 12)));
        assertFalse(conflation.isCovered(book(rig, 11)), "a new chain may count anew");
        handler.release.countDown();
        rig.close();
    }

    @Test
    void shouldNotTakeAChainThatStartsAnewForOneTheSnapshotHolds() {
        final Rig rig = start(HandlerContract.CONFLATE, 16);
        rig.subscribe(BOOK);
        final Conflation conflation =
                new Conflation(rig.stages.subscriptions(), rig.symbols.channels());
        rig.inbound("book " + BOOK + " snapshot 1000 0 b:100:5,a:102:7");

        handOver(conflation, rig);
        final MarketEvent snapshot = book(rig, 1);
        snapshot.flags = MarketEvent.SNAPSHOT;
        assertFalse(conflation.isCovered(snapshot));
        assertFalse(conflation.isCovered(book(rig, 2)), "nor what follows it");

        handOver(conflation, rig);
        final MarketEvent later = book(rig, 1);
        later.exchangeTimeNs = 1;
        assertFalse(conflation.isCovered(later));
        handler.release.countDown();
        rig.close();
    }

    private static void handOver(final Conflation conflation, final Rig rig) {
        conflation.hold(book(rig, 1000));
        assertEquals(1000, conflation.first().changeId);
        conflation.removeFirst();
    }

    @Test
    void shouldHoldManyChannels() {
        final Rig rig = start(HandlerContract.CONFLATE, 16);
        blockWithFullQueue(rig);
        for (int i = 0; i < 600; i++) {
            rig.inbound("quote quote.I" + i + ' ' + i + " 7");
        }
        handler.release.countDown();
        rig.close();

        assertEquals(handler.before + 600, handler.recording.size());
        assertEquals(599, handler.recording.last().ticker.bestBidPrice);
        assertEquals(0, rig.stats("slow").dropped());
    }

    private static MarketEvent book(final Rig rig, final long changeId) {
        final MarketEvent event = new MarketEvent();
        event.kind = EventKind.BOOK;
        event.connectionId = 0;
        event.epoch = 1;
        event.flags = MarketEvent.CHANGE;
        event.channelId = rig.symbols.channels().lookup(BOOK);
        event.changeId = changeId;
        return event;
    }

    /** Subscribes, and leaves the handler in one event with a full queue behind it. */
    private void blockWithFullQueue(final Rig rig) {
        handler.isOpen = true;
        rig.subscribe(BOOK);
        rig.settle();
        Await.until(
                () -> handler.recording.size() == rig.pipeline.published(),
                "the handler has seen it all");
        handler.isOpen = false;
        rig.tick();
        Await.until(handler.entered);
        // The event it has keeps its place until it returns.
        for (int i = 1; i < 16; i++) {
            rig.tick();
        }
        handler.before = handler.recording.size() + 16;
    }

    /** Blocks in its next event, unless it is open, until it is released. */
    private static final class Blocked implements EventHandler<MarketEvent> {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final Recording recording = new Recording();
        // Written by the test, read by the handler's thread.
        volatile boolean isOpen;
        int before;

        @Override
        public void onEvent(final MarketEvent event, final long sequence, final boolean end) {
            if (!isOpen) {
                entered.countDown();
                Await.until(release);
            }
            recording.onEvent(event, sequence, end);
        }
    }
}
