/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.json;

import io.novaring.codec.Text;
import java.nio.charset.StandardCharsets;

/** Texts of a message as Strings, for what is read seldom. Any thread; allocates. */
public final class JsonText {
    private JsonText() {}

    /**
     * The text that a range stands for, its escapes resolved; null when absent. The range must have
     * been read by a {@link JsonCursor}, which has checked it.
     */
    public static String unescaped(final byte[] raw, final long text) {
        if (text == Text.ABSENT) {
            return null;
        }
        final int start = Text.offset(text);
        final byte[] target = new byte[Text.length(text)];
        final int length = JsonStrings.unescape(raw, start, start + target.length, target);
        return new String(target, 0, length, StandardCharsets.UTF_8);
    }
}
