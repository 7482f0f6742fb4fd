/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/** {@code private/cancel_all_by_currency_pair}: orders of one pair, without details. */
public final class CancelAllByCurrencyPairEncoder {
    private static final byte[] PAIR = OrderWords.ascii("{\"currency_pair\":");

    private CancelAllByCurrencyPairEncoder() {}

    /** Appends the parameters of a command whose label is such a scope. Allocates nothing. */
    public static void encode(final OrderCommand command, final JsonEncoder out) {
        OrderWords.raw(PAIR, out);
        out.string(command.label, 0, CancelScope.subjectEnd(command));
        CancelScope.options(command, out);
        out.raw('}');
    }
}
