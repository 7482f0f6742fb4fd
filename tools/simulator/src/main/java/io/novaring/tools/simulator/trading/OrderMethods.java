/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import com.fasterxml.jackson.databind.node.TextNode;
import io.novaring.tools.simulator.exchange.Account;
import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.Order;
import io.novaring.tools.simulator.exchange.OrderFilter;
import io.novaring.tools.simulator.exchange.Outcome;
import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.Rejection;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.query.Reply;
import io.novaring.tools.simulator.trading.json.Fields;
import io.novaring.tools.simulator.trading.json.OrderJson;
import io.novaring.tools.simulator.trading.json.UserTradeJson;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The methods that make orders and change them. Simulator thread only. */
final class OrderMethods {
    private static final int TIMED_OUT = 13888;

    private final Clock clock;
    private final Exchange exchange;
    private final Locks locks;
    private final OrderParams orderParams;
    private final OrderJson orders;
    private final UserTradeJson trades;
    private final SplittableRandom dice;

    OrderMethods(
            final Clock clock,
            final Exchange exchange,
            final Locks locks,
            final OrderParams orderParams,
            final OrderJson orders,
            final UserTradeJson trades,
            final SplittableRandom dice) {
        this.clock = clock;
        this.exchange = exchange;
        this.locks = locks;
        this.orderParams = orderParams;
        this.orders = orders;
        this.trades = trades;
        this.dice = dice;
    }

    /** {@code private/buy}. */
    void buy(final Request request) {
        place(request, true);
    }

    /** {@code private/sell}. */
    void sell(final Request request) {
        place(request, false);
    }

    private void place(final Request request, final boolean isBuy) {
        final NewOrder order = orderParams.newOrder(request.params(), isBuy);
        if (!isStopped(request) && !locks.isRefused(request, order)) {
            answer(request, exchange.place(request.account(), order, request.origin()));
        }
    }

    /** {@code private/edit}. */
    void edit(final Request request) {
        final String id = request.params().text("order_id");
        final Order order = id == null ? null : exchange.order(request.account(), id);
        final Instrument instrument = order == null ? null : order.instrument;
        final Edit edit = orderParams.edit(request.params(), instrument);
        change(request, edit, order);
    }

    /** {@code private/edit_by_label}. */
    void editByLabel(final Request request) {
        final Edit edit = orderParams.editByLabel(request.params());
        final List<Order> open =
                exchange.openOrders(
                        request.account(),
                        OrderFilter.ALL.withInstrument(edit.instrumentName).withLabel(edit.label));
        change(request, edit, open.size() == 1 ? open.get(0) : null);
    }

    private void change(final Request request, final Edit edit, final Order order) {
        final Params params = request.params();
        final boolean mmp = params.flag("mmp");
        if (order != null && params.has("mmp") && mmp != order.isMmp) {
            params.wrong("mmp", "editing mmp flag is not supported");
        }
        if (!isStopped(request) && !locks.isRefused(request, null)) {
            answer(request, exchange.edit(request.account(), edit, request.origin()));
        }
    }

    /** {@code private/close_position}. */
    void closePosition(final Request request) {
        final Params params = request.params();
        final String name = params.neededText("instrument_name");
        final String type = params.neededWord("type", Set.of("limit", "market"));
        final boolean isLimit = "limit".equals(type);
        final long price = isLimit ? params.neededDecimal("price") : NewOrder.ABSENT;
        if (!isStopped(request) && !locks.isRefused(request, null)) {
            final Account account = request.account();
            final OrderType of = isLimit ? OrderType.LIMIT : OrderType.MARKET;
            answer(request, exchange.closePosition(account, name, of, price, request.origin()));
        }
    }

    /** Whether a parameter is wrong or the request came too late; it is answered then. */
    private boolean isStopped(final Request request) {
        final long validUntilMs = request.params().integer("valid_until", Long.MAX_VALUE);
        if (request.isRefused()) {
            return true;
        }
        if (clock.millis() >= validUntilMs) {
            request.reply().error(TIMED_OUT, "timed_out");
            return true;
        }
        return false;
    }

    private void answer(final Request request, final Outcome outcome) {
        request.beforeAnswer().run();
        if (!outcome.isAccepted()) {
            refuse(request.reply(), outcome.rejection());
            return;
        }
        final FrameWriter out = request.reply().openResult().octet('{');
        final boolean orderFirst = dice.nextBoolean();
        if (orderFirst) {
            orders.write(outcome.order(), out.ascii("\"order\":"));
            out.octet(',');
        }
        Fields.arrayOf(outcome.fills(), trades::write, out.ascii("\"trades\":"));
        if (!orderFirst) {
            orders.write(outcome.order(), out.ascii(",\"order\":"));
        }
        out.octet('}');
        request.reply().closeResult();
    }

    /** Answers with the error of the exchange. */
    static void refuse(final Reply reply, final Rejection rejection) {
        final String data =
                rejection.reason() == null || rejection.reason().isEmpty()
                        ? null
                        : "{\"reason\":" + TextNode.valueOf(rejection.reason()) + "}";
        reply.error(rejection.code(), rejection.message(), data);
    }
}
