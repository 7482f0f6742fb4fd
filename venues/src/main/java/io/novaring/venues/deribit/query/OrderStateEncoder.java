/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.query;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.QueryArguments;

/** {@code private/get_order_state}. */
public final class OrderStateEncoder {
    private OrderStateEncoder() {}

    /** Appends the parameters; the arguments have an order id. Allocates nothing. */
    public static void encode(final QueryArguments arguments, final JsonEncoder out) {
        out.raw("{\"order_id\":").string(arguments.orderId, 0, arguments.orderIdLength).raw('}');
    }
}
