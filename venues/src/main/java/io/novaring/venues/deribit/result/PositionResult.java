/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/**
 * A position. Exact numbers are scaled by {@code Decimals.SCALE} and ABSENT when not said; greeks
 * are NaN then.
 *
 * @param direction a {@code Side} code; ZERO when there is no position.
 * @param size as the venue says it: of an inverse future in USD, else in the base currency.
 * @param sizeCurrency of a future, in its base currency.
 * @param leverage an integer.
 */
public record PositionResult(
        String instrument,
        String kind,
        byte direction,
        long size,
        long sizeCurrency,
        long averagePrice,
        long markPrice,
        long indexPrice,
        long settlementPrice,
        long floatingProfitLoss,
        long realizedProfitLoss,
        long totalProfitLoss,
        long initialMargin,
        long maintenanceMargin,
        long openOrdersMargin,
        long estimatedLiquidationPrice,
        long leverage,
        double delta,
        double gamma,
        double vega,
        double theta) {}
