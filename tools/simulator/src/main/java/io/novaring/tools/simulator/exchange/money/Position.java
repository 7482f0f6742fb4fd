/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.money;

import io.novaring.tools.simulator.market.Instrument;

/**
 * A position as it was at one moment. Money is in the settlement currency, scaled.
 *
 * @param size signed: dollars for inverse contracts, coins for all others; negative when short.
 * @param sizeCurrency signed, in coins.
 * @param averagePrice of the fills that made it; 0 when flat.
 * @param settlementPrice where the session began.
 * @param floatingProfitLoss of this session, not realised.
 * @param realizedProfitLoss of this session.
 * @param totalProfitLoss against the average price.
 * @param realizedFunding of this session; 0 for all but perpetuals.
 * @param openOrdersMargin what its open orders need beyond the position.
 * @param estimatedLiquidationPrice 0 when there is none.
 */
public record Position(
        Instrument instrument,
        long size,
        long sizeCurrency,
        long averagePrice,
        long markPrice,
        long indexPrice,
        long settlementPrice,
        long delta,
        long initialMargin,
        long maintenanceMargin,
        long floatingProfitLoss,
        long realizedProfitLoss,
        long totalProfitLoss,
        long realizedFunding,
        long openOrdersMargin,
        long estimatedLiquidationPrice) {
    /** The venue's word: {@code buy}, {@code sell} or {@code zero}. */
    public String direction() {
        return size == 0 ? "zero" : size > 0 ? "buy" : "sell";
    }
}
