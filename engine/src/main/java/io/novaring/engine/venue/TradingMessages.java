/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import java.util.List;

/**
 * Writes what concerns orders and reads what comes back. Every method is a pure function of its
 * arguments, so that a replay asks for the same bytes. Stage 4 unless it says otherwise; the
 * methods that encode and read allocate nothing.
 */
public interface TradingMessages {
    /** A venue, or a role, where nothing is traded. */
    TradingMessages NONE = new TradingMessages() {};

    /** Any thread; constant. */
    default boolean isSupported() {
        return false;
    }

    /** Channels that tell of own orders, trades, positions and account. Any thread; constant. */
    default List<String> channels() {
        return List.of();
    }

    /** Parts of the account that some queries are asked for apart, such as currencies. Constant. */
    default List<String> scopes() {
        return List.of();
    }

    /** Whether a query is asked once for each of {@link #scopes}. */
    default boolean isPerScope(final AccountQuery query) {
        return false;
    }

    /**
     * Type of the request that carries this out, by which credits are counted; {@link
     * RequestType#NONE} when the venue has none. Any thread.
     */
    default int requestTypeOf(final OrderCommand command) {
        return RequestType.NONE;
    }

    /**
     * True for the type of a request that an {@link OrderCommand#CANCEL_SCOPE} may become: which
     * one, its text decides. Any thread; constant.
     */
    default boolean isScopeCancel(final int requestType) {
        return false;
    }

    /**
     * Checks which fields are given and whether they go together, before a command becomes an
     * event: what hangs on no instrument and no state. What fails here is encoded by none. Any
     * thread; allocates only to throw.
     *
     * @throws IllegalArgumentException that names the field, its value and what to do about it.
     */
    default void check(final OrderCommand command) {}

    /**
     * Encodes the request. An edit or cancel has the venue's order id filled in when it is known,
     * else the label; an edit always names the instrument.
     *
     * @param nowNs epoch nanoseconds of the event that asks for it.
     * @return its type, or {@link RequestType#NONE} when the venue has none for it.
     */
    default int encode(
            final OrderCommand command,
            final long requestId,
            final long nowNs,
            final JsonEncoder out) {
        return RequestType.NONE;
    }

    /**
     * Encodes a query. CANCEL_ALL is also encoded by the I/O thread, for the kill switch: with the
     * messages of a {@link VenueClient#emergency} client where there is one, else with these.
     *
     * @return its type, or {@link RequestType#NONE} when the venue has none for it.
     */
    default int encodeQuery(
            final AccountQuery query,
            final QueryArguments arguments,
            final long requestId,
            final JsonEncoder out) {
        return RequestType.NONE;
    }

    /**
     * Reads the result of a request of one of the types above into the event's columns. A result
     * that cannot be read to its end leaves the answer without any part.
     *
     * @param requestType what the response answers.
     */
    default void readAnswer(
            final int requestType, final MarketEvent response, final TradingAnswer answer) {}

    /**
     * The state an order has that the venue calls so.
     *
     * @param text of the venue's word, in the event's raw bytes; see {@link
     *     io.novaring.codec.Text}.
     * @return null for a word that is not known.
     */
    default OrderState stateOf(final MarketEvent event, final long text) {
        return null;
    }
}
