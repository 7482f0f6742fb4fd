/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.journal.JournalReader;

/** Copies a part of a run to a flat file; sequences stay as they are. */
public final class JournalCopy {
    private JournalCopy() {}

    /**
     * Copies events {@code [fromSequence, untilSequence)} and their notes. The caller creates and
     * finishes the writer, and may give it a snapshot first.
     *
     * @return how many events there were.
     */
    public static long export(
            final JournalReader reader,
            final FlatWriter writer,
            final long fromSequence,
            final long untilSequence,
            final Progress progress) {
        throw new UnsupportedOperationException();
    }
}
