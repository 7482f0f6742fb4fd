/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes public messages of Bybit's version 5: books, trades, tickers, answers and pongs.
 *
 * <p>Fields come in any order. Data in front of its topic is checked by the first walk and decoded
 * by a second one.
 */
public final class BybitDecoder implements FrameDecoder {
    private static final int TOPIC = 0;
    private static final int TYPE = 1;
    private static final int TIME = 2;
    private static final int MATCH_TIME = 3;
    private static final int DATA = 4;
    private static final int SUCCESS = 5;
    private static final int MESSAGE = 6;
    private static final int OP = 7;
    private static final int REQUEST_ID = 8;

    private static final WordTable FIELDS =
            WordTable.of(
                    "topic", "type", "ts", "cts", "data", "success", "ret_msg", "op", "req_id");

    private static final WordTable TYPES = WordTable.of("snapshot", "delta", "COMMAND_RESP");
    private static final int SNAPSHOT = 0;
    private static final int DELTA = 1;
    private static final int ANSWER = 2;

    private static final WordTable OPS = WordTable.of("ping", "pong", "subscribe", "unsubscribe");
    private static final int PING = 0;
    private static final int PONG = 1;

    /** The refusal of a topic that is there already; said by implementers, not by the venue. */
    private static final byte[] ALREADY =
            "error:already subscribed,topic:".getBytes(StandardCharsets.US_ASCII);

    private static final int NOWHERE = -1;
    private static final int REQUEST_DIGITS_MAX = 18;

    private final JsonCursor cursor = new JsonCursor();
    private final TextDecimals decimals = new TextDecimals();
    private final Symbols symbols;
    private final BookDecoder books;
    private final TradesDecoder trades;
    private final TickerDecoder tickers;

    /** By channel id: the name of a topic is looked at once. */
    private BybitTopic[] topics = new BybitTopic[64];

    // What the walk over one message has found.
    private int channelId;
    private int decodedFor;
    private int dataOffset;
    private int type;
    private int op;
    private int success;
    private long timeNs;
    private long matchTimeNs;
    private long dataText;
    private long messageText;
    private long requestIdText;

    public BybitDecoder(final Symbols symbols) {
        this.symbols = symbols;
        books = new BookDecoder(symbols.instruments(), decimals);
        trades = new TradesDecoder(symbols.instruments(), decimals);
        tickers = new TickerDecoder(symbols.instruments(), decimals);
    }

    @Override
    public void decode(final MarketEvent event) {
        if (event.raw.length < event.rawLength + MarketEvent.RAW_SLACK) {
            event.raw = Arrays.copyOf(event.raw, event.rawLength + MarketEvent.RAW_SLACK);
        }
        clear(event);
        walk(event);
        if (cursor.finish()) {
            classify(event);
        }
        if (cursor.failed()) {
            event.kind = EventKind.REJECT;
            event.flags = 0;
            event.instrumentId = MarketEvent.NONE;
            event.exchangeTimeNs = MarketEvent.ABSENT;
            event.rejectReason = cursor.failure();
            event.rejectOffset = cursor.failureOffset();
        }
    }

    private void clear(final MarketEvent event) {
        event.flags = 0;
        event.channelId = MarketEvent.NONE;
        event.instrumentId = MarketEvent.NONE;
        event.requestId = MarketEvent.ABSENT;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        channelId = MarketEvent.NONE;
        decodedFor = MarketEvent.NONE;
        dataOffset = NOWHERE;
        type = JsonCursor.ABSENT;
        op = JsonCursor.ABSENT;
        success = JsonCursor.ABSENT;
        timeNs = MarketEvent.ABSENT;
        matchTimeNs = MarketEvent.ABSENT;
        dataText = Text.ABSENT;
        messageText = Text.ABSENT;
        requestIdText = Text.ABSENT;
        decimals.begin(event.raw);
    }

