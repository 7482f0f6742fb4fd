/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.quality.QualityLedger.Filter;
import io.novaring.engine.quality.QualityLedger.Interval;
import io.novaring.engine.quality.QualityLedger.Total;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class QualityLedgerTest {
    private final QualityLedger ledger = new QualityLedger();

    private void note(
            final long sequence,
            final long timeNs,
            final String instrument,
            final QualityState state,
            final StaleCause cause) {
        final byte[] note = QualityNote.of(3, "book." + instrument, instrument);
        QualityNote.set(note, state, cause);
        ledger.onNote(NoteKind.QUALITY, sequence, timeNs, note, 0, note.length);
    }

    private static String text(final Interval interval) {
        return interval.instrument()
                + ' '
                + interval.state()
                + ' '
                + interval.fromTimeNs()
                + '-'
                + (interval.isOpen() ? "" : interval.untilTimeNs());
    }

    private void run() {
        note(1, 100, "A", QualityState.LIVE, StaleCause.NONE);
        note(2, 200, "B", QualityState.LIVE, StaleCause.NONE);
        note(5, 500, "A", QualityState.STALE, StaleCause.GAP);
        note(6, 600, "A", QualityState.LIVE, StaleCause.NONE);
        note(9, 900, "B", QualityState.STALE, StaleCause.UNSUBSCRIBED);
        ledger.advance(10, 1_000);
    }

    @Test
    void shouldCutIntervalsToTheTimesThatWereAskedFor() {
        run();

        assertEquals(
                List.of("A LIVE 300-500", "A STALE 500-600", "A LIVE 600-700"),
                ledger.intervals(new Filter("A", 300, 700)).stream()
                        .map(QualityLedgerTest::text)
                        .toList());
        assertEquals(
                List.of("A LIVE 700-", "B LIVE 700-900", "B STALE 900-"),
                ledger.intervals(new Filter(null, 700, 5_000)).stream()
                        .map(QualityLedgerTest::text)
                        .toList());
    }

    @Test
    void shouldNotCountTheTimeNobodyWantedABook() {
        run();

        final List<Total> totals = ledger.totals(Filter.ALL);

        assertEquals(2, totals.size());
        assertEquals(100.0 * 800 / 900, totals.get(0).livePercent());
        assertEquals(100, totals.get(1).livePercent());
        assertEquals(100, totals.get(1).unwantedNs());
    }

    @Test
    void shouldEndEveryIntervalWithItsRun() {
        run();

        ledger.endRun();
        note(0, 2_000, "A", QualityState.EMPTY, StaleCause.NONE);

        assertEquals(
                List.of("A LIVE 600-1000", "B STALE 900-1000", "A EMPTY 2000-"),
                ledger.intervals(new Filter(null, 600, Long.MAX_VALUE)).stream()
                        .filter(i -> !"B LIVE 600-900".equals(text(i)))
                        .map(QualityLedgerTest::text)
                        .toList());
    }

    @Test
    void shouldKeepTheLastOfSeveralStatesOfOneEvent() {
        note(1, 100, "A", QualityState.LIVE, StaleCause.NONE);
        note(2, 200, "A", QualityState.STALE, StaleCause.GAP);
        note(2, 200, "A", QualityState.RESYNCING, StaleCause.GAP);

        assertEquals(
                List.of("A LIVE 100-200", "A RESYNCING 200-"),
                ledger.intervals().stream().map(QualityLedgerTest::text).toList());
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow() {
        ledger.onNote(NoteKind.MARK, 1, 1, new byte[4], 0, 4);
        assertEquals(0, ledger.unreadableCount());

        ledger.onNote(NoteKind.QUALITY, 1, 1, new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, 10);

        assertEquals(1, ledger.unreadableCount());
        assertTrue(ledger.intervals().isEmpty());
    }

    @Test
    void shouldReadWhatItWrote() {
        final byte[] note = QualityNote.of(7, "book.Ä", "Ä");
        QualityNote.set(note, QualityState.LAGGING, StaleCause.NONE);

        final QualityNote read = QualityNote.read(note, 0, note.length);

        assertEquals(7, read.connectionId);
        assertEquals("book.Ä", read.channel);
        assertEquals("Ä", read.instrument);
        assertEquals(QualityState.LAGGING, read.state);
        for (int length = 0; length < note.length; length++) {
            assertNull(QualityNote.read(note, 0, length));
        }
    }

    @Property(tries = 200)
    void shouldNeverFailAtBytesThatAreNoNote(@ForAll final long seed) {
        final Random random = new Random(seed);
        final byte[] note = QualityNote.of(7, "book.A", "A");
        for (int i = 0; i < 3; i++) {
            note[random.nextInt(note.length)] = (byte) random.nextInt();
        }

        final QualityLedger one = new QualityLedger();
        one.onNote(NoteKind.QUALITY, 1, 1, note, 0, random.nextInt(note.length + 1));

        assertEquals(1, one.intervals().size() + one.unreadableCount());
    }
}
