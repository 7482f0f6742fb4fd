/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import java.nio.charset.StandardCharsets;

/** Text frames no venue should send. */
public enum Rubbish {
    /** A book message that stops in the middle. */
    TRUNCATED_JSON(
            "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"book.BT"),
    /** Not JSON at all. */
    NOT_JSON("<html><body>502 Bad Gateway</body></html>"),
    /** Control characters: valid UTF-8, nothing else. */
    BINARY("\u0000\u0001\u0002\u0003\u0007\u001f\u007f\u0000"),
    /** A JSON string with a broken UTF-8 sequence in it. */
    INVALID_UTF8(new byte[] {'"', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, '"'}),
    /** Ten thousand open brackets. */
    DEEP_NESTING("[".repeat(10_000)),
    /** A well-formed notification of a method nobody knows. */
    UNKNOWN_MESSAGE("{\"jsonrpc\":\"2.0\",\"method\":\"surprise\",\"params\":{\"a\":[1,null]}}");

    private final byte[] bytes;

    Rubbish(final String text) {
        this(text.getBytes(StandardCharsets.UTF_8));
    }

    Rubbish(final byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }
}
