/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/** {@code private/cancel_all_by_kind_or_type}: orders of any or several currencies. */
public final class CancelAllByKindOrTypeEncoder {
    private static final byte[] CURRENCY = OrderWords.ascii("{\"currency\":");

    private CancelAllByKindOrTypeEncoder() {}

    /** Appends the parameters of a command whose label is such a scope. Allocates nothing. */
    public static void encode(final OrderCommand command, final JsonEncoder out) {
        OrderWords.raw(CURRENCY, out);
        currencies(command.label, CancelScope.subjectEnd(command), out);
        CancelScope.options(command, out);
        out.raw('}');
    }

    /** One as a text, several as a list. */
    private static void currencies(final byte[] text, final int end, final JsonEncoder out) {
        int from = 0;
        for (int i = 0; i < end; i++) {
            if (text[i] == ',') {
                out.raw(from == 0 ? '[' : ',').string(text, from, i - from);
                from = i + 1;
            }
        }
        if (from > 0) {
            out.raw(',');
        }
        out.string(text, from, end - from);
        if (from > 0) {
            out.raw(']');
        }
    }
}
