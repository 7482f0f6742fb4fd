/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import java.nio.ByteBuffer;

/** Takes complete messages from the frame walk. I/O thread. */
interface MessageSink {
    /**
     * One whole text message.
     *
     * @param source holds the payload between {@code offset} and {@code offset + length}; valid
     *     during the call only.
     * @return false when the text is not UTF-8.
     */
    boolean onText(ByteBuffer source, int offset, int length);

    /** One whole binary message, or the last part of a fragmented one. */
    void onBinary(int length);
}
