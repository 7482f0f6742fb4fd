/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.TradeColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Jackson's streaming parser, as a good programmer would use it: names are the Strings it keeps,
 * exact numbers are made of its characters without an object between.
 */
public final class JacksonDecoder implements FrameDecoder {
    private static final long NS_PER_MS = 1_000_000;

    private final JsonFactory factory =
            JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
    private final Symbols symbols;

    public JacksonDecoder(final Symbols symbols) {
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
        } else if (channel.startsWith("quote.")) {
            event.kind = EventKind.QUOTE;
            ticker(parser, event);
        } else {
            event.kind = EventKind.TICKER;
            event.flags |= MarketEvent.SNAPSHOT;
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
                case "type" ->
                        event.flags |=
                                "snapshot".equals(parser.getText())
                                        ? MarketEvent.SNAPSHOT
                                        : MarketEvent.CHANGE;
                case "timestamp" -> event.exchangeTimeNs = parser.getLongValue() * NS_PER_MS;
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
            trade(parser, event.trades, event.trades.add());
        }
        Filled.trades(event);
    }

    private void trade(final JsonParser parser, final TradeColumns trades, final int row)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "timestamp" -> trades.timeNs[row] = parser.getLongValue() * NS_PER_MS;
                case "trade_seq" -> trades.tradeSeq[row] = parser.getLongValue();
                case "tick_direction" -> trades.tickDirection[row] = parser.getByteValue();
                case "price" -> trades.price[row] = exact(parser);
                case "mark_price" -> trades.markPrice[row] = exact(parser);
                case "index_price" -> trades.indexPrice[row] = exact(parser);
                case "contracts" -> trades.contracts[row] = exact(parser);
                case "amount" -> trades.amount[row] = exact(parser);
                case "iv" -> trades.iv[row] = number(parser);
                case "direction" ->
                        trades.direction[row] =
                                "buy".equals(parser.getText()) ? Side.BUY : Side.SELL;
                case "instrument_name" ->
                        trades.instrumentId[row] = intern(symbols.instruments(), parser.getText());
                default -> parser.skipChildren();
            }
        }
    }

    private void ticker(final JsonParser parser, final MarketEvent event) throws IOException {
        final TickerColumns ticker = event.ticker;
        ticker.clear();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "timestamp" -> event.exchangeTimeNs = parser.getLongValue() * NS_PER_MS;
                case "instrument_name" ->
                        event.instrumentId = intern(symbols.instruments(), parser.getText());
                case "best_bid_price" -> ticker.bestBidPrice = exact(parser);
                case "best_bid_amount" -> ticker.bestBidAmount = exact(parser);
                case "best_ask_price" -> ticker.bestAskPrice = exact(parser);
                case "best_ask_amount" -> ticker.bestAskAmount = exact(parser);
                case "last_price" -> ticker.lastPrice = exact(parser);
                case "mark_price" -> ticker.markPrice = exact(parser);
                case "index_price" -> ticker.indexPrice = exact(parser);
                case "open_interest" -> ticker.openInterest = exact(parser);
                case "current_funding" -> ticker.currentFunding = number(parser);
                case "funding_8h" -> ticker.funding8h = number(parser);
                case "mark_iv" -> ticker.markIv = number(parser);
                case "bid_iv" -> ticker.bidIv = number(parser);
                case "ask_iv" -> ticker.askIv = number(parser);
                case "min_price" -> ticker.minPrice = exact(parser);
                case "max_price" -> ticker.maxPrice = exact(parser);
                case "settlement_price" -> ticker.settlementPrice = exact(parser);
                case "estimated_delivery_price" -> ticker.estimatedDeliveryPrice = exact(parser);
                case "underlying_price" -> ticker.underlyingPrice = exact(parser);
                case "interest_rate" -> ticker.interestRate = number(parser);
                case "interest_value" -> ticker.interestValue = number(parser);
                case "stats" -> stats(parser, ticker);
                case "greeks" -> greeks(parser, ticker);
                default -> parser.skipChildren();
            }
        }
    }

    private static void stats(final JsonParser parser, final TickerColumns ticker)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "volume" -> ticker.volume = number(parser);
                case "low" -> ticker.lowPrice = exact(parser);
                case "high" -> ticker.highPrice = exact(parser);
                case "price_change" -> ticker.priceChange = number(parser);
                case "volume_usd" -> ticker.volumeUsd = number(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static void greeks(final JsonParser parser, final TickerColumns ticker)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "delta" -> ticker.delta = number(parser);
                case "gamma" -> ticker.gamma = number(parser);
                case "vega" -> ticker.vega = number(parser);
                case "theta" -> ticker.theta = number(parser);
                case "rho" -> ticker.rho = number(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static double number(final JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? Double.NaN : parser.getDoubleValue();
    }

    private static long exact(final JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL
                ? MarketEvent.ABSENT
                : Scaled.of(
                        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    private static int intern(final SymbolTable table, final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return table.intern(bytes, 0, bytes.length);
    }
}
