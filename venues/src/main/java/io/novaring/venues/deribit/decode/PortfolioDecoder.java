/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.PortfolioColumns;
import io.novaring.codec.PortfolioDetails;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import java.util.Arrays;

/** Data of {@code user.portfolio.*}, which is the account summary of answers, too. */
final class PortfolioDecoder {
    private static final int CURRENCY = 0;
    private static final int EQUITY = 1;
    private static final int BALANCE = 2;
    private static final int AVAILABLE_FUNDS = 3;
    private static final int INITIAL_MARGIN = 4;
    private static final int MAINTENANCE_MARGIN = 5;
    private static final int FEE_BALANCE = 6;
    private static final int MARGIN_BALANCE = 7;
    private static final int AVAILABLE_WITHDRAWAL_FUNDS = 8;
    private static final int ADDITIONAL_RESERVE = 9;
    private static final int SPOT_RESERVE = 10;
    private static final int LOCKED_BALANCE = 11;
    private static final int PROJECTED_INITIAL_MARGIN = 12;
    private static final int PROJECTED_MAINTENANCE_MARGIN = 13;
    private static final int OPEN_ORDERS_MARGIN = 14;
    private static final int TOTAL_PL = 15;
    private static final int SESSION_RPL = 16;
    private static final int SESSION_UPL = 17;
    private static final int FUTURES_PL = 18;
    private static final int FUTURES_SESSION_RPL = 19;
    private static final int FUTURES_SESSION_UPL = 20;
    private static final int OPTIONS_PL = 21;
    private static final int OPTIONS_SESSION_RPL = 22;
    private static final int OPTIONS_SESSION_UPL = 23;
    private static final int OPTIONS_VALUE = 24;
    private static final int DELTA_TOTAL = 25;
    private static final int PROJECTED_DELTA_TOTAL = 26;
    private static final int OPTIONS_DELTA = 27;
    private static final int OPTIONS_GAMMA = 28;
    private static final int OPTIONS_VEGA = 29;
    private static final int OPTIONS_THETA = 30;
    private static final int TOTAL_EQUITY_USD = 31;
    private static final int TOTAL_INITIAL_MARGIN_USD = 32;
    private static final int TOTAL_MAINTENANCE_MARGIN_USD = 33;
    private static final int TOTAL_MARGIN_BALANCE_USD = 34;
    private static final int TOTAL_DELTA_TOTAL_USD = 35;
    private static final int ESTIMATED_LIQUIDATION_RATIO = 36;
    private static final int MARGIN_MODEL = 37;
    private static final int PORTFOLIO_MARGINING_ENABLED = 38;
    private static final int CROSS_COLLATERAL_ENABLED = 39;
    private static final int DELTA_TOTAL_MAP = 40;
    private static final int OPTIONS_GAMMA_MAP = 41;
    private static final int OPTIONS_VEGA_MAP = 42;
    private static final int OPTIONS_THETA_MAP = 43;
    private static final int ESTIMATED_LIQUIDATION_RATIO_MAP = 44;
    private static final int LIMITS = 45;

    private static final String[] NAMES = {
        "currency",
        "equity",
        "balance",
        "available_funds",
        "initial_margin",
        "maintenance_margin",
        "fee_balance",
        "margin_balance",
        "available_withdrawal_funds",
        "additional_reserve",
        "spot_reserve",
        "locked_balance",
        "projected_initial_margin",
        "projected_maintenance_margin",
        "open_orders_margin",
        "total_pl",
        "session_rpl",
        "session_upl",
        "futures_pl",
        "futures_session_rpl",
        "futures_session_upl",
        "options_pl",
        "options_session_rpl",
        "options_session_upl",
        "options_value",
        "delta_total",
        "projected_delta_total",
        "options_delta",
        "options_gamma",
        "options_vega",
        "options_theta",
        "total_equity_usd",
        "total_initial_margin_usd",
        "total_maintenance_margin_usd",
        "total_margin_balance_usd",
        "total_delta_total_usd",
        "estimated_liquidation_ratio",
        "margin_model",
        "portfolio_margining_enabled",
        "cross_collateral_enabled",
        "delta_total_map",
        "options_gamma_map",
        "options_vega_map",
        "options_theta_map",
        "estimated_liquidation_ratio_map",
        "limits",
    };

    private static final WordTable FIELDS = WordTable.of(NAMES);
    private static final WordTable BASIC_FIELDS = WordTable.of(Arrays.copyOf(NAMES, FEE_BALANCE));

    private final WordTable fields;

    PortfolioDecoder(final boolean hasDetails) {
        fields = hasDetails ? FIELDS : BASIC_FIELDS;
    }

    void decode(final JsonCursor cursor, final MarketEvent event) {
        event.kind = EventKind.PORTFOLIO;
        decode(cursor, event.portfolio);
    }

