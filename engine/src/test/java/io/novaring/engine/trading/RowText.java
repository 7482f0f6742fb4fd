/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;

/** Rows of an event as text that tests compare. */
final class RowText {
    private RowText() {}

    /** As a person would tell it: what, of which order, and what changed. */
    static String describe(final OrderUpdates updates, final int i) {
        final String name =
                switch (updates.kind[i]) {
                    case OrderUpdates.ORDER -> "ORDER";
                    case OrderUpdates.FILL -> "FILL";
                    case OrderUpdates.REFUSED -> "REFUSED";
                    case OrderUpdates.EDIT_FAILED -> "EDIT_FAILED";
                    case OrderUpdates.CANCEL_FAILED -> "CANCEL_FAILED";
                    case OrderUpdates.POSITION -> "POSITION";
                    case OrderUpdates.POSITION_DIFFERENCE -> "POSITION_DIFFERENCE";
                    case OrderUpdates.READY -> "READY";
                    case OrderUpdates.ACCOUNT_LOCK -> "LOCK " + updates.state[i];
                    default -> "ALARM";
                };
        final long handle = updates.handle[i];
        final String who =
                handle > DeskRig.HANDLE
                        ? " #" + (handle - DeskRig.HANDLE)
                        : handle < 0 ? " " + handle : "";
        return switch (updates.kind[i]) {
            case OrderUpdates.ORDER ->
                    name
                            + who
                            + " "
                            + word(updates.previousState[i])
                            + "->"
                            + word(updates.state[i])
                            + (updates.errorCode[i] == MarketEvent.ABSENT
                                    ? ""
                                    : " error " + updates.errorCode[i]);
            case OrderUpdates.FILL -> name + who + " " + updates.amount[i];
            case OrderUpdates.REFUSED ->
                    name
                            + who
                            + " "
                            + OrderRefusal.ofCode(updates.refusal[i])
                            + (updates.waitNs[i] == 0 ? "" : " " + updates.waitNs[i]);
            case OrderUpdates.POSITION -> name + " " + updates.position[i];
            case OrderUpdates.POSITION_DIFFERENCE ->
                    name + " " + updates.expectedPosition[i] + "->" + updates.position[i];
            default -> name + who;
        };
    }

    private static String word(final byte code) {
        return code == 0 ? "" : OrderState.ofCode(code).name();
    }
}
