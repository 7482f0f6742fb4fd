/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.order;

/** The venue's errors about orders: code and message. */
public enum OrderError {
    QTY_TOO_LOW(10002, "qty_too_low"),
    ORDER_OVERLAP(10003, "order_overlap"),
    ORDER_NOT_FOUND(10004, "order_not_found"),
    PRICE_TOO_LOW(10005, "price_too_low"),
    PRICE_TOO_HIGH(10007, "price_too_high"),
    NOT_ENOUGH_FUNDS(10009, "not_enough_funds"),
    ALREADY_CLOSED(10010, "already_closed"),
    MAX_TOTAL_OPEN_ORDERS(10013, "pme_max_total_open_orders"),
    INVALID_OR_UNSUPPORTED_INSTRUMENT(10020, "invalid_or_unsupported_instrument"),
    INVALID_AMOUNT(10021, "invalid_amount"),
    INVALID_PRICE(10023, "invalid_price"),
    NOT_OWNER_OF_ORDER(10029, "not_owner_of_order"),
    INVALID_ARGS_FOR_INSTRUMENT(10031, "invalid_args_for_instrument"),
    INVALID_MAX_SHOW_AMOUNT(10036, "invalid_max_show_amount"),
    SETTLEMENT_IN_PROGRESS(10041, "settlement_in_progress"),
    PRICE_WRONG_TICK(10043, "price_wrong_tick"),
    TRIGGER_PRICE_WRONG_TICK(10044, "trigger_price_wrong_tick"),
    ALREADY_FILLED(11008, "already_filled"),
    POST_ONLY_PRICE_MODIFICATION_NOT_POSSIBLE(11021, "post_only_price_modification_not_possible"),
    OTHER_REJECT(11030, "other_reject"),
    NO_MORE_TRIGGERS(11035, "no_more_triggers"),
    INVALID_TRIGGER_PRICE(11036, "invalid_trigger_price"),
    BAD_ARGUMENT(11043, "bad_argument"),
    NOT_OPEN_ORDER(11044, "not_open_order"),
    UNSUPPORTED_ARG_COMBINATION(11047, "unsupported_arg_combination"),
    POST_ONLY_REJECT(11054, "post_only_reject"),
    POST_ONLY_NOT_ALLOWED(11055, "post_only_not_allowed"),
    VALUE_REQUIRED(13010, "value_required"),
    ORDERBOOK_CLOSED(13019, "orderbook_closed"),
    NOT_FOUND(13020, "not_found"),
    NON_UNIQUE_ORDER_LABEL(13032, "non_unique_order_label"),
    REPLACED(13777, "replaced");

    private final int code;
    private final String message;

    OrderError(final int code, final String message) {
        this.code = code;
        this.message = message;
    }

    public int code() {
        return code;
    }

    public String message() {
        return message;
    }
}
