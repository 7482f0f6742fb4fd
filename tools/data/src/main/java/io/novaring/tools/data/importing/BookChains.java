/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import io.novaring.codec.json.JsonEncoder;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the messages of CSV books, which have none: one more each, and each names the one before,
 * whatever file it is of. A number is passed over where a row was left out, so that the book is
 * taken for broken there, as it is. One thread.
 */
final class BookChains {
    private final Map<String, Chain> chains = new HashMap<>();
    private final JsonEncoder out = new JsonEncoder(1 << 12);

    /** What becomes of a message. */
    enum Fate {
        /** It follows. */
        GIVEN,
        /** It is a snapshot in the middle: the book has to be asked for again before it. */
        RESYNC,
        /** There was no snapshot yet. */
        LEFT_OUT
    }

    /**
     * @param epoch of the present session: a book that was lost with the last one is asked for
     *     anyway.
     */
    Fate fateOf(final Message message, final int epoch) {
        final boolean isSnapshot = message.kind == Message.Kind.BOOK_SNAPSHOT;
        final Chain chain = chains.computeIfAbsent(message.channel, unused -> new Chain());
        if (chain.changeId == 0) {
            return isSnapshot ? Fate.GIVEN : Fate.LEFT_OUT;
        }
        return isSnapshot && chain.epoch == epoch ? Fate.RESYNC : Fate.GIVEN;
    }

    /** The text of a message; valid until the next call. */
    JsonEncoder encode(final Message message, final int epoch) {
        final Chain chain = chains.get(message.channel);
        // The venue sends a snapshot as one message: another time is another snapshot.
        final boolean isSnapshot = message.kind == Message.Kind.BOOK_SNAPSHOT;
        if (message.followsSkip) {
            chain.changeId++;
        }
        out.clear()
                .raw("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"")
                .raw(message.channel)
                .raw("\",\"data\":{\"timestamp\":")
                .raw(message.timestamp)
                .raw(isSnapshot ? ",\"type\":\"snapshot\"" : ",\"type\":\"change\"");
        if (!isSnapshot) {
            out.raw(",\"prev_change_id\":").integer(chain.changeId);
        }
        chain.changeId++;
        out.raw(",\"change_id\":").integer(chain.changeId);
        out.raw(",\"instrument_name\":\"").raw(message.instrument).raw("\",");
        out.raw(message.text.buffer(), 0, message.text.length());
        chain.epoch = epoch;
        return out;
    }

    /** One book. */
    private static final class Chain {
        private long changeId;
        private int epoch;
    }
}
