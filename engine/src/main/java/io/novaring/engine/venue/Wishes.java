/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.json.JsonEncoder;

/**
 * Takes what a handler wants done on the session it was called for. Valid during the call only;
 * allocates nothing.
 */
public interface Wishes {
    /** The id of the message that is being written; the same until it is sent. */
    long requestId();

    /** The emptied text of the next message. */
    JsonEncoder message();

    /**
     * Sends what was written into {@link #message}.
     *
     * @param requestType number of the venue, from 1 to {@link RequestType#MAX}, or {@link
     *     RequestType#NONE} for a message that nobody answers.
     */
    void send(int requestType);

    /** Ends the session. Whether another follows is decided where every session's end is. */
    void disconnect(DisconnectReason reason);
}
