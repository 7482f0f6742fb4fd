/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/** {@code private/edit}. The venue knows the instrument by the order. */
public final class EditEncoder {
    private EditEncoder() {}

    /**
     * Appends the parameters of a command that {@link DeribitOrders#isLegal} and has an order id.
     * Allocates nothing.
     *
     * @param nowNs epoch nanoseconds from which the command is valid for its time.
     */
    public static void encode(final OrderCommand command, final long nowNs, final JsonEncoder out) {
        OrderWords.orderId(command, out);
        OrderWords.amount(command, out);
        OrderWords.price(command, out);
        OrderWords.flags(command, out);
        OrderWords.displayAmount(command, out);
        OrderWords.triggerPrice(command, out);
        OrderWords.validUntil(command, nowNs, out);
        out.raw('}');
    }
}
