/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads the notes of a run and passes over its records, which are not checked: several times as
 * fast as reading all of it. Any thread.
 */
public final class NoteScan {
    private NoteScan() {}

    /**
     * Gives the notes of these kinds of the last run to the listener, in recorded order.
     *
     * @return how the run ends; what is damaged is the end.
     * @throws JournalException when there is no journal.
     */
    public static JournalEnd scan(
            final Path journal, final Set<NoteKind> kinds, final NoteListener listener) {
        return scan(journal, RunFiles.LAST, kinds, listener);
    }

    /** As {@link #scan(Path, Set, NoteListener)}, of this run in place of the last. */
    public static JournalEnd scan(
            final Path journal,
            final int run,
            final Set<NoteKind> kinds,
            final NoteListener listener) {
        try (JournalReader reader = JournalReader.openPrefix(journal, run)) {
            reader.notes(
                    (kind, sequence, timeNs, bytes, offset, length) -> {
                        if (kinds.contains(kind)) {
                            listener.onNote(kind, sequence, timeNs, bytes, offset, length);
                        }
                    });
            reader.readNotes();
            return reader.end();
        }
    }
}
