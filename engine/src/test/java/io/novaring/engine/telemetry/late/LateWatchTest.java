/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is noted beside the events, with the time passed in. */
@Timeout(60)
final class LateWatchTest {
    private static final long MS = 1_000_000;
    private static final long START_NS = 1_700_000_000_000L * MS;

    private final NoteKeeper keeper = new NoteKeeper();
    private final PauseNote.Writer pauses = new PauseNote.Writer(keeper.notes, () -> 10);

    private SlowHandlers handlers(final int perSecond) {
        return new SlowHandlers(LateSettings.DEFAULT.withPerSecond(perSecond), keeper.notes, 2);
    }

    @Test
    void shouldNoteAHandlerThatWasSeenTwiceAtOneEvent() {
        final SlowHandlers handlers = handlers(16);
        handlers.look(0, null, 0, START_NS);
        for (int ms = 2; ms <= 30; ms += 2) {
            handlers.look(0, "mine", 7, START_NS + ms * MS);
            handlers.look(1, "journal", ms, START_NS + ms * MS);
        }
        handlers.look(0, "mine", 8, START_NS + 32 * MS);
        assertEquals(List.of(), keeper.late(LateNote.Handler.class));

        handlers.note();

        assertEquals(
                List.of(new LateNote.Handler(7, START_NS + MS, START_NS + 31 * MS, "mine")),
                keeper.late(LateNote.Handler.class));
    }

    @Test
    void shouldTakeAStallForTimeInTheHandlerThatWasSeenBehindIt() {
        final SlowHandlers handlers = handlers(16);
        handlers.look(0, null, 0, START_NS);
        handlers.look(0, "mine", 7, START_NS + 150 * MS);
        handlers.look(0, "mine", 7, START_NS + 152 * MS);
        handlers.look(0, null, 8, START_NS + 200 * MS);
        handlers.end();

        assertEquals(
                List.of(new LateNote.Handler(7, START_NS + 2 * MS, START_NS + 154 * MS, "mine")),
                keeper.late(LateNote.Handler.class));
    }

    @Test
    void shouldNotTakeTwoEventsForOne() {
        final SlowHandlers handlers = handlers(16);
        for (int ms = 0; ms <= 30; ms += 2) {
            handlers.look(0, "mine", ms, START_NS + ms * MS);
            handlers.look(1, ms % 4 == 0 ? "one" : "other", 5, START_NS + ms * MS);
        }
        handlers.end();

        assertEquals(List.of(), keeper.late(LateNote.Handler.class));
    }

    @Test
    void shouldNoteTheSlowestHandlersAndWhatStillRunsAtTheEnd() {
        final SlowHandlers handlers = handlers(2);
        long nowNs = START_NS;
        for (int event = 1; event <= 5; event++) {
            for (int looks = 0; looks < 2 + event; looks++) {
                nowNs += 2 * MS;
                handlers.look(0, "mine", event, nowNs);
            }
        }
        handlers.end();

        final List<LateNote.Handler> noted = keeper.late(LateNote.Handler.class);
        assertEquals(
                List.of(4L, 5L), noted.stream().map(LateNote.Handler::sequence).sorted().toList());
    }

    @Test
    void shouldNoteThatTheRingWasFullAndWhoHeldIt() {
        final SlowHandlers handlers = handlers(16);
        handlers.look(0, "mine", 900, START_NS);
        handlers.look(1, "journal", 7, START_NS);
        final FullRing ring = new FullRing(keeper.notes);
        ring.look(0, "", 0, START_NS);
        ring.look(0, handlers.furthestBehind(), 1_000, START_NS + 2 * MS);
        ring.look(MS, handlers.furthestBehind(), 1_001, START_NS + 4 * MS);
        ring.look(3 * MS, handlers.furthestBehind(), 1_001, START_NS + 6 * MS);
        assertEquals(List.of(), keeper.late(LateNote.RingFull.class));

        ring.look(3 * MS, handlers.furthestBehind(), 1_002, START_NS + 8 * MS);
        ring.look(3 * MS, handlers.furthestBehind(), 1_003, START_NS + 10 * MS);

        assertEquals(
                List.of(
                        new LateNote.RingFull(
                                1_002, START_NS + 3 * MS, START_NS + 6 * MS, 3 * MS, "journal")),
                keeper.late(LateNote.RingFull.class));
    }

    @Test
    void shouldNoteARingThatStaysFullEachSecond() {
        final FullRing ring = new FullRing(keeper.notes);
        ring.look(0, "", 0, START_NS);
        for (int ms = 2; ms <= 2_100; ms += 2) {
            ring.look(ms * MS, "mine", 5, START_NS + ms * MS);
        }

        assertEquals(2, keeper.late(LateNote.RingFull.class).size());
    }

