/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

/**
 * The requests of this venue as numbers. Journalled: a number never changes its meaning and is
 * never given away again.
 */
public final class DeribitRequestType {
    public static final int HELLO = 1;
    public static final int SET_HEARTBEAT = 2;
    public static final int TEST = 3;
    public static final int SUBSCRIBE = 4;
    public static final int UNSUBSCRIBE = 5;
    public static final int GET_INSTRUMENTS = 6;
    public static final int GET_TIME = 7;
    public static final int GET_INSTRUMENT = 8;
    public static final int STATUS = 9;
    public static final int GET_CURRENCIES = 10;
    public static final int GET_ORDER_BOOK = 11;
    public static final int TICKER = 12;
    public static final int GET_LAST_TRADES_BY_INSTRUMENT = 13;
    public static final int GET_INDEX_PRICE = 14;
    public static final int GET_SUPPORTED_INDEX_NAMES = 15;
    public static final int GET_ORDER_BOOK_BY_INSTRUMENT_ID = 16;
    public static final int GET_INDEX_PRICE_NAMES = 17;
    public static final int GET_EXPIRATIONS = 18;
    public static final int GET_CONTRACT_SIZE = 19;

    /** Largest number in use. */
    static final int LAST = GET_CONTRACT_SIZE;

    private static final String[] METHODS = {
        null,
        "public/hello",
        "public/set_heartbeat",
        "public/test",
        "public/subscribe",
        "public/unsubscribe",
        "public/get_instruments",
        "public/get_time",
        "public/get_instrument",
        "public/status",
        "public/get_currencies",
        "public/get_order_book",
        "public/ticker",
        "public/get_last_trades_by_instrument",
        "public/get_index_price",
        "public/get_supported_index_names",
        "public/get_order_book_by_instrument_id",
        "public/get_index_price_names",
        "public/get_expirations",
        "public/get_contract_size",
    };

    private DeribitRequestType() {}

    /** The method on the wire; null for a number this venue does not use. */
    public static String methodOf(final int requestType) {
        return requestType < 1 || requestType > LAST ? null : METHODS[requestType];
    }

    /**
     * True for what a program may ask for itself. The rest is the engine's own: a second {@link
     * #SET_HEARTBEAT}, say, would change the silence the engine waits for behind its back.
     */
    static boolean isUserRequest(final int requestType) {
        return requestType == HELLO
                || requestType == TEST
                || requestType >= GET_INSTRUMENTS && requestType <= LAST;
    }
}
