/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;

/**
 * A block trade on its way to being executed; its trades are in the trades of the event, with the
 * role of the message.
 */
public final class BlockTradeConfirmationColumns {
    public long nonce = Text.ABSENT;

    /** Text of the side that this message is for, such as maker. */
    public long role = Text.ABSENT;

    public long userId = MarketEvent.ABSENT;

    /** Text of this side's state, such as accepted. */
    public long state = Text.ABSENT;

    public long stateTimeNs = MarketEvent.ABSENT;

    /** Text of the other side's state. */
    public long counterpartyState = Text.ABSENT;

    public long counterpartyStateTimeNs = MarketEvent.ABSENT;
    public long brokerCode = Text.ABSENT;
    public long brokerName = Text.ABSENT;

    /** Makes every field absent. */
    public void clear() {
        nonce = Text.ABSENT;
        role = Text.ABSENT;
        userId = MarketEvent.ABSENT;
        state = Text.ABSENT;
        stateTimeNs = MarketEvent.ABSENT;
        counterpartyState = Text.ABSENT;
        counterpartyStateTimeNs = MarketEvent.ABSENT;
        brokerCode = Text.ABSENT;
        brokerName = Text.ABSENT;
    }

    public void copyFrom(final BlockTradeConfirmationColumns other) {
        nonce = other.nonce;
        role = other.role;
        userId = other.userId;
        state = other.state;
        stateTimeNs = other.stateTimeNs;
        counterpartyState = other.counterpartyState;
        counterpartyStateTimeNs = other.counterpartyStateTimeNs;
        brokerCode = other.brokerCode;
        brokerName = other.brokerName;
    }
}
