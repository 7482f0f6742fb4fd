/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import java.nio.charset.StandardCharsets;

/** A piece of a message's text: offset and length in its raw bytes, packed in a long. */
public final class Text {
    /** No text: the field was absent or null. */
    public static final long ABSENT = -1L;

    private Text() {}

    public static long of(final int offset, final int length) {
        return (long) offset << 32 | length;
    }

    public static int offset(final long text) {
        return (int) (text >>> 32);
    }

    public static int length(final long text) {
        return (int) text;
    }

    /** The piece as it stands in the message, escapes included; null when absent. Allocates. */
    public static String toString(final byte[] raw, final long text) {
        return text == ABSENT
                ? null
                : new String(raw, offset(text), length(text), StandardCharsets.UTF_8);
    }
}
