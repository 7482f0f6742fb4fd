/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.Topology;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.reconnect.AuthenticationRetrySettings;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.reconnect.BreakerSettings;
import io.novaring.engine.reconnect.BudgetSettings;
import io.novaring.engine.reconnect.ReconnectSettings;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.cli.trading.LedgerView.Finding;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.login.ApiKey;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * No fate of an order is guessed: random histories, cut at every point of the protocol, end as the
 * venue's ledger has them. {@code -Dnovaring.soak.histories=10000} for the whole, {@code
 * -Dnovaring.soak.realtime=true} in real time, {@code -Dnovaring.seed} for the same again as far as
 * threads allow, {@code -Dnovaring.cut=RESET,SILENT} for some points alone.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
final class OrderHistoriesTest {
    private static final int HISTORIES_DEFAULT = 320;
    private static final int SOAK = Integer.getInteger("novaring.soak.histories", 0);
    private static final boolean IS_REAL = Boolean.getBoolean("novaring.soak.realtime");
    private static final String ONLY = System.getProperty("novaring.cut");
    private static final long SEED = Long.getLong("novaring.seed", System.nanoTime());
    private static final int ROUND = Integer.getInteger("novaring.round", SOAK > 0 ? 20 : 10);
    private static final int RUN = Integer.getInteger("novaring.run", 1_000);

    /** How long a request holds the venue's queue: eight that wait outlive their session. */
    private static final List<String> DELAYS_MS =
            List.of(System.getProperty("novaring.delaysMs", "0,7,250").split(","));

    /** Of an explanation, so that it stands in the log of a build whole. */
    private static final int MESSAGE_MAX = 3_000;

    private static final long MS = 1_000_000;
    private static final long RESOLVED_WITHIN_NS = 5_000 * MS;

    private final Figures figures = new Figures();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<CutPoint> deck = new ArrayList<>();

    /** What was wrong and the trails of those orders, for the assertion's message. */
    private String explanation = "";

    @Test
    void shouldTellOfEveryOrderWhatTheLedgerHas(@TempDir final Path folder) throws Exception {
        final int wanted = SOAK > 0 ? SOAK : HISTORIES_DEFAULT;
        final int ofRun = SOAK > 0 ? Math.min(RUN, wanted) : wanted / 2;
        for (int done = 0; done < wanted && !figures.hasFaults(); done += ofRun) {
            final Path journal = folder.resolve("journal-" + done);
            run(journal, Math.min(ofRun, wanted - done));
            if (SOAK > 0) {
                System.out.println(done + ofRun + " histories");
            }
        }
        System.out.println(figures.table(SEED));
        assertEquals(0, figures.faultCount(), () -> shortened(explanation));
        if (SOAK > 0) {
            assertTrue(figures.resolvedMaxNs() <= RESOLVED_WITHIN_NS, "seed " + SEED);
        }
    }

    /** One engine, one venue, and the replay of it all. */
    private void run(final Path folder, final int wanted) throws Exception {
        final OrderDiary diary = new OrderDiary();
        final long hash;
        try (SharedTime time = IS_REAL ? SharedTime.real() : SharedTime.stepped();
                Simulator simulator = Simulator.start(simulator(time));
                CuttingProxy proxy = new CuttingProxy(simulator.uri())) {
            final JournalWriter journal = JournalWriter.open(folder, JournalConfig.DEFAULTS);
            final EngineContext context =
                    new EngineContext()
                            .client(client(proxy.uri(), true))
                            .connections(connections())
                            .topology(Topology.INLINE)
                            .ioIdle(IdleMode.BACKOFF)
                            .consumerIdle(IdleMode.BACKOFF)
                            .clock(time.engine())
                            .handler("diary", diary)
                            .journal(journal);
            final Engine engine = Engine.launch(context);
            try (journal;
                    engine) {
                time.start(proxy);
                allow(engine);
                final OrderHistories histories =
                        new OrderHistories(
                                engine, simulator, proxy, diary, time, random.nextLong());
                run(histories, diary, wanted);
                figures.add(histories, diary, simulator, proxy);
            }
            hash = engine.stateHash();
            assertNull(engine.failure());
        }
        if (!diary.slowestTail().isEmpty()) {
            keep(diary.slowest() + '\n' + diary.slowestTail());
        }
        replay(folder, hash);
    }

    private static void replay(final Path folder, final long hash) throws IOException {
        try (JournalReader reader = JournalReader.open(folder)) {
            final EngineContext again =
                    new EngineContext().client(client(URI.create("ws://127.0.0.1:1/"), false));
            final ReplayResult replayed = new Replay(again, reader).run();
            System.out.println("replay: " + replayed);
            assertNull(replayed.divergence(), "seed " + SEED);
            assertNull(replayed.missing(), "seed " + SEED);
            assertEquals(hash, replayed.stateHash(), "seed " + SEED);
        }
    }

