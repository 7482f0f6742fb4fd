/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.engine.venue.Request;
import io.novaring.venues.deribit.DeribitRequests.Params;
import java.util.Objects;
import java.util.Set;

/**
 * The questions a program may ask about its account on a private connection, one method for each;
 * those of {@link DeribitRequests} may be asked there, too. Answers are read by {@code
 * DeribitPrivateResults}. Any thread; allocates.
 *
 * <p>Orders are not placed, changed or cancelled by these: that is done by the engine's own order
 * entry, which keeps account of every one. What cancels orders with the connection is set by {@link
 * DeribitAccount#cancelsOnDisconnect}.
 */
public final class DeribitPrivateRequests {
    private static final int LABEL_LENGTH_MAX = 64;
    private static final Set<String> ORDER_TYPES =
            Set.of(
                    "all",
                    "limit",
                    "trigger_all",
                    "stop_all",
                    "stop_limit",
                    "stop_market",
                    "take_all",
                    "take_limit",
                    "take_market",
                    "trailing_all",
                    "trailing_stop");

    private DeribitPrivateRequests() {}

    /** Every position, of every currency and kind. */
    public static Request getPositions() {
        return new Params().text("currency", "any").request(DeribitRequestType.GET_POSITIONS);
    }

    /** Positions in instruments of one kind in a currency. */
    public static Request getPositions(final String currency, final String kind) {
        return ofKind(currency, kind).request(DeribitRequestType.GET_POSITIONS);
    }

    /** The position in an instrument; one of no size when there is none. */
    public static Request getPosition(final String instrument) {
        return ofInstrument(instrument).request(DeribitRequestType.GET_POSITION);
    }

    /** Every open order, of every currency and kind. */
    public static Request getOpenOrders() {
        return Request.of(DeribitRequestType.GET_OPEN_ORDERS, "");
    }

    public static Request getOpenOrdersByCurrency(final String currency) {
        return ofCurrency(currency).request(DeribitRequestType.GET_OPEN_ORDERS_BY_CURRENCY);
    }

    /**
     * As {@link #getOpenOrdersByCurrency(String)}, of one kind and type.
     *
     * @param type all, limit, trigger_all, stop_all, stop_limit, stop_market, take_all, take_limit,
     *     take_market, trailing_all or trailing_stop.
     */
    public static Request getOpenOrdersByCurrency(
            final String currency, final String kind, final String type) {
        return ofKind(currency, kind)
                .text("type", Names.oneOf("type", ORDER_TYPES, type))
                .request(DeribitRequestType.GET_OPEN_ORDERS_BY_CURRENCY);
    }

    public static Request getOpenOrdersByInstrument(final String instrument) {
        return ofInstrument(instrument).request(DeribitRequestType.GET_OPEN_ORDERS_BY_INSTRUMENT);
    }

    /** Open orders with a label in a currency; a label is 1 to 64 characters of any sort. */
    public static Request getOpenOrdersByLabel(final String currency, final String label) {
        return ofCurrency(currency)
                .anyText("label", label(label))
                .request(DeribitRequestType.GET_OPEN_ORDERS_BY_LABEL);
    }

    /** An order by the venue's id: open ones, and those done within the last half hour. */
    public static Request getOrderState(final String orderId) {
        return ofOrder(orderId).request(DeribitRequestType.GET_ORDER_STATE);
    }

    /** As {@link #getOpenOrdersByLabel}, with orders done within the last half hour. */
    public static Request getOrderStateByLabel(final String currency, final String label) {
        return ofCurrency(currency)
                .anyText("label", label(label))
                .request(DeribitRequestType.GET_ORDER_STATE_BY_LABEL);
    }

    /** Balance, margins and limits of one currency. */
    public static Request getAccountSummary(final String currency) {
        return ofCurrency(currency).request(DeribitRequestType.GET_ACCOUNT_SUMMARY);
    }

    /** As {@link #getAccountSummary}, of every currency. */
    public static Request getAccountSummaries() {
        return Request.of(DeribitRequestType.GET_ACCOUNT_SUMMARIES, "");
    }

    /**
     * The last own trades in a currency.
     *
     * @param count 1 to 1000.
     */
    public static Request getUserTradesByCurrency(final String currency, final int count) {
        return ofCurrency(currency)
                .value("count", DeribitRequests.count(count))
                .request(DeribitRequestType.GET_USER_TRADES_BY_CURRENCY);
    }

    /**
     * Own trades in a currency by their time; those of the last day.
     *
     * @param startMs first time wanted, epoch milliseconds.
     * @param endMs last time wanted, not before the first.
     * @param count 1 to 1000.
     * @param isOldestFirst the order of the answer.
     */
    public static Request getUserTradesByCurrencyAndTime(
            final String currency,
            final long startMs,
            final long endMs,
            final int count,
            final boolean isOldestFirst) {
        return times(ofCurrency(currency), startMs, endMs, count, isOldestFirst)
                .request(DeribitRequestType.GET_USER_TRADES_BY_CURRENCY_AND_TIME);
    }

    /**
     * The last own trades of an instrument.
     *
     * @param count 1 to 1000.
     */
    public static Request getUserTradesByInstrument(final String instrument, final int count) {
        return ofInstrument(instrument)
                .value("count", DeribitRequests.count(count))
                .request(DeribitRequestType.GET_USER_TRADES_BY_INSTRUMENT);
    }

    /** As {@link #getUserTradesByCurrencyAndTime}, of an instrument. */
    public static Request getUserTradesByInstrumentAndTime(
            final String instrument,
            final long startMs,
            final long endMs,
            final int count,
            final boolean isOldestFirst) {
        return times(ofInstrument(instrument), startMs, endMs, count, isOldestFirst)
                .request(DeribitRequestType.GET_USER_TRADES_BY_INSTRUMENT_AND_TIME);
    }

    /** All trades of one order. */
    public static Request getUserTradesByOrder(final String orderId) {
        return ofOrder(orderId).request(DeribitRequestType.GET_USER_TRADES_BY_ORDER);
    }

    /** Whether orders of this connection are cancelled when it is lost. */
    public static Request getCancelOnDisconnect() {
        return new Params()
                .text("scope", "connection")
                .request(DeribitRequestType.GET_CANCEL_ON_DISCONNECT);
    }

    private static Params times(
            final Params params,
            final long startMs,
            final long endMs,
            final int count,
            final boolean isOldestFirst) {
        DeribitRequests.checkRange("startMs", startMs, "endMs", endMs);
        return params.value("start_timestamp", startMs)
                .value("end_timestamp", endMs)
                .value("count", DeribitRequests.count(count))
                .text("sorting", DeribitRequests.sorting(isOldestFirst));
    }

    private static Params ofInstrument(final String instrument) {
        return new Params().text("instrument_name", Names.instrument(instrument));
    }

    private static Params ofCurrency(final String currency) {
        return new Params().text("currency", Names.currency(currency));
    }

    private static Params ofKind(final String currency, final String kind) {
        return ofCurrency(currency).text("kind", Names.kind(kind));
    }

    private static Params ofOrder(final String orderId) {
        return new Params().text("order_id", Names.orderId(orderId));
    }

    private static String label(final String label) {
        Objects.requireNonNull(label, "label");
        if (label.isEmpty() || label.length() > LABEL_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "label not within 1 and 64 characters: '" + label + '\'');
        }
        return label;
    }
}
