/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.telemetry.late.LateNote;
import io.novaring.engine.telemetry.late.PauseNote;
import io.novaring.tools.cli.session.EventRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a report makes of notes. */
final class LateReportTest {
    private static final long MS = 1_000_000;
    private static final long START_NS = 1_700_000_000_000L * MS;

    private final LateNotes notes = new LateNotes(EventRange.ALL);

    /** An event that took 10 ms in all, in three parts. */
    private void event(final long sequence, final long atMs, final long ringMs, final long inMs) {
        final long receivedNs = START_NS + atMs * MS;
        final long publishedNs = receivedNs + ringMs * MS;
        notes.events()
                .add(
                        new LateNote.Event(
                                sequence,
                                receivedNs,
                                publishedNs,
                                publishedNs + inMs * MS,
                                receivedNs + 10 * MS,
                                3,
                                4));
    }

    private void handler(final long sequence, final long fromMs, final long toMs) {
        notes.handlers()
                .add(
                        new LateNote.Handler(
                                sequence, START_NS + fromMs * MS, START_NS + toMs * MS, "mine"));
    }

    private void pause(final PauseNote.Kind kind, final long fromMs, final long lengthMs) {
        notes.pauses()
                .add(new PauseNote(kind, START_NS + fromMs * MS, lengthMs * MS, 9, 5, "name"));
    }

    private Reason reason(final long sequence) {
        final LateReport report = new LateReport(notes);
        return report.rows().stream()
                .filter(row -> row.sequence() == sequence)
                .map(report::reason)
                .findFirst()
                .orElseThrow();
    }

    private String shown() {
        final LateReport report = new LateReport(notes);
        return new LateText(report, LateFacts.none()).rows(LateGroup.of(report, 20, false));
    }

    @Test
    void shouldBlameWhatTookHalfOfTheTime() {
        event(1, 100, 1, 1);
        pause(PauseNote.Kind.GC, 101, 8);
        event(2, 200, 1, 1);
        pause(PauseNote.Kind.SAFEPOINT, 203, 6);
        event(3, 300, 1, 1);
        handler(3, 304, 309);
        event(4, 400, 1, 1);
        notes.fullRings()
                .add(
                        new LateNote.RingFull(
                                4, START_NS + 401 * MS, START_NS + 409 * MS, 8 * MS, "mine"));
        event(5, 500, 1, 1);
        pause(PauseNote.Kind.STALL, 498, 20);
        event(6, 600, 1, 8);
        event(7, 700, 8, 1);
        event(8, 800, 1, 1);
        event(9, 900, 1, 1);
        pause(PauseNote.Kind.GC, 901, 2);

        assertEquals(
                List.of(
                        Reason.COLLECTION,
                        Reason.SAFEPOINT,
                        Reason.SLOW_HANDLER,
                        Reason.RING_FULL,
                        Reason.STALL,
                        Reason.QUEUED,
                        Reason.READ,
                        Reason.UNKNOWN,
                        Reason.UNKNOWN),
                List.of(
                        reason(1), reason(2), reason(3), reason(4), reason(5), reason(6), reason(7),
                        reason(8), reason(9)));
        assertTrue(shown().contains("name 2.00 ms"), shown());
        assertTrue(shown().contains("no JVM event: the OS or the VM host"), shown());
        assertTrue(shown().contains("waited in the ring behind 3"), shown());
    }

    @Test
    void shouldTakeAStallBesideACollectionForTheCollection() {
        event(1, 100, 1, 1);
        pause(PauseNote.Kind.GC, 95, 20);
        pause(PauseNote.Kind.STALL, 96, 19);

        assertEquals(Reason.COLLECTION, reason(1));
        assertFalse(shown().contains("stall"), shown());
    }

    @Test
    void shouldShowAHandlerOfAnEventThatWasFastUntilThen() {
        handler(5, 100, 130);
        handler(5, 100, 110);

        final LateReport report = new LateReport(notes);

        assertEquals(1, report.rows().size());
        assertEquals(30 * MS, report.rows().get(0).totalNs());
        assertTrue(shown().contains("event: handler mine 30.0 ms; "), shown());
    }

    @Test
    void shouldAddHandlersBehindTheStagesAndNotStages() {
        event(1, 100, 1, 1);
        handler(1, 110, 140);
        event(2, 200, 1, 1);
        handler(2, 202, 210);

        final List<LateRow> rows = new LateReport(notes).rows();

        assertEquals(List.of(40 * MS, 10 * MS), rows.stream().map(LateRow::totalNs).toList());
        assertEquals(List.of(30 * MS, 0L), rows.stream().map(LateRow::handlersNs).toList());
    }

