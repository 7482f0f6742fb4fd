/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A request of the embedding program: its type and its parameters, as the venue's own request class
 * wrote them. Immutable, so any thread may hand it on.
 *
 * @param type number of the venue, from 1 to {@link RequestType#MAX}.
 * @param params what {@link MessageHandler#encodeRequest} is given; empty when there are none.
 */
public record Request(int type, byte[] params) {
    public Request {
        if (type < 1 || type > RequestType.MAX) {
            throw new IllegalArgumentException(
                    "type not within 1 and " + RequestType.MAX + ": " + type);
        }
        params = params.clone();
    }

    /** A copy of the parameters. */
    @Override
    public byte[] params() {
        return params.clone();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Request request
                && type == request.type
                && Arrays.equals(params, request.params);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(params);
    }

    /** The type alone: parameters of a private request may be confidential. */
    @Override
    public String toString() {
        return "Request[type=" + type + ", paramsLength=" + params.length + ']';
    }

    /** A request with parameters in text. */
    public static Request of(final int type, final String params) {
        return new Request(type, params.getBytes(StandardCharsets.UTF_8));
    }
}
