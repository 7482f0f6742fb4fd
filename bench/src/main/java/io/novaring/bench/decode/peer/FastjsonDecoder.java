/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import static io.novaring.bench.decode.peer.FastjsonName.matches;

import com.alibaba.fastjson2.JSONFactory;
import com.alibaba.fastjson2.JSONReader;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.TradeColumns;
import java.nio.charset.StandardCharsets;

/**
 * fastjson2's {@code JSONReader} as its own generated code uses it: the first four bytes of a name
 * choose, one or two words decide. Names become ids by the hash it makes of them.
 */
public final class FastjsonDecoder implements FrameDecoder {
    private static final FastjsonName PARAMS = FastjsonName.of("params");
    private static final FastjsonName CHANNEL = FastjsonName.of("channel");
    private static final FastjsonName DATA = FastjsonName.of("data");
    private static final FastjsonName TYPE = FastjsonName.of("type");
    private static final FastjsonName TIMESTAMP = FastjsonName.of("timestamp");
    private static final FastjsonName PREV_CHANGE_ID = FastjsonName.of("prev_change_id");
    private static final FastjsonName CHANGE_ID = FastjsonName.of("change_id");
    private static final FastjsonName INSTRUMENT_NAME = FastjsonName.of("instrument_name");
    private static final FastjsonName BIDS = FastjsonName.of("bids");
    private static final FastjsonName ASKS = FastjsonName.of("asks");
    private static final FastjsonName TRADE_SEQ = FastjsonName.of("trade_seq");
    private static final FastjsonName TICK_DIRECTION = FastjsonName.of("tick_direction");
    private static final FastjsonName PRICE = FastjsonName.of("price");
    private static final FastjsonName MARK_PRICE = FastjsonName.of("mark_price");
    private static final FastjsonName INDEX_PRICE = FastjsonName.of("index_price");
    private static final FastjsonName DIRECTION = FastjsonName.of("direction");
    private static final FastjsonName CONTRACTS = FastjsonName.of("contracts");
    private static final FastjsonName AMOUNT = FastjsonName.of("amount");

    private static final long CHANGE = hash("change");
    private static final long NEW = hash("new");
    private static final long BUY = hash("buy");
    private static final long SNAPSHOT = hash("snapshot");

    static final long NS_PER_MS = 1_000_000;

    private final JSONReader.Context context = JSONFactory.createReadContext();
    private final NameIds channels;
    private final NameIds instruments;
    private final FastjsonTicker ticker;

    public FastjsonDecoder(final Symbols symbols) {
        channels = new NameIds(symbols.channels());
        instruments = new NameIds(symbols.instruments());
        ticker = new FastjsonTicker(instruments);
    }

    @Override
    public void decode(final MarketEvent event) {
        try (JSONReader reader =
                JSONReader.of(event.raw, 0, event.rawLength, StandardCharsets.UTF_8, context)) {
            reader.nextIfObjectStart();
            while (!reader.nextIfObjectEnd()) {
                if (reader.getRawInt() == ('"' | 'p' << 8 | 'a' << 16 | 'r' << 24)
                        && matches(reader, PARAMS)) {
                    params(reader, event);
                } else {
                    skip(reader);
                }
            }
        }
    }

    private void params(final JSONReader reader, final MarketEvent event) {
        char kind = 0;
        reader.nextIfObjectStart();
        while (!reader.nextIfObjectEnd()) {
            final int name = reader.getRawInt();
            if (name == ('"' | 'c' << 8 | 'h' << 16 | 'a' << 24) && matches(reader, CHANNEL)) {
                kind = (char) event.raw[reader.getOffset()];
                event.channelId = id(reader, channels);
            } else if (name == ('"' | 'd' << 8 | 'a' << 16 | 't' << 24) && matches(reader, DATA)) {
                data(reader, event, kind);
            } else {
                skip(reader);
            }
        }
    }

