/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/**
 * {@code private/cancel_by_label}. Without a currency it counts against the limit of cancelling
 * everything, so the currency goes with it when the instrument is known.
 */
public final class CancelByLabelEncoder {
    private static final byte[] LABEL = OrderWords.ascii("{\"label\":");
    private static final byte[] CURRENCY = OrderWords.ascii(",\"currency\":");

    private CancelByLabelEncoder() {}

    /** Appends the parameters of a command that has a label. Allocates nothing. */
    public static void encode(final OrderCommand command, final JsonEncoder out) {
        OrderWords.raw(LABEL, out);
        out.string(command.label, 0, command.labelLength);
        final int end = Currencies.end(command.instrument, command.instrumentLength);
        final int start = Currencies.start(command.instrument, end);
        if (end > start) {
            OrderWords.raw(CURRENCY, out);
            out.string(command.instrument, start, end - start);
        }
        out.raw('}');
    }
}