    @Test
    void shouldShowWhatWasLateTogetherOnce() {
        handler(4, 100, 112);
        for (int i = 0; i < 10; i++) {
            event(5 + i, 101, 1, 8);
        }
        event(20, 300, 1, 8);
        final LateReport report = new LateReport(notes);

        final List<LateGroup> groups = LateGroup.of(report, 20, false);

        assertEquals(List.of(10, 0), groups.stream().map(LateGroup::more).toList());
        assertEquals(4, groups.get(0).slowest().sequence());
        assertEquals(12, LateGroup.of(report, 20, true).size());
        assertEquals(2, LateGroup.of(report, 2, true).size());
        assertTrue(shown().contains("(and 10 more then)"), shown());
    }

    @Test
    void shouldBreakALongLineBetweenCauses() {
        event(9, 112, 1, 40);
        handler(4, 112, 115);
        handler(5, 115, 118);
        handler(6, 118, 121);

        assertTrue(shown().lines().allMatch(line -> line.length() <= 100), shown());
        assertTrue(shown().contains(";\n        handler "), shown());
    }

    @Test
    void shouldKeepToTheRange() {
        final LateNotes some = new LateNotes(new EventRange(5, 8));
        final byte[] event = new byte[44];
        event[0] = 1;
        event[1] = 1;
        for (int sequence = 0; sequence < 10; sequence++) {
            some.onNote(NoteKind.LATE, sequence, 0, event, 0, event.length);
        }

        assertEquals(
                List.of(5L, 6L, 7L), some.events().stream().map(LateNote.Event::sequence).toList());
    }

    @Test
    void shouldPassOverWhatIsDamaged() {
        final Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            final byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 1) {
                bytes[0] = 1;
                bytes[1] = (byte) random.nextInt(6);
            }
            final NoteKind kind = i % 2 == 0 ? NoteKind.LATE : NoteKind.PAUSE;
            notes.onNote(kind, i % 50, random.nextLong(), bytes, 0, bytes.length);
        }
        assertTrue(notes.unreadCount() > 0 && notes.unreadCount() < 2_000);
        assertTrue(notes.hasAny());

        final LateReport report = new LateReport(notes);
        final List<LateGroup> groups = LateGroup.of(report, 50, false);

        final LateText text = new LateText(report, LateFacts.none());
        assertFalse(text.rows(groups).isEmpty());
        assertTrue(text.summary().contains("were passed over"), text.summary());
        assertFalse(LateJson.of(report, LateFacts.none(), groups).isEmpty());
        assertFalse(new LateTimeline(report, START_NS, START_NS + 1).toString().isEmpty());
        assertFalse(new LateTimeline(report, 0, Long.MAX_VALUE / 2).toString().isEmpty());
    }

    @Test
    void shouldFindWhatLastedLongBehindWhatDidNot() {
        final List<long[]> all = new ArrayList<>();
        all.add(new long[] {0, 1_000});
        for (int i = 1; i < 100; i++) {
            all.add(new long[] {i * 10, i * 10 + 2});
        }
        final Spans<long[]> spans = new Spans<>(all, span -> span[0], span -> span[1], 0);

        assertEquals(2, spans.within(501, 505).size());
        assertEquals(1, spans.within(503, 509).size());
        assertEquals(0, spans.within(1_001, 2_000).size());
        assertEquals(6, spans.coveredNs(503, 509));
        assertEquals(50, spans.coveredNs(950, 1_100));
        assertEquals(0, new Spans<>(all.subList(0, 0), s -> s[0], s -> s[1], 0).coveredNs(0, 9));
    }

    @Test
    void shouldDrawTheCourse() {
        event(1, 2_100, 1, 1);
        pause(PauseNote.Kind.GC, 4_000, 10);
        handler(9, 7_100, 7_200);

        final String drawn =
                new LateTimeline(new LateReport(notes), START_NS, START_NS + 10_000 * MS)
                        .toString();

        assertTrue(drawn.contains("each column 1.00 s; the longest, to 100 ms"), drawn);
        assertTrue(drawn.contains("       late|  _    @  |\n"), drawn);
        assertTrue(drawn.contains("         GC|   ##     |\n"), drawn);
        assertTrue(drawn.contains("    handler|       #  |\n"), drawn);
        assertFalse(drawn.contains("stall"), drawn);
    }
}
