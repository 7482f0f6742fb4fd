/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.query;

import io.novaring.codec.json.JsonEncoder;

/** {@code private/get_open_orders}: of every currency, kind and type. */
public final class OpenOrdersEncoder {
    private OpenOrdersEncoder() {}

    /** Appends the parameters. Allocates nothing. */
    public static void encode(final JsonEncoder out) {
        out.raw("{}");
    }
}
