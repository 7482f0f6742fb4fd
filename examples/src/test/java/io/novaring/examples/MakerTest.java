/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Decimals;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.strategy.StrategyContext;
import io.novaring.engine.trading.TradingDesk;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.OrderEntry;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.login.ApiKey;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The maker against the simulator, with orders of the exchange's ledger as the judge. */
@Timeout(120)
final class MakerTest {
    private static final String NAME = "BTC-PERPETUAL";
    private static final String ACCOUNT = ApiKey.DEMO.account();
    private static final long USD = Decimals.SCALE;
    private static final long TICK = Decimals.SCALE / 2;
    private static final int PRIVATE = 1;

    private final Maker maker =
            new Maker(new Maker.Settings(NAME, TICK, 100 * USD, 300 * USD, 20 * USD, 4 * USD));
    private Simulator exchange;
    private Engine engine;

    @BeforeEach
    void start() {
        exchange =
                Simulator.start(
                        SimulatorConfig.builder().instruments(1).ratePerSecond(200).build());
        final DeribitConfig config = DeribitConfig.of(exchange.uri());
        final Secret secret =
                Secret.copyOf(ApiKey.DEMO.secret().getBytes(StandardCharsets.US_ASCII));
        engine =
                Engine.launch(
                        new EngineContext()
                                .client(new DeribitPublicClient(config))
                                .client(
                                        new DeribitPrivateClient(
                                                config,
                                                DeribitCredentials.of(ApiKey.DEMO.id(), secret),
                                                DeribitAccount.of(List.of("BTC"))))
                                .handler("maker", maker));
        engine.orders().rules(new InstrumentRules(NAME, TICK, 10 * USD, 10 * USD));
        engine.subscribe("book." + NAME + ".100ms");
        maker.start(StrategyContext.of(engine));
    }

    @AfterEach
    void close() {
        engine.close();
        exchange.close();
    }

    @Test
    void shouldQuoteBothSidesAndEndFlatThoughTheConnectionIsLost() throws Exception {
        await(() -> quote(true) != null && quote(false) != null);
        assertTrue(quote(true).price() < quote(false).price());

        exchange.trading().fill(ACCOUNT, quote(true).orderId(), 100 * USD);
        await(() -> desk().position(engine.symbols().instruments().lookup(NAME)) == 100 * USD);
        exchange.inject(Fault.of(FaultKind.RESET), true);
        maker.stop();

        await(maker::isFlat);
        assertEquals(0, exchange.trading().ledger().position(ACCOUNT, NAME));
        assertEquals(List.of(), open());
        assertEquals(Map.of(), exchange.trading().ledger().duplicateLabels(ACCOUNT));
    }

    @Test
    void shouldTakeItsQuotesBackWhileTheBookIsNotLive() throws Exception {
        await(() -> open().size() == 2);
        final List<String> before = open().stream().map(OrderEntry::orderId).toList();

        assertTrue(exchange.inject(Fault.of(FaultKind.RESET), false));

        await(() -> before.stream().allMatch(this::isCancelledByUs));
        await(() -> open().size() == 2);
        assertEquals(1, engine.connectionStatus(PRIVATE).epoch(), "orders kept their session");
    }

    @Test
    void shouldQuoteOneSideWhenItHoldsAllItMay() throws Exception {
        await(() -> open().size() == 2);
        exchange.pause();
        for (int hit = 1; hit <= 3; hit++) {
            final long held = hit * 100 * USD;
            await(() -> quote(true) != null);
            exchange.trading().fill(ACCOUNT, quote(true).orderId(), 100 * USD);
            await(() -> exchange.trading().ledger().position(ACCOUNT, NAME) == held);
        }

        await(() -> desk().position(engine.symbols().instruments().lookup(NAME)) == 300 * USD);
        await(() -> quote(true) == null && quote(false) != null);
        Thread.sleep(300);
        assertEquals(1, open().size());
    }

    private TradingDesk desk() {
        return engine.responses().desk(PRIVATE);
    }

    private boolean isCancelledByUs(final String orderId) {
        final OrderEntry order = exchange.trading().ledger().ordersById().get(orderId);
        return order.state().equals("cancelled") && order.cause().equals("user_request");
    }

    private OrderEntry quote(final boolean isBuy) {
        return open().stream().filter(order -> order.isBuy() == isBuy).findAny().orElse(null);
    }

    private List<OrderEntry> open() {
        return exchange.trading().ledger().ordersById().values().stream()
                .filter(order -> order.account().equals(ACCOUNT) && order.state().equals("open"))
                .toList();
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }
}
