/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.recording.NoteKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notes of stages that are ahead of the recorder. */
final class EarlyNotesTest {
    private final List<String> given = new ArrayList<>();
    private final EarlyNotes early =
            new EarlyNotes(
                    (kind, sequence, timeNs, bytes, offset, length) ->
                            given.add(
                                    kind
                                            + " "
                                            + sequence
                                            + " "
                                            + timeNs
                                            + " "
                                            + new String(bytes, offset, length)));

    private void note(final NoteKind kind, final long sequence, final String text) {
        final byte[] bytes = ("--" + text).getBytes();
        early.onNote(kind, sequence, sequence + 100, bytes, 2, text.length());
    }

    @Test
    void shouldGiveANoteBehindItsEventAndNoEarlier() {
        note(NoteKind.QUALITY, 2, "two");
        note(NoteKind.MARK, 4, "four");
        note(NoteKind.QUALITY, 2, "too");
        early.onRecorded(0);
        early.onRecorded(1);
        assertEquals(List.of(), given);

        early.onRecorded(2);
        assertEquals(List.of("QUALITY 2 102 two", "QUALITY 2 102 too"), given);

        early.onRecorded(3);
        assertEquals(2, given.size());
        early.onRecorded(4);
        assertEquals("MARK 4 104 four", given.get(2));
        assertEquals(3, given.size());
    }

    @Test
    void shouldGiveANoteOfWhatWasRecordedAtOnce() {
        early.onRecorded(7);
        note(NoteKind.LATE, 7, "seven");
        assertEquals(List.of("LATE 7 107 seven"), given);
    }

    @Test
    void shouldKeepAsManyAsThereAreAndGiveAllAtTheEnd() {
        for (int i = 0; i < 1_000; i++) {
            note(NoteKind.QUALITY, 1_000 - i, "note " + i);
        }
        early.onRecorded(500);
        assertEquals(500, given.size());
        assertEquals("QUALITY 500 600 note 500", given.get(0));

        early.finish();
        early.finish();

        assertEquals(1_000, given.size());
        assertEquals("QUALITY 1000 1100 note 0", given.get(500));
    }
}
