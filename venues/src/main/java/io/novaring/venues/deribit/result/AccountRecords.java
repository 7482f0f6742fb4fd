/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.OrderColumns;
import io.novaring.codec.PortfolioColumns;
import io.novaring.codec.PortfolioDetails;
import io.novaring.codec.PositionColumns;
import io.novaring.codec.Text;
import io.novaring.codec.TradeColumns;
import io.novaring.venues.deribit.decode.AccountAnswers;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Columns of one answer as records. */
final class AccountRecords {
    private final String method;
    private final AccountAnswers answers = new AccountAnswers();
    private final MarketEvent event;

    AccountRecords(final String method, final String json) {
        this.method = method;
        event = answers.decode(json);
    }

    boolean has(final int bits) {
        return event.hasAnswered(bits);
    }

    List<OrderResult> orders() {
        return list(event.orders.size(), this::order);
    }

    List<UserTradeResult> trades() {
        return list(event.trades.size(), this::trade);
    }

    List<PositionResult> positions() {
        return list(event.positions.size(), this::position);
    }

    private static <T> List<T> list(final int size, final IntFunction<T> row) {
        return IntStream.range(0, size).mapToObj(row).toList();
    }

    private OrderResult order(final int row) {
        final OrderColumns orders = event.orders;
        return new OrderResult(
                answers.text(orders.orderId[row]),
                answers.text(orders.label[row]),
                answers.instrument(orders.instrumentId[row]),
                orders.direction[row],
                answers.text(orders.orderState[row]),
                answers.text(orders.orderType[row]),
                answers.text(orders.originalOrderType[row]),
                answers.text(orders.timeInForce[row]),
                orders.price[row],
                orders.amount[row],
                orders.contracts[row],
                orders.filledAmount[row],
                orders.averagePrice[row],
                orders.creationTimeNs[row],
                orders.timeNs[row],
                orders.postOnly[row] == 1,
                orders.rejectPostOnly[row] == 1,
                orders.reduceOnly[row] == 1,
                orders.replaced[row] == 1,
                orders.mmp[row] == 1,
                orders.liquidation[row] == 1,
                answers.text(orders.cancelReason[row]),
                orders.displayAmount[row],
                orders.refreshAmount[row],
                new OrderTrigger(
                        answers.text(orders.trigger[row]),
                        orders.triggerPrice[row],
                        orders.triggerOffset[row],
                        orders.triggerReferencePrice[row],
                        orders.triggered[row] == 1,
                        answers.text(orders.triggerOrderId[row])));
    }

    private UserTradeResult trade(final int row) {
        final TradeColumns trades = event.trades;
        return new UserTradeResult(
                answers.text(trades.tradeId[row]),
                trades.tradeSeq[row],
                answers.instrument(trades.instrumentId[row]),
                trades.timeNs[row],
                trades.direction[row],
                trades.price[row],
                trades.amount[row],
                trades.contracts[row],
                answers.text(trades.orderId[row]),
                answers.text(trades.label[row]),
                answers.text(trades.state[row]),
                answers.text(trades.orderType[row]),
                trades.fee[row],
                answers.text(trades.feeCurrency[row]),
                answers.text(trades.liquidity[row]),
                trades.profitLoss[row],
                trades.markPrice[row],
                trades.indexPrice[row],
                trades.underlyingPrice[row],
                trades.iv[row],
                answers.text(trades.liquidation[row]),
                trades.postOnly[row] == 1,
                trades.reduceOnly[row] == 1,
                answers.text(trades.comboId[row]),
                answers.text(trades.blockTradeId[row]));
    }

    private PositionResult position(final int row) {
        final PositionColumns positions = event.positions;
        return new PositionResult(
                answers.instrument(positions.instrumentId[row]),
                answers.text(positions.kind[row]),
                positions.direction[row],
                positions.positionSize[row],
                positions.sizeCurrency[row],
                positions.averagePrice[row],
                positions.markPrice[row],
                positions.indexPrice[row],
                positions.settlementPrice[row],
                positions.floatingProfitLoss[row],
                positions.realizedProfitLoss[row],
                positions.totalProfitLoss[row],
                positions.initialMargin[row],
                positions.maintenanceMargin[row],
                positions.openOrdersMargin[row],
                positions.estimatedLiquidationPrice[row],
                positions.leverage[row],
                positions.delta[row],
                positions.gamma[row],
                positions.vega[row],
                positions.theta[row]);
    }

    AccountSummary account() {
        final PortfolioColumns portfolio = event.portfolio;
        final PortfolioDetails details = portfolio.details;
        return new AccountSummary(
                answers.text(portfolio.currency),
                answers.text(details.marginModel),
                details.portfolioMargining == 1,
                details.crossCollateral == 1,
                portfolio.balance,
                portfolio.equity,
                details.marginBalance,
                portfolio.availableFunds,
                details.availableWithdrawalFunds,
                portfolio.initialMargin,
                portfolio.maintenanceMargin,
                details.projectedInitialMargin,
                details.projectedMaintenanceMargin,
                details.feeBalance,
                details.totalProfitLoss,
                details.sessionRealizedProfitLoss,
                details.sessionUnrealizedProfitLoss,
                details.futuresProfitLoss,
                details.optionsProfitLoss,
                details.optionsValue,
                details.deltaTotal,
                details.optionsDelta,
                details.optionsGamma,
                details.optionsVega,
                details.optionsTheta,
                limits(details.limits));
    }

    private AccountLimits limits(final long text) {
        final String json = Text.toString(event.raw, text);
        return json == null || json.equals("null")
                ? null
                : new AccountLimitsReader(method, json).read();
    }
}
