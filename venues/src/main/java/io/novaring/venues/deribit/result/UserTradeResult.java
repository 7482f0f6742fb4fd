/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/**
 * An own trade. Exact numbers are scaled by {@code Decimals.SCALE} and ABSENT when not said; texts
 * are null then, and flags false.
 *
 * @param direction a {@code Side} code: our own.
 * @param state of our order after the trade.
 * @param fee in {@code feeCurrency}; below zero it is a rebate.
 * @param liquidity M for maker, T for taker.
 * @param iv of an option, percent, else NaN.
 */
public record UserTradeResult(
        String tradeId,
        long tradeSeq,
        String instrument,
        long timeNs,
        byte direction,
        long price,
        long amount,
        long contracts,
        String orderId,
        String label,
        String state,
        String orderType,
        long fee,
        String feeCurrency,
        String liquidity,
        long profitLoss,
        long markPrice,
        long indexPrice,
        long underlyingPrice,
        double iv,
        String liquidation,
        boolean isPostOnly,
        boolean isReduceOnly,
        String comboId,
        String blockTradeId) {}
