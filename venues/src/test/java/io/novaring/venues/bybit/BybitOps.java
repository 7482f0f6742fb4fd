/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import io.novaring.codec.json.JsonEncoder;
import java.util.List;

/** The three requests of a public connection. Appends to the encoder; allocates nothing. */
final class BybitOps {
    static final int SUBSCRIBE = 1;
    static final int UNSUBSCRIBE = 2;
    static final int PING = 3;

    private static final String[] NAMES = {"unknown", "subscribe", "unsubscribe", "ping"};

    private BybitOps() {}

    static String nameOf(final int requestType) {
        return requestType < SUBSCRIBE || requestType > PING ? NAMES[0] : NAMES[requestType];
    }

    static void encodePing(final long requestId, final JsonEncoder out) {
        begin(PING, requestId, out);
        out.raw('}');
    }

    static int encode(
            final int requestType,
            final long requestId,
            final List<byte[]> channels,
            final JsonEncoder out) {
        begin(requestType, requestId, out);
        out.raw(",\"args\":[");
        // By index: an iterator would be garbage.
        for (int i = 0; i < channels.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            final byte[] channel = channels.get(i);
            out.string(channel, 0, channel.length);
        }
        out.raw("]}");
        return requestType;
    }

    /** The id is free text there: ours is a number in quotes. */
    private static void begin(final int requestType, final long requestId, final JsonEncoder out) {
        out.raw("{\"op\":\"").raw(NAMES[requestType]);
        out.raw("\",\"req_id\":\"").integer(requestId).raw('"');
    }
}
