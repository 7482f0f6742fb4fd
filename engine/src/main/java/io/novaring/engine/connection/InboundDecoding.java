/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;

/**
 * Decides in one place, for live connections and replays alike, whether an inbound event goes to
 * the decoder: what the transport refused carries the reason in its code, which the journal keeps.
 */
public final class InboundDecoding {
    static final int DECODE = 0;

    private static final RejectReason[] REASONS = RejectReason.values();

    private InboundDecoding() {}

    static int codeOf(final RejectReason reason) {
        return reason.ordinal();
    }

    /** Decodes the event or makes it the reject its code tells of. Producer thread. */
    public static void decode(final MarketEvent event, final FrameDecoder decoder) {
        if (event.code == DECODE) {
            decoder.decode(event);
        } else {
            event.kind = EventKind.REJECT;
            event.rejectReason = REASONS[event.code];
            event.rejectOffset = 0;
        }
    }
}
