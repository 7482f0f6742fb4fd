/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderCommand;

/**
 * What the account has at stake, as far as is known. Asked by {@link RiskDesk} on the stage's
 * thread; must not allocate. Amounts and positions are scaled by {@link
 * io.novaring.codec.Decimals#SCALE}. What may still trade counts as open: an order whose fate is
 * unknown too.
 */
public interface Exposure {
    /** Orders of the account that are open or may be. */
    int openOrders();

    /** Amount not filled yet of all open orders that buy the instrument; never negative. */
    long openBuyAmount(int instrumentId);

    /** Amount not filled yet of all open orders that sell the instrument; never negative. */
    long openSellAmount(int instrumentId);

    /** Above zero is long, 0 when there is none, {@link MarketEvent#ABSENT} when not known. */
    long position(int instrumentId);

    /**
     * Amount, what was filled included, that the order to be edited has now; it is in the open
     * amounts already. With 0, the default, an edit counts like a further order.
     */
    default long amountBefore(final OrderCommand edit) {
        return 0;
    }
}
