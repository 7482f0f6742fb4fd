/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import com.sun.management.ThreadMXBean;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.quality.QualityLedger;
import io.novaring.engine.quality.QualityState;
import io.novaring.engine.telemetry.late.LateSettings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PipelineTest {
    private final Reports reports = new Reports();

    private static EventHandler<MarketEvent> failingAt(final long at) {
        return (event, sequence, endOfBatch) -> {
            if (sequence == at) {
                throw new IllegalArgumentException("on purpose");
            }
        };
    }

    @Test
    void shouldGiveAnUnpublishedEventAgain() {
        try (Rig rig = Rig.start(Rig.context())) {
            final MarketEvent first = rig.pipeline.claim();

            for (int i = 0; i < 1_000; i++) {
                assertSame(first, rig.pipeline.claim());
            }
            rig.pipeline.publish();

            assertEquals(1, rig.pipeline.published());
            assertEquals(1, rig.pipeline.claim().sequence);
        }
    }

    @Test
    void shouldPublishAndHandleWhatWasHeldTogether() {
        final List<String> seen = new ArrayList<>();
        final EventHandler<MarketEvent> handler =
                (event, sequence, isEndOfBatch) ->
                        seen.add(sequence + " " + event.publishedTimeNs + " " + isEndOfBatch);
        try (Rig rig = Rig.start(Rig.context().handler("seen", handler))) {
            rig.tick();
            for (int i = 0; i < 3; i++) {
                rig.claim(Origin.TICK, EventKind.TICK, 0);
                rig.pipeline.hold();
            }

            assertEquals(1, rig.pipeline.published());
            assertEquals(1, seen.size());
            rig.pipeline.publishHeld(7);

            assertEquals(List.of("1 7 false", "2 7 false", "3 7 true"), seen.subList(1, 4));
            assertEquals(4, rig.pipeline.published());
            assertEquals(4, rig.pipeline.claim().sequence);
        }
    }

    @Test
    void shouldSayWhenNoMoreCanBeHeld() {
        try (Rig rig = Rig.start(Rig.context())) {
            for (int i = 1; i < Rig.RING_LENGTH; i++) {
                rig.claim(Origin.TICK, EventKind.TICK, 0);
                assertTrue(rig.pipeline.hold());
            }
            rig.claim(Origin.TICK, EventKind.TICK, 0);
            assertFalse(rig.pipeline.hold());
            rig.pipeline.publishHeld(1);

            assertEquals(Rig.RING_LENGTH, rig.pipeline.published());
            assertEquals(Rig.RING_LENGTH, rig.pipeline.handled());
        }
    }

    @Test
    void shouldHoldSeveralEventsOnlyWhereTheProducerHandlesThem() {
        for (final Topology topology : List.of(Topology.FUSED, Topology.STAGED)) {
            try (Rig rig = Rig.start(Rig.context().topology(topology))) {
                assertEquals(1, rig.pipeline.holdMax());
            }
        }
        try (Rig rig = Rig.start(Rig.context())) {
            assertTrue(rig.pipeline.holdMax() > 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldEndTheProducerWhenAHandlerFails(final Topology topology) {
        final Recording journal = new Recording();
        final Rig rig =
                Rig.start(
                        Rig.context()
                                .topology(topology)
                                .listener(reports)
                                .journal(journal, (count, hash) -> {})
                                .handler("broken", failingAt(3)));

        // More than the ring holds: a producer that did not look at the halt would hang here.
        assertThrows(
                Failures.Halted.class,
                () -> {
                    for (int i = 0; i < 1_000; i++) {
                        rig.tick();
                    }
                });
        rig.close();

        assertEquals(List.of("broken failed at sequence=3"), reports.halts);
        assertEquals(3, rig.pipeline.handled());
        assertTrue(journal.size() >= 4, "the journal has the event that made it fail");
        assertTrue(rig.pipeline.journalled() >= 4);
    }

    @Test
    void shouldHaltWhenTheJournalFailsAndClaimOnlyWholeBatches() {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch gate = new CountDownLatch(1);
        final EventHandler<MarketEvent> journal =
                (event, sequence, endOfBatch) -> {
                    entered.countDown();
                    Await.until(gate);
                    if (sequence == 20) {
                        throw new IllegalStateException("disk full");
                    }
                };
        final Rig rig =
                Rig.start(Rig.context().listener(reports).journal(journal, (count, hash) -> {}));
        rig.tick();
        Await.until(entered);
        // One batch of one event, and one of all others.
        for (int i = 1; i < 40; i++) {
            rig.tick();
        }
        gate.countDown();
        Await.until(() -> rig.failures.halted() != null, "the engine halts");
        assertThrows(Failures.Halted.class, rig::tick);
        rig.close();

        assertEquals(List.of("journal failed at sequence=20"), reports.halts);
        final ShutdownReport report =
                new ShutdownReport(
                        rig.pipeline.published(),
                        rig.pipeline.handled(),
                        rig.pipeline.journalled(),
                        rig.failures.halted());
        assertFalse(report.isComplete());
        assertEquals(1, rig.pipeline.journalled(), "a batch that failed is not journalled");
    }

    @Test
    void shouldHoldTheRingForASlowJournal() {
        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicLong journalled = new AtomicLong();
        final Rig rig =
                Rig.start(
                        Rig.context()
                                .journal(
                                        (event, sequence, endOfBatch) -> {
                                            Await.until(gate);
                                            assertEquals(sequence, event.sequence);
                                            journalled.incrementAndGet();
                                        },
                                        (count, hash) -> {}));
        for (int i = 0; i < 64; i++) {
            rig.tick();
        }
        assertEquals(64, rig.pipeline.handled());
        assertEquals(0, rig.pipeline.journalled());
        final Thread helper =
                new Thread(
                        () -> {
                            Await.until(() -> rig.pipeline.fullNs() > 0, "the producer waits");
                            gate.countDown();
                        });
        helper.start();
        for (int i = 0; i < 1_000; i++) {
            rig.tick();
        }
        rig.close();

        assertEquals(1_064, journalled.get());
        assertEquals(1_064, rig.pipeline.journalled());
        assertEquals(1_064, rig.pipeline.handled());
        assertTrue(rig.pipeline.fullNs() > 0);
    }

    @Test
    void shouldJournalBeforeItHandlesOnOneCore() {
        final List<String> order = new ArrayList<>();
        final Rig rig =
                Rig.start(
                        new EngineContext()
                                .client(new TestVenue())
                                .cores(1)
                                .journal(
                                        (event, sequence, end) -> order.add("journal"),
                                        (count, hash) -> {})
                                .handler("mine", (event, sequence, end) -> order.add("mine")));
        rig.tick();
        rig.close();

        assertEquals(List.of("journal", "mine"), order);
    }

    @Test
    void shouldNoteABookAsLaggingFromTheAgeThatWasSet() {
        for (final long afterNs : new long[] {20_000_000, 40_000_000}) {
            final NotedRecording recording = new NotedRecording();
            final LateSettings late = LateSettings.DEFAULT.withLaggingAfterNs(afterNs);
            final Rig live = Rig.start(Rig.context().late(late).journal(recording));
            live.subscribe("book.X.raw");
            live.tick();
            final long timeNs = live.claim(Origin.TICK, EventKind.TICK, 0).receivedTimeNs;
            live.inbound("book book.X.raw snapshot 10 0 b:1:1 " + (timeNs - 30_000_000));
            live.close();
            live.pipeline.seal(live.stages.stateHash());

            final QualityLedger recorded = new QualityLedger();
            for (final NotedRecording.Note note : recording.notes(NoteKind.QUALITY)) {
                recorded.onNote(NoteKind.QUALITY, 0, 0, note.bytes(), 0, note.bytes().length);
            }
            final QualityLedger replayed = new QualityLedger();
            new Replay(Rig.context().late(late), recording.source()).quality(replayed).run();
            final QualityState expected =
                    afterNs < 30_000_000 ? QualityState.LAGGING : QualityState.LIVE;
            assertEquals(expected, last(recorded));
            assertEquals(expected, last(replayed));
        }
    }

    private static QualityState last(final QualityLedger ledger) {
        final List<QualityLedger.Interval> intervals = ledger.intervals();
        return intervals.get(intervals.size() - 1).state();
    }

    @Test
    void shouldHaltWhenAnEngineThreadItselfFails() throws Exception {
        final Failures failures = new Failures(reports);
        final Runner runner =
                new Runner(
                        new Agent() {
                            @Override
                            public int doWork() {
                                throw new IllegalStateException("on purpose");
                            }

                            @Override
                            public String roleName() {
                                return "agent";
                            }
                        },
                        IdleMode.BACKOFF,
                        failures,
                        false);
        runner.start();
        runner.thread().join();

        assertNotNull(failures.halted());
        assertEquals(List.of("agent"), reports.halts);
    }

    @Test
    void shouldDecideTheSameInEveryTopology() {
        final long inline = hashOf(Topology.INLINE);

        assertEquals(inline, hashOf(Topology.FUSED));
        assertEquals(inline, hashOf(Topology.STAGED));
        assertFalse(inline == 0);
    }

    private static long hashOf(final Topology topology) {
        final Recording recording = new Recording();
        final Rig rig = Rig.start(Rig.context().topology(topology).handler("recording", recording));
        rig.subscribe("book.X.raw", "quote.X");
        rig.inbound("book book.X.raw snapshot 10 0 b:100:5,a:102:7");
        for (int i = 11; i < 500; i++) {
            rig.inbound("book book.X.raw change " + i + ' ' + (i - 1) + " b:100:" + i);
            rig.inbound("quote quote.X " + i + " 7");
        }
        // A gap: the book is asked for anew.
        rig.inbound("book book.X.raw change 900 899 b:100:5");
        rig.answer();
        rig.inbound("what is this");
        rig.settle();
        rig.close();
        assertEquals(rig.pipeline.published(), recording.size());
        return rig.stages.stateHash();
    }

    @Test
    void shouldAllocateNothingForAnEvent() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long[] sum = new long[1];
        try (Rig rig =
                Rig.start(
                        Rig.context()
                                .ringLength(1024)
                                .handler("sum", (event, seq, end) -> sum[0] += event.sequence))) {
            rig.subscribe("quote.X");
            final int channelId = rig.symbols.channels().intern("quote.X");
            publishQuotes(rig, channelId, 200_000);

            final long before = threads.getCurrentThreadAllocatedBytes();
            publishQuotes(rig, channelId, 1_000_000);
            final long bytes = threads.getCurrentThreadAllocatedBytes() - before;

            assertTrue(bytes < 100_000, bytes + " bytes for 1,000,000 events");
            assertTrue(sum[0] > 0);
        }
    }

    private static void publishQuotes(final Rig rig, final int channelId, final int count) {
        for (int i = 0; i < count; i++) {
            final MarketEvent event = rig.claim(Origin.INBOUND, EventKind.QUOTE, 0);
            event.channelId = channelId;
            event.ticker.bestBidPrice = i;
            rig.pipeline.publish();
        }
    }
}
