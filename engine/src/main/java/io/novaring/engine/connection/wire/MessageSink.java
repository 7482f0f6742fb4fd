/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.nio.ByteBuffer;

/** Takes complete messages from the frame walk. I/O thread. */
public interface MessageSink {
    /** The session goes on. */
    int CONTINUE = 0;

    /** The text is not UTF-8: the session ends with close code 1007. */
    int NOT_UTF8 = -1;

    /** The session is over: no further message is handed over. */
    int END = -2;

    /**
     * One whole text message.
     *
     * @param source holds the payload between {@code offset} and {@code offset + length}; valid
     *     during the call only.
     * @return {@link #CONTINUE}, {@link #NOT_UTF8} or {@link #END}.
     */
    int onText(ByteBuffer source, int offset, int length);

    /** One whole binary message, or the last part of a fragmented one. */
    void onBinary(int length);
}
