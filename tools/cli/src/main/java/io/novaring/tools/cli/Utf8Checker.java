/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Tells whether bytes are UTF-8, as the transport does for live messages. One thread. */
final class Utf8Checker {
    private static final int NO_FAULT = -1;

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);

    private final CharBuffer chars = CharBuffer.allocate(4096);

    /** Offset of the first byte that is not UTF-8, negative when all are. */
    int firstFault(final byte[] bytes, final int length) {
        final ByteBuffer source = ByteBuffer.wrap(bytes, 0, length);
        decoder.reset();
        CoderResult result;
        do {
            chars.clear();
            result = decoder.decode(source, chars, true);
        } while (result.isOverflow());
        return result.isError() ? source.position() : NO_FAULT;
    }
}
