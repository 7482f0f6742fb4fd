/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.order;

import java.util.Locale;

/** What has become of an order. */
public enum OrderState {
    OPEN,
    FILLED,
    CANCELLED,
    /** A trigger that waits. */
    UNTRIGGERED,
    /** A trigger that has become another order. */
    TRIGGERED,
    /** A trigger whose order was refused when its price came. */
    REJECTED;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    /** Whether it can still be cancelled. */
    public boolean isLive() {
        return this == OPEN || this == UNTRIGGERED;
    }
}