    private void run(final OrderHistories histories, final OrderDiary diary, final int wanted)
            throws IOException {
        while (histories.count() < wanted) {
            if (deck.isEmpty()) {
                deck.addAll(ONLY == null ? List.of(CutPoint.values()) : only());
            }
            final CutPoint point = deck.remove(random.nextInt(deck.size()));
            final List<Finding> found = histories.round(point, ROUND);
            figures.add(found);
            if (!found.isEmpty()) {
                explain(point, found, histories, diary);
                return;
            }
        }
        final List<Finding> found = histories.finish();
        figures.add(found);
        if (!found.isEmpty()) {
            explain(null, found, histories, diary);
        }
    }

    private static List<CutPoint> only() {
        final List<CutPoint> points = new ArrayList<>();
        for (final String name : ONLY.split(",")) {
            points.add(CutPoint.valueOf(name));
        }
        return points;
    }

    private static String shortened(final String text) {
        return text.length() > MESSAGE_MAX ? text.substring(0, MESSAGE_MAX) + " ..." : text;
    }

    private void explain(
            final CutPoint point,
            final List<Finding> found,
            final OrderHistories histories,
            final OrderDiary diary)
            throws IOException {
        final StringBuilder text = new StringBuilder();
        text.append("seed ").append(SEED).append(", ").append(point).append('\n');
        for (final Finding finding : found) {
            text.append(finding).append('\n');
            if (diary.page(finding.handle()) != null) {
                text.append(histories.labels().get(finding.handle()));
                text.append(diary.page(finding.handle()).trail).append('\n');
            }
        }
        System.out.println(text);
        explanation = text.toString();
        keep(text + diary.tail());
    }

    private static void keep(final String text) throws IOException {
        final Path file = Files.createTempFile("order-histories", ".txt");
        Files.writeString(file, text);
        System.out.println("the last events are in " + file);
    }

    private static void allow(final Engine engine) {
        engine.orders()
                .limits(
                        RiskLimits.builder()
                                .requiresLiveBook(false)
                                .priceBand(MarketEvent.ABSENT)
                                .passiveBand(MarketEvent.ABSENT)
                                .openOrdersMax(10_000)
                                .ordersPerSecondMax(4_000)
                                .build());
        engine.orders()
                .rules(
                        new InstrumentRules(
                                OrderHistories.INSTRUMENT,
                                Decimals.SCALE / 2,
                                10 * Decimals.SCALE,
                                10 * Decimals.SCALE));
    }

    /** A venue that executes at once, or lets requests wait, even beyond the session's end. */
    private SimulatorConfig simulator(final SharedTime time) {
        final long delayMs = Long.parseLong(DELAYS_MS.get(random.nextInt(DELAYS_MS.size())));
        return SimulatorConfig.builder()
                .seed(random.nextLong())
                .instruments(3)
                .ratePerSecond(100)
                .clock(time.simulator())
                .accounts(
                        rules ->
                                rules.withTier(AccountTier.UNLIMITED)
                                        .withMatchingDelay(Duration.ofMillis(delayMs)))
                .build();
    }

    private static ConnectionSettings connections() {
        final ReconnectSettings reconnect =
                ReconnectSettings.DEFAULT
                        .withBackoff(
                                BackoffSettings.of(
                                        BackoffSettings.Kind.CONSTANT, 100 * MS, 100 * MS))
                        .withBreaker(new BreakerSettings(0, 1_000 * MS))
                        .withBudget(new BudgetSettings(1_000, 20 * MS))
                        .withAuthentication(new AuthenticationRetrySettings(100 * MS, 16));
        return ConnectionSettings.DEFAULT
                .withReconnect(reconnect)
                .withTickIntervalNs(20 * MS)
                .withPings(1_000 * MS, 1_000 * MS);
    }

    private static VenueClient client(final URI uri, final boolean logsIn) {
        final DeribitCredentials credentials =
                logsIn
                        ? DeribitCredentials.of(
                                ApiKey.DEMO.id(),
                                Secret.copyOf(
                                        ApiKey.DEMO.secret().getBytes(StandardCharsets.US_ASCII)))
                        : DeribitCredentials.ofReplay();
        return new DeribitPrivateClient(
                DeribitConfig.of(uri),
                credentials,
                DeribitAccount.of(List.of("BTC"))
                        .withTradingRate(1_000, 1_000)
                        .withCancelReservePercent(0));
    }
}
