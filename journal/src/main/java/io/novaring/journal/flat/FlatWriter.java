/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import java.nio.file.Path;

/** Writes events and notes to a flat file. One thread. */
public final class FlatWriter implements NoteListener, AutoCloseable {
    private FlatWriter() {}

    /** Begins a file for events of one run, from this sequence on. */
    public static FlatWriter create(
            final Path file, final FlatConfig config, final int run, final long firstSequence) {
        throw new UnsupportedOperationException();
    }

    /** Begins a file for events of different runs, numbered anew from 0. */
    public static FlatWriter createMerged(final Path file, final FlatConfig config) {
        throw new UnsupportedOperationException();
    }

    /** Writes the event, whose sequence must be the next. */
    public void onEvent(final MarketEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        throw new UnsupportedOperationException();
    }

    /** The last word of the run itself. */
    public void seal(final long eventCount, final long stateHash) {
        throw new UnsupportedOperationException();
    }

    /** Completes the file and moves it to its name. */
    public void finish() {
        throw new UnsupportedOperationException();
    }

    /** Leaves nothing behind when {@link #finish} was not called. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
