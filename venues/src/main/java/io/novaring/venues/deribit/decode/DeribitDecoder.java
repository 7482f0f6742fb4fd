/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.shape.ShapeCounts;
import io.novaring.venues.deribit.decode.template.TemplateDecoder;
import java.util.Arrays;

/**
 * Decodes messages of the Deribit API v2: subscriptions, heartbeats, responses and errors.
 *
 * <p>Fields come in any order. One walk decodes a message whose channel stands before its data, as
 * the venue sends it. When it stands behind, the first walk checks the data and remembers where it
 * is, and a second one decodes it.
 */
public final class DeribitDecoder implements FrameDecoder {
    private static final int METHOD = 0;
    private static final int PARAMS = 1;
    private static final int ID = 2;
    private static final int RESULT = 3;
    private static final int ERROR = 4;
    private static final int US_IN = 5;
    private static final int US_OUT = 6;

    private static final WordTable FIELDS =
            WordTable.of("method", "params", "id", "result", "error", "usIn", "usOut");

    private static final int CHANNEL = 0;
    private static final int DATA = 1;
    private static final int TYPE = 2;

    private static final WordTable PARAMS_FIELDS = WordTable.of("channel", "data", "type");

    private static final WordTable METHODS = WordTable.of("subscription", "heartbeat");
    private static final int SUBSCRIPTION = 0;
    private static final int HEARTBEAT = 1;

    private static final WordTable HEARTBEAT_TYPES = WordTable.of("heartbeat", "test_request");
    private static final int TEST_REQUEST = 1;

    private static final int DECODED_FLAGS =
            MarketEvent.SNAPSHOT
                    | MarketEvent.CHANGE
                    | MarketEvent.WINDOW
                    | MarketEvent.INEXACT
                    | MarketEvent.TEST_REQUEST;

    private static final int NOWHERE = -1;

    private final JsonCursor cursor = new JsonCursor();
    private final Symbols symbols;
    private final DataDecoder data;
    private final AnswerDecoder answer = new AnswerDecoder();

    /** Null where answers are kept as text only. */
    private final AnswerRows answerRows;

    /** Frames of a shape that was seen before; null where every frame is walked through. */
    private final TemplateDecoder templates;

    // What the walk over one message has found.
    private int method;
    private int heartbeatType;
    private int channelId;

    /** Where the name of that channel begins, behind its quote. */
    private int channelOffset;

    /** Where the last data begins. */
    private int dataOffset;

    /** Channel the last data was decoded for; NONE while it was only checked. */
    private int decodedFor;

    /** Decodes every kind of message, and every field that has a column. */
    public DeribitDecoder(final Symbols symbols) {
        this(symbols, true, true, false, true);
    }

    private DeribitDecoder(
            final Symbols symbols,
            final boolean hasNotices,
            final boolean hasDetails,
            final boolean hasAnswers,
            final boolean hasTemplates) {
        this.symbols = symbols;
        this.data = new DataDecoder(symbols, hasNotices, hasDetails);
        answerRows = hasAnswers ? data.answers() : null;
        templates = hasTemplates ? new TemplateDecoder(symbols) : null;
    }

    /**
     * As {@link #DeribitDecoder(Symbols)}, for a connection with a login: orders, trades, positions
     * and account of a result are decoded into columns, too. See {@link MarketEvent#answered}.
     */
    public static DeribitDecoder ofAccount(final Symbols symbols) {
        return new DeribitDecoder(symbols, true, true, true, true);
    }

    /** As {@link #ofAccount}, with every frame walked through: what the short path is held to. */
    public static DeribitDecoder general(final Symbols symbols) {
        return new DeribitDecoder(symbols, true, true, true, false);
    }

    /**
     * Decodes what the normalised output of docs/events.md prints and nothing else: of trades and
     * tickers only the fields it has, so that no field that is not printed has a say in it.
     *
     * @param isTyped false: the kinds that {@code --typed} adds give a NOTIFICATION.
     */
    public static DeribitDecoder ofPrinted(final Symbols symbols, final boolean isTyped) {
        return new DeribitDecoder(symbols, isTyped, false, false, false);
    }

    @Override
    public void decode(final MarketEvent event) {
        if (event.raw.length < event.rawLength + MarketEvent.RAW_SLACK) {
            event.raw = Arrays.copyOf(event.raw, event.rawLength + MarketEvent.RAW_SLACK);
        }
        if (templates == null) {
            decodeAny(event);
        } else if (!templates.decode(event)) {
            decodeAny(event);
            templates.learn(event);
        }
    }

    @Override
    public ShapeCounts shapeCounts() {
        return templates == null ? ShapeCounts.NONE : templates.counts();
    }