    private void data(final JSONReader reader, final MarketEvent event, final char kind) {
        switch (kind) {
            case 'b' -> book(reader, event);
            case 't' -> {
                if (reader.isArray()) {
                    trades(reader, event);
                } else {
                    ticker.ticker(reader, event);
                }
            }
            case 'q' -> ticker.quote(reader, event);
            default -> reader.skipValue();
        }
    }

    private void book(final JSONReader reader, final MarketEvent event) {
        event.kind = EventKind.BOOK;
        event.prevChangeId = MarketEvent.ABSENT;
        reader.nextIfObjectStart();
        while (!reader.nextIfObjectEnd()) {
            final boolean isKnown =
                    switch (reader.getRawInt()) {
                        case '"' | 't' << 8 | 'y' << 16 | 'p' << 24 -> {
                            if (!matches(reader, TYPE)) {
                                yield false;
                            }
                            event.flags |=
                                    reader.readValueHashCode() == SNAPSHOT
                                            ? MarketEvent.SNAPSHOT
                                            : MarketEvent.CHANGE;
                            yield true;
                        }
                        case '"' | 't' << 8 | 'i' << 16 | 'm' << 24 -> {
                            if (!matches(reader, TIMESTAMP)) {
                                yield false;
                            }
                            event.exchangeTimeNs = reader.readInt64Value() * NS_PER_MS;
                            yield true;
                        }
                        case '"' | 'p' << 8 | 'r' << 16 | 'e' << 24 -> {
                            if (!matches(reader, PREV_CHANGE_ID)) {
                                yield false;
                            }
                            event.prevChangeId = reader.readInt64Value();
                            yield true;
                        }
                        case '"' | 'i' << 8 | 'n' << 16 | 's' << 24 -> {
                            if (!matches(reader, INSTRUMENT_NAME)) {
                                yield false;
                            }
                            event.instrumentId = id(reader, instruments);
                            yield true;
                        }
                        case '"' | 'c' << 8 | 'h' << 16 | 'a' << 24 -> {
                            if (!matches(reader, CHANGE_ID)) {
                                yield false;
                            }
                            event.changeId = reader.readInt64Value();
                            yield true;
                        }
                        case '"' | 'b' << 8 | 'i' << 16 | 'd' << 24 -> {
                            if (!matches(reader, BIDS)) {
                                yield false;
                            }
                            levels(reader, event.bids, event.raw);
                            yield true;
                        }
                        case '"' | 'a' << 8 | 's' << 16 | 'k' << 24 -> {
                            if (!matches(reader, ASKS)) {
                                yield false;
                            }
                            levels(reader, event.asks, event.raw);
                            yield true;
                        }
                        default -> false;
                    };
            if (!isKnown) {
                skip(reader);
            }
        }
    }

    private static void levels(
            final JSONReader reader, final LevelColumns levels, final byte[] raw) {
        levels.clear();
        reader.nextIfArrayStart();
        while (!reader.nextIfArrayEnd()) {
            reader.nextIfArrayStart();
            final long word = reader.readValueHashCode();
            reader.nextIfComma();
            final byte action =
                    word == CHANGE
                            ? LevelColumns.CHANGE
                            : word == NEW ? LevelColumns.NEW : LevelColumns.DELETE;
            final long price = decimal(reader, raw);
            levels.add(action, price, decimal(reader, raw));
            reader.nextIfArrayEnd();
            reader.nextIfComma();
        }
    }

    private void trades(final JSONReader reader, final MarketEvent event) {
        final TradeColumns trades = event.trades;
        event.kind = EventKind.TRADES;
        trades.clear();
        reader.nextIfArrayStart();
        while (!reader.nextIfArrayEnd()) {
            trade(reader, event.raw, trades, trades.add());
            reader.nextIfComma();
        }
        Filled.trades(event);
    }

