/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.Decimals;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.OrderColumns;
import io.novaring.codec.PositionColumns;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.TradeColumns;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All that a decoder said about a message, as one text to compare. */
final class EventText {
    private final MarketEvent event;
    private final Symbols symbols;

    private EventText(final MarketEvent event, final Symbols symbols) {
        this.event = event;
        this.symbols = symbols;
    }

    static String of(final MarketEvent event, final Symbols symbols) {
        return new EventText(event, symbols).all();
    }

    private String all() {
        final String header =
                String.join(
                        " ",
                        event.kind.name(),
                        flags(),
                        "channel=" + symbols.channels().name(event.channelId),
                        "instrument=" + instrument(event.instrumentId),
                        "time=" + number(event.exchangeTimeNs));
        return header + " " + columns() + AccountText.of(event);
    }

    private String flags() {
        return (event.hasFlag(MarketEvent.SNAPSHOT) ? "S" : "")
                + (event.hasFlag(MarketEvent.CHANGE) ? "C" : "")
                + (event.hasFlag(MarketEvent.WINDOW) ? "W" : "")
                + (event.hasFlag(MarketEvent.INEXACT) ? "I" : "")
                + (event.hasFlag(MarketEvent.TEST_REQUEST) ? "T" : "");
    }

    private String columns() {
        return switch (event.kind) {
            case BOOK ->
                    "id="
                            + number(event.changeId)
                            + " prev="
                            + number(event.prevChangeId)
                            + " bids="
                            + levels(event.bids)
                            + " asks="
                            + levels(event.asks);
            case TRADES, USER_TRADES -> trades(event.trades);
            case COMBO_TRADES -> trades(event.trades) + " " + NoticeText.of(event, symbols);
            case TICKER, QUOTE -> ticker(event.ticker);
            case INDEX -> text(event.indexName) + " " + exact(event.indexPrice);
            case ORDERS -> orders(event.orders);
            case CHANGES ->
                    orders(event.orders) + trades(event.trades) + positions(event.positions);
            case PORTFOLIO ->
                    text(event.portfolio.currency)
                            + exact(
                                    event.portfolio.equity,
                                    event.portfolio.balance,
                                    event.portfolio.availableFunds,
                                    event.portfolio.initialMargin,
                                    event.portfolio.maintenanceMargin);
            case RESPONSE ->
                    String.join(
                            " ",
                            text(event.idText),
                            number(event.requestId),
                            text(event.resultText),
                            number(event.usIn),
                            number(event.usOut),
                            answer());
            case ERROR ->
                    String.join(
                            " ",
                            text(event.idText),
                            number(event.requestId),
                            number(event.errorCode),
                            text(event.errorMessage),
                            text(event.errorData),
                            number(event.usIn),
                            number(event.usOut));
            case REJECT -> event.rejectReason.word() + " " + event.rejectOffset;
            default -> NoticeText.of(event, symbols);
        };
    }

    /** Nothing, so that answers without rows read as they always did. */
    private String answer() {
        final String rows =
                switch (event.answered & ~MarketEvent.ANSWERED_MORE) {
                    case 0 -> "";
                    case MarketEvent.ANSWERED_ACCOUNT -> text(event.portfolio.currency);
                    default ->
                            orders(event.orders)
                                    + trades(event.trades)
                                    + positions(event.positions);
                };
        return event.answered == 0
                ? ""
                : event.answered + " " + rows + AccountText.of(event, event.answered);
    }

