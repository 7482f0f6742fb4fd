/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.recording;

/**
 * What a note in a recording is about. A note is no event: it has no sequence of its own, handlers
 * never see it, and a recording without notes replays alike. The code is written to journals and
 * never changes its meaning; a reader passes over codes it does not know.
 */
public enum NoteKind {
    /**
     * Symbols, subscriptions and books as they were behind the event of the note's sequence: where
     * a replay may begin.
     */
    SNAPSHOT(1),

    /** Hashes of what the stages decided up to the event of the note's sequence. */
    MARK(2),

    /** A book began or ceased to be one that can be trusted. */
    QUALITY(3),

    /** An event that took long, with what each hop took. Differs from run to run. */
    LATE(4),

    /** The JVM stood still or collected garbage. Differs from run to run. */
    PAUSE(5),

    /** The bytes of the run's first event, which say what was recorded and how. */
    DESCRIPTION(6);

    private static final NoteKind[] BY_CODE = {
        null, SNAPSHOT, MARK, QUALITY, LATE, PAUSE, DESCRIPTION
    };

    private final int code;

    NoteKind(final int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The kind with this journal code, or null when there is none. */
    public static NoteKind ofCode(final int code) {
        return code < 1 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
