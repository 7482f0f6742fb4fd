/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import io.novaring.codec.json.JsonEncoder;

/**
 * Rows of one data type and the text of the venue's message that they become. Numbers go over as
 * they are written. One thread.
 */
abstract class TardisRows {
    private static final int FIRST = TardisType.OWN;

    final JsonEncoder out;

    TardisRows(final JsonEncoder out) {
        this.out = out;
    }

    static TardisRows of(final TardisType type, final JsonEncoder out) {
        return switch (type) {
            case BOOK -> new Book(out);
            case TRADES -> new Trades(out);
            case QUOTES -> new Quotes(out);
            case TICKERS -> new Tickers(out);
        };
    }

    /** The first column whose value cannot be, or -1. */
    abstract int wrongColumn(CsvRow row);

    /** A message begins. */
    abstract void begin(Message message);

    /** Takes a row of the message. */
    abstract void add(CsvRow row, int index);

    /** The message has no further row. */
    abstract void end();

    /** Bytes of the message so far. */
    int length() {
        return out.length();
    }

    /** True when further rows may belong to the message. */
    abstract boolean joins();

    final void notification(final Message message) {
        out.raw("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"")
                .raw(message.channel)
                .raw("\",\"data\":");
    }

    final void number(final CsvRow row, final int field) {
        if (row.isEmpty(field)) {
            out.raw("null");
        } else {
            out.raw(row.bytes(), row.start(field), row.end(field) - row.start(field));
        }
    }

    static boolean isNumber(final CsvRow row, final int field) {
        return Numbers.isNumber(row.bytes(), row.start(field), row.end(field));
    }

    static boolean isNegative(final CsvRow row, final int field) {
        return !row.isEmpty(field) && row.bytes()[row.start(field)] == '-';
    }

    static boolean isZero(final CsvRow row, final int field) {
        return Numbers.isZero(row.bytes(), row.start(field), row.end(field));
    }

    static boolean isAbsentOrNumber(final CsvRow row, final int field) {
        return row.isEmpty(field) || isNumber(row, field);
    }

    /** is_snapshot, side, price, amount; an amount of 0 takes the level out. */
    private static final class Book extends TardisRows {
        private static final int IS_SNAPSHOT = FIRST;
        private static final int SIDE = FIRST + 1;
        private static final int PRICE = FIRST + 2;
        private static final int AMOUNT = FIRST + 3;

        private final JsonEncoder asks = new JsonEncoder(1 << 10);
        private int askCount;
        private int bidCount;
        private boolean isSnapshot;

        Book(final JsonEncoder out) {
            super(out);
        }

        @Override
        int wrongColumn(final CsvRow row) {
            final boolean isTrue = row.is(IS_SNAPSHOT, "true");
            if (!isTrue && !row.is(IS_SNAPSHOT, "false")) {
                return IS_SNAPSHOT;
            }
            if (!row.is(SIDE, "bid") && !row.is(SIDE, "ask")) {
                return SIDE;
            }
            if (!isNumber(row, PRICE)) {
                return PRICE;
            }
            final boolean isAmount = isNumber(row, AMOUNT) && !isNegative(row, AMOUNT);
            return isAmount ? -1 : AMOUNT;
        }

        @Override
        void begin(final Message message) {
            isSnapshot = message.kind == Message.Kind.BOOK_SNAPSHOT;
            asks.clear();
            askCount = 0;
            bidCount = 0;
            out.raw("\"bids\":[");
        }

        @Override
        void add(final CsvRow row, final int index) {
            final boolean isDelete = isZero(row, AMOUNT);
            if (isDelete && isSnapshot) {
                // Says that the level is not there, as does its absence.
                return;
            }
            final boolean isBid = row.is(SIDE, "bid");
            final JsonEncoder side = isBid ? out : asks;
            if ((isBid ? bidCount++ : askCount++) > 0) {
                side.raw(',');
            }
            side.raw(isDelete ? "[\"delete\"," : isSnapshot ? "[\"new\"," : "[\"change\",");
            side.raw(row.bytes(), row.start(PRICE), row.end(PRICE) - row.start(PRICE)).raw(',');
            side.raw(row.bytes(), row.start(AMOUNT), row.end(AMOUNT) - row.start(AMOUNT)).raw(']');
        }

        @Override
        void end() {
            out.raw("],\"asks\":[").raw(asks.buffer(), 0, asks.length()).raw("]}}}");
        }

        @Override
        int length() {
            return out.length() + asks.length();
        }

        @Override
        boolean joins() {
            return true;
        }
    }

    /** id, side, price, amount. */
    private static final class Trades extends TardisRows {
        private static final int ID = FIRST;
        private static final int SIDE = FIRST + 1;
        private static final int PRICE = FIRST + 2;
        private static final int AMOUNT = FIRST + 3;

        private Message message;

        Trades(final JsonEncoder out) {
            super(out);
        }

        @Override
        int wrongColumn(final CsvRow row) {
            if (!isId(row)) {
                return ID;
            }
            if (!row.is(SIDE, "buy") && !row.is(SIDE, "sell") && !row.is(SIDE, "unknown")) {
                return SIDE;
            }
            if (!isNumber(row, PRICE)) {
                return PRICE;
            }
            final boolean isAmount = isNumber(row, AMOUNT) && !isNegative(row, AMOUNT);
            return isAmount ? -1 : AMOUNT;
        }

        private static boolean isId(final CsvRow row) {
            for (int at = row.start(ID); at < row.end(ID); at++) {
                final byte value = row.bytes()[at];
                if (value <= ' ' || value >= 0x7f || value == '"' || value == '\\') {
                    return false;
                }
            }
            return row.end(ID) - row.start(ID) <= Numbers.LENGTH_MAX;
        }

        @Override
        void begin(final Message newMessage) {
            message = newMessage;
            notification(message);
            out.raw('[');
        }

        @Override
        void add(final CsvRow row, final int index) {
            out.raw(index == 0 ? "{\"trade_id\":" : ",{\"trade_id\":");
            if (row.isEmpty(ID)) {
                out.raw("null");
            } else {
                out.raw('"').raw(row.bytes(), row.start(ID), row.end(ID) - row.start(ID)).raw('"');
            }
            out.raw(",\"timestamp\":").raw(message.timestamp);
            out.raw(",\"price\":");
            number(row, PRICE);
            out.raw(",\"instrument_name\":\"").raw(message.instrument).raw('"');
            if (!row.is(SIDE, "unknown")) {
                out.raw(",\"direction\":\"").raw(row.is(SIDE, "buy") ? "buy" : "sell").raw('"');
            }
            out.raw(",\"amount\":");
            number(row, AMOUNT);
            out.raw('}');
        }

        @Override
        void end() {
            out.raw("]}}");
        }

        @Override
        boolean joins() {
            return true;
        }
    }

    /** ask_amount, ask_price, bid_price, bid_amount. */
    private static final class Quotes extends TardisRows {
        private Message message;

        Quotes(final JsonEncoder out) {
            super(out);
        }

        @Override
        int wrongColumn(final CsvRow row) {
            for (int field = FIRST; field < FIRST + 4; field++) {
                if (!isAbsentOrNumber(row, field)) {
                    return field;
                }
            }
            return -1;
        }

        @Override
        void begin(final Message newMessage) {
            message = newMessage;
            notification(message);
        }

        @Override
        void add(final CsvRow row, final int index) {
            out.raw("{\"timestamp\":").raw(message.timestamp);
            out.raw(",\"instrument_name\":\"").raw(message.instrument);
            out.raw("\",\"best_bid_price\":");
            number(row, FIRST + 2);
            out.raw(",\"best_bid_amount\":");
            number(row, FIRST + 3);
            out.raw(",\"best_ask_price\":");
            number(row, FIRST + 1);
            out.raw(",\"best_ask_amount\":");
            number(row, FIRST);
        }

        @Override
        void end() {
            out.raw("}}}");
        }

        @Override
        boolean joins() {
            return false;
        }
    }

    /**
     * funding_timestamp, funding_rate, predicted_funding_rate, open_interest, last_price,
     * index_price, mark_price. Of the venue's ticker Tardis takes current_funding for funding_rate
     * (mapper of its package tardis-node); the other two of funding are empty.
     */
    private static final class Tickers extends TardisRows {
        private static final int FUNDING_RATE = FIRST + 1;
        private static final int OPEN_INTEREST = FIRST + 3;
        private static final String[] NAMES = {
            "open_interest", "last_price", "index_price", "mark_price"
        };

        private Message message;

        Tickers(final JsonEncoder out) {
            super(out);
        }

        @Override
        int wrongColumn(final CsvRow row) {
            for (int field = FIRST; field < FIRST + 7; field++) {
                if (!isAbsentOrNumber(row, field)) {
                    return field;
                }
            }
            return -1;
        }

        @Override
        void begin(final Message newMessage) {
            message = newMessage;
            notification(message);
        }

        @Override
        void add(final CsvRow row, final int index) {
            out.raw("{\"timestamp\":").raw(message.timestamp);
            out.raw(",\"instrument_name\":\"").raw(message.instrument).raw('"');
            for (int i = 0; i < NAMES.length; i++) {
                out.raw(",\"").raw(NAMES[i]).raw("\":");
                number(row, OPEN_INTEREST + i);
            }
            if (!row.isEmpty(FUNDING_RATE)) {
                out.raw(",\"current_funding\":");
                number(row, FUNDING_RATE);
            }
        }

        @Override
        void end() {
            out.raw("}}}");
        }

        @Override
        boolean joins() {
            return false;
        }
    }
}
