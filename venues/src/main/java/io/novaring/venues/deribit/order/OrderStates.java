/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.order;

import io.novaring.codec.Text;
import io.novaring.codec.order.OrderState;
import java.util.Arrays;

/** The venue's words for the state of an order. Allocates nothing. */
public final class OrderStates {
    private static final byte[][] WORDS = {
        OrderWords.ascii("open"),
        OrderWords.ascii("filled"),
        OrderWords.ascii("cancelled"),
        OrderWords.ascii("untriggered"),
        OrderWords.ascii("triggered"),
        OrderWords.ascii("rejected"),
    };

    private static final OrderState[] STATES = {
        OrderState.OPEN,
        OrderState.FILLED,
        OrderState.CANCELLED,
        OrderState.UNTRIGGERED,
        OrderState.TRIGGERED,
        OrderState.REJECTED,
    };

    private OrderStates() {}

    /** Null for a word that is not known, and for none. */
    public static OrderState of(final byte[] raw, final long text) {
        if (text == Text.ABSENT) {
            return null;
        }
        final int start = Text.offset(text);
        final int end = start + Text.length(text);
        for (int i = 0; i < WORDS.length; i++) {
            if (Arrays.equals(raw, start, end, WORDS[i], 0, WORDS[i].length)) {
                return STATES[i];
            }
        }
        return null;
    }
}
