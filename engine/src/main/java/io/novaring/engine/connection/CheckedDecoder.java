/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.shape.ShapeCounts;
import io.novaring.engine.venue.MessageHandler;

/** A decoder of the venue with the venue's checks behind it. */
final class CheckedDecoder implements FrameDecoder {
    private final MessageHandler messages;
    private final FrameDecoder decoder;

    CheckedDecoder(final MessageHandler messages, final FrameDecoder decoder) {
        this.messages = messages;
        this.decoder = decoder;
    }

    @Override
    public void decode(final MarketEvent event) {
        decoder.decode(event);
        if (event.kind != EventKind.REJECT) {
            final RejectReason reason = messages.validate(event);
            if (reason != RejectReason.NONE) {
                event.kind = EventKind.REJECT;
                event.rejectReason = reason;
                event.rejectOffset = 0;
            }
        }
    }

    @Override
    public ShapeCounts shapeCounts() {
        return decoder.shapeCounts();
    }
}
