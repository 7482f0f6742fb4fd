/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.market.Instrument;

/**
 * One account's side of a trade. Scaled.
 *
 * @param order whose it is; lives on, {@code state} is what it was after the trade.
 * @param tradeId of the currency's count: the instrument's trade prefix stands before it.
 * @param tickDirection 0 to 3.
 * @param fee in {@code feeCurrency}; negative is a rebate.
 * @param profitLoss realised by it, in the settlement currency.
 */
public record Fill(
        Order order,
        OrderState state,
        long tradeId,
        long tradeSequence,
        long timestampMs,
        long price,
        long amount,
        long fee,
        String feeCurrency,
        boolean isMaker,
        int tickDirection,
        long indexPrice,
        long markPrice,
        long profitLoss) {
    public Instrument instrument() {
        return order.instrument;
    }

    /** As clients see it. */
    public String id() {
        return instrument().currency.idPrefix() + tradeId;
    }

    public long contracts() {
        return instrument().contracts(amount);
    }

    public boolean isBuy() {
        return order.isBuy;
    }
}