    private static String levels(final LevelColumns levels) {
        return IntStream.range(0, levels.size())
                .mapToObj(i -> levels.action(i) + exact(levels.price(i), levels.amount(i)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String trades(final TradeColumns trades) {
        return IntStream.range(0, trades.size())
                .mapToObj(
                        i ->
                                String.join(
                                        " ",
                                        instrument(trades.instrumentId[i]),
                                        text(trades.tradeId[i]),
                                        number(trades.tradeSeq[i]),
                                        number(trades.timeNs[i]),
                                        Side.word(trades.direction[i]),
                                        exact(trades.price[i], trades.amount[i], trades.fee[i]),
                                        text(trades.liquidation[i]),
                                        text(trades.orderId[i]),
                                        text(trades.label[i]),
                                        text(trades.feeCurrency[i]),
                                        text(trades.state[i]),
                                        tradeDetails(trades, i)))
                .collect(Collectors.joining(";", "trades[", "]"));
    }

    private String tradeDetails(final TradeColumns trades, final int i) {
        return String.join(
                " ",
                Byte.toString(trades.tickDirection[i]),
                exact(trades.contracts[i], trades.markPrice[i], trades.indexPrice[i]),
                Double.toString(trades.iv[i]),
                text(trades.blockTradeId[i]),
                number(trades.blockTradeLegCount[i]),
                text(trades.blockRequestId[i]),
                text(trades.comboId[i]),
                text(trades.comboTradeId[i]),
                Integer.toString(trades.legCount[i]),
                number(trades.matchId[i]),
                number(trades.matchTimeNs[i]));
    }

    private String orders(final OrderColumns orders) {
        return IntStream.range(0, orders.size())
                .mapToObj(
                        i ->
                                String.join(
                                        " ",
                                        instrument(orders.instrumentId[i]),
                                        text(orders.orderId[i]),
                                        text(orders.label[i]),
                                        Side.word(orders.direction[i]),
                                        text(orders.orderState[i]),
                                        text(orders.orderType[i]),
                                        text(orders.timeInForce[i]),
                                        exact(
                                                orders.price[i],
                                                orders.amount[i],
                                                orders.filledAmount[i],
                                                orders.averagePrice[i]),
                                        number(orders.timeNs[i]),
                                        number(orders.creationTimeNs[i]),
                                        orders.postOnly[i] + "/" + orders.reduceOnly[i]))
                .collect(Collectors.joining(";", "orders[", "]"));
    }

    private String positions(final PositionColumns positions) {
        return IntStream.range(0, positions.size())
                .mapToObj(
                        i ->
                                String.join(
                                        " ",
                                        instrument(positions.instrumentId[i]),
                                        Side.word(positions.direction[i]),
                                        exact(
                                                positions.positionSize[i],
                                                positions.averagePrice[i],
                                                positions.floatingProfitLoss[i])))
                .collect(Collectors.joining(";", "positions[", "]"));
    }

    private String ticker(final TickerColumns ticker) {
        final String best =
                exact(
                        ticker.bestBidPrice,
                        ticker.bestBidAmount,
                        ticker.bestAskPrice,
                        ticker.bestAskAmount,
                        ticker.lastPrice,
                        ticker.markPrice,
                        ticker.indexPrice,
                        ticker.openInterest);
        final double[] analytics = {
            ticker.currentFunding,
            ticker.funding8h,
            ticker.markIv,
            ticker.bidIv,
            ticker.askIv,
            ticker.delta,
            ticker.gamma,
            ticker.vega,
            ticker.theta,
            ticker.rho
        };
        return best
                + " "
                + text(ticker.state)
                + " "
                + Arrays.toString(analytics)
                + tickerDetails(ticker);
    }

    private String tickerDetails(final TickerColumns ticker) {
        final double[] analytics = {
            ticker.interestRate,
            ticker.interestValue,
            ticker.volume,
            ticker.volumeUsd,
            ticker.volumeNotional,
            ticker.priceChange
        };
        return exact(
                        ticker.minPrice,
                        ticker.maxPrice,
                        ticker.settlementPrice,
                        ticker.deliveryPrice,
                        ticker.estimatedDeliveryPrice,
                        ticker.underlyingPrice,
                        ticker.lowPrice,
                        ticker.highPrice)
                + " "
                + text(ticker.underlyingIndex)
                + " "
                + Arrays.toString(analytics)
                + " "
                + Long.toHexString(ticker.nullFields);
    }

    private String instrument(final int id) {
        return String.valueOf(symbols.instruments().name(id));
    }

    private String text(final long text) {
        return String.valueOf(Text.toString(event.raw, text));
    }

    private static String number(final long value) {
        return value == MarketEvent.ABSENT ? "-" : Long.toString(value);
    }

    private static String exact(final long... values) {
        return Arrays.stream(values)
                .mapToObj(v -> v == MarketEvent.ABSENT ? "-" : Decimals.toString(v))
                .collect(Collectors.joining(" ", "(", ")"));
    }
}
