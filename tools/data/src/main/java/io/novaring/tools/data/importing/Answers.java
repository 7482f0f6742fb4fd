/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.venues.deribit.DeribitRequestType;
import java.util.Arrays;

/** What the venue answers to the requests of a public connection, as it grants all of them. */
final class Answers {
    private static final long NS_PER_US = 1_000;

    private Answers() {}

    /**
     * The answer to a request.
     *
     * @param request its text; channels are granted by the names it has.
     */
    static byte[] to(
            final int requestType, final long requestId, final byte[] request, final long nowNs) {
        final JsonEncoder out = new JsonEncoder(256);
        out.raw("{\"jsonrpc\":\"2.0\",\"id\":").integer(requestId).raw(",\"result\":");
        switch (requestType) {
            case DeribitRequestType.SUBSCRIBE, DeribitRequestType.UNSUBSCRIBE ->
                    channels(request, out);
            case DeribitRequestType.SET_HEARTBEAT -> out.raw("\"ok\"");
            default -> out.raw("{\"version\":\"1.2.26\"}");
        }
        final long nowUs = nowNs / NS_PER_US;
        out.raw(",\"usIn\":").integer(nowUs).raw(",\"usOut\":").integer(nowUs);
        out.raw(",\"usDiff\":0,\"testnet\":false}");
        return Arrays.copyOf(out.buffer(), out.length());
    }

    /** The list of the request; no name in it has a bracket. */
    private static void channels(final byte[] request, final JsonEncoder out) {
        int start = 0;
        while (request[start] != '[') {
            start++;
        }
        int end = request.length;
        while (request[end - 1] != ']') {
            end--;
        }
        out.raw(request, start, end - start);
    }
}
