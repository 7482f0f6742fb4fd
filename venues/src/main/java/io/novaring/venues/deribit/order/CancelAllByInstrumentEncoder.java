/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/** {@code private/cancel_all_by_instrument}: orders of every type, without details. */
public final class CancelAllByInstrumentEncoder {
    private CancelAllByInstrumentEncoder() {}

    /** Appends the parameters of a command that names an instrument. Allocates nothing. */
    public static void encode(final OrderCommand command, final JsonEncoder out) {
        OrderWords.instrument(command, out);
        out.raw('}');
    }
}
