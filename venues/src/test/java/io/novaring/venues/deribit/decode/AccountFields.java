/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import java.util.Arrays;
import java.util.List;

/**
 * Fields of orders, own trades, positions and account summaries: their names on the wire, the
 * columns they belong in, and how they are read. Written from the tables of the protocol, not from
 * the decoders.
 */
record AccountFields(String wire, String column, Sort sort) {
    enum Sort {
        INSTRUMENT,
        EXACT,
        ANALYTIC,
        INTEGER,
        MILLIS,
        NANOS,
        TEXT,
        TEXT_OR_NUMBER,
        JSON,
        FLAG,
        SIDE
    }

    static final List<AccountFields> ORDER =
            of(
                    "instrument_name instrumentId INSTRUMENT",
                    "order_id orderId TEXT_OR_NUMBER",
                    "label label TEXT",
                    "direction direction SIDE",
                    "order_state orderState TEXT",
                    "order_type orderType TEXT",
                    "original_order_type originalOrderType TEXT",
                    "time_in_force timeInForce TEXT",
                    "price price EXACT",
                    "amount amount EXACT",
                    "contracts contracts EXACT",
                    "filled_amount filledAmount EXACT",
                    "average_price averagePrice EXACT",
                    "last_update_timestamp timeNs MILLIS",
                    "creation_timestamp creationTimeNs MILLIS",
                    "post_only postOnly FLAG",
                    "reject_post_only rejectPostOnly FLAG",
                    "reduce_only reduceOnly FLAG",
                    "replaced replaced FLAG",
                    "api api FLAG",
                    "mmp mmp FLAG",
                    "mmp_cancelled mmpCancelled FLAG",
                    "cancel_reason cancelReason TEXT",
                    "risk_reducing riskReducing FLAG",
                    "is_liquidation liquidation FLAG",
                    "display_amount displayAmount EXACT",
                    "refresh_amount refreshAmount EXACT",
                    "advanced advanced TEXT",
                    "usd usd EXACT",
                    "implv implv ANALYTIC",
                    "trigger trigger TEXT",
                    "trigger_price triggerPrice EXACT",
                    "trigger_offset triggerOffset EXACT",
                    "trigger_reference_price triggerReferencePrice EXACT",
                    "triggered triggered FLAG",
                    "trigger_order_id triggerOrderId TEXT_OR_NUMBER",
                    "oco_ref ocoRef TEXT_OR_NUMBER",
                    "primary_order_id primaryOrderId TEXT_OR_NUMBER",
                    "quote quote FLAG");

    static final List<AccountFields> TRADE =
            of(
                    "trade_id tradeId TEXT_OR_NUMBER",
                    "trade_seq tradeSeq INTEGER",
                    "instrument_name instrumentId INSTRUMENT",
                    "timestamp timeNs MILLIS",
                    "direction direction SIDE",
                    "price price EXACT",
                    "amount amount EXACT",
                    "index_price indexPrice EXACT",
                    "mark_price markPrice EXACT",
                    "contracts contracts EXACT",
                    "order_id orderId TEXT_OR_NUMBER",
                    "state state TEXT",
                    "fee fee EXACT",
                    "fee_currency feeCurrency TEXT",
                    "liquidity liquidity TEXT",
                    "order_type orderType TEXT",
                    "label label TEXT",
                    "profit_loss profitLoss EXACT",
                    "post_only postOnly FLAG",
                    "reduce_only reduceOnly FLAG",
                    "mmp mmp FLAG",
                    "api api FLAG",
                    "risk_reducing riskReducing FLAG",
                    "iv iv ANALYTIC",
                    "underlying_price underlyingPrice EXACT",
                    "advanced advanced TEXT",
                    "liquidation liquidation TEXT",
                    "block_trade_id blockTradeId TEXT_OR_NUMBER",
                    "block_rfq_id blockRequestId TEXT_OR_NUMBER",
                    "combo_id comboId TEXT_OR_NUMBER",
                    "combo_trade_id comboTradeId TEXT_OR_NUMBER",
                    "starbase_match_id matchId INTEGER",
                    "starbase_timestamp matchTimeNs NANOS");

