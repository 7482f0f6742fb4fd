/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.book.StaleCause;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class MarkCheckTest {
    private static final int INTERVAL = 8;

    private static int[] codes(final Random random, final int count) {
        // Mostly events that change nothing, as it is.
        return random.ints(count, 0, 64).map(code -> code < 32 ? code : 0).toArray();
    }

    private static MarkRig rig() {
        return new MarkRig(INTERVAL, Set.of());
    }

    private static List<byte[]> record(final int[] codes) {
        final MarkRig live = rig();
        live.play(codes);
        return live.marks();
    }

    /** Replays under marks that come up to so many events early or late. */
    private static MarkRig replay(
            final MarkRig rig, final int[] codes, final List<byte[]> marks, final Random random) {
        int given = 0;
        for (int i = 0; i < codes.length; i++) {
            while (given < marks.size() && random.nextInt(INTERVAL) == 0) {
                rig.take(marks.get(given));
                given++;
            }
            rig.play(codes[i]);
        }
        while (given < marks.size()) {
            rig.take(marks.get(given));
            given++;
        }
        return rig;
    }

    @Property(tries = 300)
    void shouldFindEqualRunsEqualWheneverTheMarksCome(@ForAll final long seed) {
        final Random random = new Random(seed);
        final int[] codes = codes(random, 1 + random.nextInt(300));
        final List<byte[]> marks = record(codes);

        final MarkCheck check = replay(rig(), codes, marks, random).check;

        assertNull(check.divergence());
        assertEquals((codes.length + INTERVAL - 1) / INTERVAL, check.compared());
        assertEquals(0, check.missing());
        assertEquals(0, check.unreadable());
    }

    @Property(tries = 300)
    void shouldNameTheFirstEventAndItsStages(@ForAll final long seed) {
        final Random random = new Random(seed);
        final int[] codes = codes(random, 50 + random.nextInt(300));
        final Set<Long> changes = new HashSet<>();
        final int first = random.nextInt(codes.length);
        final int stage = random.nextInt(StageTaps.STAGES);
        changes.add(MarkRig.change(first, stage));
        for (int i = first + 1; i < codes.length; i++) {
            if (random.nextInt(10) == 0) {
                changes.add(MarkRig.change(i, random.nextInt(StageTaps.STAGES)));
            }
        }

        final MarkRig rig = new MarkRig(INTERVAL, changes);
        final Divergence divergence = replay(rig, codes, record(codes), random).check.divergence();

        assertEquals(Divergence.Kind.DECISION, divergence.kind());
        assertTrue(divergence.isExact());
        assertEquals(first, divergence.sequence());
        assertEquals(List.of("stage-" + (stage + 1)), divergence.names());
        assertFalse(divergence.recordedHash() == divergence.replayedHash());
    }

    @Test
    void shouldNameAllStagesOfTheEvent() {
        final int[] codes = new int[3 * INTERVAL];
        codes[11] = 0b0101;
        final List<byte[]> marks = record(codes);
        codes[11] = 0b1010;

        final MarkRig rig = replay(rig(), codes, marks, new Random(1));

        assertEquals(
                List.of("stage-1", "stage-2", "stage-3", "stage-4"),
                rig.check.divergence().names());
        assertEquals(1, rig.check.compared());
        assertTrue(
                rig.check
                        .divergence()
                        .text()
                        .startsWith(
                                "at sequence 11 the stages stage-1, stage-2, stage-3, stage-4"
                                        + " decided otherwise: hash 0x"));
    }

    @Test
    void shouldTellBooksThatDifferWithoutADecision() {
        final int[] codes = new int[3 * INTERVAL];
        final List<byte[]> marks = record(codes);
        codes[INTERVAL + 1] = MarkRig.BOOK;

        final Divergence divergence = replay(rig(), codes, marks, new Random(1)).check.divergence();

        assertEquals(Divergence.Kind.BOOKS, divergence.kind());
        assertEquals(INTERVAL, divergence.fromSequence());
        assertEquals(2 * INTERVAL - 1, divergence.sequence());
        assertEquals(List.of("ABC"), divergence.names());
        assertTrue(divergence.text().startsWith("between sequence 8 and 15 books differ: hash 0x"));
        assertTrue(divergence.text().endsWith("; changed there: ABC"));
    }

    @Test
    void shouldCompareBooksAloneWhereAReplayBeginsInTheMiddle() {
        final int[] codes = codes(new Random(5), 10 * INTERVAL);
        codes[2 * INTERVAL] |= MarkRig.BOOK;
        final List<byte[]> marks = record(codes);
        final int from = 4 * INTERVAL + 3;
        final MarkRig rig = rig();
        rig.check.booksOnly(from);
        rig.from(from);
        rig.restoreBook(StaleCause.GAP);
        final MarkRig other = rig();
        other.check.booksOnly(from);
        other.from(from);
        other.restoreBook(StaleCause.SILENT);

        marks.forEach(rig::take);
        marks.forEach(other::take);
        rig.play(Arrays.copyOfRange(codes, from, codes.length));
        other.play(new int[10 * INTERVAL - from]);

        assertNull(rig.check.divergence());
        assertEquals(6, rig.check.compared(), "from the window that it begins in");
        assertEquals(0, rig.check.missing());
        assertEquals(Divergence.Kind.BOOKS, other.check.divergence().kind());
        assertEquals(from, other.check.divergence().fromSequence());
        assertEquals(5 * INTERVAL - 1, other.check.divergence().sequence());
    }

    @Test
    void shouldCountMarksThatAreMissing() {
        final int[] codes = codes(new Random(2), 10 * INTERVAL + 3);
        final List<byte[]> marks = record(codes);
        marks.remove(10);
        marks.remove(9);
        marks.remove(4);
        marks.remove(3);
        marks.remove(0);

        final MarkCheck check = replay(rig(), codes, marks, new Random(3)).check;

        assertNull(check.divergence());
        assertEquals(6, check.compared());
        assertEquals(4, check.missing(), "the end of a run that was killed is no window");
    }

    @Test
    void shouldDoWithoutAnyMark() {
        final MarkCheck check = replay(rig(), new int[100], List.of(), new Random(3)).check;

        assertNull(check.divergence());
        assertEquals(0, check.compared());
        assertEquals(0, check.missing());
    }

    @Test
    void shouldTakeAMarkThatIsLateByManyEvents() {
        final int[] codes = codes(new Random(2), 5 * INTERVAL);
        final List<byte[]> marks = record(codes);
        codes[0] ^= 1;
        final MarkRig rig = rig();
        rig.play(codes);
        rig.play(new int[60_000]);
        rig.take(marks.get(1));

        assertEquals(INTERVAL, rig.check.divergence().fromSequence(), "from its own start on");

        final MarkRig later = rig();
        later.play(codes);
        later.play(new int[70_000]);
        marks.forEach(later::take);

        assertNull(later.check.divergence(), "it is no longer known");
        assertEquals(0, later.check.compared());
    }

    @Test
    void shouldNeverThrowWhateverAMarkSays() {
        final int[] codes = codes(new Random(8), 2 * INTERVAL);
        final byte[] mark = record(codes).get(1);
        for (int at = 0; at < mark.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                final byte[] lie = mark.clone();
                lie[at] ^= (byte) (1 << bit);
                for (final boolean isEarly : new boolean[] {true, false}) {
                    final MarkRig rig = rig();
                    if (isEarly) {
                        rig.take(lie);
                    }
                    rig.play(codes);
                    if (!isEarly) {
                        rig.take(lie);
                    }
                    final String what = "bit " + bit + " of byte " + at;
                    final boolean isOtherWindow = at >= 4 && at < 16;
                    if (rig.check.unreadable() == 0 && !isOtherWindow) {
                        assertNotNull(rig.check.divergence(), what);
                        assertNotNull(rig.check.divergence().text());
                    }
                }
            }
        }
        for (int length = 0; length < mark.length; length++) {
            final MarkRig rig = rig();
            rig.take(Arrays.copyOf(mark, length));
            rig.play(codes);
            assertEquals(1, rig.check.unreadable(), "cut to " + length);
        }
    }

    @Test
    void shouldBoundTheMarksThatComeEarly() {
        final int[] codes = new int[400 * INTERVAL];
        final List<byte[]> marks = record(codes);
        final MarkRig rig = rig();
        marks.forEach(rig::take);
        rig.play(codes);

        assertNull(rig.check.divergence());
        assertEquals(256, rig.check.compared());
        assertEquals(144, rig.check.unreadable());
    }

    @Test
    void shouldRefuseAnIntervalThatIsNoWindow() {
        for (final int interval : new int[] {0, -8, 12, 1 << 16, Integer.MIN_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> new MarkRig(interval, Set.of()));
        }
    }

    @Test
    void shouldFindLevelsThatAreNotThoseOfTheMessages() {
        final MarkRig replay = rig();
        replay.play(new int[5_000]);
        replay.play(MarkRig.BOOK);
        replay.spoilBook();
        replay.check.finish();

        final Divergence divergence = replay.check.divergence();
        assertEquals(Divergence.Kind.LEVELS, divergence.kind());
        assertEquals(4_096, divergence.fromSequence());
        assertEquals(5_000, divergence.sequence());
        assertEquals(List.of("ABC"), divergence.names());
        assertEquals(
                "between sequence 4096 and 5000 books came to have other levels than their messages"
                        + " add up to: ABC",
                divergence.text());
    }

    @Test
    void shouldMissNoMarkBehindADifference() {
        final int[] codes = new int[4 * INTERVAL];
        codes[2] = 1;
        final List<byte[]> marks = record(codes);
        codes[2] = 0;
        final MarkRig replay = rig();
        replay.play(codes);
        marks.forEach(replay::take);

        assertEquals(2, replay.check.divergence().sequence());
        assertEquals(0, replay.check.missing());
    }
}
