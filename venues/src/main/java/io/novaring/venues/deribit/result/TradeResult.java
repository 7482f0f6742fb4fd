/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/**
 * A public trade. Exact numbers are scaled by {@code Decimals.SCALE} and ABSENT when not said;
 * texts are null then.
 *
 * @param direction a {@code Side} code: the taker's.
 * @param tickDirection 0 plus, 1 zero-plus, 2 minus, 3 zero-minus, or ABSENT.
 * @param iv of an option, percent, else NaN.
 * @param liquidation who was liquidated: M, T or MT; null when nobody was.
 */
public record TradeResult(
        String tradeId,
        long tradeSeq,
        String instrument,
        long timeNs,
        byte direction,
        long price,
        long amount,
        long contracts,
        long tickDirection,
        long markPrice,
        long indexPrice,
        double iv,
        String liquidation,
        String blockTradeId,
        String comboId) {}
