/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.venue.MessageHandler;

/**
 * Decides in one place, for live connections and replays alike, whether an inbound event goes to
 * the decoder: what the transport refused carries the reason in its code, which the journal keeps.
 * Likewise, what the producer adds to a command.
 */
public final class InboundDecoding {
    static final int DECODE = 0;

    private static final RejectReason[] REASONS = RejectReason.values();

    private InboundDecoding() {}

    /** A decoder of the venue with the venue's checks behind it. */
    public static FrameDecoder newDecoder(final MessageHandler messages, final Symbols symbols) {
        final FrameDecoder decoder = messages.newDecoder(symbols);
        return new CheckedDecoder(messages, decoder);
    }

    static int codeOf(final RejectReason reason) {
        return reason.ordinal();
    }

    /** Gives an order's event the number of the instrument it names. Producer thread. */
    public static void nameInstrument(final MarketEvent command, final Symbols symbols) {
        if (command.code != CommandType.ORDER.code()) {
            return;
        }
        final int length = OrderCommand.instrumentLengthOf(command.raw, command.rawLength);
        final int id =
                length == 0
                        ? MarketEvent.NONE
                        : symbols.instruments()
                                .intern(command.raw, OrderCommand.INSTRUMENT_AT, length);
        // A table that is full knows no further name.
        command.instrumentId = Math.max(MarketEvent.NONE, id);
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
