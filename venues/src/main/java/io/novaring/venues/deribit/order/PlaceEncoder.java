/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;

/** {@code private/buy} and {@code private/sell}, which differ by nothing but their names. */
public final class PlaceEncoder {
    private static final byte[] TYPE = OrderWords.ascii(",\"type\":");
    private static final byte[] TIME_IN_FORCE = OrderWords.ascii(",\"time_in_force\":");
    private static final byte[] TRIGGER = OrderWords.ascii(",\"trigger\":");

    private PlaceEncoder() {}

    /**
     * Appends the parameters of a command that {@link DeribitOrders#isLegal}. Allocates nothing.
     *
     * @param nowNs epoch nanoseconds from which the command is valid for its time.
     */
    public static void encode(final OrderCommand command, final long nowNs, final JsonEncoder out) {
        OrderWords.instrument(command, out);
        OrderWords.amount(command, out);
        OrderWords.raw(TYPE, out);
        OrderWords.type(command, out);
        OrderWords.price(command, out);
        OrderWords.label(command, out);
        if (DeribitOrders.hasPrice(command.type)) {
            // With a type that trades at the market's price the venue refuses it.
            OrderWords.raw(TIME_IN_FORCE, out);
            OrderWords.timeInForce(command, out);
        }
        OrderWords.flags(command, out);
        OrderWords.displayAmount(command, out);
        if (command.trigger != OrderCommand.NO_TRIGGER) {
            OrderWords.raw(TRIGGER, out);
            OrderWords.trigger(command, out);
        }
        OrderWords.triggerPrice(command, out);
        OrderWords.validUntil(command, nowNs, out);
        out.raw('}');
    }
}
