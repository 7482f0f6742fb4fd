/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import static com.github.plokhotnyuk.jsoniter_scala.core.package$.MODULE$;

import com.github.plokhotnyuk.jsoniter_scala.core.JsonReader;
import com.github.plokhotnyuk.jsoniter_scala.core.JsonValueCodec;
import com.github.plokhotnyuk.jsoniter_scala.core.JsonWriter;
import com.github.plokhotnyuk.jsoniter_scala.core.ReaderConfig;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.TradeColumns;

/**
 * jsoniter-scala's reader as the codecs that its macros write use it: a switch over the hash of the
 * name, then the name. Exact numbers are read by its bytes, since it has none without an object.
 */
public final class JsoniterDecoder implements FrameDecoder, JsonValueCodec<MarketEvent> {
    static final long NS_PER_MS = 1_000_000;

    private static final long serialVersionUID = 1;

    // The hash of a name is that of its String.
    private static final int PARAMS = -995427962;
    private static final int CHANNEL = 738950403;
    private static final int DATA = 3076010;
    private static final int TYPE = 3575610;
    private static final int TIMESTAMP = 55126294;
    private static final int PREV_CHANGE_ID = -1344259842;
    private static final int INSTRUMENT_NAME = 542517219;
    private static final int CHANGE_ID = 1455259658;
    private static final int BIDS = 3023638;
    private static final int ASKS = 3003674;
    private static final int TRADE_SEQ = 753240836;
    private static final int TICK_DIRECTION = -815287459;
    private static final int PRICE = 106934601;
    private static final int MARK_PRICE = 942673239;
    private static final int IV = 3373;
    private static final int INDEX_PRICE = 1683347356;
    private static final int DIRECTION = -962590849;
    private static final int CONTRACTS = -395505247;
    private static final int AMOUNT = -1413853096;

    private final transient ReaderConfig config =
            MODULE$.readFromSubArray$default$4().withCheckForEndOfInput(false);
    private final transient NameIds channels;
    private final transient NameIds instruments;
    private final transient JsoniterTicker ticker;
    private char kind;

    private transient MarketEvent target;

    public JsoniterDecoder(final Symbols symbols) {
        channels = new NameIds(symbols.channels());
        instruments = new NameIds(symbols.instruments());
        ticker = new JsoniterTicker(this);
    }

    @Override
    public void decode(final MarketEvent event) {
        target = event;
        MODULE$.readFromSubArray(event.raw, 0, event.rawLength, config, this);
    }

    @Override
    public MarketEvent nullValue() {
        return target;
    }

    @Override
    public void encodeValue(final MarketEvent event, final JsonWriter out) {
        throw new UnsupportedOperationException("decodes only");
    }

    @Override
    public MarketEvent decodeValue(final JsonReader in, final MarketEvent ignored) {
        message(in, target);
        return target;
    }

    private void message(final JsonReader in, final MarketEvent event) {
        if (in.isNextToken((byte) '{')) {
            if (in.isNextToken((byte) '}')) {
                return;
            }
            in.rollbackToken();
            do {
                final int length = in.readKeyAsCharBuf();
                switch (in.charBufToHashCode(length)) {
                    case PARAMS -> {
                        if (is(in, length, "params")) {
                            params(in, event);
                        }
                    }
                    default -> in.skip();
                }
            } while (in.isNextToken((byte) ','));
        }
    }

    private void params(final JsonReader in, final MarketEvent event) {
        if (in.isNextToken((byte) '{')) {
            if (in.isNextToken((byte) '}')) {
                return;
            }
            in.rollbackToken();
            do {
                final int length = in.readKeyAsCharBuf();
                switch (in.charBufToHashCode(length)) {
                    case CHANNEL -> {
                        if (is(in, length, "channel")) {
                            event.channelId = id(in, channels);
                            kind = channels.name(event.channelId).charAt(0);
                        }
                    }
                    case DATA -> {
                        if (is(in, length, "data")) {
                            data(in, event);
                        }
                    }
                    default -> in.skip();
                }
            } while (in.isNextToken((byte) ','));
        }
    }

    private void data(final JsonReader in, final MarketEvent event) {
        switch (kind) {
            case 'b' -> book(in, event);
            case 't' -> {
                if (in.isNextToken((byte) '[')) {
                    in.rollbackToken();
                    trades(in, event);
                } else {
                    in.rollbackToken();
                    ticker.ticker(in, event);
                }
            }
            case 'q' -> ticker.quote(in, event);
            default -> in.skip();
        }
    }

    private void book(final JsonReader in, final MarketEvent event) {
        event.kind = EventKind.BOOK;
        event.prevChangeId = MarketEvent.ABSENT;
        if (in.isNextToken((byte) '{')) {
            if (in.isNextToken((byte) '}')) {
                return;
            }
            in.rollbackToken();
            do {
                final int length = in.readKeyAsCharBuf();
                switch (in.charBufToHashCode(length)) {
                    case TYPE -> {
                        if (is(in, length, "type")) {
                            event.flags |=
                                    isText(in, "snapshot")
                                            ? MarketEvent.SNAPSHOT
                                            : MarketEvent.CHANGE;
                        }
                    }
                    case TIMESTAMP -> {
                        if (is(in, length, "timestamp")) {
                            event.exchangeTimeNs = in.readLong() * NS_PER_MS;
                        }
                    }
                    case PREV_CHANGE_ID -> {
                        if (is(in, length, "prev_change_id")) {
                            event.prevChangeId = in.readLong();
                        }
                    }
                    case INSTRUMENT_NAME -> {
                        if (is(in, length, "instrument_name")) {
                            event.instrumentId = id(in, instruments);
                        }
                    }
                    case CHANGE_ID -> {
                        if (is(in, length, "change_id")) {
                            event.changeId = in.readLong();
                        }
                    }
                    case BIDS -> {
                        if (is(in, length, "bids")) {
                            levels(in, event.bids);
                        }
                    }
                    case ASKS -> {
                        if (is(in, length, "asks")) {
                            levels(in, event.asks);
                        }
                    }
                    default -> in.skip();
                }
            } while (in.isNextToken((byte) ','));
        }
    }

