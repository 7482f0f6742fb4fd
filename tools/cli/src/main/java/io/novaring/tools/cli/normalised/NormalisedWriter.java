/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.normalised;

import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.OrderColumns;
import io.novaring.codec.PositionColumns;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.TradeColumns;
import io.novaring.codec.json.JsonEncoder;
import java.nio.charset.StandardCharsets;

/** Events as normalised lines: one JSON object each; see docs/events.md. One thread. */
public final class NormalisedWriter {
    private static final byte[] INCREMENTAL = "incremental_".getBytes(StandardCharsets.US_ASCII);

    private final Symbols symbols;
    private final NormalisedFields fields;
    private final NoticeWriter notices;
    private final JsonEncoder json;

    private final boolean isTyped;

    /** Writes the fixed format: the rarer kinds are notifications. */
    public NormalisedWriter(final Symbols symbols, final JsonEncoder json) {
        this(symbols, json, false);
    }

    /**
     * @param isTyped whether the rarer kinds are written with their fields.
     */
    public NormalisedWriter(final Symbols symbols, final JsonEncoder json, final boolean isTyped) {
        this.isTyped = isTyped;
        this.symbols = symbols;
        this.json = json;
        fields = new NormalisedFields(symbols, json);
        notices = new NoticeWriter(fields, json);
    }

    /** Appends the event and a line feed, numbered by the line it was read from. */
    public void writeLine(final long line, final MarketEvent event) {
        json.raw("{\"line\":").integer(line);
        write(event);
    }

    /** Appends the event and a line feed, numbered by its sequence. */
    public void writeSequence(final MarketEvent event) {
        json.raw("{\"sequence\":").integer(event.sequence);
        write(event);
    }

    private void write(final MarketEvent event) {
        fields.begin(event);
        boolean isCutShown = true;
        switch (event.kind) {
            case BOOK -> book(event);
            case TRADES -> {
                fields.word("kind", "trades").channel();
                trades(event.trades, false);
            }
            case TICKER -> ticker(event);
            case QUOTE -> {
                fields.word("kind", "quote").channel().instrument(event.instrumentId);
                fields.integer("timeNs", event.exchangeTimeNs);
                best(event.ticker);
            }
            case INDEX -> {
                fields.word("kind", "index").channel().text("index", event.indexName);
                fields.integer("timeNs", event.exchangeTimeNs).exact("price", event.indexPrice);
            }
            case ORDERS -> {
                fields.word("kind", "orders").channel();
                orders(event.orders);
            }
            case USER_TRADES -> {
                fields.word("kind", "userTrades").channel();
                trades(event.trades, true);
            }
            case CHANGES -> {
                fields.word("kind", "changes").channel().instrument(event.instrumentId);
                orders(event.orders);
                trades(event.trades, true);
                positions(event.positions);
            }
            case PORTFOLIO -> portfolio(event);
            case NOTIFICATION -> fields.word("kind", "notification").channel();
            case HEARTBEAT ->
                    fields.word("kind", "heartbeat")
                            .word(
                                    "type",
                                    event.hasFlag(MarketEvent.TEST_REQUEST)
                                            ? "test_request"
                                            : "heartbeat");
            case RESPONSE ->
                    fields.word("kind", "response")
                            .json("id", event.idText)
                            .integer("usIn", event.usIn)
                            .integer("usOut", event.usOut);
            case ERROR ->
                    fields.word("kind", "error")
                            .json("id", event.idText)
                            .integer("code", event.errorCode)
                            .text("message", event.errorMessage);
            case REJECT -> reject(event.rejectReason, event.rejectOffset);
            case OUTBOUND, LIFECYCLE, TICK, COMMAND -> EngineEvents.write(event, fields);
            default -> {
                if (isTyped) {
                    notices.write(event);
                } else {
                    fields.word("kind", "notification").channel();
                    isCutShown = false;
                }
            }
        }
        if (isCutShown && event.hasFlag(MarketEvent.INEXACT)) {
            fields.bool("inexact", true);
        }
        json.raw("}\n");
    }

    private void reject(final RejectReason reason, final int offset) {
        fields.word("kind", "reject").word("reason", reason.word()).integer("offset", offset);
    }

    private void book(final MarketEvent event) {
        final String type =
                event.hasFlag(MarketEvent.WINDOW)
                        ? "window"
                        : event.hasFlag(MarketEvent.SNAPSHOT) ? "snapshot" : "change";
        fields.word("kind", "book").channel().instrument(event.instrumentId).word("type", type);
        fields.integer("timeNs", event.exchangeTimeNs);
        fields.integer("changeId", event.changeId).integer("prevChangeId", event.prevChangeId);
        fields.key("bids");
        levels(event.bids);
        fields.key("asks");
        levels(event.asks);
    }

    private void levels(final LevelColumns levels) {
        json.raw('[');
        for (int i = 0; i < levels.size(); i++) {
            json.raw(i == 0 ? "[\"" : ",[\"").raw(action(levels.action(i))).raw("\",\"");
            json.decimal(levels.price(i)).raw("\",\"").decimal(levels.amount(i)).raw("\"]");
        }
        json.raw(']');
    }

