/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Side;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes every message of the venue in one walk, whatever the order of its fields. The protocol is
 * invented:
 *
 * <pre>
 *   {"type":"snapshot","channel":"book.BTC-USD","seq":7,"time":MS,"bids":[["9.5","2"]],"asks":[]}
 *   {"type":"delta",   ... as above; amounts are totals, "0" deletes a level}
 *   {"type":"trades","channel":"trades.BTC-USD","trades":[
 *       {"id":"17","time":MS,"side":"buy","price":"9.5","amount":"1"}]}
 *   {"type":"ack","id":7,"result":["book.BTC-USD"]}
 *   {"type":"pong","id":8}
 *   {"type":"error","id":9,"code":404,"message":"no such channel"}
 * </pre>
 *
 * <p>For the real venue, change the word tables, the switch of {@link #walk} and {@link #classify}.
 * A venue with many kinds of messages gets one file for each, and this one routes.
 */
final class AcmeDecoder implements FrameDecoder {
    private static final WordTable FIELDS =
            WordTable.of(
                    "type", "id", "channel", "seq", "time", "bids", "asks", "trades", "result",
                    "code", "message");
    private static final int TYPE = 0;
    private static final int ID = 1;
    private static final int CHANNEL = 2;
    private static final int SEQ = 3;
    private static final int TIME = 4;
    private static final int BIDS = 5;
    private static final int ASKS = 6;
    private static final int TRADES = 7;
    private static final int RESULT = 8;
    private static final int CODE = 9;
    private static final int MESSAGE = 10;

    private static final WordTable TYPES =
            WordTable.of("snapshot", "delta", "trades", "ack", "pong", "error");
    private static final int TYPE_SNAPSHOT = 0;
    private static final int TYPE_DELTA = 1;
    private static final int TYPE_TRADES = 2;
    private static final int TYPE_ACK = 3;
    private static final int TYPE_PONG = 4;
    private static final int TYPE_ERROR = 5;

    private static final WordTable TRADE_FIELDS =
            WordTable.of("id", "time", "side", "price", "amount");
    private static final int TRADE_ID = 0;
    private static final int TRADE_TIME = 1;
    private static final int TRADE_SIDE = 2;
    private static final int TRADE_PRICE = 3;
    private static final int TRADE_AMOUNT = 4;

    /** In the order of the codes of {@link Side}. */
    private static final WordTable SIDES = WordTable.of("buy", "sell");

    private static final int DECODED_FLAGS = MarketEvent.SNAPSHOT | MarketEvent.CHANGE;

    private static final int UNSEEN = -3;

    private final JsonCursor cursor = new JsonCursor();
    private final Symbols symbols;

    /** By channel id: the name of a channel is looked at once. */
    private int[] instruments = new int[0];

    // What the walk over one message has found.
    private int type;
    private boolean hasId;
    private boolean hasTrades;
    private int sides;

    AcmeDecoder(final Symbols symbols) {
        this.symbols = symbols;
    }

    @Override
    public void decode(final MarketEvent event) {
        clear(event);
        cursor.begin(event.raw, event.rawLength);
        if (cursor.isObject()) {
            walk(event);
        } else {
            cursor.skip();
        }
        if (cursor.finish()) {
            classify(event);
        }
        if (cursor.failed()) {
            event.kind = EventKind.REJECT;
            event.flags &= ~DECODED_FLAGS;
            event.instrumentId = MarketEvent.NONE;
            event.rejectReason = cursor.failure();
            event.rejectOffset = cursor.failureOffset();
        }
    }

    private void clear(final MarketEvent event) {
        type = JsonCursor.ABSENT;
        hasId = false;
        hasTrades = false;
        sides = 0;
        event.flags &= ~DECODED_FLAGS;
        event.channelId = MarketEvent.NONE;
        event.instrumentId = MarketEvent.NONE;
        event.requestId = MarketEvent.ABSENT;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        event.changeId = MarketEvent.ABSENT;
        event.prevChangeId = MarketEvent.ABSENT;
        event.bids.clear();
        event.asks.clear();
        event.trades.clear();
        event.idText = Text.ABSENT;
        event.resultText = Text.ABSENT;
        event.usIn = MarketEvent.ABSENT;
        event.usOut = MarketEvent.ABSENT;
        event.errorCode = MarketEvent.ABSENT;
        event.errorMessage = Text.ABSENT;
        event.errorData = Text.ABSENT;
    }

    private void walk(final MarketEvent event) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case TYPE -> type = cursor.word(TYPES);
                case ID -> id(event);
                case CHANNEL -> event.channelId = cursor.symbol(symbols.channels());
                case SEQ -> event.changeId = cursor.integer();
                case TIME -> event.exchangeTimeNs = cursor.timeOfMillis();
                case BIDS -> levels(event, event.bids);
                case ASKS -> levels(event, event.asks);
                case TRADES -> trades(event);
                case RESULT -> event.resultText = cursor.rangeOfValue();
                case CODE -> event.errorCode = cursor.integer();
                case MESSAGE -> event.errorMessage = cursor.text();
                default -> cursor.skip();
            }
        }
    }

    private void id(final MarketEvent event) {
        hasId = cursor.isNumber();
        event.idText = cursor.rangeOfValue();
        event.requestId = hasId ? cursor.lastNumberAsInteger() : MarketEvent.ABSENT;
    }

    /** {@code [["price","amount"],...]}, in any order of prices. */
    private void levels(final MarketEvent event, final LevelColumns levels) {
        levels.clear();
        sides++;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            level(event, levels);
        }
    }

    private void level(final MarketEvent event, final LevelColumns levels) {
        final int offset = cursor.valueOffset();
        long price = MarketEvent.ABSENT;
        long amount = MarketEvent.ABSENT;
        int count = 0;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            switch (count++) {
                case 0 -> price = number(event);
                case 1 -> amount = number(event);
                default -> cursor.skip();
            }
        }
        if (count < 2) {
            cursor.fail(RejectReason.MISSING_FIELD, offset);
        }
        // The venue does not say whether a level is new, and the book does not ask.
        levels.add(amount == 0 ? LevelColumns.DELETE : LevelColumns.NEW, price, amount);
    }

    private void trades(final MarketEvent event) {
        event.trades.clear();
        hasTrades = true;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            final int offset = cursor.valueOffset();
            final int row = event.trades.add();
            for (boolean next = cursor.firstField(); next; next = cursor.nextField()) {
                switch (cursor.field(TRADE_FIELDS)) {
                    case TRADE_ID -> event.trades.tradeId[row] = cursor.textOrNumber();
                    case TRADE_TIME -> event.trades.timeNs[row] = cursor.timeOfMillis();
                    case TRADE_SIDE -> event.trades.direction[row] = side();
                    case TRADE_PRICE -> event.trades.price[row] = number(event);
                    case TRADE_AMOUNT -> event.trades.amount[row] = number(event);
                    default -> cursor.skip();
                }
            }
            if (event.trades.price[row] == MarketEvent.ABSENT
                    || event.trades.amount[row] == MarketEvent.ABSENT) {
                cursor.fail(RejectReason.MISSING_FIELD, offset);
            }
        }
    }

    private byte side() {
        final int offset = cursor.valueOffset();
        final int side = cursor.word(SIDES);
        if (side < 0) {
            cursor.fail(RejectReason.BAD_VALUE, offset);
            return Side.NONE;
        }
        return (byte) side;
    }

    /** A number written as text. One that is none, or that would have to be cut, is a failure. */
    private long number(final MarketEvent event) {
        final int offset = cursor.valueOffset();
        final long text = cursor.text();
        if (text == Text.ABSENT) {
            cursor.fail(RejectReason.WRONG_TYPE, offset);
            return MarketEvent.ABSENT;
        }
        final long value = AcmeNumbers.decimal(event.raw, Text.offset(text), Text.length(text));
        if (value == MarketEvent.ABSENT) {
            cursor.fail(RejectReason.BAD_NUMBER, offset);
        }
        return value;
    }

    private void classify(final MarketEvent event) {
        switch (type) {
            case TYPE_SNAPSHOT -> book(event, MarketEvent.SNAPSHOT);
            case TYPE_DELTA -> book(event, MarketEvent.CHANGE);
            case TYPE_TRADES -> {
                event.kind = EventKind.TRADES;
                require(hasTrades && findInstrument(event), event);
                for (int row = 0; row < event.trades.size(); row++) {
                    event.trades.instrumentId[row] = event.instrumentId;
                }
            }
            case TYPE_ACK -> {
                event.kind = EventKind.RESPONSE;
                require(hasId && event.resultText != Text.ABSENT, event);
            }
            // With the id of its ping, a pong is an answer like any other: the engine pairs them.
            case TYPE_PONG -> {
                event.kind = EventKind.RESPONSE;
                require(hasId, event);
            }
            case TYPE_ERROR -> {
                event.kind = EventKind.ERROR;
                require(event.errorCode != MarketEvent.ABSENT, event);
            }
            default -> cursor.fail(RejectReason.UNKNOWN_MESSAGE, 0);
        }
    }

    private void book(final MarketEvent event, final int flag) {
        event.kind = EventKind.BOOK;
        event.flags |= flag;
        require(sides > 0 && event.changeId != MarketEvent.ABSENT && findInstrument(event), event);
    }

    private void require(final boolean isThere, final MarketEvent event) {
        if (!isThere) {
            cursor.fail(RejectReason.MISSING_FIELD, event.rawLength);
        }
    }

    /** Sets the instrument, which only the name of the channel tells; false when it has none. */
    private boolean findInstrument(final MarketEvent event) {
        final int channel = event.channelId;
        if (channel == MarketEvent.NONE) {
            return false;
        }
        if (channel >= instruments.length) {
            final int from = instruments.length;
            instruments = Arrays.copyOf(instruments, Math.max(64, channel + 1 << 1));
            Arrays.fill(instruments, from, instruments.length, UNSEEN);
        }
        if (instruments[channel] == UNSEEN) {
            instruments[channel] = internInstrument(symbols.channels().bytes(channel));
        }
        if (instruments[channel] == SymbolTable.FULL) {
            return cursor.fail(RejectReason.TABLE_FULL, event.rawLength);
        }
        event.instrumentId = instruments[channel];
        return event.instrumentId != MarketEvent.NONE;
    }

    private int internInstrument(final byte[] channel) {
        final String name = new String(channel, StandardCharsets.UTF_8);
        final int dot = name.indexOf('.');
        final boolean hasInstrument = dot > 0 && dot + 1 < name.length();
        return hasInstrument
                ? symbols.instruments().intern(name.substring(dot + 1))
                : MarketEvent.NONE;
    }
}
