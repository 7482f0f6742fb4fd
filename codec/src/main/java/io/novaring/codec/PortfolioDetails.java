/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/**
 * The rest of an account summary. Exact numbers are scaled by {@link Decimals#SCALE}; greeks and
 * sums over currencies are analytics, NaN when absent.
 */
public final class PortfolioDetails {
    /** Text, such as cross_sm. */
    public long marginModel;

    /** 1, 0 or {@link OrderColumns#UNKNOWN}. */
    public byte portfolioMargining;

    /** 1, 0 or {@link OrderColumns#UNKNOWN}. */
    public byte crossCollateral;

    public long feeBalance;

    public long marginBalance;

    public long availableWithdrawalFunds;

    public long additionalReserve;

    public long spotReserve;

    public long lockedBalance;

    public long projectedInitialMargin;

    public long projectedMaintenanceMargin;

    public long openOrdersMargin;

    public long totalProfitLoss;

    public long sessionRealizedProfitLoss;

    public long sessionUnrealizedProfitLoss;

    public long futuresProfitLoss;

    public long futuresSessionRealizedProfitLoss;

    public long futuresSessionUnrealizedProfitLoss;

    public long optionsProfitLoss;

    public long optionsSessionRealizedProfitLoss;

    public long optionsSessionUnrealizedProfitLoss;

    public long optionsValue;

    public double deltaTotal;

    public double projectedDeltaTotal;

    public double optionsDelta;

    public double optionsGamma;

    public double optionsVega;

    public double optionsTheta;

    /** Of an account with cross margin, as all of those in USD. */
    public double totalEquityUsd;

    public double totalInitialMarginUsd;

    public double totalMaintenanceMarginUsd;

    public double totalMarginBalanceUsd;

    public double totalDeltaTotalUsd;

    public double estimatedLiquidationRatio;

    /** JSON text of a map from names of indices to numbers, as all maps. */
    public long deltaTotalMap;

    public long optionsGammaMap;

    public long optionsVegaMap;

    public long optionsThetaMap;

    public long estimatedLiquidationRatioMap;

    /** JSON text of the limits that hold for requests; of an answer only. */
    public long limits;

    PortfolioDetails() {
        clear();
    }

    /** Makes every field absent. */
    public void clear() {
        marginModel = Text.ABSENT;
        portfolioMargining = OrderColumns.UNKNOWN;
        crossCollateral = OrderColumns.UNKNOWN;
        feeBalance = MarketEvent.ABSENT;
        marginBalance = MarketEvent.ABSENT;
        availableWithdrawalFunds = MarketEvent.ABSENT;
        additionalReserve = MarketEvent.ABSENT;
        spotReserve = MarketEvent.ABSENT;
        lockedBalance = MarketEvent.ABSENT;
        projectedInitialMargin = MarketEvent.ABSENT;
        projectedMaintenanceMargin = MarketEvent.ABSENT;
        openOrdersMargin = MarketEvent.ABSENT;
        totalProfitLoss = MarketEvent.ABSENT;
        sessionRealizedProfitLoss = MarketEvent.ABSENT;
        sessionUnrealizedProfitLoss = MarketEvent.ABSENT;
        futuresProfitLoss = MarketEvent.ABSENT;
        futuresSessionRealizedProfitLoss = MarketEvent.ABSENT;
        futuresSessionUnrealizedProfitLoss = MarketEvent.ABSENT;
        optionsProfitLoss = MarketEvent.ABSENT;
        optionsSessionRealizedProfitLoss = MarketEvent.ABSENT;
        optionsSessionUnrealizedProfitLoss = MarketEvent.ABSENT;
        optionsValue = MarketEvent.ABSENT;
        deltaTotal = Double.NaN;
        projectedDeltaTotal = Double.NaN;
        optionsDelta = Double.NaN;
        optionsGamma = Double.NaN;
        optionsVega = Double.NaN;
        optionsTheta = Double.NaN;
        totalEquityUsd = Double.NaN;
        totalInitialMarginUsd = Double.NaN;
        totalMaintenanceMarginUsd = Double.NaN;
        totalMarginBalanceUsd = Double.NaN;
        totalDeltaTotalUsd = Double.NaN;
        estimatedLiquidationRatio = Double.NaN;
        deltaTotalMap = Text.ABSENT;
        optionsGammaMap = Text.ABSENT;
        optionsVegaMap = Text.ABSENT;
        optionsThetaMap = Text.ABSENT;
        estimatedLiquidationRatioMap = Text.ABSENT;
        limits = Text.ABSENT;
    }

    void copyFrom(final PortfolioDetails other) {
        marginModel = other.marginModel;
        portfolioMargining = other.portfolioMargining;
        crossCollateral = other.crossCollateral;
        feeBalance = other.feeBalance;
        marginBalance = other.marginBalance;
        availableWithdrawalFunds = other.availableWithdrawalFunds;
        additionalReserve = other.additionalReserve;
        spotReserve = other.spotReserve;
        lockedBalance = other.lockedBalance;
        projectedInitialMargin = other.projectedInitialMargin;
        projectedMaintenanceMargin = other.projectedMaintenanceMargin;
        openOrdersMargin = other.openOrdersMargin;
        totalProfitLoss = other.totalProfitLoss;
        sessionRealizedProfitLoss = other.sessionRealizedProfitLoss;
        sessionUnrealizedProfitLoss = other.sessionUnrealizedProfitLoss;
        futuresProfitLoss = other.futuresProfitLoss;
        futuresSessionRealizedProfitLoss = other.futuresSessionRealizedProfitLoss;
        futuresSessionUnrealizedProfitLoss = other.futuresSessionUnrealizedProfitLoss;
        optionsProfitLoss = other.optionsProfitLoss;
        optionsSessionRealizedProfitLoss = other.optionsSessionRealizedProfitLoss;
        optionsSessionUnrealizedProfitLoss = other.optionsSessionUnrealizedProfitLoss;
        optionsValue = other.optionsValue;
        deltaTotal = other.deltaTotal;
        projectedDeltaTotal = other.projectedDeltaTotal;
        optionsDelta = other.optionsDelta;
        optionsGamma = other.optionsGamma;
        optionsVega = other.optionsVega;
        optionsTheta = other.optionsTheta;
        totalEquityUsd = other.totalEquityUsd;
        totalInitialMarginUsd = other.totalInitialMarginUsd;
        totalMaintenanceMarginUsd = other.totalMaintenanceMarginUsd;
        totalMarginBalanceUsd = other.totalMarginBalanceUsd;
        totalDeltaTotalUsd = other.totalDeltaTotalUsd;
        estimatedLiquidationRatio = other.estimatedLiquidationRatio;
        deltaTotalMap = other.deltaTotalMap;
        optionsGammaMap = other.optionsGammaMap;
        optionsVegaMap = other.optionsVegaMap;
        optionsThetaMap = other.optionsThetaMap;
        estimatedLiquidationRatioMap = other.estimatedLiquidationRatioMap;
        limits = other.limits;
    }
}