    /** Walks through the whole message, whatever it is. */
    private void decodeAny(final MarketEvent event) {
        clearDecoded(event);
        event.channelId = MarketEvent.NONE;
        event.requestId = MarketEvent.ABSENT;
        event.answered = 0;
        method = JsonCursor.ABSENT;
        clearParams();
        answer.clear();

        walk(event);
        if (cursor.finish()) {
            classify(event);
        }
        if (cursor.failed()) {
            reject(event);
        } else if (cursor.isInexact() && event.kind != EventKind.NOTIFICATION) {
            event.flags |= MarketEvent.INEXACT;
        }
        if (answerRows != null && event.kind == EventKind.RESPONSE) {
            answerRows.decode(cursor, event);
        }
    }

    private void walk(final MarketEvent event) {
        cursor.begin(event.raw, event.rawLength);
        if (!cursor.isObject()) {
            notAMessage();
            return;
        }
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case METHOD -> method = cursor.word(METHODS);
                case PARAMS -> params(event);
                case ID -> answer.id(cursor);
                case RESULT -> answer.result(cursor);
                case ERROR -> answer.error(cursor);
                case US_IN -> answer.usIn(cursor);
                case US_OUT -> answer.usOut(cursor);
                default -> cursor.skip();
            }
        }
    }

    /** JSON of another shape is told apart from what is no JSON. */
    private void notAMessage() {
        cursor.skip();
        if (cursor.finish()) {
            cursor.fail(RejectReason.UNKNOWN_MESSAGE, 0);
        }
    }

    private void clearParams() {
        heartbeatType = JsonCursor.ABSENT;
        channelId = MarketEvent.NONE;
        dataOffset = NOWHERE;
        decodedFor = MarketEvent.NONE;
    }

    private void params(final MarketEvent event) {
        clearParams();
        if (!cursor.isObject()) {
            cursor.skip();
            return;
        }
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(PARAMS_FIELDS)) {
                case CHANNEL -> {
                    channelOffset = cursor.valueOffset() + 1;
                    channelId = cursor.symbol(symbols.channels());
                }
                case DATA -> data(event);
                case TYPE -> heartbeatType = cursor.word(HEARTBEAT_TYPES);
                default -> cursor.skip();
            }
        }
    }

    private void data(final MarketEvent event) {
        dataOffset = cursor.valueOffset();
        decodedFor = channelId;
        if (channelId == MarketEvent.NONE) {
            cursor.skip();
        } else {
            data.decode(cursor, event, channelId, channelOffset);
        }
    }

    private void classify(final MarketEvent event) {
        if (method == SUBSCRIPTION) {
            subscription(event);
            return;
        }
        clearDecoded(event);
        if (method == HEARTBEAT) {
            heartbeat(event);
        } else if (!answer.decode(event)) {
            cursor.fail(RejectReason.UNKNOWN_MESSAGE, 0);
        }
    }

    private void subscription(final MarketEvent event) {
        event.channelId = channelId;
        if (channelId == MarketEvent.NONE) {
            cursor.fail(RejectReason.MISSING_FIELD, event.rawLength);
        } else if (decodedFor != channelId) {
            if (dataOffset != NOWHERE) {
                decodeAgain(event);
            } else if (data.isNeeded(channelId)) {
                cursor.fail(RejectReason.MISSING_FIELD, event.rawLength);
            } else {
                event.kind = EventKind.NOTIFICATION;
                clearDecoded(event);
            }
        }
    }

    /** Walks to the data, which was checked already, and decodes it for the channel behind it. */
    private void decodeAgain(final MarketEvent event) {
        clearDecoded(event);
        final int offset = dataOffset;
        cursor.begin(event.raw, event.rawLength);
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            if (cursor.field(FIELDS) != PARAMS || !cursor.isObject()) {
                cursor.skip();
                continue;
            }
            for (boolean inner = cursor.firstField(); inner; inner = cursor.nextField()) {
                if (cursor.valueOffset() == offset) {
                    data.decode(cursor, event, channelId, channelOffset);
                    decodedFor = channelId;
                    return;
                }
                cursor.skip();
            }
        }
    }

    private void heartbeat(final MarketEvent event) {
        if (heartbeatType < 0) {
            cursor.fail(
                    heartbeatType == WordTable.UNKNOWN
                            ? RejectReason.BAD_VALUE
                            : RejectReason.MISSING_FIELD,
                    event.rawLength);
            return;
        }
        event.kind = EventKind.HEARTBEAT;
        if (heartbeatType == TEST_REQUEST) {
            event.flags |= MarketEvent.TEST_REQUEST;
        }
    }

    private void reject(final MarketEvent event) {
        event.kind = EventKind.REJECT;
        clearDecoded(event);
        // As far as it was read: the book of this channel has lost a message.
        event.channelId = Math.max(MarketEvent.NONE, channelId);
        event.rejectReason = cursor.failure();
        event.rejectOffset = cursor.failureOffset();
    }

    /** Takes back what data has set that turned out not to count. */
    private static void clearDecoded(final MarketEvent event) {
        event.flags &= ~DECODED_FLAGS;
        event.instrumentId = MarketEvent.NONE;
        event.exchangeTimeNs = MarketEvent.ABSENT;
    }
}