    @Test
    void shouldNoteAWakeUpThatCameLate() {
        final StallMeter meter = new StallMeter(LateSettings.DEFAULT, pauses);
        meter.woke(START_NS, START_NS + StallMeter.STALL_MIN_NS - 1);
        meter.woke(START_NS, START_NS + 20 * MS);
        meter.note();
        meter.note();

        final List<PauseNote> noted = keeper.pauses();
        assertEquals(1, noted.size());
        assertEquals(PauseNote.Kind.STALL, noted.get(0).kind());
        assertEquals(START_NS, noted.get(0).fromNs());
        assertEquals(START_NS + 20 * MS, noted.get(0).toNs());
    }

    @Test
    void shouldFindCollectionsOnTheClockOfTheEvents() {
        final GcPauses gc = new GcPauses(() -> 0, pauses);
        // The JVM counts from 30 ms after its start; the second message came 5 ms late.
        gc.onCollection("young", false, 970, 980, 100, 50, 1_010, START_NS);
        gc.onCollection("young", false, 1_970, 1_990, 90, 40, 2_025, START_NS + 1_000 * MS);
        gc.onCollection("cycle", true, 2_000, 2_500, 90, 40, 2_530, START_NS + 2_000 * MS);

        final List<PauseNote> noted = keeper.pauses();
        assertEquals(
                new PauseNote(PauseNote.Kind.GC, START_NS - 10 * MS, 10 * MS, 100, 50, "young"),
                noted.get(0));
        assertEquals(START_NS + 975 * MS, noted.get(1).fromNs());
        assertEquals(START_NS + 995 * MS, noted.get(1).toNs());
        assertEquals(PauseNote.Kind.CONCURRENT_GC, noted.get(2).kind());
    }

    @Test
    void shouldHearOfCollectionsUntilTheEnd() {
        final LateWatch watch = watch(LateSettings.DEFAULT);
        watch.start();
        final long startNs = System.nanoTime();
        List<PauseNote> noted = List.of();
        while (noted.isEmpty()) {
            System.gc();
            LockSupport.parkNanos(MS);
            noted = keeper.pauses().stream().filter(LateWatchTest::isGc).toList();
        }
        watch.end();
        final long endNs = System.nanoTime();

        final PauseNote first = noted.get(0);
        assertTrue(first.text().contains("System.gc()"), first.text());
        assertTrue(first.afterBytes() > 0 && first.beforeBytes() > 0, first.toString());
        // Whole milliseconds, and the way of the first message.
        assertTrue(first.fromNs() >= startNs - 2 * MS, first + " began before " + startNs);
        assertTrue(first.toNs() <= endNs + 2 * MS, first + " ended behind " + endNs);
        keeper.pauses();
        System.gc();
        LockSupport.parkNanos(50 * MS);
        assertEquals(List.of(), keeper.pauses().stream().filter(LateWatchTest::isGc).toList());
    }

    private static boolean isGc(final PauseNote note) {
        return note.kind() == PauseNote.Kind.GC || note.kind() == PauseNote.Kind.CONCURRENT_GC;
    }

    private LateWatch watch(final LateSettings settings) {
        return new LateWatch(settings, System::nanoTime, keeper.notes, () -> 1, () -> 0, 1);
    }

    @Test
    void shouldHearOfSafepointsFromTheFlightRecorder() {
        final LateWatch watch = watch(LateSettings.DEFAULT.withFlightRecorder(true));
        watch.start();
        final List<PauseNote> noted = new java.util.ArrayList<>();
        while (noted.stream().noneMatch(note -> note.kind() == PauseNote.Kind.SAFEPOINT)) {
            System.gc();
            LockSupport.parkNanos(100 * MS);
            noted.addAll(keeper.pauses());
        }
        watch.end();

        assertTrue(
                noted.stream()
                        .filter(note -> note.kind() == PauseNote.Kind.SAFEPOINT)
                        .allMatch(note -> note.durationNs() > 0 && !note.text().isEmpty()),
                noted.toString());
        // The stream's thread is told to end, and does so in its own time.
        final long closedNs = System.nanoTime();
        while (hasStreamThread()) {
            assertTrue(System.nanoTime() - closedNs < 60_000 * MS, "a thread is left");
            LockSupport.parkNanos(MS);
        }
    }

    private static boolean hasStreamThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().startsWith("JFR Event Stream"));
    }
}
