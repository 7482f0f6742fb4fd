/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.query;

import io.novaring.codec.json.JsonEncoder;

/** {@code private/get_positions}: of every currency and kind. */
public final class PositionsEncoder {
    private PositionsEncoder() {}

    /** Appends the parameters. Allocates nothing. */
    public static void encode(final JsonEncoder out) {
        out.raw("{\"currency\":\"any\"}");
    }
}
