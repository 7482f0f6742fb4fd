/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.query;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.QueryArguments;

/** {@code private/get_user_trades_by_order}: all trades of one order, oldest first. */
public final class UserTradesByOrderEncoder {
    private UserTradesByOrderEncoder() {}

    /** Appends the parameters; the arguments have an order id. Allocates nothing. */
    public static void encode(final QueryArguments arguments, final JsonEncoder out) {
        out.raw("{\"order_id\":").string(arguments.orderId, 0, arguments.orderIdLength);
        out.raw(",\"sorting\":\"asc\"}");
    }
}
