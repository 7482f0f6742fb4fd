/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.engine.venue.TradingAnswer;

/**
 * Tells what an answer holds, by what was asked. Rows were decoded with the message: a stage may
 * not intern the names in them. Stage 4; allocates nothing.
 */
final class AnswerReader {
    /** Of the results that are read here: a number, or an object of two fields. */
    private static final int LENGTH_MAX = 256;

    private static final WordTable FIELDS = WordTable.of("enabled");

    private final JsonCursor cursor = new JsonCursor();
    private final byte[] copy = new byte[LENGTH_MAX + 2 + JsonCursor.SLACK];

    void read(final int requestType, final MarketEvent response, final TradingAnswer answer) {
        answer.clear();
        switch (requestType) {
            case DeribitRequestType.BUY,
                    DeribitRequestType.SELL,
                    DeribitRequestType.EDIT,
                    DeribitRequestType.EDIT_BY_LABEL,
                    DeribitRequestType.CLOSE_POSITION -> {
                answer.hasOrders = response.hasAnswered(MarketEvent.ANSWERED_ORDERS);
                answer.hasTrades =
                        answer.hasOrders && response.hasAnswered(MarketEvent.ANSWERED_TRADES);
            }
            case DeribitRequestType.CANCEL ->
                    answer.hasOrders = response.hasAnswered(MarketEvent.ANSWERED_ORDERS);
            case DeribitRequestType.CANCEL_ALL,
                    DeribitRequestType.CANCEL_ALL_BY_CURRENCY,
                    DeribitRequestType.CANCEL_ALL_BY_CURRENCY_PAIR,
                    DeribitRequestType.CANCEL_ALL_BY_INSTRUMENT,
                    DeribitRequestType.CANCEL_ALL_BY_KIND_OR_TYPE,
                    DeribitRequestType.CANCEL_BY_LABEL ->
                    massCancel(response, answer);
            case DeribitRequestType.GET_OPEN_ORDERS,
                    DeribitRequestType.GET_OPEN_ORDERS_BY_CURRENCY,
                    DeribitRequestType.GET_OPEN_ORDERS_BY_INSTRUMENT,
                    DeribitRequestType.GET_OPEN_ORDERS_BY_LABEL,
                    DeribitRequestType.GET_ORDER_STATE,
                    DeribitRequestType.GET_ORDER_STATE_BY_LABEL ->
                    answer.hasOrders =
                            response.hasAnswered(
                                    MarketEvent.ANSWERED_ORDERS | MarketEvent.ANSWERED_NOTHING);
            case DeribitRequestType.GET_POSITIONS, DeribitRequestType.GET_POSITION ->
                    answer.hasPositions =
                            response.hasAnswered(
                                    MarketEvent.ANSWERED_POSITIONS | MarketEvent.ANSWERED_NOTHING);
            case DeribitRequestType.GET_USER_TRADES_BY_CURRENCY,
                    DeribitRequestType.GET_USER_TRADES_BY_CURRENCY_AND_TIME,
                    DeribitRequestType.GET_USER_TRADES_BY_INSTRUMENT,
                    DeribitRequestType.GET_USER_TRADES_BY_INSTRUMENT_AND_TIME,
                    DeribitRequestType.GET_USER_TRADES_BY_ORDER -> {
                answer.hasTrades =
                        response.hasAnswered(
                                MarketEvent.ANSWERED_TRADES | MarketEvent.ANSWERED_NOTHING);
                answer.hasMore =
                        answer.hasTrades && response.hasAnswered(MarketEvent.ANSWERED_MORE);
            }
            case DeribitRequestType.GET_ACCOUNT_SUMMARY ->
                    answer.hasAccount = response.hasAnswered(MarketEvent.ANSWERED_ACCOUNT);
            case DeribitRequestType.GET_CANCEL_ON_DISCONNECT ->
                    answer.cancelOnDisconnect = cancelOnDisconnect(response);
            default -> {
                // Nothing of an account in it.
            }
        }
    }

    /** A number; or, where somebody has asked for details, the orders that were cancelled. */
    private void massCancel(final MarketEvent response, final TradingAnswer answer) {
        if (response.hasAnswered(MarketEvent.ANSWERED_ORDERS)) {
            answer.hasOrders = true;
            answer.cancelledCount = response.orders.size();
        } else if (response.hasAnswered(MarketEvent.ANSWERED_NOTHING)) {
            answer.hasOrders = true;
            answer.cancelledCount = 0;
        } else {
            answer.cancelledCount = count(response);
        }
    }

    private long count(final MarketEvent response) {
        if (!begin(response)) {
            return TradingAnswer.NOT_TOLD;
        }
        final long count = cursor.integer();
        return isEnded() && count >= 0 ? count : TradingAnswer.NOT_TOLD;
    }

    private int cancelOnDisconnect(final MarketEvent response) {
        if (!begin(response)) {
            return TradingAnswer.NOT_TOLD;
        }
        int enabled = JsonCursor.ABSENT;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            if (cursor.field(FIELDS) == 0) {
                enabled = cursor.bool();
            } else {
                cursor.skip();
            }
        }
        return isEnded() && enabled != JsonCursor.ABSENT ? enabled : TradingAnswer.NOT_TOLD;
    }

    /** False when there is no result, or a longer one than any that is read here. */
    private boolean begin(final MarketEvent response) {
        final long text = response.resultText;
        if (text == Text.ABSENT || Text.length(text) > LENGTH_MAX) {
            return false;
        }
        // A copy: the cursor writes behind its text, and other threads read the message. An array
        // of one: the cursor walks messages, which are never a mere number.
        final int length = Text.length(text);
        copy[0] = '[';
        System.arraycopy(response.raw, Text.offset(text), copy, 1, length);
        copy[length + 1] = ']';
        cursor.begin(copy, length + 2);
        return cursor.firstElement();
    }

    private boolean isEnded() {
        return !cursor.nextElement() && cursor.finish();
    }
}
