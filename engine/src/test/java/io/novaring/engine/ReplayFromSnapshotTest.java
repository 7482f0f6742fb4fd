/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventSource;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.engine.NotingRecorder.Note;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.quality.QualityLedger;
import io.novaring.engine.quality.QualityLedger.Interval;
import io.novaring.engine.recording.ReplayRange;
import io.novaring.engine.snapshot.SnapshotException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A replay that begins in the middle, and one of which handlers see a part. */
final class ReplayFromSnapshotTest {
    private static final String X = "book.X.raw";
    private static final String Y = "book.Y.raw";

    private final NotingRecorder recorder = new NotingRecorder();
    private final Recording live = new Recording();

    private Rig record(final Topology topology) {
        final Rig rig =
                Rig.start(
                        Rig.context()
                                .client(new TestVenue())
                                .topology(topology)
                                .journal(recorder)
                                .handler("live", live));
        rig.subscribe(X, Y, "quote.X");
        for (int connection = 0; connection < 2; connection++) {
            snapshot(rig, connection, X, 10);
            snapshot(rig, connection, Y, 10);
        }
        int id = 10;
        for (int i = 0; i < 400; i++) {
            final int connection = i & 1;
            if (i % 97 == 96) {
                // A gap on one connection: the book is asked for anew.
                rig.inbound("book " + X + " change 9000 8999 b:100:5");
                rig.answer();
                rig.answer();
                snapshot(rig, 0, X, id);
            } else if (i == 250) {
                rig.lifecycle(Lifecycle.DISCONNECTED, 1);
                rig.lifecycle(Lifecycle.CONNECTED, 1);
                rig.answer();
                snapshot(rig, 1, X, id);
                snapshot(rig, 1, Y, id);
            } else {
                rig.inbound(connection, "quote quote.X " + i + ' ' + (i + 1));
            }
            id++;
            rig.inbound("note new.instrument-" + i);
            change(rig, 0, X, id);
            change(rig, 1, X, id);
            change(rig, 0, Y, id);
            change(rig, 1, Y, id);
        }
        rig.settle();
        rig.close();
        rig.pipeline.seal(rig.stages.stateHash());
        return rig;
    }

    private static void snapshot(
            final Rig rig, final int connection, final String channel, final long id) {
        rig.inbound(connection, "book " + channel + " snapshot " + id + " 0 b:100:5,a:102:7");
    }

    private static void change(
            final Rig rig, final int connection, final String channel, final int id) {
        rig.inbound(
                connection,
                "book "
                        + channel
                        + " change "
                        + id
                        + ' '
                        + (id - 1)
                        + " b:"
                        + (60 + id % 40)
                        + ":"
                        + id);
    }

