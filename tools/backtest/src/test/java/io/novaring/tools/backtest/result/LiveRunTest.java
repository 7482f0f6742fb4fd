/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Decimals;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.strategy.StrategyContext;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.examples.Maker;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.backtest.result.Figures.OfCurrency;
import io.novaring.tools.backtest.result.Figures.OfInstrument;
import io.novaring.tools.backtest.source.JournalRecording;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.FillEntry;
import io.novaring.tools.simulator.login.ApiKey;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recorder behind a maker that trades on a live engine, and behind the replay of its journal. */
@Timeout(120)
final class LiveRunTest {
    private static final String NAME = "BTC-PERPETUAL";
    private static final String ACCOUNT = ApiKey.DEMO.account();
    private static final long USD = Decimals.SCALE;
    private static final long TICK = Decimals.SCALE / 2;
    private static final long FILLS = 6;

    private final Maker maker =
            new Maker(new Maker.Settings(NAME, TICK, 100 * USD, 300 * USD, 2 * USD, USD));

    @TempDir private Path directory;

    private static List<String> rows(final RunResult result) throws IOException {
        final List<String> lines = new ArrayList<>();
        for (final RowLog log :
                List.of(
                        result.orders(),
                        result.fills(),
                        result.pnl(),
                        result.latency(),
                        result.books())) {
            log.forEach(lines::add);
            lines.add("");
        }
        return lines;
    }

    private static RunIdentity identity() {
        return new RunIdentity("maker", Map.of(), Map.of(), 0, null, Map.of(), "");
    }

    private RunResult live(final Path journal, final Ledger[] ledger) throws Exception {
        final AtomicReference<Engine> engine = new AtomicReference<>();
        final RunRecorder recorder =
                new RunRecorder(
                        RecorderSettings.DEFAULT,
                        id -> engine.get().symbols().instruments().name(id));
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .instruments(1)
                        .ratePerSecond(300)
                        .rawNeedsLogin(false)
                        .build();
        try (Simulator exchange = Simulator.start(config);
                Secret secret =
                        Secret.copyOf(ApiKey.DEMO.secret().getBytes(StandardCharsets.US_ASCII));
                JournalWriter writer = JournalWriter.open(journal, JournalConfig.DEFAULTS)) {
            final DeribitConfig client = DeribitConfig.of(exchange.uri());
            engine.set(
                    Engine.launch(
                            new EngineContext()
                                    .client(new DeribitPublicClient(client))
                                    .client(
                                            new DeribitPrivateClient(
                                                    client,
                                                    DeribitCredentials.of(ApiKey.DEMO.id(), secret),
                                                    DeribitAccount.of(List.of("BTC"))))
                                    .handler("maker", maker)
                                    .handler("recorder", recorder)
                                    .journal(writer)));
            try (Engine running = engine.get()) {
                running.orders().rules(new InstrumentRules(NAME, TICK, 10 * USD, 10 * USD));
                running.subscribe("book." + NAME + ".raw", "ticker." + NAME + ".raw");
                maker.start(StrategyContext.of(running));
                trade(exchange);
                maker.stop();
                await(maker::isFlat);
            }
            ledger[0] = exchange.trading().ledger();
        }
        return recorder.finish(identity());
    }

    /** Until the market, or we in its place, have traded with the maker some times. */
    private static void trade(final Simulator exchange) throws InterruptedException {
        final Ledger ledger = exchange.trading().ledger();
        while (fills(ledger) < FILLS) {
            ledger.ordersById().values().stream()
                    .filter(order -> order.account().equals(ACCOUNT))
                    .filter(order -> order.state().equals("open"))
                    .findAny()
                    .ifPresent(
                            order -> exchange.trading().fill(ACCOUNT, order.orderId(), 50 * USD));
            Thread.sleep(50);
        }
    }

    private static int fills(final Ledger ledger) {
        return ledger.all(FillEntry.class, fill -> fill.account().equals(ACCOUNT)).size();
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }

    private static RunResult again(final Path journal) {
        final AtomicReference<Replay> replay = new AtomicReference<>();
        final RunRecorder recorder =
                new RunRecorder(
                        RecorderSettings.DEFAULT,
                        id -> replay.get().symbols().instruments().name(id));
        final EngineContext context = new EngineContext();
        JournalRecording.of(journal, 0).recording().clients().get().forEach(context::client);
        context.handler("recorder", recorder);
        try (JournalReader reader = JournalReader.open(journal)) {
            replay.set(new Replay(context, reader));
            replay.get().run();
        }
        return recorder.finish(identity());
    }

    @Test
    void shouldPutDownTheSameOfALiveRunAndOfItsReplay() throws Exception {
        final Path journal = directory.resolve("journal");
        final Ledger[] ledger = new Ledger[1];
        try (RunResult live = live(journal, ledger);
                RunResult replayed = again(journal)) {
            assertEquals(rows(live), rows(replayed));
            assertEquals(live.figures(), replayed.figures());

            final Figures figures = live.figures();
            final OfInstrument perpetual = figures.byInstrument().get(0);
            assertEquals(1, figures.byInstrument().size());
            assertEquals(fills(ledger[0]), figures.activity().fills());
            assertTrue(figures.activity().fills() >= FILLS);
            assertEquals(0, perpetual.position());
            assertEquals("account", perpetual.fundingFrom());
            assertFalse(figures.answers().count() == 0);
            // The account was told while prices moved on: worth less than a cent here.
            final OfCurrency coins = figures.byCurrency().get(0);
            assertTrue(Math.abs(coins.account().unexplained()) < 1_000, coins.toString());
        }
    }
}
