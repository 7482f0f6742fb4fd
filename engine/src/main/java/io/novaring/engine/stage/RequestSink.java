/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.DisconnectReason;

/**
 * Takes what stages want done: live it goes to the I/O thread, in a replay it is compared with what
 * was recorded. Called by the stages' threads; copies what it keeps.
 */
public interface RequestSink {
    /**
     * Sends a message on the session with this epoch, or not at all when that session is over.
     *
     * @param stage number of the stage, 1 to 4.
     * @param token the caller's token, 0 when a stage asks on its own account.
     */
    void send(
            int stage,
            int connectionId,
            int epoch,
            int requestType,
            long requestId,
            long token,
            byte[] message,
            int length);

    /** Ends the session with this epoch, if it is still there. */
    void disconnect(int stage, int connectionId, int epoch, DisconnectReason reason);

    /**
     * Authenticates the session with this epoch anew, if it is still there; nothing when that is
     * under way already.
     */
    void reauthenticate(int stage, int connectionId, int epoch);
}
