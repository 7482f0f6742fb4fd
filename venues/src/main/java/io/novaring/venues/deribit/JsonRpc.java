/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.json.JsonEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The envelope of every request: JSON-RPC 2.0 with named parameters, as the article JSON-RPC
 * Overview has it. Appends to what the encoder holds; allocates nothing.
 */
public final class JsonRpc {
    private static final byte[] ID = ascii("{\"jsonrpc\":\"2.0\",\"id\":");
    private static final byte[] METHOD = ascii(",\"method\":\"");
    private static final byte[] PARAMS = ascii("\",\"params\":");

    private JsonRpc() {}

    /** Opens the envelope up to its parameters; the caller writes them and then {@link #end}. */
    public static void begin(final long requestId, final int requestType, final JsonEncoder out) {
        out.raw(ID, 0, ID.length).integer(requestId).raw(METHOD, 0, METHOD.length);
        out.raw(DeribitRequestType.methodOf(requestType)).raw(PARAMS, 0, PARAMS.length);
    }

    public static void end(final JsonEncoder out) {
        out.raw('}');
    }

    /** The whole request, with parameters that are a JSON object already. */
    public static void encode(
            final long requestId,
            final int requestType,
            final byte[] params,
            final int length,
            final JsonEncoder out) {
        begin(requestId, requestType, out);
        out.raw(params, 0, length);
        end(out);
    }

    public static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
