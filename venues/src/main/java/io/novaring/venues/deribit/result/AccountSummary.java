/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

/**
 * The account in one currency. Exact numbers are scaled by {@code Decimals.SCALE} and ABSENT when
 * not said; greeks are NaN then.
 *
 * @param marginModel such as segregated_sm or cross_pm.
 * @param limits that hold for requests; null when the venue did not say them.
 */
public record AccountSummary(
        String currency,
        String marginModel,
        boolean isPortfolioMargining,
        boolean isCrossCollateral,
        long balance,
        long equity,
        long marginBalance,
        long availableFunds,
        long availableWithdrawalFunds,
        long initialMargin,
        long maintenanceMargin,
        long projectedInitialMargin,
        long projectedMaintenanceMargin,
        long feeBalance,
        long totalProfitLoss,
        long sessionRealizedProfitLoss,
        long sessionUnrealizedProfitLoss,
        long futuresProfitLoss,
        long optionsProfitLoss,
        long optionsValue,
        double deltaTotal,
        double optionsDelta,
        double optionsGamma,
        double optionsVega,
        double optionsTheta,
        AccountLimits limits) {}
