/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.PositionColumns;
import io.novaring.codec.Side;

/**
 * What the venue says of its account: what that is worth, what funding has come to, and that a
 * contract was delivered, which nobody trades.
 */
final class VenueTold {
    private final Portfolio portfolio;

    VenueTold(final Portfolio portfolio) {
        this.portfolio = portfolio;
    }

    boolean concerns(final MarketEvent event) {
        return event.kind == EventKind.PORTFOLIO
                || event.kind == EventKind.CHANGES
                || event.hasAnswered(MarketEvent.ANSWERED_ACCOUNT | MarketEvent.ANSWERED_POSITIONS);
    }

    /**
     * Behind the updates of the same event.
     *
     * @return true when a position is gone.
     */
    boolean onEvent(final MarketEvent event, final long nowNs) {
        boolean isDelivered = false;
        if (event.kind == EventKind.CHANGES || event.hasAnswered(MarketEvent.ANSWERED_POSITIONS)) {
            for (int i = 0; i < event.positions.size(); i++) {
                final Traded traded = portfolio.find(event.positions.instrumentId[i]);
                isDelivered |= traded != null && onPosition(event, i, traded, nowNs);
            }
        }
        if (event.kind == EventKind.PORTFOLIO || event.hasAnswered(MarketEvent.ANSWERED_ACCOUNT)) {
            portfolio.onAccount(event);
        }
        return isDelivered;
    }

    private static boolean onPosition(
            final MarketEvent event, final int row, final Traded traded, final long nowNs) {
        final PositionColumns told = event.positions;
        if (traded.contract.isPerpetual() && !Double.isNaN(told.realizedFunding[row])) {
            final long funding = Math.round(told.realizedFunding[row] * Decimals.SCALE);
            traded.fundingTold(nowNs, funding, told.settlementPrice[row]);
        }
        final boolean isGone = told.direction[row] == Side.ZERO || told.positionSize[row] == 0;
        // What is gone without a trade was delivered.
        if (traded.contract.isDated()
                && isGone
                && traded.isHeld()
                && event.kind == EventKind.CHANGES
                && event.trades.size() == 0) {
            traded.deliver(nowNs, told.indexPrice[row]);
            return true;
        }
        return false;
    }
}
