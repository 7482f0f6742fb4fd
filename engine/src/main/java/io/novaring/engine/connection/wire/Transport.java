/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A connected byte stream, plain or encrypted. Non-blocking; I/O thread only. */
interface Transport {
    /** What {@link #read} answers when the peer ended the stream. */
    int END_OF_STREAM = -1;

    /**
     * Carries an encrypted stream's handshake on.
     *
     * @return true when application bytes may flow.
     */
    boolean handshake() throws IOException;

    /** Reads what is there, between position and limit; 0 when nothing is. */
    int read(ByteBuffer target) throws IOException;

    /** True when the last read took all that the socket had: another finds nothing yet. */
    boolean isDrained();

    /**
     * Writes what can be written; the rest stays in {@code source}.
     *
     * @return how many bytes the socket took, encrypted ones and those of earlier calls included.
     */
    int write(ByteBuffer source) throws IOException;

    /** True when earlier bytes still wait inside the transport. */
    boolean hasPendingWrites();

    /** True when this transport reads faster into buffers outside the heap. */
    boolean wantsDirectBuffers();

    /** Tells the peer that nothing follows, as far as that can be told without waiting. */
    void end() throws IOException;
}
