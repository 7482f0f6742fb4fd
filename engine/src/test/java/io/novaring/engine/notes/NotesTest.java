/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notes on their way to the recorder's thread. */
final class NotesTest {
    private static final int LENGTH = 100;

    private final Notes notes = new Notes(1 << 10);
    private final List<Long> given = new ArrayList<>();
    private final NoteListener listener =
            (kind, sequence, timeNs, bytes, offset, length) -> {
                assertEquals(NoteKind.LATE, kind);
                assertEquals(sequence * 2, timeNs);
                assertEquals(LENGTH, length);
                assertEquals((byte) sequence, bytes[offset + LENGTH - 1]);
                given.add(sequence);
            };

    private boolean offer(final long sequence) {
        final byte[] bytes = new byte[LENGTH];
        bytes[LENGTH - 1] = (byte) sequence;
        return notes.offer(NoteKind.LATE, sequence, sequence * 2, bytes, 0, LENGTH);
    }

    @Test
    void shouldGiveAllThatWaitsWhereverItLiesInTheBuffer() {
        final List<Long> offered = new ArrayList<>();
        for (long sequence = 0; sequence < 500; sequence++) {
            assertTrue(offer(sequence));
            offered.add(sequence);
            if (sequence % 5 == 4) {
                notes.drainTo(listener);
                assertEquals(offered, given);
            }
        }
        assertEquals(0, notes.lost());
    }

    @Test
    void shouldCountWhatFindsNoRoom() {
        int offered = 0;
        while (offer(offered)) {
            offered++;
        }
        assertFalse(offer(offered));

        notes.drainTo(listener);

        assertEquals(offered, given.size());
        assertEquals(2, notes.lost());
        assertTrue(offer(1), "there is room again");
    }

    @Test
    void shouldLoseANoteThatIsLongerThanAnyMayBe() {
        assertFalse(
                notes.offer(
                        NoteKind.LATE,
                        0,
                        0,
                        new byte[notes.lengthMax() + 1],
                        0,
                        notes.lengthMax() + 1));
        assertEquals(1, notes.lost());
    }
}