    private static EngineContext context() {
        return new EngineContext().client(new TestVenue()).client(new TestVenue());
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldGoOnFromEverySnapshotAsTheRunDid(final Topology topology) {
        final Rig rig = record(topology);
        final List<Note> snapshots = recorder.of(NoteKind.SNAPSHOT);
        assertTrue(snapshots.size() > 5, snapshots.size() + " snapshots");

        for (final Note snapshot : snapshots) {
            final Recording again = new Recording();
            final Replay replay =
                    new Replay(context().handler("again", again), recorder.source(snapshot));

            final ReplayResult result = replay.run();

            final int first = (int) snapshot.sequence() + 1;
            assertEquals(recorder.events.size() - first, result.eventCount());
            assertEquals(recorder.events.size(), replay.nextSequence());
            assertNull(result.firstDivergence());
            assertEquals(1, result.marksCompared());
            for (final String instrument : List.of("X", "Y")) {
                final OrderBook expected = rig.stages.subscriptions().book(instrument);
                assertEquals(expected.hash(), replay.book(instrument).hash());
            }
            for (int i = 0; i < again.size(); i++) {
                assertSame(live.get(first + i), again.get(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldNoteTheQualityOfBooksAsTheRunDid(final Topology topology) {
        record(topology);
        final QualityLedger all = new QualityLedger();
        recorder.notes.forEach(note -> note.giveTo(all));
        assertEquals(
                Set.of(StaleCause.NONE, StaleCause.GAP, StaleCause.DISCONNECTED),
                all.intervals().stream().map(Interval::cause).collect(Collectors.toSet()));

        final QualityLedger again = new QualityLedger();
        new Replay(context(), recorder.source(null)).quality(again).run();

        assertEquals(all.intervals(), again.intervals());
        for (final Note snapshot : recorder.of(NoteKind.SNAPSHOT)) {
            final QualityLedger rest = new QualityLedger();
            recorder.of(NoteKind.QUALITY).stream()
                    .filter(
                            note ->
                                    note.sequence() > snapshot.sequence()
                                            || isRestated(note, snapshot))
                    .forEach(note -> note.giveTo(rest));
            final QualityLedger replayed = new QualityLedger();

            new Replay(context(), recorder.source(snapshot)).quality(replayed).run();

            assertEquals(rest.intervals(), replayed.intervals());
        }
    }

    private static boolean isRestated(final Note note, final Note snapshot) {
        return note.sequence() == snapshot.sequence();
    }

    private static void assertSame(final MarketEvent expected, final MarketEvent event) {
        assertEquals(expected.sequence, event.sequence);
        assertEquals(expected.rawText(), event.rawText());
        assertEquals(expected.channelId, event.channelId);
        assertEquals(expected.instrumentId, event.instrumentId);
        assertEquals(expected.bookState, event.bookState);
        assertEquals(expected.bookCode, event.bookCode);
        assertEquals(expected.bestBidPrice, event.bestBidPrice);
        assertEquals(expected.unsettledChannels, event.unsettledChannels);
        assertEquals(expected.lostBooks.size(), event.lostBooks.size());
    }

    @Test
    void shouldTellHandlersTheRecordedSequences() {
        record(Topology.INLINE);
        final Note snapshot = recorder.of(NoteKind.SNAPSHOT).get(1);
        final List<Long> sequences = new ArrayList<>();
        final Replay replay =
                new Replay(
                        context()
                                .handler(
                                        "mine",
                                        (event, sequence, end) -> {
                                            assertEquals(event.sequence, sequence);
                                            sequences.add(sequence);
                                        }),
                        recorder.source(snapshot));

        assertTrue(replay.step());
        assertTrue(replay.step());

        assertEquals(List.of(snapshot.sequence() + 1, snapshot.sequence() + 2), sequences);
    }

    @Test
    void shouldRefuseASnapshotOfAnotherEventOrADamagedOne() {
        record(Topology.INLINE);
        final Note good = recorder.of(NoteKind.SNAPSHOT).get(2);
        final EventSource behind = recorder.source(good);
        behind.next(new MarketEvent());
        final EventSource late =
                new EventSource() {
                    private boolean isTold;
                    private NoteListener target;

                    @Override
                    public void notes(final NoteListener listener) {
                        target = listener;
                    }

                    @Override
                    public boolean next(final MarketEvent event) {
                        if (!isTold) {
                            isTold = true;
                            good.giveTo(target);
                        }
                        return behind.next(event);
                    }
                };

        assertEquals(
                "the recording begins at sequence "
                        + (good.sequence() + 2)
                        + " and its snapshot is of sequence "
                        + good.sequence()
                        + ": replay it from its start",
                assertThrows(IllegalStateException.class, new Replay(context(), late)::run)
                        .getMessage());
        good.bytes()[40] ^= 1;
        assertThrows(SnapshotException.class, new Replay(context(), recorder.source(good))::run);
    }

    @Test
    void shouldGiveHandlersTheirRangeAndStagesEverything() {
        record(Topology.INLINE);
        final long fromNs = recorder.events.get(300).publishedTimeNs;
        final Recording some = new Recording();
        final Replay replay =
                new Replay(
                        context().handler("some", some),
                        recorder.source(null),
                        ReplayRange.ALL
                                .sequences(200, 900)
                                .times(fromNs, Long.MAX_VALUE)
                                .connections(1)
                                .instruments("X"));

        final ReplayResult result = replay.run();

        assertEquals(900, result.eventCount());
        final List<String> expected = new ArrayList<>();
        for (int i = 300; i < 900; i++) {
            final MarketEvent event = live.get(i);
            final boolean isNamed = event.instrumentId >= 0;
            final boolean isX = event.rawText().contains(".X");
            if (event.connectionId != 0 && (!isNamed || isX)) {
                expected.add(event.sequence + " " + event.rawText());
            }
        }
        assertEquals(
                expected,
                some.events.stream().map(event -> event.sequence + " " + event.rawText()).toList());
        assertFalse(replay.step());
        assertNull(result.divergence());
        assertTrue(result.requestsCompared() > 0);
    }

    @Test
    void shouldStepToTheNextEventThatHandlersGet() {
        record(Topology.INLINE);
        final Recording some = new Recording();
        final Replay replay =
                new Replay(
                        context().handler("some", some),
                        recorder.source(null),
                        ReplayRange.ALL.sequences(500, 503));

        assertTrue(replay.stepHandled());
        assertEquals(501, replay.eventCount());
        assertEquals(1, some.size());
        assertTrue(replay.stepHandled());
        assertTrue(replay.step());
        assertEquals(3, some.size());
        assertFalse(replay.stepHandled());
    }

    @Test
    void shouldWaitWithinItsRangeOnly() {
        for (int i = 0; i < 4; i++) {
            final MarketEvent event = new MarketEvent();
            event.sequence = i;
            event.connectionId = 0;
            // Hours between those before the range.
            event.publishedTimeNs = i < 2 ? i * 3_600_000_000_000L : 9_000_000_000_000L + i;
            recorder.events.events.add(event);
        }
        final Recording some = new Recording();
        final Replay replay =
                new Replay(
                        context().handler("some", some),
                        recorder.source(null),
                        ReplayRange.ALL.sequences(2, Long.MAX_VALUE));

        replay.run(1);

        assertEquals(2, some.size());
    }

    @Test
    void shouldEndAtFullSpeedWhenItIsInterrupted() {
        record(Topology.INLINE);
        final Replay replay =
                new Replay(
                        context()
                                .handler("mine", (e, s, end) -> Thread.currentThread().interrupt()),
                        recorder.source(null));

        assertThrows(IllegalStateException.class, replay::run);
        assertTrue(Thread.interrupted());
    }

    @Test
    void shouldRefuseRangesThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> ReplayRange.ALL.sequences(5, 5));
        assertThrows(IllegalArgumentException.class, () -> ReplayRange.ALL.times(5, 5));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Replay(context(), recorder.source(null), ReplayRange.ALL.connections(2)));
    }
}
