/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import java.nio.file.Path;
import java.util.Set;

/** Reads the notes of a run and passes over its records unchecked. */
public final class NoteScan {
    private NoteScan() {}

    /** Notes of these kinds of the last run, in recorded order. */
    public static JournalEnd scan(
            final Path journal, final Set<NoteKind> kinds, final NoteListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Notes of these kinds of one run, in recorded order. */
    public static JournalEnd scan(
            final Path journal,
            final int run,
            final Set<NoteKind> kinds,
            final NoteListener listener) {
        throw new UnsupportedOperationException();
    }
}
