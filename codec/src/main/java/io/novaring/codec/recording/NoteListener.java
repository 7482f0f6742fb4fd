/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.recording;

/** Takes notes: from an engine to its recorder, or from a recording to its reader. One thread. */
@FunctionalInterface
public interface NoteListener {
    /** Takes none. */
    NoteListener NONE = (kind, sequence, timeNs, bytes, offset, length) -> {};

    /**
     * @param sequence of the last event the note is about; notes do not come in order of it.
     * @param timeNs the time the note is about, epoch nanoseconds.
     * @param bytes valid during the call only.
     */
    void onNote(NoteKind kind, long sequence, long timeNs, byte[] bytes, int offset, int length);
}
