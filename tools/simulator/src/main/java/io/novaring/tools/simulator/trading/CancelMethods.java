/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.Order;
import io.novaring.tools.simulator.exchange.OrderFilter;
import io.novaring.tools.simulator.exchange.Outcome;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.trading.json.Fields;
import io.novaring.tools.simulator.trading.json.OrderJson;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The methods that cancel orders. Simulator thread only. */
final class CancelMethods {
    private static final int NOT_FOUND = 13020;
    private static final Set<String> TYPES =
            Set.of("all", "limit", "trigger_all", "stop", "take", "trailing_stop");

    private final Market market;
    private final Exchange exchange;
    private final OrderJson orders;

    CancelMethods(final Market market, final Exchange exchange, final OrderJson orders) {
        this.market = market;
        this.exchange = exchange;
        this.orders = orders;
    }

    /** {@code private/cancel}. */
    void cancel(final Request request) {
        final String id = request.params().neededText("order_id");
        if (request.isRefused()) {
            return;
        }
        final Outcome outcome = exchange.cancel(request.account(), id);
        request.beforeAnswer().run();
        if (outcome.isAccepted()) {
            orders.write(outcome.order(), request.reply().openResult());
            request.reply().closeResult();
        } else {
            OrderMethods.refuse(request.reply(), outcome.rejection());
        }
    }

    /** {@code private/cancel_all}. */
    void cancelAll(final Request request) {
        cancel(request, List.of(OrderFilter.ALL));
    }

    /** {@code private/cancel_all_by_currency}. */
    void cancelAllByCurrency(final Request request) {
        final String currency = request.params().neededWord("currency", Currencies.OF_BOOKS);
        cancel(request, List.of(kindAndType(request.params()).withCurrency(currency)));
    }

    /** {@code private/cancel_all_by_currency_pair}. */
    void cancelAllByCurrencyPair(final Request request) {
        final String pair = request.params().neededText("currency_pair");
        final OrderFilter filter = kindAndType(request.params());
        if (market.currencies().stream().noneMatch(of -> of.indexName.equals(pair))) {
            request.params().wrong("currency_pair", "wrong currency_pair");
        }
        final Set<String> names = new LinkedHashSet<>();
        for (final Order order : exchange.openOrders(request.account(), filter)) {
            if (order.instrument.currency.indexName.equals(pair)) {
                names.add(order.instrument.name);
            }
        }
        cancel(request, names.stream().map(filter::withInstrument).toList());
    }

    /** {@code private/cancel_all_by_instrument}. */
    void cancelAllByInstrument(final Request request) {
        final Params params = request.params();
        final String name = params.neededText("instrument_name");
        final OrderFilter filter =
                OrderFilter.ALL.withInstrument(name).withType(params.word("type", TYPES, null));
        params.flag("include_combos");
        if (!name.isEmpty() && market.findEver(name) == null) {
            request.reply().error(NOT_FOUND, "not_found");
            return;
        }
        cancel(request, List.of(filter));
    }

    /** {@code private/cancel_all_by_kind_or_type}. */
    void cancelAllByKindOrType(final Request request) {
        final List<String> currencies =
                request.params().words("currency", Currencies.OF_BOOKS_OR_ANY);
        final OrderFilter filter = kindAndType(request.params());
        cancel(request, currencies.stream().map(filter::withCurrency).toList());
    }

    /** {@code private/cancel_by_label}. */
    void cancelByLabel(final Request request) {
        final Params params = request.params();
        final String label = params.neededText("label");
        final String currency = params.word("currency", Currencies.OF_BOOKS_OR_ANY, null);
        if (!request.isRefused()) {
            final List<Order> cancelled =
                    exchange.cancelByLabel(request.account(), label, currency);
            answer(request, cancelled, false);
        }
    }

    private static OrderFilter kindAndType(final Params params) {
        return OrderFilter.ALL
                .withKind(params.word("kind", ChannelScope.KINDS, null))
                .withType(params.word("type", TYPES, null));
    }

    private void cancel(final Request request, final List<OrderFilter> filters) {
        final boolean detailed = request.params().flag("detailed");
        request.params().flag("freeze_quotes");
        if (request.isRefused()) {
            return;
        }
        final List<Order> cancelled = new ArrayList<>();
        for (final OrderFilter filter : filters) {
            cancelled.addAll(exchange.cancelAll(request.account(), filter));
        }
        answer(request, cancelled, detailed);
    }

    /** How many, or one report for each. */
    private void answer(
            final Request request, final List<Order> cancelled, final boolean detailed) {
        request.beforeAnswer().run();
        if (!detailed) {
            request.reply().result(Integer.toString(cancelled.size()));
            return;
        }
        Fields.arrayOf(cancelled, this::report, request.reply().openResult());
        request.reply().closeResult();
    }

    private void report(final Order order, final FrameWriter out) {
        orders.write(order, out.ascii("{\"order\":"));
        out.octet('}');
    }
}
