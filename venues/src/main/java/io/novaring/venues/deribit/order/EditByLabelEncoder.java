/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/** {@code private/edit_by_label}: exactly one open order of the instrument may have the label. */
public final class EditByLabelEncoder {
    private EditByLabelEncoder() {}

    /**
     * Appends the parameters of a command that {@link DeribitOrders#isLegal} and has a label.
     * Allocates nothing.
     *
     * @param nowNs epoch nanoseconds from which the command is valid for its time.
     */
    public static void encode(final OrderCommand command, final long nowNs, final JsonEncoder out) {
        OrderWords.instrument(command, out);
        OrderWords.label(command, out);
        OrderWords.amount(command, out);
        OrderWords.price(command, out);
        OrderWords.flags(command, out);
        OrderWords.triggerPrice(command, out);
        OrderWords.validUntil(command, nowNs, out);
        out.raw('}');
    }
}
