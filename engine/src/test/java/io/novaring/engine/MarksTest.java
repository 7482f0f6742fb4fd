/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.recording.Divergence;
import io.novaring.engine.telemetry.Measure;
import io.novaring.engine.telemetry.Measures;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.Wishes;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MarksTest {
    private static final int INTERVAL = 4096;
    private static final int ROUNDS = 3_000;
    private static final String BOOK = "book.X.raw";

    private long liveHash;

    /** Sends a ping with every hundredth tick, and with the one of a given time. */
    private static class Venue extends TestVenue {
        private final long otherAtNs;
        private long ticks;

        Venue() {
            this(MarketEvent.ABSENT);
        }

        Venue(final long otherAtNs) {
            this.otherAtNs = otherAtNs;
        }

        @Override
        public void generate(final long nowNs, final long silentNs, final Wishes wishes) {
            ticks++;
            if (ticks % 100 == 0 || nowNs == otherAtNs) {
                wishes.message().raw("ping ").integer(wishes.requestId()).raw(" now");
                wishes.send(RequestType.NONE);
            }
        }
    }

    /** A run of some windows in which every stage has something to decide. */
    private NotedRecording record(final Topology topology) {
        final NotedRecording target = new NotedRecording();
        final Rig rig =
                Rig.start(
                        new EngineContext()
                                .client(new Venue())
                                .cores(4)
                                .topology(topology)
                                .ringLength(256)
                                .journal(target));
        rig.subscribe(BOOK, "quote.X");
        final StringBuilder levels = new StringBuilder("a:900:1");
        for (int i = 1; i <= 40; i++) {
            levels.append(",b:").append(i).append(':').append(i + 7);
        }
        rig.inbound("book " + BOOK + " snapshot 10 0 " + levels);
        for (int i = 11; i < 11 + ROUNDS; i++) {
            // Far from the top, where no best price tells of it.
            rig.inbound("book " + BOOK + " change " + i + ' ' + (i - 1) + " b:3:" + i);
            rig.inbound("quote quote.X " + i + " 7");
            rig.tick();
            if (i % 100 == 10) {
                // Each message on its own: threads would not keep the order of two.
                rig.answer();
            }
            if (i % 50 == 0) {
                final MarketEvent command = rig.claim(Origin.COMMAND, EventKind.COMMAND, 0);
                command.code = CommandType.REQUEST.code();
                command.requestId = TestVenue.ECHO;
                command.token = i;
                Rig.raw(command, "hello " + i);
                rig.pipeline.publish();
                rig.answer();
            }
        }
        rig.close();
        rig.pipeline.seal(rig.stages.stateHash());
        liveHash = rig.stages.stateHash();
        return target;
    }

    private NotedRecording record() {
        return record(Topology.INLINE);
    }

    private static Replay replay(final NotedRecording recording, final VenueClient client) {
        return new Replay(new EngineContext().client(client), recording.source());
    }

    private static int find(final NotedRecording recording, final Origin origin, final int after) {
        for (int i = after; i < recording.events.size(); i++) {
            if (recording.events.get(i).origin == origin) {
                return i;
            }
        }
        throw new AssertionError("no such event");
    }

    @Test
    void shouldFindNothingWhereNothingDiffers() {
        final NotedRecording live = record();
        final List<NotedRecording.Note> marks = live.notes(NoteKind.MARK);

        final ReplayResult result = replay(live, new Venue()).run();

        assertTrue(marks.size() > 2);
        assertEquals(live.events.size() - 1, marks.get(marks.size() - 1).sequence());
        assertNull(result.firstDivergence());
        assertNull(result.divergence());
        assertEquals(liveHash, result.stateHash());
        assertEquals(marks.size(), result.marksCompared());
        assertEquals(0, result.marksMissing());
    }

    @Test
    void shouldMarkTheSameInEveryTopology() {
        final List<NotedRecording.Note> inline = record().notes(NoteKind.MARK);
        for (final Topology topology : List.of(Topology.FUSED, Topology.STAGED)) {
            final List<NotedRecording.Note> other = record(topology).notes(NoteKind.MARK);
            assertEquals(inline.size(), other.size());
            for (int i = 0; i < inline.size(); i++) {
                assertArrayEquals(inline.get(i).bytes(), other.get(i).bytes(), "mark " + i);
            }
        }
    }

    @Test
    void shouldCompareMarksOfARunOnManyThreads() {
        final NotedRecording live = record(Topology.STAGED);

        final ReplayResult result = replay(live, new Venue()).run();

        assertNull(result.firstDivergence());
        assertEquals(live.notes(NoteKind.MARK).size(), result.marksCompared());
    }

    @Test
    void shouldNameTheTickAtWhichTheHeartbeatDecidesOtherwise() {
        final NotedRecording live = record();
        final int at = find(live, Origin.TICK, INTERVAL + 100);
        final long timeNs = live.events.get(at).receivedTimeNs;

        final Divergence divergence = replay(live, new Venue(timeNs)).run().firstDivergence();

        assertEquals(Divergence.Kind.DECISION, divergence.kind());
        assertEquals(at, divergence.sequence());
        assertTrue(divergence.isExact());
        assertEquals("heartbeat", divergence.names().get(0));
    }

    @Test
    void shouldNameTheMessageWhoseAmountDiffersDeepInTheBook() {
        final NotedRecording live = record();
        final int at = find(live, Origin.INBOUND, live.events.size() - 300);
        final int change = live.events.get(at).kind == EventKind.BOOK ? at : at + 2;
        final long id = live.events.get(change).changeId;
        final VenueClient other =
                new Venue() {
                    @Override
                    public FrameDecoder newDecoder(final Symbols symbols) {
                        final FrameDecoder decoder = super.newDecoder(symbols);
                        return event -> {
                            decoder.decode(event);
                            if (event.kind == EventKind.BOOK && event.changeId == id) {
                                event.bids.clear();
                                event.bids.add((byte) 1, 3, id + 1);
                            }
                        };
                    }
                };

        final Divergence divergence = replay(live, other).run().firstDivergence();

        assertEquals(change, divergence.sequence());
        assertEquals(List.of("subscription"), divergence.names());
        assertEquals(
                "INBOUND BOOK of connection 0, channel book.X.raw, instrument X: "
                        + live.events.get(change).rawText(),
                divergence.event());
        assertTrue(divergence.text().contains("; the event: INBOUND BOOK"));
    }

    @Test
    void shouldNameTheMessageWhoseCostDiffers() {
        final NotedRecording live = record();
        final int first = find(live, Origin.OUTBOUND, 1);
        final VenueClient dear =
                new Venue() {
                    @Override
                    public long costOf(final int requestType) {
                        return requestType == SUBSCRIBE ? 5 : 1;
                    }
                };
        final Divergence divergence = replay(live, dear).run().firstDivergence();

        assertEquals(first, divergence.sequence());
        assertEquals("rate-limit", divergence.names().get(0));
    }

    @Test
    void shouldNameTheCommandThatIsEncodedOtherwise() {
        final NotedRecording live = record();
        final int at = find(live, Origin.COMMAND, INTERVAL + 1);
        final String text = live.events.get(at).rawText();
        final VenueClient other =
                new Venue() {
                    @Override
                    public void encodeRequest(
                            final int requestType,
                            final long requestId,
                            final byte[] params,
                            final int length,
                            final JsonEncoder out) {
                        super.encodeRequest(requestType, requestId, params, length, out);
                        if (text.equals(new String(params, 0, length))) {
                            out.raw('!');
                        }
                    }
                };

        final ReplayResult result = replay(live, other).run();

        assertEquals(at, result.firstDivergence().sequence());
        assertEquals(List.of("response"), result.firstDivergence().names());
        assertTrue(result.divergence().contains("was sent: echo"), result.divergence());
        assertTrue(result.divergence().endsWith("!"));
    }

    @Test
    void shouldEndAtTheFirstDifferenceWhenItIsAskedTo() {
        final NotedRecording live = record();
        final int at = find(live, Origin.TICK, 100);
        final Venue other = new Venue(live.events.get(at).receivedTimeNs);

        final ReplayResult result = replay(live, other).stopAtDivergence().run();

        assertEquals(at, result.firstDivergence().sequence());
        assertTrue(result.eventCount() < 2 * INTERVAL, result.eventCount() + " events");
    }

    @Test
    void shouldNameTheDecisionBehindAMessageThatDiffers() {
        final NotedRecording live = record();
        final int at = find(live, Origin.TICK, 100);
        final long timeNs = live.events.get(at).receivedTimeNs;
        final Venue other =
                new Venue() {
                    @Override
                    public void generate(
                            final long nowNs, final long silentNs, final Wishes wishes) {
                        super.generate(nowNs, silentNs, wishes);
                        if (nowNs == timeNs) {
                            wishes.message().raw("other ").integer(wishes.requestId()).raw(" now");
                            wishes.send(RequestType.NONE);
                        }
                    }
                };

        final ReplayResult result = replay(live, other).stopAtDivergence().run();

        assertTrue(result.divergence().contains("was sent: ping"), result.divergence());
        assertEquals(Divergence.Kind.DECISION, result.firstDivergence().kind());
        assertEquals(at, result.firstDivergence().sequence());
        assertEquals(List.of("heartbeat"), result.firstDivergence().names());
        assertTrue(result.eventCount() < 2 * INTERVAL, result.eventCount() + " events");
    }

    @Test
    void shouldTellOfAMessageWhereThereAreNoMarks() {
        final NotedRecording live = record();
        final int at = find(live, Origin.OUTBOUND, INTERVAL);
        Rig.raw(live.events.get(at), "something else");
        final Replay replay =
                new Replay(new EngineContext().client(new Venue()), live.events.source());

        final ReplayResult result = replay.run();

        assertEquals(0, result.marksCompared());
        assertEquals(0, result.marksMissing());
        assertEquals(Divergence.Kind.SENT, result.firstDivergence().kind());
        assertEquals(at, result.firstDivergence().sequence());
        assertEquals(result.divergence(), result.firstDivergence().text());
    }

    @Test
    void shouldCountNotesThatFoundNoRoom() {
        final NotedRecording live = new NotedRecording();
        try (Rig rig = Rig.start(Rig.context().journal(live))) {
            final Measure lost =
                    rig.pipeline.addTo(new Measures()).list().stream()
                            .filter(measure -> measure.name().equals("novaring_journal_notes_lost"))
                            .findFirst()
                            .orElseThrow();
            assertEquals(0, lost.value());
            final byte[] bytes = new byte[1];
            final long before = rig.pipeline.notes().lost();
            // No event lets the recorder take them.
            while (rig.pipeline.notes().offer(NoteKind.LATE, 0, 0, bytes, 0, 1)) {
                assertEquals(before, rig.pipeline.notes().lost());
            }
            assertEquals(1, lost.value());
        }
    }

    @Test
    void shouldAllocateNothingForMarks() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final EngineContext context =
                Rig.context().cores(1).ringLength(1024).journal((e, s, end) -> {}, (c, h) -> {});
        try (Rig rig = Rig.start(context)) {
            rig.subscribe(BOOK);
            rig.inbound("book " + BOOK + " snapshot 0 0 b:1:5,a:900:1");
            final int channelId = rig.symbols.channels().intern(BOOK);
            changeBook(rig, channelId, 0, 100_000);
            final long before = threads.getCurrentThreadAllocatedBytes();
            changeBook(rig, channelId, 100_000, 500_000);
            final long bytes = threads.getCurrentThreadAllocatedBytes() - before;

            assertTrue(bytes < 100_000, bytes + " bytes for 400,000 events");
            assertEquals(500_000, rig.stages.subscriptions().book("X").changeId());
        }
    }

    private static void changeBook(
            final Rig rig, final int channelId, final long from, final long to) {
        for (long id = from; id < to; id++) {
            final MarketEvent event = rig.claim(Origin.INBOUND, EventKind.BOOK, 0);
            event.channelId = channelId;
            event.flags = MarketEvent.CHANGE;
            event.prevChangeId = id;
            event.changeId = id + 1;
            event.bids.clear();
            event.asks.clear();
            event.bids.add((byte) 1, 1 + id % 50, 1 + id);
            rig.pipeline.publish();
        }
    }
}
