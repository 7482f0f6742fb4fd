/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import java.util.List;

/**
 * Where a replay first differs from what was recorded.
 *
 * @param fromSequence first event at which it may have begun; equal to {@code sequence} where that
 *     is known exactly.
 * @param sequence the event at which it shows.
 * @param names of the stages that decided otherwise; of the instruments whose books may differ, as
 *     far as that is known; empty for a message.
 * @param recordedHash of the first of these stages, or over all books, at the end of the window in
 *     which it was found; 0 for a message.
 * @param replayedHash the same as it came out now.
 * @param detail both sides of a message, null for anything else.
 * @param event the event in words, null when it was no longer at hand.
 */
public record Divergence(
        Kind kind,
        long fromSequence,
        long sequence,
        List<String> names,
        long recordedHash,
        long replayedHash,
        String detail,
        String event) {
    /** What differs. */
    public enum Kind {
        /** A stage decided otherwise. */
        DECISION,
        /** The books differ, and no stage is known to have decided otherwise. */
        BOOKS,
        /** A book has other levels than the messages it took add up to. */
        LEVELS,
        /** Another message was sent than the stages ask for now. */
        SENT
    }

    /** True when the event is known, not only the window it is in. */
    public boolean isExact() {
        return fromSequence == sequence;
    }

    /** With the event in words. */
    public Divergence withEvent(final String words) {
        return new Divergence(
                kind, fromSequence, sequence, names, recordedHash, replayedHash, detail, words);
    }

    /** One line for a person. */
    public String text() {
        final String line =
                switch (kind) {
                    case DECISION ->
                            where()
                                    + (names.size() == 1 ? " the stage " : " the stages ")
                                    + String.join(", ", names)
                                    + " decided otherwise"
                                    + hashes();
                    case BOOKS ->
                            where()
                                    + " books differ"
                                    + hashes()
                                    + (names.isEmpty()
                                            ? ""
                                            : "; changed there: " + String.join(", ", names));
                    case LEVELS ->
                            where()
                                    + " books came to have other levels than their messages add"
                                    + " up to: "
                                    + String.join(", ", names);
                    case SENT -> detail;
                };
        return event == null ? line : line + "; the event: " + event;
    }

    private String where() {
        return isExact()
                ? "at sequence " + sequence
                : "between sequence " + fromSequence + " and " + sequence;
    }

    private String hashes() {
        return String.format(": hash 0x%016x, recorded was 0x%016x", replayedHash, recordedHash);
    }
}