    private static void levels(final JsonReader in, final LevelColumns levels) {
        levels.clear();
        if (!in.isNextToken((byte) '[') || in.isNextToken((byte) ']')) {
            return;
        }
        in.rollbackToken();
        do {
            in.isNextToken((byte) '[');
            final int length = in.readStringAsCharBuf();
            final byte action =
                    in.isCharBufEqualsTo(length, "change")
                            ? LevelColumns.CHANGE
                            : in.isCharBufEqualsTo(length, "new")
                                    ? LevelColumns.NEW
                                    : LevelColumns.DELETE;
            in.isNextToken((byte) ',');
            final long price = decimal(in);
            in.isNextToken((byte) ',');
            levels.add(action, price, decimal(in));
            in.isNextToken((byte) ']');
        } while (in.isNextToken((byte) ','));
    }

    private void trades(final JsonReader in, final MarketEvent event) {
        event.kind = EventKind.TRADES;
        event.trades.clear();
        if (in.isNextToken((byte) '[') && !in.isNextToken((byte) ']')) {
            in.rollbackToken();
            do {
                trade(in, event.trades, event.trades.add());
            } while (in.isNextToken((byte) ','));
        }
        Filled.trades(event);
    }

    private void trade(final JsonReader in, final TradeColumns trades, final int row) {
        if (in.isNextToken((byte) '{')) {
            if (in.isNextToken((byte) '}')) {
                return;
            }
            in.rollbackToken();
            do {
                final int length = in.readKeyAsCharBuf();
                switch (in.charBufToHashCode(length)) {
                    case TRADE_SEQ -> {
                        if (is(in, length, "trade_seq")) {
                            trades.tradeSeq[row] = in.readLong();
                        }
                    }
                    case TIMESTAMP -> {
                        if (is(in, length, "timestamp")) {
                            trades.timeNs[row] = in.readLong() * NS_PER_MS;
                        }
                    }
                    case TICK_DIRECTION -> {
                        if (is(in, length, "tick_direction")) {
                            trades.tickDirection[row] = in.readByte();
                        }
                    }
                    case PRICE -> {
                        if (is(in, length, "price")) {
                            trades.price[row] = decimal(in);
                        }
                    }
                    case MARK_PRICE -> {
                        if (is(in, length, "mark_price")) {
                            trades.markPrice[row] = decimal(in);
                        }
                    }
                    case IV -> {
                        if (is(in, length, "iv")) {
                            trades.iv[row] = number(in);
                        }
                    }
                    case INSTRUMENT_NAME -> {
                        if (is(in, length, "instrument_name")) {
                            trades.instrumentId[row] = id(in, instruments);
                        }
                    }
                    case INDEX_PRICE -> {
                        if (is(in, length, "index_price")) {
                            trades.indexPrice[row] = decimal(in);
                        }
                    }
                    case DIRECTION -> {
                        if (is(in, length, "direction")) {
                            trades.direction[row] = isText(in, "buy") ? Side.BUY : Side.SELL;
                        }
                    }
                    case CONTRACTS -> {
                        if (is(in, length, "contracts")) {
                            trades.contracts[row] = decimal(in);
                        }
                    }
                    case AMOUNT -> {
                        if (is(in, length, "amount")) {
                            trades.amount[row] = decimal(in);
                        }
                    }
                    default -> in.skip();
                }
            } while (in.isNextToken((byte) ','));
        }
    }

    /** As the macros check it behind the hash; the value of another name is passed over. */
    static boolean is(final JsonReader in, final int length, final String name) {
        if (in.isCharBufEqualsTo(length, name)) {
            return true;
        }
        in.skip();
        return false;
    }

    static boolean isText(final JsonReader in, final String text) {
        return in.isCharBufEqualsTo(in.readStringAsCharBuf(), text);
    }

    int instrument(final JsonReader in) {
        return id(in, instruments);
    }

    private static int id(final JsonReader in, final NameIds ids) {
        in.setMark();
        final int length = in.readStringAsCharBuf();
        final int hash = in.charBufToHashCode(length);
        final int id = ids.of(hash);
        if (id >= 0 && in.isCharBufEqualsTo(length, ids.name(id))) {
            in.resetMark();
            return id;
        }
        in.rollbackToMark();
        return ids.add(hash, in.readString(null));
    }

    static double number(final JsonReader in) {
        if (in.isNextToken((byte) 'n')) {
            in.readNullOrError("", "expected a number or null");
            return Double.NaN;
        }
        in.rollbackToken();
        return in.readDouble();
    }

    static long decimal(final JsonReader in) {
        byte next = in.nextToken();
        if (next == 'n') {
            in.readNullOrError("", "expected a number or null");
            return MarketEvent.ABSENT;
        }
        final boolean isNegative = next == '-';
        if (isNegative) {
            next = in.nextByte();
        }
        long value = next - '0';
        while ((next = in.nextByte()) >= '0' && next <= '9') {
            value = value * 10 + (next - '0');
        }
        int decimals = 0;
        if (next == '.') {
            while ((next = in.nextByte()) >= '0' && next <= '9') {
                value = value * 10 + (next - '0');
                decimals++;
            }
        }
        final long signed = isNegative ? -value : value;
        if ((next | 0x20) == 'e') {
            return Scaled.of(signed, decimals, in.readInt());
        }
        in.rollbackToken();
        return Scaled.of(signed, decimals);
    }
}
