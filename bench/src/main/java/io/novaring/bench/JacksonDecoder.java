/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A peer: the same four kinds of message into the same event, with Jackson's streaming parser as a
 * good programmer would write it. Names become Strings and exact numbers BigDecimals, because that
 * is what the library offers.
 */
final class JacksonDecoder implements FrameDecoder {
    private static final int SCALE_DIGITS = 9;

    private final JsonFactory factory = new JsonFactory();
    private final Symbols symbols;

    JacksonDecoder(final Symbols symbols) {
        this.symbols = symbols;
    }

    @Override
    public void decode(final MarketEvent event) {
        try (JsonParser parser = factory.createParser(event.raw, 0, event.rawLength)) {
            String channel = null;
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.FIELD_NAME) {
                    continue;
                }
                final String name = parser.currentName();
                if ("channel".equals(name)) {
                    channel = parser.nextTextValue();
                    event.channelId = intern(symbols.channels(), channel);
                } else if ("data".equals(name) && channel != null) {
                    data(parser, channel, event);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void data(final JsonParser parser, final String channel, final MarketEvent event)
            throws IOException {
        parser.nextToken();
        if (channel.startsWith("book.")) {
            event.kind = EventKind.BOOK;
            book(parser, event);
        } else if (channel.startsWith("trades.")) {
            event.kind = EventKind.TRADES;
            trades(parser, event);
        } else {
            event.kind = channel.startsWith("quote.") ? EventKind.QUOTE : EventKind.TICKER;
            ticker(parser, event);
        }
    }

    private void book(final JsonParser parser, final MarketEvent event) throws IOException {
        event.bids.clear();
        event.asks.clear();
        event.prevChangeId = MarketEvent.ABSENT;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "timestamp" -> event.exchangeTimeNs = parser.getLongValue() * 1_000_000;
                case "change_id" -> event.changeId = parser.getLongValue();
                case "prev_change_id" -> event.prevChangeId = parser.getLongValue();
                case "instrument_name" ->
                        event.instrumentId = intern(symbols.instruments(), parser.getText());
                case "bids" -> levels(parser, event.bids);
                case "asks" -> levels(parser, event.asks);
                default -> parser.skipChildren();
            }
        }
    }

    private static void levels(final JsonParser parser, final LevelColumns levels)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.nextToken();
            final byte action =
                    switch (parser.getText()) {
                        case "new" -> LevelColumns.NEW;
                        case "change" -> LevelColumns.CHANGE;
                        default -> LevelColumns.DELETE;
                    };
            parser.nextToken();
            final long price = exact(parser);
            parser.nextToken();
            levels.add(action, price, exact(parser));
            parser.nextToken();
        }
    }

    private void trades(final JsonParser parser, final MarketEvent event) throws IOException {
        event.trades.clear();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            final int row = event.trades.add();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                final String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "timestamp" ->
                            event.trades.timeNs[row] = parser.getLongValue() * 1_000_000;
                    case "trade_seq" -> event.trades.tradeSeq[row] = parser.getLongValue();
                    case "price" -> event.trades.price[row] = exact(parser);
                    case "amount" -> event.trades.amount[row] = exact(parser);
                    case "direction" ->
                            event.trades.direction[row] =
                                    "buy".equals(parser.getText()) ? Side.BUY : Side.SELL;
                    case "instrument_name" ->
                            event.trades.instrumentId[row] =
                                    intern(symbols.instruments(), parser.getText());
                    default -> parser.skipChildren();
                }
            }
        }
    }

    private void ticker(final JsonParser parser, final MarketEvent event) throws IOException {
        event.ticker.clear();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "timestamp" -> event.exchangeTimeNs = parser.getLongValue() * 1_000_000;
                case "instrument_name" ->
                        event.instrumentId = intern(symbols.instruments(), parser.getText());
                case "best_bid_price" -> event.ticker.bestBidPrice = exact(parser);
                case "best_bid_amount" -> event.ticker.bestBidAmount = exact(parser);
                case "best_ask_price" -> event.ticker.bestAskPrice = exact(parser);
                case "best_ask_amount" -> event.ticker.bestAskAmount = exact(parser);
                case "last_price" -> event.ticker.lastPrice = exact(parser);
                case "mark_price" -> event.ticker.markPrice = exact(parser);
                case "index_price" -> event.ticker.indexPrice = exact(parser);
                case "open_interest" -> event.ticker.openInterest = exact(parser);
                case "current_funding" -> event.ticker.currentFunding = parser.getDoubleValue();
                case "funding_8h" -> event.ticker.funding8h = parser.getDoubleValue();
                case "mark_iv" -> event.ticker.markIv = parser.getDoubleValue();
                case "bid_iv" -> event.ticker.bidIv = parser.getDoubleValue();
                case "ask_iv" -> event.ticker.askIv = parser.getDoubleValue();
                case "greeks" -> greeks(parser, event);
                default -> parser.skipChildren();
            }
        }
    }

    private static void greeks(final JsonParser parser, final MarketEvent event)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "delta" -> event.ticker.delta = parser.getDoubleValue();
                case "gamma" -> event.ticker.gamma = parser.getDoubleValue();
                case "vega" -> event.ticker.vega = parser.getDoubleValue();
                case "theta" -> event.ticker.theta = parser.getDoubleValue();
                case "rho" -> event.ticker.rho = parser.getDoubleValue();
                default -> parser.skipChildren();
            }
        }
    }

    private static long exact(final JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return MarketEvent.ABSENT;
        }
        final BigDecimal value = parser.getDecimalValue();
        return value.scaleByPowerOfTen(SCALE_DIGITS).longValue();
    }

    private static int intern(final SymbolTable table, final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return table.intern(bytes, 0, bytes.length);
    }
}