    static final List<AccountFields> POSITION =
            of(
                    "instrument_name instrumentId INSTRUMENT",
                    "kind kind TEXT",
                    "direction direction SIDE",
                    "size positionSize EXACT",
                    "size_currency sizeCurrency EXACT",
                    "average_price averagePrice EXACT",
                    "mark_price markPrice EXACT",
                    "index_price indexPrice EXACT",
                    "settlement_price settlementPrice EXACT",
                    "delta delta ANALYTIC",
                    "gamma gamma ANALYTIC",
                    "vega vega ANALYTIC",
                    "theta theta ANALYTIC",
                    "initial_margin initialMargin EXACT",
                    "maintenance_margin maintenanceMargin EXACT",
                    "floating_profit_loss floatingProfitLoss EXACT",
                    "realized_profit_loss realizedProfitLoss EXACT",
                    "total_profit_loss totalProfitLoss EXACT",
                    "average_price_usd averagePriceUsd EXACT",
                    "floating_profit_loss_usd floatingProfitLossUsd EXACT",
                    "leverage leverage INTEGER",
                    "realized_funding realizedFunding ANALYTIC",
                    "interest_value interestValue ANALYTIC",
                    "estimated_liquidation_price estimatedLiquidationPrice EXACT",
                    "open_orders_margin openOrdersMargin EXACT");

    /** Of the portfolio's own columns. */
    static final List<AccountFields> PORTFOLIO =
            of(
                    "currency currency TEXT",
                    "equity equity EXACT",
                    "balance balance EXACT",
                    "available_funds availableFunds EXACT",
                    "initial_margin initialMargin EXACT",
                    "maintenance_margin maintenanceMargin EXACT");

    /** Of the portfolio's details. */
    static final List<AccountFields> PORTFOLIO_DETAILS =
            of(
                    "margin_model marginModel TEXT",
                    "portfolio_margining_enabled portfolioMargining FLAG",
                    "cross_collateral_enabled crossCollateral FLAG",
                    "margin_balance marginBalance EXACT",
                    "available_withdrawal_funds availableWithdrawalFunds EXACT",
                    "fee_balance feeBalance EXACT",
                    "additional_reserve additionalReserve EXACT",
                    "spot_reserve spotReserve EXACT",
                    "locked_balance lockedBalance EXACT",
                    "projected_initial_margin projectedInitialMargin EXACT",
                    "projected_maintenance_margin projectedMaintenanceMargin EXACT",
                    "open_orders_margin openOrdersMargin EXACT",
                    "total_pl totalProfitLoss EXACT",
                    "session_rpl sessionRealizedProfitLoss EXACT",
                    "session_upl sessionUnrealizedProfitLoss EXACT",
                    "futures_pl futuresProfitLoss EXACT",
                    "futures_session_rpl futuresSessionRealizedProfitLoss EXACT",
                    "futures_session_upl futuresSessionUnrealizedProfitLoss EXACT",
                    "options_pl optionsProfitLoss EXACT",
                    "options_session_rpl optionsSessionRealizedProfitLoss EXACT",
                    "options_session_upl optionsSessionUnrealizedProfitLoss EXACT",
                    "options_value optionsValue EXACT",
                    "delta_total deltaTotal ANALYTIC",
                    "projected_delta_total projectedDeltaTotal ANALYTIC",
                    "options_delta optionsDelta ANALYTIC",
                    "options_gamma optionsGamma ANALYTIC",
                    "options_vega optionsVega ANALYTIC",
                    "options_theta optionsTheta ANALYTIC",
                    "delta_total_map deltaTotalMap JSON",
                    "options_gamma_map optionsGammaMap JSON",
                    "options_vega_map optionsVegaMap JSON",
                    "options_theta_map optionsThetaMap JSON",
                    "total_equity_usd totalEquityUsd ANALYTIC",
                    "total_initial_margin_usd totalInitialMarginUsd ANALYTIC",
                    "total_maintenance_margin_usd totalMaintenanceMarginUsd ANALYTIC",
                    "total_margin_balance_usd totalMarginBalanceUsd ANALYTIC",
                    "total_delta_total_usd totalDeltaTotalUsd ANALYTIC",
                    "estimated_liquidation_ratio estimatedLiquidationRatio ANALYTIC",
                    "estimated_liquidation_ratio_map estimatedLiquidationRatioMap JSON",
                    "limits limits JSON");

    private static List<AccountFields> of(final String... lines) {
        return Arrays.stream(lines)
                .map(line -> line.split(" "))
                .map(w -> new AccountFields(w[0], w[1], Sort.valueOf(w[2])))
                .toList();
    }
}
