/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

/**
 * What the venue sends through one connection, in its order. Called from within the exchange: must
 * not call it back.
 */
public interface FrameSink {
    /**
     * The payload of a text frame.
     *
     * @param bytes shared, valid during the call; the payload is the first {@code length}.
     * @param venueTimeNs when it left the venue.
     */
    void onFrame(byte[] bytes, int length, long venueTimeNs);

    /**
     * The venue has ended the connection; nothing comes after it.
     *
     * @param code of the close frame; 1006 when the venue just went away.
     */
    void onClosed(int code, String reason, long venueTimeNs);
}
