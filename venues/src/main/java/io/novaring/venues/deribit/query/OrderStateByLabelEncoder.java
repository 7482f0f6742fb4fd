/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.query;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.QueryArguments;
import io.novaring.venues.deribit.order.Currencies;

/**
 * {@code private/get_order_state_by_label}: recent orders with the label in one currency, done ones
 * included. The venue wants the currency, which the instrument's name tells.
 */
public final class OrderStateByLabelEncoder {
    private OrderStateByLabelEncoder() {}

    /** Appends the parameters; the arguments have instrument and label. Allocates nothing. */
    public static void encode(final QueryArguments arguments, final JsonEncoder out) {
        final int end = Currencies.end(arguments.instrument, arguments.instrumentLength);
        final int start = Currencies.start(arguments.instrument, end);
        out.raw("{\"currency\":").string(arguments.instrument, start, end - start);
        out.raw(",\"label\":").string(arguments.label, 0, arguments.labelLength).raw('}');
    }
}
