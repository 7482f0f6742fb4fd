/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import static java.lang.invoke.MethodType.methodType;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.TradeColumns;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/**
 * simdjson-java: the structure by vectors, then values by their names. Its classes are of Java 24
 * and need {@code jdk.incubator.vector}; reached by handles, which the compiler sees through.
 */
public final class SimdjsonDecoder implements FrameDecoder {
    private static final long NS_PER_MS = 1_000_000;

    private static final MethodHandle NEW_PARSER;
    private static final MethodHandle PARSE;
    private static final MethodHandle ELEMENTS;
    private static final MethodHandle FIELDS;
    private static final MethodHandle AS_LONG;
    private static final MethodHandle AS_DOUBLE;
    private static final MethodHandle AS_STRING;
    private static final MethodHandle IS_NULL;
    private static final MethodHandle IS_LONG;

    static {
        try {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            final Class<?> parser = Class.forName("org.simdjson.SimdJsonParser");
            final Class<?> value = Class.forName("org.simdjson.JsonValue");
            NEW_PARSER =
                    lookup.findConstructor(parser, methodType(void.class))
                            .asType(methodType(Object.class));
            PARSE =
                    lookup.findVirtual(parser, "parse", methodType(value, byte[].class, int.class))
                            .asType(
                                    methodType(
                                            Object.class, Object.class, byte[].class, int.class));
            ELEMENTS = getter(lookup, value, "arrayIterator", Iterator.class);
            FIELDS = getter(lookup, value, "objectIterator", Iterator.class);
            AS_LONG = getter(lookup, value, "asLong", long.class);
            AS_DOUBLE = getter(lookup, value, "asDouble", double.class);
            AS_STRING = getter(lookup, value, "asString", String.class);
            IS_NULL = getter(lookup, value, "isNull", boolean.class);
            IS_LONG = getter(lookup, value, "isLong", boolean.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Symbols symbols;
    private final Object parser;

    public SimdjsonDecoder(final Symbols symbols) {
        this.symbols = symbols;
        try {
            parser = (Object) NEW_PARSER.invokeExact();
        } catch (final Throwable e) {
            throw new IllegalStateException("simdjson-java does not start", e);
        }
    }

    private static MethodHandle getter(
            final MethodHandles.Lookup lookup,
            final Class<?> value,
            final String name,
            final Class<?> type)
            throws ReflectiveOperationException {
        return lookup.findVirtual(value, name, methodType(type))
                .asType(methodType(type, Object.class));
    }

    @Override
    public void decode(final MarketEvent event) {
        try {
            message((Object) PARSE.invokeExact(parser, event.raw, event.rawLength), event);
        } catch (final RuntimeException | Error e) {
            throw e;
        } catch (final Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void message(final Object root, final MarketEvent event) throws Throwable {
        final Iterator<Map.Entry<String, Object>> fields = fields(root);
        while (fields.hasNext()) {
            final Map.Entry<String, Object> field = fields.next();
            if ("params".equals(field.getKey())) {
                params(field.getValue(), event);
            }
        }
    }

    private void params(final Object params, final MarketEvent event) throws Throwable {
        String channel = "";
        final Iterator<Map.Entry<String, Object>> fields = fields(params);
        while (fields.hasNext()) {
            final Map.Entry<String, Object> field = fields.next();
            if ("channel".equals(field.getKey())) {
                channel = text(field.getValue());
                event.channelId = intern(symbols.channels(), channel);
            } else if ("data".equals(field.getKey())) {
                data(field.getValue(), channel, event);
            }
        }
    }

    private void data(final Object data, final String channel, final MarketEvent event)
            throws Throwable {
        if (channel.startsWith("book.")) {
            event.kind = EventKind.BOOK;
            book(data, event);
        } else if (channel.startsWith("trades.")) {
            event.kind = EventKind.TRADES;
            trades(data, event);
        } else if (channel.startsWith("quote.")) {
            event.kind = EventKind.QUOTE;
            ticker(data, event);
        } else {
            event.kind = EventKind.TICKER;
            event.flags |= MarketEvent.SNAPSHOT;
            ticker(data, event);
        }
    }

    private void book(final Object book, final MarketEvent event) throws Throwable {
        event.prevChangeId = MarketEvent.ABSENT;
        final Iterator<Map.Entry<String, Object>> fields = fields(book);
        while (fields.hasNext()) {
            final Map.Entry<String, Object> field = fields.next();
            final Object value = field.getValue();
            switch (field.getKey()) {
                case "type" ->
                        event.flags |=
                                "snapshot".equals(text(value))
                                        ? MarketEvent.SNAPSHOT
                                        : MarketEvent.CHANGE;
                case "timestamp" -> event.exchangeTimeNs = integer(value) * NS_PER_MS;
                case "prev_change_id" -> event.prevChangeId = integer(value);
                case "instrument_name" ->
                        event.instrumentId = intern(symbols.instruments(), text(value));
                case "change_id" -> event.changeId = integer(value);
                case "bids" -> levels(value, event.bids);
                case "asks" -> levels(value, event.asks);
                default -> {}
            }
        }
    }

    private static void levels(final Object side, final LevelColumns levels) throws Throwable {
        levels.clear();
        final Iterator<Object> rows = elements(side);
        while (rows.hasNext()) {
            final Iterator<Object> level = elements(rows.next());
            final byte action = Pojos.action(text(level.next()));
            final long price = exact(level.next());
            levels.add(action, price, exact(level.next()));
        }
    }

    private void trades(final Object rows, final MarketEvent event) throws Throwable {
        event.trades.clear();
        final Iterator<Object> trades = elements(rows);
        while (trades.hasNext()) {
            trade(trades.next(), event.trades, event.trades.add());
        }
        Filled.trades(event);
    }

    private void trade(final Object trade, final TradeColumns trades, final int row)
            throws Throwable {
        final Iterator<Map.Entry<String, Object>> fields = fields(trade);
        while (fields.hasNext()) {
            final Map.Entry<String, Object> field = fields.next();
            final Object value = field.getValue();
            switch (field.getKey()) {
                case "trade_seq" -> trades.tradeSeq[row] = integer(value);
                case "timestamp" -> trades.timeNs[row] = integer(value) * NS_PER_MS;
                case "tick_direction" -> trades.tickDirection[row] = (byte) integer(value);
                case "price" -> trades.price[row] = exact(value);
                case "mark_price" -> trades.markPrice[row] = exact(value);
                case "iv" -> trades.iv[row] = number(value);
                case "instrument_name" ->
                        trades.instrumentId[row] = intern(symbols.instruments(), text(value));
                case "index_price" -> trades.indexPrice[row] = exact(value);
                case "direction" ->
                        trades.direction[row] = "buy".equals(text(value)) ? Side.BUY : Side.SELL;
                case "contracts" -> trades.contracts[row] = exact(value);
                case "amount" -> trades.amount[row] = exact(value);
                default -> {}
            }
        }
    }

    private void ticker(final Object data, final MarketEvent event) throws Throwable {
        final TickerColumns ticker = event.ticker;
        ticker.clear();
        final Iterator<Map.Entry<String, Object>> fields = fields(data);
        while (fields.hasNext()) {
            final Map.Entry<String, Object> field = fields.next();
            final Object value = field.getValue();
            switch (field.getKey()) {
                case "timestamp" -> event.exchangeTimeNs = integer(value) * NS_PER_MS;
                case "instrument_name" ->
                        event.instrumentId = intern(symbols.instruments(), text(value));
                case "stats", "greeks" -> group(value, ticker);
                default -> figure(field.getKey(), value, ticker);
            }
        }
    }

    private static void group(final Object group, final TickerColumns ticker) throws Throwable {
        final Iterator<Map.Entry<String, Object>> fields = fields(group);
        while (fields.hasNext()) {
            final Map.Entry<String, Object> field = fields.next();
            final Object value = field.getValue();
            switch (field.getKey()) {
                case "volume_usd" -> ticker.volumeUsd = number(value);
                case "volume" -> ticker.volume = number(value);
                case "price_change" -> ticker.priceChange = number(value);
                case "low" -> ticker.lowPrice = exact(value);
                case "high" -> ticker.highPrice = exact(value);
                case "vega" -> ticker.vega = number(value);
                case "theta" -> ticker.theta = number(value);
                case "rho" -> ticker.rho = number(value);
                case "gamma" -> ticker.gamma = number(value);
                case "delta" -> ticker.delta = number(value);
                default -> {}
            }
        }
    }

    private static void figure(final String name, final Object value, final TickerColumns ticker)
            throws Throwable {
        switch (name) {
            case "best_bid_price" -> ticker.bestBidPrice = exact(value);
            case "best_bid_amount" -> ticker.bestBidAmount = exact(value);
            case "best_ask_price" -> ticker.bestAskPrice = exact(value);
            case "best_ask_amount" -> ticker.bestAskAmount = exact(value);
            case "underlying_price" -> ticker.underlyingPrice = exact(value);
            case "settlement_price" -> ticker.settlementPrice = exact(value);
            case "open_interest" -> ticker.openInterest = exact(value);
            case "min_price" -> ticker.minPrice = exact(value);
            case "max_price" -> ticker.maxPrice = exact(value);
            case "mark_price" -> ticker.markPrice = exact(value);
            case "mark_iv" -> ticker.markIv = number(value);
            case "last_price" -> ticker.lastPrice = exact(value);
            case "interest_value" -> ticker.interestValue = number(value);
            case "interest_rate" -> ticker.interestRate = number(value);
            case "index_price" -> ticker.indexPrice = exact(value);
            case "funding_8h" -> ticker.funding8h = number(value);
            case "estimated_delivery_price" -> ticker.estimatedDeliveryPrice = exact(value);
            case "current_funding" -> ticker.currentFunding = number(value);
            case "bid_iv" -> ticker.bidIv = number(value);
            case "ask_iv" -> ticker.askIv = number(value);
            default -> {}
        }
    }

    @SuppressWarnings("unchecked")
    private static Iterator<Map.Entry<String, Object>> fields(final Object value) throws Throwable {
        return (Iterator<Map.Entry<String, Object>>)
                (Iterator<?>) (Iterator) FIELDS.invokeExact(value);
    }

    @SuppressWarnings("unchecked")
    private static Iterator<Object> elements(final Object value) throws Throwable {
        return (Iterator<Object>) (Iterator) ELEMENTS.invokeExact(value);
    }

    private static String text(final Object value) throws Throwable {
        return (String) AS_STRING.invokeExact(value);
    }

    private static long integer(final Object value) throws Throwable {
        return (long) AS_LONG.invokeExact(value);
    }

    private static double number(final Object value) throws Throwable {
        if ((boolean) IS_NULL.invokeExact(value)) {
            return Double.NaN;
        }
        return (boolean) IS_LONG.invokeExact(value)
                ? (double) (long) AS_LONG.invokeExact(value)
                : (double) AS_DOUBLE.invokeExact(value);
    }

    private static long exact(final Object value) throws Throwable {
        final double number = number(value);
        return Double.isNaN(number) ? MarketEvent.ABSENT : Scaled.of(number);
    }

    private static int intern(final SymbolTable table, final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        return table.intern(bytes, 0, bytes.length);
    }
}