    private void walk(final MarketEvent event) {
        cursor.begin(event.raw, event.rawLength);
        if (!cursor.isObject()) {
            cursor.skip();
            if (cursor.finish()) {
                cursor.fail(RejectReason.UNKNOWN_MESSAGE, 0);
            }
            return;
        }
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case TOPIC -> channelId = cursor.symbol(symbols.channels());
                case TYPE -> type = cursor.word(TYPES);
                case TIME -> timeNs = cursor.timeOfMillis();
                case MATCH_TIME -> matchTimeNs = cursor.timeOfMillis();
                case DATA -> data(event);
                case SUCCESS -> success = cursor.bool();
                case MESSAGE -> messageText = cursor.text();
                case OP -> op = cursor.word(OPS);
                case REQUEST_ID -> requestIdText = cursor.text();
                default -> cursor.skip();
            }
        }
    }

    private void data(final MarketEvent event) {
        dataOffset = cursor.valueOffset();
        decodedFor = channelId;
        if (channelId == MarketEvent.NONE) {
            dataText = cursor.rangeOfValue();
        } else {
            decodeData(event);
        }
    }

    private void decodeData(final MarketEvent event) {
        event.exchangeTimeNs = MarketEvent.ABSENT;
        event.instrumentId = MarketEvent.NONE;
        switch (topicOf(channelId)) {
            case BOOK, BOOK_TOP -> books.decode(cursor, event);
            case TRADES -> trades.decode(cursor, event);
            case TICKER -> tickers.decode(cursor, event);
            case OTHER -> {
                cursor.skip();
                event.kind = EventKind.NOTIFICATION;
            }
        }
    }

    private void classify(final MarketEvent event) {
        if (channelId != MarketEvent.NONE) {
            marketData(event);
        } else if (op == PING || op == PONG) {
            // A pong may be called a ping: neither is an answer to anything else.
            event.kind = EventKind.HEARTBEAT;
        } else if (success >= 0 && (op >= 0 || type == ANSWER)) {
            answer(event);
        } else {
            cursor.fail(RejectReason.UNKNOWN_MESSAGE, 0);
        }
    }

    private void marketData(final MarketEvent event) {
        if (dataOffset == NOWHERE) {
            cursor.fail(RejectReason.MISSING_FIELD, event.rawLength);
            return;
        }
        if (decodedFor != channelId) {
            decodeAgain(event);
        }
        event.channelId = channelId;
        final BybitTopic topic = topicOf(channelId);
        if (topic == BybitTopic.BOOK_TOP) {
            event.flags = MarketEvent.WINDOW;
        } else if (topic == BybitTopic.BOOK || topic == BybitTopic.TICKER) {
            event.flags = flagOfType(event.rawLength);
        }
        if (topic != BybitTopic.TRADES) {
            // The time of the match, where it is told, is that of the trades.
            event.exchangeTimeNs = matchTimeNs == MarketEvent.ABSENT ? timeNs : matchTimeNs;
        }
        if (decimals.isInexact()) {
            event.flags |= MarketEvent.INEXACT;
        }
    }

    private int flagOfType(final int offset) {
        if (type != SNAPSHOT && type != DELTA) {
            cursor.fail(
                    type == JsonCursor.ABSENT ? RejectReason.MISSING_FIELD : RejectReason.BAD_VALUE,
                    offset);
        }
        return type == SNAPSHOT ? MarketEvent.SNAPSHOT : MarketEvent.CHANGE;
    }

    private void decodeAgain(final MarketEvent event) {
        final int offset = dataOffset;
        decimals.begin(event.raw);
        cursor.begin(event.raw, event.rawLength);
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            if (cursor.valueOffset() == offset) {
                decodeData(event);
                return;
            }
            cursor.skip();
        }
    }

    private void answer(final MarketEvent event) {
        event.idText = requestIdText;
        event.requestId = requestId(event.raw);
        event.resultText = Text.ABSENT;
        event.usIn = MarketEvent.ABSENT;
        event.usOut = MarketEvent.ABSENT;
        event.errorCode = MarketEvent.ABSENT;
        event.errorMessage = Text.ABSENT;
        event.errorData = Text.ABSENT;
        if (success == 1) {
            event.kind = EventKind.RESPONSE;
            event.resultText = type == ANSWER ? dataText : Text.ABSENT;
        } else if (isAlready(event.raw)) {
            // No refusal: the topic it names is granted, and nothing is said of the others.
            event.kind = EventKind.RESPONSE;
            event.resultText =
                    Text.of(
                            Text.offset(messageText) + ALREADY.length,
                            Text.length(messageText) - ALREADY.length);
        } else {
            event.kind = EventKind.ERROR;
            event.errorMessage = messageText;
        }
    }

    private boolean isAlready(final byte[] raw) {
        if (messageText == Text.ABSENT || Text.length(messageText) <= ALREADY.length) {
            return false;
        }
        final int from = Text.offset(messageText);
        return Arrays.equals(raw, from, from + ALREADY.length, ALREADY, 0, ALREADY.length);
    }

    /** The id as a number; absent when it is empty or none of ours. */
    private long requestId(final byte[] raw) {
        if (requestIdText == Text.ABSENT
                || Text.length(requestIdText) == 0
                || Text.length(requestIdText) > REQUEST_DIGITS_MAX) {
            return MarketEvent.ABSENT;
        }
        final int start = Text.offset(requestIdText);
        long id = 0;
        for (int at = start; at < start + Text.length(requestIdText); at++) {
            if (raw[at] < '0' || raw[at] > '9') {
                return MarketEvent.ABSENT;
            }
            id = id * 10 + raw[at] - '0';
        }
        return id;
    }

    private BybitTopic topicOf(final int id) {
        if (id >= topics.length) {
            topics = Arrays.copyOf(topics, Integer.highestOneBit(id) << 1);
        }
        if (topics[id] == null) {
            topics[id] = BybitTopic.of(symbols.channels().name(id));
        }
        return topics[id];
    }
}
