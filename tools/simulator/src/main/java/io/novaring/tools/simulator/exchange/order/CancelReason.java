/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.order;

import java.util.Locale;

/** Why an order was cancelled. */
public enum CancelReason {
    USER_REQUEST,
    CANCEL_ON_DISCONNECT,
    EDIT_POST_ONLY_REJECT,
    SETTLEMENT,
    /** Nothing was left to take at the order's price; the venue names no reason for it. */
    IMMEDIATE_REMAINDER(false),
    /** It would have traded with its own account. The venue does not publish its word for it. */
    SELF_MATCH_PREVENTION,
    /** A reduce-only order with nothing left to reduce. The venue's word is not published. */
    REDUCE_ONLY,
    /** Risk took its money away. */
    RISK_MITIGATION;

    private final String word;

    CancelReason() {
        this(true);
    }

    CancelReason(final boolean told) {
        word = told ? name().toLowerCase(Locale.ROOT) : null;
    }

    /** As the order object has it; null when the field is absent. */
    public String word() {
        return word;
    }
}
