/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderCommand;

/** What an {@link AccountQuery} is about. Mutable and reused; public fields. One thread. */
public final class QueryArguments {
    /** Which of {@link TradingMessages#scopes}, where the query is asked for each. */
    public int scope;

    /** TRADES_OF_TIME: from this time on, the venue's epoch milliseconds. */
    public long fromMs = MarketEvent.ABSENT;

    /** TRADES_OF_TIME: up to and with this time, the venue's epoch milliseconds. */
    public long untilMs = MarketEvent.ABSENT;

    /** ORDERS_BY_LABEL: of the order; ASCII. */
    public final byte[] instrument = new byte[OrderCommand.INSTRUMENT_LENGTH_MAX];

    public int instrumentLength;

    /** ORDERS_BY_LABEL. */
    public final byte[] label = new byte[OrderCommand.LABEL_LENGTH_MAX];

    public int labelLength;

    /** ORDER_BY_ID, TRADES_OF_ORDER. */
    public final byte[] orderId = new byte[OrderCommand.ORDER_ID_LENGTH_MAX];

    public int orderIdLength;

    public QueryArguments clear() {
        scope = 0;
        fromMs = MarketEvent.ABSENT;
        untilMs = MarketEvent.ABSENT;
        instrumentLength = 0;
        labelLength = 0;
        orderIdLength = 0;
        return this;
    }
}
