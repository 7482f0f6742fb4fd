/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/**
 * An own order. Exact numbers are scaled by {@code Decimals.SCALE} and ABSENT when not said; texts
 * are null then, and flags false.
 *
 * @param direction a {@code Side} code.
 * @param state open, filled, rejected, cancelled, untriggered or triggered.
 * @param price ABSENT for what trades at the market's price.
 * @param trigger what an order waits for; its fields are absent for one that does not wait.
 */
public record OrderResult(
        String orderId,
        String label,
        String instrument,
        byte direction,
        String state,
        String type,
        String originalType,
        String timeInForce,
        long price,
        long amount,
        long contracts,
        long filledAmount,
        long averagePrice,
        long creationTimeNs,
        long lastUpdateTimeNs,
        boolean isPostOnly,
        boolean isRejectPostOnly,
        boolean isReduceOnly,
        boolean isReplaced,
        boolean isMarketMakerProtected,
        boolean isLiquidation,
        String cancelReason,
        long displayAmount,
        long refreshAmount,
        OrderTrigger trigger) {}
