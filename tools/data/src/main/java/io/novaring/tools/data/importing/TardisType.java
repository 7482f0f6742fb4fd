/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import java.util.List;
import java.util.Locale;

/**
 * The data types of Tardis that are imported, with their columns as of
 * https://docs.tardis.dev/downloadable-csv-files/data-types. Every file begins with {@code
 * exchange, symbol, timestamp, local_timestamp}; both times are microseconds since 1970, the first
 * the exchange's own, the second that of arrival.
 */
enum TardisType {
    /** One level a row; rows of one message have one local_timestamp. */
    BOOK("incremental_book_L2", "is_snapshot", "side", "price", "amount"),
    /** One trade a row; the side is that of the taker. */
    TRADES("trades", "id", "side", "price", "amount"),
    /** The best level of both sides; empty where a side has none. */
    QUOTES("quotes", "ask_amount", "ask_price", "bid_price", "bid_amount"),
    /** Funding, open interest and prices of a future; empty where not known. */
    TICKERS(
            "derivative_ticker",
            "funding_timestamp",
            "funding_rate",
            "predicted_funding_rate",
            "open_interest",
            "last_price",
            "index_price",
            "mark_price");

    static final int EXCHANGE = 0;
    static final int SYMBOL = 1;
    static final int TIMESTAMP = 2;
    static final int LOCAL_TIMESTAMP = 3;

    /** Of the first column that is the type's own. */
    static final int OWN = 4;

    private static final String COMMON = "exchange,symbol,timestamp,local_timestamp,";

    private final String tardisName;
    private final List<String> columns;

    TardisType(final String tardisName, final String... columns) {
        this.tardisName = tardisName;
        this.columns = List.of(columns);
    }

    String header() {
        return COMMON + String.join(",", columns);
    }

    int columnCount() {
        return OWN + columns.size();
    }

    String column(final int index) {
        return columns.get(index - OWN);
    }

    static boolean isHeader(final String line) {
        return line.startsWith("exchange,");
    }

    /**
     * The type whose header this is.
     *
     * @throws ImportException when it is that of none, or of liquidations, whose header is that of
     *     trades and whose file name is not.
     */
    static TardisType of(final String file, final String header) {
        for (final TardisType type : values()) {
            if (header.equals(type.header())) {
                if (type == TRADES && file.toLowerCase(Locale.ROOT).contains("liquidations")) {
                    throw new ImportException(
                            file
                                    + ": liquidations are not imported; the venue tells them as"
                                    + " trades, which the file of trades has");
                }
                return type;
            }
        }
        final StringBuilder known = new StringBuilder();
        for (final TardisType type : values()) {
            known.append("\n  ").append(type.tardisName).append(": ").append(type.header());
        }
        final byte[] bytes = header.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        throw new ImportException(
                file
                        + ", line 1: columns of no data type that is imported: "
                        + Troubles.shown(bytes, 0, bytes.length)
                        + "; those are"
                        + known);
    }
}
