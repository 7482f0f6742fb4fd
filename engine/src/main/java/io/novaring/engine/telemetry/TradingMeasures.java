/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.order.OrderState;
import io.novaring.engine.stage.ResponseStage;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.trading.TradingDesk;
import io.novaring.engine.venue.VenueClient;
import java.util.List;

/** The figures that stage 4 keeps of orders. */
public final class TradingMeasures {
    private TradingMeasures() {}

    /** The labels of a connection. */
    public static String[] labels(final int connectionId, final VenueClient client) {
        return new String[] {
            "connection",
            Integer.toString(connectionId),
            "venue",
            client.venue(),
            "role",
            client.role()
        };
    }

    /** Adds them for each connection that trades; nothing when none does. */
    public static Measures addTo(
            final Measures measures, final List<VenueClient> clients, final ResponseStage stage) {
        boolean isTrading = false;
        for (int id = 0; id < clients.size(); id++) {
            final TradingDesk desk = stage.desk(id);
            if (desk != null) {
                isTrading = true;
                add(measures, desk, labels(id, clients.get(id)));
            }
        }
        return isTrading
                ? measures.counter("risk_unreadable", () -> stage.risk().unreadableCount())
                : measures;
    }

    private static void add(
            final Measures measures, final TradingDesk desk, final String... labels) {
        measures.gauge("orders_ready", () -> desk.isReady() ? 1 : 0, labels);
        for (final OrderState state : OrderState.values()) {
            if (!state.isFinal()) {
                measures.gauge(
                        "orders",
                        () -> desk.liveCount(state),
                        OrderFigures.with(labels, "state", OrderFigures.word(state)));
            }
        }
        for (final Counter counter : Counter.values()) {
            measures.counter(
                    "order_events",
                    () -> desk.counters().get(counter),
                    OrderFigures.with(labels, "event", OrderFigures.word(counter)));
        }
    }
}
