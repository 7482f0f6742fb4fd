/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import java.util.Locale;

/** What happens when an order meets another one of its own account. */
public enum SelfTrading {
    /** The order that came is refused, or what is left of it cancelled. */
    REJECT_TAKER,
    /** The order that rested is cancelled, and matching goes on. */
    CANCEL_MAKER;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As {@code self_trading_reject_mode} has it. */
    public String word() {
        return word;
    }
}