    private void trade(
            final JSONReader reader, final byte[] raw, final TradeColumns trades, final int row) {
        reader.nextIfObjectStart();
        while (!reader.nextIfObjectEnd()) {
            final int name = reader.getRawInt();
            if (name == ('"' | 'p' << 8 | 'r' << 16 | 'i' << 24) && matches(reader, PRICE)) {
                trades.price[row] = decimal(reader, raw);
            } else if (name == ('"' | 'a' << 8 | 'm' << 16 | 'o' << 24)
                    && matches(reader, AMOUNT)) {
                trades.amount[row] = decimal(reader, raw);
            } else if (!tradeDetail(reader, raw, trades, row, name)) {
                skip(reader);
            }
        }
    }

    private boolean tradeDetail(
            final JSONReader reader,
            final byte[] raw,
            final TradeColumns trades,
            final int row,
            final int name) {
        switch (name) {
            case '"' | 't' << 8 | 'r' << 16 | 'a' << 24 -> {
                if (matches(reader, TRADE_SEQ)) {
                    trades.tradeSeq[row] = reader.readInt64Value();
                    return true;
                }
            }
            case '"' | 't' << 8 | 'i' << 16 | 'm' << 24 -> {
                if (matches(reader, TIMESTAMP)) {
                    trades.timeNs[row] = reader.readInt64Value() * NS_PER_MS;
                    return true;
                }
            }
            case '"' | 't' << 8 | 'i' << 16 | 'c' << 24 -> {
                if (matches(reader, TICK_DIRECTION)) {
                    trades.tickDirection[row] = (byte) reader.readInt32Value();
                    return true;
                }
            }
            case '"' | 'm' << 8 | 'a' << 16 | 'r' << 24 -> {
                if (matches(reader, MARK_PRICE)) {
                    trades.markPrice[row] = decimal(reader, raw);
                    return true;
                }
            }
            case '"' | 'i' << 8 | 'v' << 16 | '"' << 24 -> {
                if (reader.nextIfName4Match2()) {
                    trades.iv[row] = FastjsonTicker.number(reader);
                    return true;
                }
            }
            case '"' | 'i' << 8 | 'n' << 16 | 's' << 24 -> {
                if (matches(reader, INSTRUMENT_NAME)) {
                    trades.instrumentId[row] = id(reader, instruments);
                    return true;
                }
            }
            case '"' | 'i' << 8 | 'n' << 16 | 'd' << 24 -> {
                if (matches(reader, INDEX_PRICE)) {
                    trades.indexPrice[row] = decimal(reader, raw);
                    return true;
                }
            }
            case '"' | 'd' << 8 | 'i' << 16 | 'r' << 24 -> {
                if (matches(reader, DIRECTION)) {
                    trades.direction[row] =
                            reader.readValueHashCode() == BUY ? Side.BUY : Side.SELL;
                    reader.nextIfComma();
                    return true;
                }
            }
            case '"' | 'c' << 8 | 'o' << 16 | 'n' << 24 -> {
                if (matches(reader, CONTRACTS)) {
                    trades.contracts[row] = decimal(reader, raw);
                    return true;
                }
            }
            default -> {
                return false;
            }
        }
        return false;
    }

    /** Exact, from the digits where they stand: its own numbers are doubles or objects. */
    static long decimal(final JSONReader reader, final byte[] raw) {
        if (reader.isNull()) {
            reader.readNull();
            return MarketEvent.ABSENT;
        }
        final int offset = reader.getOffset() - 1;
        reader.skipValue();
        return Scaled.at(raw, offset);
    }

    static int id(final JSONReader reader, final NameIds ids) {
        final long hash = reader.readValueHashCode();
        final int id = ids.of(hash);
        return id >= 0 ? id : ids.add(hash, reader.getString());
    }

    static void skip(final JSONReader reader) {
        reader.readFieldNameHashCode();
        reader.skipValue();
    }

    private static long hash(final String text) {
        return com.alibaba.fastjson2.util.Fnv.hashCode64(text);
    }
}
