/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingMessages;

/**
 * Which request types of a venue carry out the commands of a program. Asked once, at start; any
 * thread after that.
 */
public final class OrderTypes {
    private final boolean[] adding = new boolean[RequestType.MAX + 1];
    private final boolean[] entering = new boolean[RequestType.MAX + 1];

    public OrderTypes(final TradingMessages trading) {
        final OrderCommand probe = new OrderCommand();
        for (byte action = OrderCommand.NEW; action <= OrderCommand.CANCEL_LABEL; action++) {
            for (byte side = Side.BUY; side <= Side.SELL; side++) {
                for (byte type = OrderCommand.LIMIT; type <= OrderCommand.TRAILING_STOP; type++) {
                    probe.clear();
                    probe.action = action;
                    probe.side = side;
                    probe.type = type;
                    note(trading.requestTypeOf(probe), probe.isCancel());
                    // Some venues have a request of its own for each name of an order.
                    probe.labelLength = 1;
                    note(trading.requestTypeOf(probe), probe.isCancel());
                    probe.orderIdLength = 1;
                    note(trading.requestTypeOf(probe), probe.isCancel());
                }
            }
        }
        for (int requestType = 0; requestType < entering.length; requestType++) {
            entering[requestType] |= trading.isScopeCancel(requestType);
        }
    }

    private void note(final int requestType, final boolean isCancel) {
        if (requestType >= 0 && requestType < entering.length) {
            entering[requestType] = true;
            adding[requestType] |= !isCancel;
        }
    }

    /** True for a request that may add to what can trade: an order, an edit, a closing order. */
    public boolean isAdding(final int requestType) {
        return requestType >= 0 && requestType < adding.length && adding[requestType];
    }

    /** True for a request that a program's command becomes. */
    public boolean isEntering(final int requestType) {
        return requestType >= 0 && requestType < entering.length && entering[requestType];
    }
}
