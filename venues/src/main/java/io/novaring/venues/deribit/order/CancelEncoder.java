/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/** {@code private/cancel}. */
public final class CancelEncoder {
    private CancelEncoder() {}

    /** Appends the parameters of a command that has an order id. Allocates nothing. */
    public static void encode(final OrderCommand command, final JsonEncoder out) {
        OrderWords.orderId(command, out);
        out.raw('}');
    }
}
