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

    public static final int BUY = 20;
    public static final int SELL = 21;
    public static final int EDIT = 22;
    public static final int EDIT_BY_LABEL = 23;
    public static final int CANCEL = 24;
    public static final int CANCEL_ALL = 25;
    public static final int CANCEL_ALL_BY_CURRENCY = 26;
    public static final int CANCEL_ALL_BY_CURRENCY_PAIR = 27;
    public static final int CANCEL_ALL_BY_INSTRUMENT = 28;
    public static final int CANCEL_ALL_BY_KIND_OR_TYPE = 29;
    public static final int CANCEL_BY_LABEL = 30;
    public static final int CLOSE_POSITION = 31;
    public static final int GET_POSITIONS = 32;
    public static final int GET_POSITION = 33;
    public static final int GET_OPEN_ORDERS = 34;
    public static final int GET_OPEN_ORDERS_BY_CURRENCY = 35;
    public static final int GET_OPEN_ORDERS_BY_INSTRUMENT = 36;
    public static final int GET_OPEN_ORDERS_BY_LABEL = 37;
    public static final int GET_ORDER_STATE = 38;
    public static final int GET_ORDER_STATE_BY_LABEL = 39;
    public static final int GET_ACCOUNT_SUMMARY = 40;
    public static final int GET_USER_TRADES_BY_CURRENCY = 41;
    public static final int GET_USER_TRADES_BY_CURRENCY_AND_TIME = 42;
    public static final int GET_USER_TRADES_BY_INSTRUMENT = 43;
    public static final int GET_USER_TRADES_BY_INSTRUMENT_AND_TIME = 44;
    public static final int GET_USER_TRADES_BY_ORDER = 45;
    public static final int ENABLE_CANCEL_ON_DISCONNECT = 46;
    public static final int DISABLE_CANCEL_ON_DISCONNECT = 47;
    public static final int GET_CANCEL_ON_DISCONNECT = 48;
    public static final int PRIVATE_SUBSCRIBE = 49;
    public static final int PRIVATE_UNSUBSCRIBE = 50;
    public static final int LOGOUT = 51;
    public static final int AUTH = 52;
    public static final int GET_ACCOUNT_SUMMARIES = 53;

    /** Largest number in use. */
    static final int LAST = GET_ACCOUNT_SUMMARIES;

    private static final int LAST_PUBLIC = GET_CONTRACT_SIZE;

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
        "private/buy",
        "private/sell",
        "private/edit",
        "private/edit_by_label",
        "private/cancel",
        "private/cancel_all",
        "private/cancel_all_by_currency",
        "private/cancel_all_by_currency_pair",
        "private/cancel_all_by_instrument",
        "private/cancel_all_by_kind_or_type",
        "private/cancel_by_label",
        "private/close_position",
        "private/get_positions",
        "private/get_position",
        "private/get_open_orders",
        "private/get_open_orders_by_currency",
        "private/get_open_orders_by_instrument",
        "private/get_open_orders_by_label",
        "private/get_order_state",
        "private/get_order_state_by_label",
        "private/get_account_summary",
        "private/get_user_trades_by_currency",
        "private/get_user_trades_by_currency_and_time",
        "private/get_user_trades_by_instrument",
        "private/get_user_trades_by_instrument_and_time",
        "private/get_user_trades_by_order",
        "private/enable_cancel_on_disconnect",
        "private/disable_cancel_on_disconnect",
        "private/get_cancel_on_disconnect",
        "private/subscribe",
        "private/unsubscribe",
        "private/logout",
        "public/auth",
        "private/get_account_summaries",
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
                || requestType >= GET_INSTRUMENTS && requestType <= LAST_PUBLIC;
    }

    /** True for a method of an account. */
    static boolean isPrivate(final int requestType) {
        return requestType >= BUY && requestType <= LAST && requestType != AUTH;
    }

    /**
     * True for what a program may ask of its account by itself: questions, which change nothing.
     * Whatever trades goes through the engine, which keeps account of it.
     */
    static boolean isAccountRequest(final int requestType) {
        return requestType >= GET_POSITIONS && requestType <= GET_USER_TRADES_BY_ORDER
                || requestType == GET_CANCEL_ON_DISCONNECT
                || requestType == GET_ACCOUNT_SUMMARIES;
    }
}
