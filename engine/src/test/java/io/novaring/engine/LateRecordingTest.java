/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.telemetry.late.LateNote;
import io.novaring.engine.telemetry.late.PauseNote;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a journal is told of events that were late. */
@Timeout(120)
final class LateRecordingTest {
    private static final long MS = 1_000_000;
    private static final int BEHIND = 20;

    private final NoteRecorder recorder = new NoteRecorder();
    private final AtomicReference<Engine> engine = new AtomicReference<>();

    // Written by the handlers' thread.
    private volatile long slowSequence = -1;

    /** Keeps what is noted of late events and pauses. */
    private static final class NoteRecorder implements Recorder {
        private final List<LateNote> late = new CopyOnWriteArrayList<>();
        private final List<PauseNote> pauses = new CopyOnWriteArrayList<>();

        <T extends LateNote> List<T> late(final Class<T> type) {
            return late.stream().filter(type::isInstance).map(type::cast).toList();
        }

        @Override
        public void onEvent(final MarketEvent event, final long sequence, final boolean isEnd) {}

        @Override
        public void onNote(
                final NoteKind kind,
                final long sequence,
                final long timeNs,
                final byte[] bytes,
                final int offset,
                final int length) {
            if (kind == NoteKind.LATE) {
                late.add(LateNote.parse(sequence, bytes, offset, length));
            } else if (kind == NoteKind.PAUSE) {
                pauses.add(PauseNote.parse(timeNs, bytes, offset, length));
            }
        }

        @Override
        public long snapshotSequence() {
            return MarketEvent.ABSENT;
        }

        @Override
        public void ringLength(final int length) {}

        @Override
        public void seal(final long eventCount, final long stateHash) {}

        @Override
        public RecorderState state() {
            return RecorderState.RECORDING;
        }

        @Override
        public long recordedCount() {
            return 0;
        }

        @Override
        public long syncedCount() {
            return 0;
        }

        @Override
        public long diskBytes() {
            return 0;
        }

        @Override
        public long freeBytes() {
            return 0;
        }
    }

    /** Is slow once: until others wait behind it, and 30 ms more. */
    private void onEvent(final MarketEvent event, final long sequence, final boolean isEnd) {
        if (event.rawText().endsWith("slow")) {
            slowSequence = sequence;
            Await.until(
                    () -> engine.get() != null && engine.get().eventCount() > sequence + BEHIND,
                    "others wait behind the slow one");
            final long endNs = System.nanoTime() + 30 * MS;
            while (System.nanoTime() < endNs) {
                LockSupport.parkNanos(endNs - System.nanoTime());
            }
        } else if (event.rawText().endsWith("collect")) {
            System.gc();
        }
    }

    @Test
    void shouldNameTheHandlerWhatWaitedBehindItAndTheCollection() {
        try (TestServer server = TestServer.open()) {
            engine.set(
                    Engine.launch(
                            new EngineContext()
                                    .client(new TestVenue(server.uri()))
                                    .cores(8)
                                    .ioIdle(IdleMode.BACKOFF)
                                    .topology(Topology.FUSED)
                                    .journal(recorder)
                                    .handler("mine", this::onEvent)));
            try (Engine running = engine.get()) {
                server.send("note notes.X slow");
                for (int i = 0; i < 2 * BEHIND; i++) {
                    server.send("note notes.X " + i);
                }
                Await.until(
                        () -> {
                            server.send("note notes.X more");
                            return !recorder.late(LateNote.Second.class).isEmpty()
                                    && !recorder.late(LateNote.Handler.class).isEmpty();
                        },
                        "the second with the slow handler is noted");
                server.send("note notes.X collect");
                Await.until(
                        () -> {
                            server.send("note notes.X more");
                            return recorder.pauses.stream()
                                    .anyMatch(p -> p.text().contains("System.gc()"));
                        },
                        "the collection is noted");
                assertEquals(null, running.failure());
            }
        }
        final LateNote.Handler slow =
                recorder.late(LateNote.Handler.class).stream()
                        .filter(h -> h.sequence() == slowSequence && h.name().equals("mine"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(slow.toNs() - slow.fromNs() >= 20 * MS, slow.toString());
        final List<LateNote.Event> behind =
                recorder.late(LateNote.Event.class).stream()
                        .filter(e -> e.sequence() > slowSequence && e.totalNs() >= 25 * MS)
                        .filter(e -> e.receivedNs() < slow.toNs())
                        .toList();
        assertFalse(behind.isEmpty(), "nothing waited");
        for (final LateNote.Event event : behind) {
            assertTrue(event.receivedNs() <= event.publishedNs(), event.toString());
            assertTrue(event.publishedNs() <= event.begunNs(), event.toString());
            assertTrue(event.begunNs() <= event.endedNs(), event.toString());
        }
        assertTrue(behind.stream().anyMatch(e -> e.position() > 0), behind.toString());
    }
}
