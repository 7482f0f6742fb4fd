/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;

/** {@code private/cancel_all}: every order of every currency, without details. */
public final class CancelAllEncoder {
    private CancelAllEncoder() {}

    /** Appends the parameters. Allocates nothing. */
    public static void encode(final JsonEncoder out) {
        out.raw("{}");
    }
}
