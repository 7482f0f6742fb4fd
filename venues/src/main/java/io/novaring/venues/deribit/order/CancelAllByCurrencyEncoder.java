/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/** {@code private/cancel_all_by_currency}: orders of one currency, without details. */
public final class CancelAllByCurrencyEncoder {
    private static final byte[] CURRENCY = OrderWords.ascii("{\"currency\":");

    private CancelAllByCurrencyEncoder() {}

    /** Appends the parameters of a command whose label is such a scope. Allocates nothing. */
    public static void encode(final OrderCommand command, final JsonEncoder out) {
        OrderWords.raw(CURRENCY, out);
        out.string(command.label, 0, CancelScope.subjectEnd(command));
        CancelScope.options(command, out);
        out.raw('}');
    }
}
