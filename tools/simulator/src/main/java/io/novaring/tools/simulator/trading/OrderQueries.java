/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.Order;
import io.novaring.tools.simulator.exchange.OrderFilter;
import io.novaring.tools.simulator.exchange.order.OrderError;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.trading.json.Fields;
import io.novaring.tools.simulator.trading.json.OrderJson;
import java.util.List;
import java.util.Set;

/** The methods that ask about orders. Simulator thread only. */
final class OrderQueries {
    private static final Set<String> TYPES =
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

    private final Market market;
    private final Exchange exchange;
    private final OrderJson orders;

    OrderQueries(final Market market, final Exchange exchange, final OrderJson orders) {
        this.market = market;
        this.exchange = exchange;
        this.orders = orders;
    }

    /** {@code private/get_open_orders}. */
    void open(final Request request) {
        final Params params = request.params();
        open(request, withKind(params, withType(params, OrderFilter.ALL)));
    }

    /** {@code private/get_open_orders_by_currency}. */
    void openByCurrency(final Request request) {
        final Params params = request.params();
        final String currency = params.neededWord("currency", Currencies.OF_BOOKS_OR_ANY);
        open(request, withKind(params, withType(params, OrderFilter.ALL.withCurrency(currency))));
    }

    /** {@code private/get_open_orders_by_instrument}. */
    void openByInstrument(final Request request) {
        final String name = request.params().neededText("instrument_name");
        final OrderFilter filter = withType(request.params(), OrderFilter.ALL.withInstrument(name));
        if (!name.isEmpty() && market.findEver(name) == null) {
            refuse(request, OrderError.NOT_FOUND);
            return;
        }
        open(request, filter);
    }

    /** {@code private/get_open_orders_by_label}. */
    void openByLabel(final Request request) {
        final Params params = request.params();
        final String currency = params.neededWord("currency", Currencies.OF_BOOKS_OR_ANY);
        final String label = params.text("label");
        open(request, OrderFilter.ALL.withCurrency(currency).withLabel(label));
    }

    private static OrderFilter withType(final Params params, final OrderFilter filter) {
        return filter.withType(params.word("type", TYPES, null));
    }

    private static OrderFilter withKind(final Params params, final OrderFilter filter) {
        return filter.withKind(params.word("kind", ChannelScope.KINDS, null));
    }

    private void open(final Request request, final OrderFilter filter) {
        if (!request.isRefused()) {
            answer(request, exchange.openOrders(request.account(), filter));
        }
    }

    /** {@code private/get_order_state}. */
    void state(final Request request) {
        final String id = request.params().neededText("order_id");
        if (request.isRefused()) {
            return;
        }
        final Order order = exchange.order(request.account(), id);
        if (order == null) {
            refuse(request, OrderError.ORDER_NOT_FOUND);
            return;
        }
        orders.write(order, request.reply().openResult());
        request.reply().closeResult();
    }

    /** {@code private/get_order_state_by_label}. */
    void stateByLabel(final Request request) {
        final Params params = request.params();
        final String currency = params.neededWord("currency", Currencies.OF_BOOKS_OR_ANY);
        final String label = params.text("label");
        if (!request.isRefused()) {
            final String wanted = label == null ? "" : label;
            answer(request, exchange.ordersByLabel(request.account(), currency, wanted));
        }
    }

    private void answer(final Request request, final List<Order> found) {
        Fields.arrayOf(found, orders::write, request.reply().openResult());
        request.reply().closeResult();
    }

    private static void refuse(final Request request, final OrderError error) {
        request.reply().error(error.code(), error.message());
    }
}
