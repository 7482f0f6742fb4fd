/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes the venue's messages of a CSV file of Tardis. Rows that follow each other with one symbol
 * and both times alike came in one message; so the documentation of the data set
 * https://docs.tardis.dev/faq/order-books says of rows with one local_timestamp.
 */
final class TardisReader implements MessageReader {
    private static final long NS_PER_US = 1_000;
    private static final String VENUE = "deribit";

    /** What no name of an instrument has is not written into JSON. */
    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9_.\\-]{1,64}");

    /** Tardis writes symbols in capitals, and the venue the point of a strike as a small d. */
    private static final Pattern STRIKE = Pattern.compile("(.*-\\d+)D(\\d+-[CP])");

    private final InputLines lines;
    private final TardisType type;
    private final Troubles troubles;
    private final Counts counts;
    private final CsvRow row = new CsvRow();
    private final TardisRows rows;
    private final Map<String, Symbol> symbols = new HashMap<>();
    private Symbol symbol = new Symbol("", "");
    private int generation;
    private boolean hasRow;
    private boolean isEnded;

    // Of the message that is being made.
    private final Message message = new Message();
    private final byte[] times = new byte[2 * Numbers.LENGTH_MAX];
    private int timesLength;
    private boolean isSnapshot;

    /**
     * @param lines at their first line, the header.
     */
    TardisReader(final InputLines lines, final Troubles troubles, final Counts counts) {
        this.lines = lines;
        this.troubles = troubles;
        this.counts = counts;
        final String header =
                new String(
                        lines.buffer(),
                        lines.start(),
                        lines.end() - lines.start(),
                        java.nio.charset.StandardCharsets.UTF_8);
        type = TardisType.of(lines.name(), header);
        rows = TardisRows.of(type, message.text);
    }

    @Override
    public Message next() {
        if (!hasRow && !readRow()) {
            return null;
        }
        final Symbol own = symbol;
        begin();
        int rowCount = 0;
        do {
            rows.add(row, rowCount);
            rowCount++;
            hasRow = false;
            if (rows.length() > Message.LENGTH_MAX) {
                throw new ImportException(
                        lines.name()
                                + ", line "
                                + lines.number()
                                + ": rows with the same times are more than a message may have");
            }
        } while (readRow() && isSameMessage());
        rows.end();
        // A row that was left out may have been one of these, or of the messages before.
        message.followsSkip |= own.generation != generation;
        own.generation = generation;
        return message;
    }

    /** Goes on to a row that can be read; false when there is none. */
    private boolean readRow() {
        while (!isEnded) {
            final boolean isThere;
            try {
                isThere = lines.next();
            } catch (final ImportException e) {
                isEnded = true;
                generation++;
                troubles.onTrouble(e);
                return false;
            }
            if (!isThere) {
                isEnded = true;
                return false;
            }
            counts.lines++;
            final String why = check();
            if (why == null) {
                hasRow = true;
                return true;
            }
            troubles.onLine(lines.name(), lines.number(), why);
        }
        return false;
    }

    /** What is wrong with the row, null when nothing is. */
    private String check() {
        // Until it is known whose row it is, it may be anybody's.
        generation++;
        if (!row.split(lines.buffer(), lines.start(), lines.end())
                || row.count() != type.columnCount()) {
            return row.count()
                    + " columns in place of "
                    + type.columnCount()
                    + ": "
                    + Troubles.shown(lines.buffer(), lines.start(), lines.end());
        }
        if (!row.is(TardisType.EXCHANGE, VENUE)) {
            return "exchange is " + row.shown(TardisType.EXCHANGE) + ", imported is " + VENUE;
        }
        if (!findSymbol()) {
            return "symbol is no name of an instrument: " + row.shown(TardisType.SYMBOL);
        }
        generation--;
        final String why = checkValues();
        if (why != null) {
            symbol.generation = -1;
        }
        return why;
    }

    private String checkValues() {
        if (timeNs(TardisType.LOCAL_TIMESTAMP) == Numbers.NO_TIME) {
            return "local_timestamp is no time in microseconds: "
                    + row.shown(TardisType.LOCAL_TIMESTAMP);
        }
        if (timeNs(TardisType.TIMESTAMP) == Numbers.NO_TIME) {
            return "timestamp is no time in microseconds: " + row.shown(TardisType.TIMESTAMP);
        }
        final int wrong = rows.wrongColumn(row);
        return wrong < 0 ? null : type.column(wrong) + " cannot be: " + row.shown(wrong);
    }

    private long timeNs(final int field) {
        return Numbers.timeNs(row.bytes(), row.start(field), row.end(field), NS_PER_US);
    }

    private boolean findSymbol() {
        if (row.is(TardisType.SYMBOL, symbol.written)) {
            return true;
        }
        final String written = row.text(TardisType.SYMBOL);
        Symbol found = symbols.get(written);
        if (found == null) {
            if (!SYMBOL.matcher(written).matches()) {
                return false;
            }
            final String name = STRIKE.matcher(written).replaceFirst("$1d$2");
            found = new Symbol(written, name);
            found.generation = generation - 1;
            symbols.put(written, found);
        }
        symbol = found;
        return true;
    }

    private void begin() {
        message.clear();
        message.timeNs = timeNs(TardisType.LOCAL_TIMESTAMP);
        message.instrument = symbol.name;
        message.channel = symbol.channel(type);
        message.followsSkip = symbol.generation != generation;
        symbol.generation = generation;
        isSnapshot = type == TardisType.BOOK && row.is(TardisType.OWN, "true");
        message.kind =
                type != TardisType.BOOK
                        ? Message.Kind.WHOLE
                        : isSnapshot ? Message.Kind.BOOK_SNAPSHOT : Message.Kind.BOOK_CHANGE;
        final int from = row.start(TardisType.TIMESTAMP);
        timesLength = row.end(TardisType.LOCAL_TIMESTAMP) - from;
        System.arraycopy(row.bytes(), from, times, 0, timesLength);
        message.timestamp = milliseconds(row);
        rows.begin(message);
    }

    private boolean isSameMessage() {
        final int from = row.start(TardisType.TIMESTAMP);
        if (row.end(TardisType.LOCAL_TIMESTAMP) - from != timesLength
                || !symbol.name.equals(message.instrument)) {
            return false;
        }
        for (int i = 0; i < timesLength; i++) {
            if (row.bytes()[from + i] != times[i]) {
                return false;
            }
        }
        return rows.joins()
                && (type != TardisType.BOOK || isSnapshot == row.is(TardisType.OWN, "true"));
    }

    /** The exchange's time as the venue writes it, with the digits behind the milliseconds. */
    static String milliseconds(final CsvRow row) {
        final String us = row.text(TardisType.TIMESTAMP);
        final int whole = us.length() - 3;
        return us.endsWith("000")
                ? us.substring(0, whole)
                : us.substring(0, whole) + '.' + us.substring(whole);
    }

    /** An instrument of the file. */
    private static final class Symbol {
        private final String written;
        private final String name;
        private String channel;
        private int generation;

        Symbol(final String written, final String name) {
            this.written = written;
            this.name = name;
        }

        String channel(final TardisType type) {
            if (channel == null) {
                channel =
                        switch (type) {
                            case BOOK -> "book." + name + ".raw";
                            case TRADES -> "trades." + name + ".raw";
                            case QUOTES -> "quote." + name;
                            case TICKERS -> "ticker." + name + ".raw";
                        };
            }
            return channel;
        }
    }
}