    void decode(final JsonCursor cursor, final PortfolioColumns portfolio) {
        portfolio.clear();
        final PortfolioDetails details = portfolio.claimDetails();
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            final int field = cursor.field(fields);
            switch (field) {
                case CURRENCY -> portfolio.currency = cursor.text();
                case EQUITY -> portfolio.equity = cursor.decimal();
                case BALANCE -> portfolio.balance = cursor.decimal();
                case AVAILABLE_FUNDS -> portfolio.availableFunds = cursor.decimal();
                case INITIAL_MARGIN -> portfolio.initialMargin = cursor.decimal();
                case MAINTENANCE_MARGIN -> portfolio.maintenanceMargin = cursor.decimal();
                default -> {
                    if (field >= MARGIN_MODEL) {
                        decodeText(cursor, details, field);
                    } else if (field >= DELTA_TOTAL) {
                        decodeAnalytic(cursor, details, field);
                    } else {
                        decodeExact(cursor, details, field);
                    }
                }
            }
        }
    }

    private static void decodeExact(
            final JsonCursor cursor, final PortfolioDetails details, final int field) {
        switch (field) {
            case FEE_BALANCE -> details.feeBalance = cursor.decimal();
            case MARGIN_BALANCE -> details.marginBalance = cursor.decimal();
            case AVAILABLE_WITHDRAWAL_FUNDS -> details.availableWithdrawalFunds = cursor.decimal();
            case ADDITIONAL_RESERVE -> details.additionalReserve = cursor.decimal();
            case SPOT_RESERVE -> details.spotReserve = cursor.decimal();
            case LOCKED_BALANCE -> details.lockedBalance = cursor.decimal();
            case PROJECTED_INITIAL_MARGIN -> details.projectedInitialMargin = cursor.decimal();
            case PROJECTED_MAINTENANCE_MARGIN ->
                    details.projectedMaintenanceMargin = cursor.decimal();
            case OPEN_ORDERS_MARGIN -> details.openOrdersMargin = cursor.decimal();
            case TOTAL_PL -> details.totalProfitLoss = cursor.decimal();
            case SESSION_RPL -> details.sessionRealizedProfitLoss = cursor.decimal();
            case SESSION_UPL -> details.sessionUnrealizedProfitLoss = cursor.decimal();
            case FUTURES_PL -> details.futuresProfitLoss = cursor.decimal();
            case FUTURES_SESSION_RPL -> details.futuresSessionRealizedProfitLoss = cursor.decimal();
            case FUTURES_SESSION_UPL ->
                    details.futuresSessionUnrealizedProfitLoss = cursor.decimal();
            case OPTIONS_PL -> details.optionsProfitLoss = cursor.decimal();
            case OPTIONS_SESSION_RPL -> details.optionsSessionRealizedProfitLoss = cursor.decimal();
            case OPTIONS_SESSION_UPL ->
                    details.optionsSessionUnrealizedProfitLoss = cursor.decimal();
            case OPTIONS_VALUE -> details.optionsValue = cursor.decimal();
            default -> cursor.skip();
        }
    }

    private static void decodeAnalytic(
            final JsonCursor cursor, final PortfolioDetails details, final int field) {
        switch (field) {
            case DELTA_TOTAL -> details.deltaTotal = cursor.analytic();
            case PROJECTED_DELTA_TOTAL -> details.projectedDeltaTotal = cursor.analytic();
            case OPTIONS_DELTA -> details.optionsDelta = cursor.analytic();
            case OPTIONS_GAMMA -> details.optionsGamma = cursor.analytic();
            case OPTIONS_VEGA -> details.optionsVega = cursor.analytic();
            case OPTIONS_THETA -> details.optionsTheta = cursor.analytic();
            case TOTAL_EQUITY_USD -> details.totalEquityUsd = cursor.analytic();
            case TOTAL_INITIAL_MARGIN_USD -> details.totalInitialMarginUsd = cursor.analytic();
            case TOTAL_MAINTENANCE_MARGIN_USD ->
                    details.totalMaintenanceMarginUsd = cursor.analytic();
            case TOTAL_MARGIN_BALANCE_USD -> details.totalMarginBalanceUsd = cursor.analytic();
            case TOTAL_DELTA_TOTAL_USD -> details.totalDeltaTotalUsd = cursor.analytic();
            case ESTIMATED_LIQUIDATION_RATIO ->
                    details.estimatedLiquidationRatio = cursor.analytic();
            default -> cursor.skip();
        }
    }

    private static void decodeText(
            final JsonCursor cursor, final PortfolioDetails details, final int field) {
        switch (field) {
            case MARGIN_MODEL -> details.marginModel = cursor.text();
            case PORTFOLIO_MARGINING_ENABLED ->
                    details.portfolioMargining = OrderRowDecoder.flag(cursor);
            case CROSS_COLLATERAL_ENABLED -> details.crossCollateral = OrderRowDecoder.flag(cursor);
            case DELTA_TOTAL_MAP -> details.deltaTotalMap = cursor.rangeOfValue();
            case OPTIONS_GAMMA_MAP -> details.optionsGammaMap = cursor.rangeOfValue();
            case OPTIONS_VEGA_MAP -> details.optionsVegaMap = cursor.rangeOfValue();
            case OPTIONS_THETA_MAP -> details.optionsThetaMap = cursor.rangeOfValue();
            case ESTIMATED_LIQUIDATION_RATIO_MAP ->
                    details.estimatedLiquidationRatioMap = cursor.rangeOfValue();
            case LIMITS -> details.limits = cursor.rangeOfValue();
            default -> cursor.skip();
        }
    }
}
