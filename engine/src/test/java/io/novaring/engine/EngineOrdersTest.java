/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.CommandType;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.order.OrderOutcome;
import io.novaring.engine.order.OrderSettings;
import io.novaring.engine.risk.RiskLimits;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a program's thread to the ring, in a whole engine. */
@Timeout(120)
final class EngineOrdersTest {
    private final Recording recording = new Recording();

    private EngineContext context(final URI uri) {
        return new EngineContext()
                .client(new TradingVenue(uri))
                .cores(8)
                .topology(Topology.FUSED)
                .ioIdle(IdleMode.BACKOFF)
                .handler("recording", recording);
    }

    private static OrderCommand order(final String instrument) {
        final OrderCommand order = new OrderCommand().instrument(instrument);
        order.action = OrderCommand.NEW;
        return order;
    }

    private List<MarketEvent> commands(final CommandType type) {
        return recording.events.stream()
                .filter(event -> event.origin == Origin.COMMAND && event.code == type.code())
                .toList();
    }

    private static OrderCommand decoded(final MarketEvent event) {
        final OrderCommand command = new OrderCommand();
        assertTrue(command.decode(event.raw, event.rawLength));
        return command;
    }

    @Test
    void shouldAskForOwnChannelsBeforeAnyOther() {
        try (TestServer server = TestServer.open();
                Engine engine = Engine.launch(context(server.uri()))) {
            engine.subscribe("note.X");
            Await.until(() -> server.count("subscribe") == 1, "channels are asked for");

            assertEquals(
                    "user.orders,user.trades,note.X",
                    server.received.stream()
                            .filter(text -> text.startsWith("subscribe "))
                            .findFirst()
                            .orElseThrow()
                            .split(" ")[2]);
        }
        assertEquals(
                "user.orders\nuser.trades\n", commands(CommandType.SUBSCRIBE).get(0).rawText());
    }

    @Test
    void shouldNumberTheInstrumentAlikeInAReplay() {
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            engine =
                    Engine.launch(
                            context(server.uri())
                                    .orders(OrderSettings.DEFAULT.withLabelPrefix("desk-7")));
            try (engine) {
                final OrderEntry orders = engine.orders(0);
                orders.submit(order("ETH-PERPETUAL"));
                orders.cancelAll();
                orders.submit(order("BTC-PERPETUAL"));
                orders.cancelAll("ETH-PERPETUAL");
            }
        }

        final List<MarketEvent> live = commands(CommandType.ORDER);
        assertEquals(
                List.of("ETH-PERPETUAL", "none", "BTC-PERPETUAL", "ETH-PERPETUAL"),
                live.stream().map(event -> name(engine, event)).toList());
        final OrderCommand first = decoded(live.get(0));
        assertEquals(
                "desk-7-" + Long.toString(first.handle, 36),
                new String(first.label, 0, first.labelLength, StandardCharsets.US_ASCII));
        final Recording again = new Recording();
        new Replay(
                        new EngineContext()
                                .client(new TradingVenue(URI.create("ws://127.0.0.1:1/")))
                                .handler("again", again),
                        recording.source())
                .run();
        assertEquals(
                recording.events.stream().map(event -> event.instrumentId).toList(),
                again.events.stream().map(event -> event.instrumentId).toList());
    }

    private static String name(final Engine engine, final MarketEvent event) {
        final String name = engine.symbols().instruments().name(event.instrumentId);
        return name == null ? "none" : name;
    }

    @Test
    void shouldRefuseOrdersWhenTheJournalHasStopped() {
        final AtomicBoolean isStopped = new AtomicBoolean();
        try (TestServer server = TestServer.open();
                Engine engine =
                        Engine.launch(
                                context(server.uri())
                                        .journal(
                                                new Recording(),
                                                (count, hash) -> {},
                                                isStopped::get))) {
            assertTrue(engine.orders().submit(order("X")) > 0);
            isStopped.set(true);

            assertEquals(
                    OrderRefusal.JOURNAL_OFF,
                    OrderEntry.refusalOf(engine.orders().submit(order("X"))));
            assertEquals(OrderEntry.TAKEN, engine.orders().cancelAll());
        }
        assertEquals(
                List.of(0, (int) OrderRefusal.JOURNAL_OFF.code(), 0),
                commands(CommandType.ORDER).stream()
                        .map(event -> (int) decoded(event).refusal)
                        .toList());
    }

    @Test
    void shouldFailFuturesBehindItsEnd() {
        try (TestServer server = TestServer.open()) {
            final Engine engine = Engine.launch(context(server.uri()));
            engine.close();

            final CompletableFuture<OrderOutcome> future =
                    engine.orders().submitForFuture(order("X"));

            final Throwable cause =
                    assertThrows(CompletionException.class, future::join).getCause();
            assertTrue(
                    cause.getMessage().startsWith("the engine was closed; what became of order "),
                    cause.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldTakeAnOrderToTheVenueAndItsAnswerToTheFuture(final Topology topology)
            throws Exception {
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            engine = Engine.launch(context(server.uri()).topology(topology));
            try (engine) {
                final OrderEntry orders = engine.orders();
                orders.limits(
                        RiskLimits.builder().requiresLiveBook(false).requiresRules(false).build());
                final OrderCommand order = order("X");
                OrderOutcome outcome;
                do {
                    order.side = Side.BUY;
                    order.price = 1;
                    order.amount = 1;
                    outcome = orders.submitForFuture(order).get(30, TimeUnit.SECONDS);
                    assertTrue(
                            outcome.state() == OrderState.OPEN
                                    || outcome.refusal() == OrderRefusal.NOT_CONNECTED
                                    || outcome.refusal() == OrderRefusal.RECOVERING,
                            outcome.toString());
                } while (outcome.state() != OrderState.OPEN);

                final String label = "nr-" + Long.toString(order.handle, 36);
                assertEquals(order.handle, outcome.handle());
                assertEquals(label, outcome.orderId());
                assertEquals(1, server.count("order"));
                assertTrue(server.received.stream().anyMatch(text -> text.endsWith(label)));
            }
        }
        final ReplayResult replayed =
                new Replay(
                                new EngineContext()
                                        .client(new TradingVenue(URI.create("ws://127.0.0.1:1/"))),
                                recording.source())
                        .run();
        assertNull(replayed.divergence());
        assertEquals(engine.stateHash(), replayed.stateHash());
    }
}
