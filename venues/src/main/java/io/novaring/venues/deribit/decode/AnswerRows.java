/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/**
 * Rows of orders, trades and positions in results, decoded with the message: only its producer may
 * intern the names in them, so that a replay gives them the same numbers. What was asked for is not
 * known here; a result is known by the names of its first fields, and looked at no further when it
 * is none of these.
 */
final class AnswerRows {
    private static final int ORDER_STATE = 0;
    private static final int FEE = 1;
    private static final int FLOATING_PROFIT_LOSS = 2;
    private static final int EQUITY = 3;
    private static final int ORDER = 4;
    private static final int TRADES = 5;

    /** Behind these: fields of results that have no rows of an account, and may be long. */
    private static final int HAS_MORE = 6;

    /** Each of the first four is in every object of its sort, and in no other. */
    private static final WordTable SORTS =
            WordTable.of(
                    "order_state",
                    "fee",
                    "floating_profit_loss",
                    "equity",
                    "order",
                    "trades",
                    "has_more",
                    "bids",
                    "asks",
                    "tick_size",
                    "summaries");

    private static final WordTable FIELDS = WordTable.of("order", "trades", "has_more");

    private static final int NONE = 0;

    /** An object of orders, trades or both. */
    private static final int ENVELOPE = MarketEvent.ANSWERED_MORE << 1;

    private static final WordTable NO_NAMES = WordTable.of("");

    private final OrderRowDecoder orders;
    private final TradeRowDecoder trades;
    private final PositionRowDecoder positions;
    private final PortfolioDecoder portfolios;

    AnswerRows(
            final OrderRowDecoder orders,
            final TradeRowDecoder trades,
            final PositionRowDecoder positions,
            final PortfolioDecoder portfolios) {
        this.orders = orders;
        this.trades = trades;
        this.positions = positions;
        this.portfolios = portfolios;
    }

    /**
     * Decodes the result of a response, which was walked to its end before. Leaves the answer
     * without rows when it has none, or when one of them cannot be read.
     */
    void decode(final JsonCursor cursor, final MarketEvent event) {
        final int sort = find(cursor, event) ? sortOf(cursor) : NONE;
        if (sort == NONE || cursor.failed()) {
            return;
        }
        event.orders.clear();
        event.trades.clear();
        event.positions.clear();
        find(cursor, event);
        int answered = sort;
        switch (sort) {
            case MarketEvent.ANSWERED_ORDERS -> orders.decodeAll(cursor, event.orders);
            case MarketEvent.ANSWERED_TRADES -> trades.decodeAll(cursor, event.trades, true);
            case MarketEvent.ANSWERED_POSITIONS -> positions.decodeAll(cursor, event.positions);
            case MarketEvent.ANSWERED_ACCOUNT -> portfolios.decode(cursor, event.portfolio);
            case ENVELOPE -> answered = envelope(cursor, event);
            default -> {
                // An empty list: the columns are empty.
            }
        }
        if (cursor.failed()) {
            return;
        }
        event.answered = answered;
        if (cursor.isInexact()) {
            event.flags |= MarketEvent.INEXACT;
        }
    }

    /** Goes to the result; false when the message has none. */
    private static boolean find(final JsonCursor cursor, final MarketEvent event) {
        final int offset = Text.offset(event.resultText);
        cursor.begin(event.raw, event.rawLength);
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            cursor.field(NO_NAMES);
            if (cursor.valueOffset() == offset) {
                return true;
            }
            cursor.skip();
        }
        return false;
    }

    private static int sortOf(final JsonCursor cursor) {
        if (cursor.isObject()) {
            return sortOfObject(cursor, true);
        }
        if (!cursor.isArray()) {
            return NONE;
        }
        if (!cursor.firstElement()) {
            return MarketEvent.ANSWERED_NOTHING;
        }
        return cursor.isObject() ? sortOfObject(cursor, false) : NONE;
    }

    /** Reads up to the first field that tells; nothing behind it is needed. */
    private static int sortOfObject(final JsonCursor cursor, final boolean isResult) {
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(SORTS)) {
                case ORDER_STATE -> {
                    return MarketEvent.ANSWERED_ORDERS;
                }
                case FEE -> {
                    return MarketEvent.ANSWERED_TRADES;
                }
                case FLOATING_PROFIT_LOSS -> {
                    return MarketEvent.ANSWERED_POSITIONS;
                }
                case EQUITY -> {
                    return isResult ? MarketEvent.ANSWERED_ACCOUNT : NONE;
                }
                case ORDER -> {
                    // In a list: orders in a wrapper each.
                    return !cursor.isObject()
                            ? NONE
                            : isResult ? ENVELOPE : MarketEvent.ANSWERED_ORDERS;
                }
                case TRADES -> {
                    // Of public trades there may be a thousand, too.
                    return isResult && isOwn(cursor) ? ENVELOPE : NONE;
                }
                case HAS_MORE, WordTable.UNKNOWN -> cursor.skip();
                default -> {
                    return NONE;
                }
            }
        }
        return NONE;
    }

    /** True for a list of own trades, and for an empty one. */
    private static boolean isOwn(final JsonCursor cursor) {
        if (!cursor.isArray()) {
            return false;
        }
        return !cursor.firstElement()
                || cursor.isObject() && sortOfObject(cursor, false) == MarketEvent.ANSWERED_TRADES;
    }

    private int envelope(final JsonCursor cursor, final MarketEvent event) {
        int answered = NONE;
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case 0 -> {
                    orders.decodeAll(cursor, event.orders);
                    answered |= MarketEvent.ANSWERED_ORDERS;
                }
                case 1 -> {
                    trades.decodeAll(cursor, event.trades, true);
                    answered |= MarketEvent.ANSWERED_TRADES;
                }
                case 2 -> {
                    answered &= ~MarketEvent.ANSWERED_MORE;
                    answered |= cursor.bool() == 1 ? MarketEvent.ANSWERED_MORE : 0;
                }
                default -> cursor.skip();
            }
        }
        return answered;
    }
}
