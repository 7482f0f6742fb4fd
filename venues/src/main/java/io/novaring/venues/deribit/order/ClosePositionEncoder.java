/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/** {@code private/close_position}: the order it makes is reduce-only and has no label. */
public final class ClosePositionEncoder {
    private static final byte[] TYPE = OrderWords.ascii(",\"type\":");

    private ClosePositionEncoder() {}

    /** Appends the parameters of a command that {@link DeribitOrders#isLegal}. */
    public static void encode(final OrderCommand command, final JsonEncoder out) {
        OrderWords.instrument(command, out);
        OrderWords.raw(TYPE, out);
        OrderWords.type(command, out);
        OrderWords.price(command, out);
        out.raw('}');
    }
}
