/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.exchange.Account;
import io.novaring.tools.simulator.exchange.ExchangeListener;
import io.novaring.tools.simulator.exchange.Fill;
import io.novaring.tools.simulator.exchange.Order;
import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.trading.json.OrderJson;
import io.novaring.tools.simulator.trading.json.PositionJson;
import io.novaring.tools.simulator.trading.json.UserTradeJson;
import io.novaring.tools.simulator.wire.FrameWriter;

/**
 * Writes down what the exchange does to accounts, as it is at that moment, for the channels that
 * tell of it. During a request they wait for its answer, or go before it.
 */
final class AccountEvents implements ExchangeListener {
    private boolean held;
    private final UserChannels channels;
    private final OrderJson orders;
    private final UserTradeJson trades;
    private final PositionJson positions;
    private final FrameWriter out = new FrameWriter();

    AccountEvents(
            final UserChannels channels,
            final OrderJson orders,
            final UserTradeJson trades,
            final PositionJson positions) {
        this.channels = channels;
        this.orders = orders;
        this.trades = trades;
        this.positions = positions;
    }

    /** From now on nothing is sent until {@link #release}. */
    void hold() {
        held = true;
    }

    /** Sends what was held back, and everything that comes at once. */
    void release() {
        held = false;
        channels.flush();
    }

    @Override
    public void onTrade(final Fill fill) {
        channels.forEach(
                fill.order().account.name,
                fill.instrument(),
                channel -> {
                    if (channel.tellsTradesOf(fill.instrument())) {
                        trades.write(fill, out.reset());
                        channel.gatherTrade(fill.instrument(), out.payload());
                    }
                });
    }

    @Override
    public void onOrder(final Order order) {
        channels.forEach(
                order.account.name,
                order.instrument,
                channel -> {
                    if (channel.tellsOrders()) {
                        orders.write(order, out.reset());
                        channel.gatherOrder(order.instrument, order.id, out.payload());
                    }
                });
    }

    @Override
    public void onPosition(final Account account, final Position position) {
        channels.forEach(
                account.name,
                position.instrument(),
                channel -> {
                    if (channel.tellsPositions()) {
                        positions.write(position, false, out.reset());
                        channel.gatherPosition(position.instrument(), out.payload());
                    }
                });
    }

    @Override
    public void onAccount(final Account account, final AccountSummary summary) {
        channels.onMoney(account.name);
    }

    @Override
    public void onEnd() {
        if (!held) {
            channels.flush();
        }
    }
}
