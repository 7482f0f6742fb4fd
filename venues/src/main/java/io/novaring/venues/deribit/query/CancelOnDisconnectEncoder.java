/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.query;

import io.novaring.codec.json.JsonEncoder;

/**
 * {@code private/enable_cancel_on_disconnect}, {@code private/disable_cancel_on_disconnect} and
 * {@code private/get_cancel_on_disconnect}: of this connection. The other scope would change what
 * holds for every later connection of the account.
 */
public final class CancelOnDisconnectEncoder {
    private CancelOnDisconnectEncoder() {}

    /** Appends the parameters. Allocates nothing. */
    public static void encode(final JsonEncoder out) {
        out.raw("{\"scope\":\"connection\"}");
    }
}
