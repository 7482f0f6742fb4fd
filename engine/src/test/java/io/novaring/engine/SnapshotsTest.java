/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.recording.HandlerRecorder;
import io.novaring.engine.recording.SentComparer;
import io.novaring.engine.recording.Snapshots;
import io.novaring.engine.recording.StateSnapshot;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.RequestListener;
import io.novaring.engine.stage.Stage;
import io.novaring.engine.telemetry.Measure;
import io.novaring.engine.telemetry.Measures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How snapshots are taken and handed over, event by event. */
final class SnapshotsTest {
    private final NotingRecorder recorder = new NotingRecorder();
    private final Symbols symbols = new Symbols();
    private final Stages stages =
            new Stages(
                    List.of(new TestVenue()),
                    symbols,
                    new SentComparer(1),
                    new Nobody(),
                    RateLimitStage.Listener.NONE);
    private final Snapshots snapshots = stages.snapshots(recorder);
    private final List<Long> behind = new ArrayList<>();
    private final MarketEvent event = new MarketEvent();

    @BeforeEach
    void observe() {
        snapshots.observe(stages.tap(64), (seen, sequence) -> behind.add(sequence));
    }

    private void pass(final long sequence) throws Exception {
        event.reset(Origin.TICK, EventKind.TICK);
        event.connectionId = 0;
        event.sequence = sequence;
        event.publishedTimeNs = 1_000 + sequence;
        for (final Stage stage : stages.inOrder(Topology.STAGED)) {
            stage.onEvent(event, sequence, true);
        }
    }

    @Test
    void shouldTakeItBehindTheEventThatWasNamed() throws Exception {
        recorder.want(2);
        for (int i = 0; i < 5; i++) {
            pass(i);
        }

        snapshots.drainTo(recorder);
        snapshots.drainTo(recorder);

        assertEquals(List.of(2L), behind);
        assertEquals(1, recorder.of(NoteKind.SNAPSHOT).size());
        final NotingRecorder.Note note = recorder.of(NoteKind.SNAPSHOT).get(0);
        assertEquals(2, note.sequence());
        assertEquals(1_002, note.timeNs());
        final StateSnapshot read = StateSnapshot.read(note.bytes(), 0, note.bytes().length);
        assertEquals(2, read.sequence());
        assertEquals(1_002, read.timeNs());
        assertEquals(1, snapshots.taken());
        assertEquals(0, snapshots.skipped());
        assertTrue(snapshots.longestNs() > 0);
    }

    @Test
    void shouldSkipOneWhileTheLastWasNotFetched() throws Exception {
        recorder.want(0);
        pass(0);
        recorder.want(1);
        pass(1);
        assertEquals(1, snapshots.skipped());

        snapshots.drainTo(recorder);
        recorder.want(2);
        pass(2);
        snapshots.drainTo(recorder);

        assertEquals(
                List.of(0L, 2L),
                recorder.of(NoteKind.SNAPSHOT).stream()
                        .map(NotingRecorder.Note::sequence)
                        .toList());
        assertEquals(1, snapshots.skipped());
        assertEquals(List.of(0L, 1L, 2L), behind, "books are told of all the same");
    }

    @Test
    void shouldTellWhatThereIsToKnowOfThem() throws Exception {
        final Map<String, Long> values = new TreeMap<>();
        recorder.want(0);
        pass(0);
        recorder.want(1);
        pass(1);

        final Measures measures = new Measures();
        snapshots.addTo(measures);
        for (final Measure measure : measures.list()) {
            values.put(measure.name(), measure.value());
        }

        assertEquals(1, values.get("novaring_journal_snapshots"), values.toString());
        assertEquals(1, values.get("novaring_journal_snapshots_skipped"), values.toString());
        final long longestNs = values.get("novaring_journal_snapshot_longest");
        assertEquals(snapshots.longestNs(), longestNs);
    }

    @Test
    void shouldTakeNoneForARecorderThatWantsNone() throws Exception {
        final Stages others =
                new Stages(
                        List.of(new TestVenue()),
                        symbols,
                        new SentComparer(1),
                        new Nobody(),
                        RateLimitStage.Listener.NONE);
        final Snapshots none =
                others.snapshots(
                        new HandlerRecorder((e, s, end) -> {}, (count, hash) -> {}, () -> false));
        none.observe(others.tap(64), (seen, sequence) -> behind.add(sequence));
        for (final Stage stage : others.inOrder(Topology.STAGED)) {
            stage.onEvent(event, 0, true);
        }

        assertEquals(0, none.taken());
        assertTrue(behind.isEmpty());
    }

    private static final class Nobody implements RequestListener {
        @Override
        public void onRefused(
                final int connectionId,
                final int requestType,
                final long token,
                final Refusal refusal) {}

        @Override
        public void onLost(
                final int connectionId, final int requestType, final long token, final Loss loss) {}
    }
}