    private static String action(final byte action) {
        return switch (action) {
            case LevelColumns.NEW -> "new";
            case LevelColumns.CHANGE -> "change";
            default -> "delete";
        };
    }

    private void ticker(final MarketEvent event) {
        final TickerColumns ticker = event.ticker;
        fields.word("kind", "ticker").channel().instrument(event.instrumentId);
        fields.word("type", tickerType(event)).integer("timeNs", event.exchangeTimeNs);
        fields.text("state", ticker.state);
        best(ticker);
        fields.exact("lastPrice", ticker.lastPrice).exact("markPrice", ticker.markPrice);
        fields.exact("indexPrice", ticker.indexPrice).exact("openInterest", ticker.openInterest);
        fields.analytic("currentFunding", ticker.currentFunding);
        fields.analytic("funding8h", ticker.funding8h).analytic("markIv", ticker.markIv);
        fields.analytic("bidIv", ticker.bidIv).analytic("askIv", ticker.askIv);
        fields.analytic("delta", ticker.delta).analytic("gamma", ticker.gamma);
        fields.analytic("vega", ticker.vega).analytic("theta", ticker.theta);
        fields.analytic("rho", ticker.rho);
    }

    /** Both a full ticker and the first incremental one are complete: the channel tells. */
    private String tickerType(final MarketEvent event) {
        if (event.hasFlag(MarketEvent.CHANGE)) {
            return "change";
        }
        return isIncremental(event.channelId) ? "snapshot" : "full";
    }

    private boolean isIncremental(final int channelId) {
        if (channelId < 0) {
            return false;
        }
        final byte[] channel = symbols.channels().bytes(channelId);
        if (channel.length < INCREMENTAL.length) {
            return false;
        }
        for (int i = 0; i < INCREMENTAL.length; i++) {
            if (channel[i] != INCREMENTAL[i]) {
                return false;
            }
        }
        return true;
    }

    private void best(final TickerColumns ticker) {
        fields.exact("bestBidPrice", ticker.bestBidPrice);
        fields.exact("bestBidAmount", ticker.bestBidAmount);
        fields.exact("bestAskPrice", ticker.bestAskPrice);
        fields.exact("bestAskAmount", ticker.bestAskAmount);
    }

    private void trades(final TradeColumns trades, final boolean isOwn) {
        fields.key("trades");
        json.raw('[');
        for (int i = 0; i < trades.size(); i++) {
            fields.beginRow(i);
            fields.instrument(trades.instrumentId[i]).text("tradeId", trades.tradeId[i]);
            fields.integer("tradeSeq", trades.tradeSeq[i]).integer("timeNs", trades.timeNs[i]);
            fields.side("direction", trades.direction[i]).exact("price", trades.price[i]);
            fields.exact("amount", trades.amount[i]).text("liquidation", trades.liquidation[i]);
            if (isOwn) {
                fields.text("orderId", trades.orderId[i]).text("label", trades.label[i]);
                fields.exact("fee", trades.fee[i]).text("feeCurrency", trades.feeCurrency[i]);
                fields.text("state", trades.state[i]);
            }
            json.raw('}');
        }
        json.raw(']');
    }

    private void orders(final OrderColumns orders) {
        fields.key("orders");
        json.raw('[');
        for (int i = 0; i < orders.size(); i++) {
            fields.beginRow(i);
            fields.instrument(orders.instrumentId[i]).text("orderId", orders.orderId[i]);
            fields.text("label", orders.label[i]).side("direction", orders.direction[i]);
            fields.text("orderState", orders.orderState[i]);
            fields.text("orderType", orders.orderType[i]);
            fields.text("timeInForce", orders.timeInForce[i]);
            fields.exact("price", orders.price[i]).exact("amount", orders.amount[i]);
            fields.exact("filledAmount", orders.filledAmount[i]);
            fields.exact("averagePrice", orders.averagePrice[i]);
            fields.integer("timeNs", orders.timeNs[i]);
            fields.integer("creationTimeNs", orders.creationTimeNs[i]);
            fields.flag("postOnly", orders.postOnly[i]).flag("reduceOnly", orders.reduceOnly[i]);
            json.raw('}');
        }
        json.raw(']');
    }

    private void positions(final PositionColumns positions) {
        fields.key("positions");
        json.raw('[');
        for (int i = 0; i < positions.size(); i++) {
            fields.beginRow(i);
            fields.instrument(positions.instrumentId[i]);
            fields.side("direction", positions.direction[i]);
            fields.exact("size", positions.positionSize[i]);
            fields.exact("averagePrice", positions.averagePrice[i]);
            fields.exact("floatingProfitLoss", positions.floatingProfitLoss[i]);
            json.raw('}');
        }
        json.raw(']');
    }

    private void portfolio(final MarketEvent event) {
        fields.word("kind", "portfolio").channel().text("currency", event.portfolio.currency);
        fields.exact("equity", event.portfolio.equity);
        fields.exact("balance", event.portfolio.balance);
        fields.exact("availableFunds", event.portfolio.availableFunds);
        fields.exact("initialMargin", event.portfolio.initialMargin);
        fields.exact("maintenanceMargin", event.portfolio.maintenanceMargin);
    }
}
