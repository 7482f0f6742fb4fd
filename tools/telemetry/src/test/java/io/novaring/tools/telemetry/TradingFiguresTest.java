/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.risk.RiskLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted of orders on their way to the simulated exchange and back. */
@Timeout(180)
final class TradingFiguresTest {
    private final EngineFixture fixture = new EngineFixture();

    @Test
    void shouldCountOrders() {
        try (fixture) {
            final OrderEntry orders = fixture.engine.orders();
            fixture.awaitReady();
            assertEquals(1, fixture.value("novaring_authentications", "result", "granted"));
            orders.limits(
                    RiskLimits.builder()
                            .requiresRules(false)
                            .priceBand(MarketEvent.ABSENT)
                            .passiveBand(MarketEvent.ABSENT)
                            .build());
            final long handle = orders.submit(order());
            assertTrue(handle > 0, "refused: " + OrderEntry.refusalOf(handle));
            await(1, "novaring_orders", "state", "open");
            assertEquals(1, fixture.value("novaring_order_events", "event", "placed"));
            assertEquals(0, fixture.value("novaring_orders", "state", "unknown"));
            orders.cancel(handle);
            await(1, "novaring_orders_done", "state", "cancelled");
            await(0, "novaring_orders", "state", "open");
            // The order's notice and the answer are two messages, in either order.
            EngineFixture.until(() -> answers("cancel") == 1, "the cancel is answered");
            assertEquals(1, answers("place"));
            assertEquals(0, answers("edit"));

            final OrderCommand small = order();
            orders.limits(RiskLimits.builder().build());
            orders.submit(small);
            await(1, "novaring_orders_refused", "reason", "no-rules");

            orders.kill();
            await(1, "novaring_orders_killed", "role", "private");
            orders.submit(order());
            await(1, "novaring_orders_refused", "reason", "killed");
            orders.resume();
            await(0, "novaring_orders_killed", "role", "private");
        }
    }

    /** What was lost with a session is unknown, and how long it stayed so is known afterwards. */
    @Test
    void shouldCountHowLongAnOrderWasUnknown() {
        try (fixture) {
            fixture.awaitReady();
            final OrderEntry orders = fixture.engine.orders();
            orders.limits(
                    RiskLimits.builder()
                            .requiresRules(false)
                            .priceBand(MarketEvent.ABSENT)
                            .passiveBand(MarketEvent.ABSENT)
                            .build());
            assertTrue(orders.submit(order()) > 0);
            await(1, "novaring_orders", "state", "open");

            fixture.simulator.dropConnections();

            await(1, "novaring_order_events", "event", "became-unknown");
            EngineFixture.until(
                    () -> fixture.value("novaring_order_resolve_within", "le", "+Inf") == 1,
                    "the fate of the order is known");
            await(0, "novaring_orders", "state", "unknown");
            await(1, "novaring_orders_ready", "role", "private");
        }
    }

    private void await(final long expected, final String name, final String... label) {
        EngineFixture.until(
                () -> fixture.value(name, label[0], label[1]) == expected,
                name + ' ' + label[1] + " is " + expected);
    }

    private long answers(final String request) {
        return fixture.engine.telemetry().measures().stream()
                .filter(m -> m.name().equals("novaring_order_answer_within"))
                .filter(m -> m.labels().stream().anyMatch(l -> l.value().equals(request)))
                .filter(m -> m.labels().stream().anyMatch(l -> l.value().equals("+Inf")))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** One that waits below the best bid. */
    private OrderCommand order() {
        final String instrument = fixture.simulator.instruments().get(0);
        final BookSnapshot book = new BookSnapshot(1);
        EngineFixture.until(
                () -> fixture.engine.book(instrument).snapshotInto(book) && book.bidCount() > 0,
                "there is a bid");
        final OrderCommand order = new OrderCommand().instrument(instrument);
        order.action = OrderCommand.NEW;
        order.side = Side.BUY;
        order.price = (book.bidPrice(0) / Decimals.SCALE - 100) * Decimals.SCALE;
        order.amount = 10 * Decimals.SCALE;
        order.flags = OrderCommand.POST_ONLY;
        return order;
    }
}
