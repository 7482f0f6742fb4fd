/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/**
 * Why a frame is no valid message. The word is stable: tools print it and counters are named by it.
 */
public enum RejectReason {
    NONE("none"),
    /** The frame ends inside the message, or is empty. */
    TRUNCATED("truncated"),
    /** Not JSON where JSON was expected. */
    MALFORMED("malformed"),
    /** JSON goes on behind the message. */
    TRAILING("trailing"),
    /** Nested deeper than the limit. */
    TOO_DEEP("too-deep"),
    /** A value of the wrong type where a known field must have another. */
    WRONG_TYPE("wrong-type"),
    /** A number that is none, or beyond the range of a scaled 64-bit value. */
    BAD_NUMBER("bad-number"),
    /** An action, side or state that is not in the protocol. */
    BAD_VALUE("bad-value"),
    /** A field without which the message means nothing is missing. */
    MISSING_FIELD("missing-field"),
    /** Valid JSON, but no message of this protocol. */
    UNKNOWN_MESSAGE("unknown-message"),
    /** A table of symbols or channels is full. */
    TABLE_FULL("table-full"),
    /** A binary message on a text protocol. */
    BINARY("binary"),
    /** The text is not UTF-8. */
    BAD_UTF8("bad-utf8"),
    /** Well formed, but a check of the venue's adapter or of the program refused it. */
    INVALID("invalid");

    private final String word;

    RejectReason(final String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
