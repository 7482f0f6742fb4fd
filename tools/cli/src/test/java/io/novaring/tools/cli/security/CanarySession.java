/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import io.novaring.codec.Decimals;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Topology;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.telemetry.JfrTelemetry;
import io.novaring.engine.telemetry.TelemetryEvent;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.engine.telemetry.TelemetryListener;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.engine.venue.credentials.SecretSource;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.login.SessionListener;
import io.novaring.tools.telemetry.MetricsServer;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPrivateRequests;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import io.novaring.venues.deribit.login.LoginGrant;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * A whole run with an account, in a process of its own: logins that fail in every way, refreshes,
 * reconnects, orders, a kill. Everything it leaves behind lies in one folder; what must not be
 * found there, in another.
 */
final class CanarySession implements SessionListener, TelemetryListener {
    private static final long LIFE_SECONDS = 2;
    private static final double SPEED = 2;

    private final Path traces;
    private final Path inputs;
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
    private final Account account = new Account();
    private final PatientClock clock = new PatientClock(SPEED);
    private final Load load = new Load();

    private CanarySession(final Path traces, final Path inputs) {
        this.traces = traces;
        this.inputs = inputs;
    }

    /** Two folders, and the grant. */
    public static void main(final String[] args) throws Exception {
        new CanarySession(Path.of(args[0]), Path.of(args[1])).run(LoginGrant.valueOf(args[2]));
    }

    @Override
    public void onTokens(final String accessToken, final String refreshToken) {
        tokens.add(accessToken);
        tokens.add(refreshToken);
    }

    @Override
    public void onErrorOccurred(final TelemetryEvent event) {
        seen.add(event.toString());
    }

    @Override
    public void onMessageReceived(final TelemetryEvent event) {
        seen.add(event.toString());
    }

    @Override
    public void onMessageSent(final TelemetryEvent event) {
        seen.add(event.toString());
    }

    @Override
    public void onDisconnected(final TelemetryEvent event) {
        seen.add(event.toString());
    }

    @Override
    public void onConnectionCompleted(final TelemetryEvent event) {
        seen.add(event.toString());
    }

    private void onEvent(final MarketEvent event, final long sequence, final boolean isEnd) {
        account.onEvent(event, sequence, isEnd);
        load.reader.read(event);
        seen.add(event.toString());
        // All of the array, and so what was there before.
        seen.add(new String(event.raw, StandardCharsets.ISO_8859_1));
    }

    private void run(final LoginGrant grant) throws Exception {
        final String id = Files.readString(inputs.resolve("id"));
        final SecretSource source = SecretSource.file(inputs.resolve("secret"));
        final DeribitCredentials good = DeribitCredentials.of(id, source).withGrant(grant);
        final DeribitCredentials wrong =
                DeribitCredentials.of(id, SecretSource.file(inputs.resolve("wrong-secret")));
        try (Recording recording = new Recording(Configuration.getConfiguration("profile"));
                Simulator simulator = simulator(id)) {
            recording.enable("novaring.*");
            recording.start();
            session(simulator, good, wrong);
            recording.dump(traces.resolve("run.jfr"));
            keep(source, good, wrong);
        }
        decodeJournal();
        Files.write(inputs.resolve("tokens"), tokens);
    }

    private Simulator simulator(final String id) throws IOException {
        return Simulator.start(
                SimulatorConfig.builder()
                        .instruments(2)
                        .ratePerSecond(50)
                        .apiKey(id, Files.readString(inputs.resolve("secret")), "fund")
                        .accounts(
                                rules ->
                                        rules.withTokenLife(Duration.ofSeconds(LIFE_SECONDS))
                                                .withTier(AccountTier.UNLIMITED))
                        .heartbeatScale(1 / SPEED)
                        .clock((Clock) clock)
                        .sessionListener(this)
                        .build());
    }

    private EngineContext context(final DeribitConfig config, final JournalWriter journal) {
        return new EngineContext()
                .client(new DeribitPublicClient(config))
                .connections(
                        ConnectionSettings.DEFAULT
                                .withTickIntervalNs(10_000_000)
                                .withConnectTimeoutNs(TimeUnit.SECONDS.toNanos(1))
                                .withBackoff(
                                        BackoffSettings.of(
                                                BackoffSettings.Kind.CONSTANT,
                                                10_000_000,
                                                10_000_000)))
                .clock(clock)
                .topology(Topology.FUSED)
                .ioIdle(IdleMode.BACKOFF)
                .telemetry(TelemetryLevel.DETAILED)
                .telemetry(this)
                .telemetry(new JfrTelemetry(1))
                .counters(traces.resolve("counters"))
                .latencyLog(traces.resolve("latency"), TimeUnit.MILLISECONDS.toNanos(200))
                .journal(journal)
                .handler("keeper", this::onEvent);
    }

    private void session(
            final Simulator simulator,
            final DeribitCredentials good,
            final DeribitCredentials wrong)
            throws Exception {
        final DeribitConfig config = DeribitConfig.of(simulator.uri());
        final DeribitAccount btc = DeribitAccount.of(List.of("BTC"));
        final DeribitPrivateClient client = new DeribitPrivateClient(config, good, btc);
        final JournalWriter journal =
                JournalWriter.open(traces.resolve("journal"), JournalConfig.DEFAULTS);
        final EngineContext context =
                context(config, journal)
                        .client(client)
                        .client(new DeribitPrivateClient(config, wrong, btc));
        try (journal;
                Engine engine = Engine.launch(context);
                MetricsServer metrics = MetricsServer.start(engine, 0)) {
            account.expectSilence();
            clock.start(account::comeAlongNs);
            engine.subscribe("book." + Load.INSTRUMENT + ".100ms");
            engine.orders(Account.PRIVATE)
                    .rules(
                            new InstrumentRules(
                                    Load.INSTRUMENT, Decimals.SCALE / 2, Load.AMOUNT, Load.AMOUNT));
            Account.until(() -> load.isReady, "a session that is ready");
            Account.until(
                    () -> engine.connectionState(2) == ConnectionState.STOPPED, "a wrong secret");
            load.priceFrom(simulator.book(Load.INSTRUMENT).bids().get(0).price());
            // Tokens in an answer to nobody, in two answers, and none at all.
            meet(simulator, engine, Fault.of(FaultKind.UNKNOWN_ID).withMethod("public/auth"));
            meet(simulator, engine, Fault.of(FaultKind.DUPLICATE_ANSWER).withMethod("public/auth"));
            final CompletableFuture<FaultReport> refusal =
                    simulator.inject(Fault.of(FaultKind.AUTH_ERROR).withCode(10_040));
            simulator.dropConnections();
            work(engine);
            refusal.get(60, TimeUnit.SECONDS);
            meet(simulator, engine, Fault.of(FaultKind.REFRESH_REFUSED));
            meet(simulator, engine, Fault.of(FaultKind.TOKEN_REVOKED));
            require(simulator.faultReports().size() == 5, "faults");
            seen.add(engine.kill().toString());
            engine.resume();
            work(engine);
            keepFailure(engine);
            scrape(metrics);
            dumpThreads();
            engine.connections().forEach(status -> seen.add(status.toString()));
            engine.subscriptions().subscriptions().forEach(one -> seen.add(one.toString()));
            seen.add("" + engine + engine.orders(Account.PRIVATE) + engine.telemetry() + context);
            seen.add("" + client + client.settings() + client.auth() + client.connection());
            seen.add("" + config + btc + client.messages() + client.rateLimits() + load);
        }
        require(account.count(Lifecycle.AUTHENTICATED) >= 4, "logins");
        require(account.logins.stream().anyMatch(Account.Login::isRefresh), "refreshes");
        require(account.sentByMethod().get("private/buy") > 10, "orders");
        System.out.println(account.changes);
        System.out.println(account.sentByMethod());
    }

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new IllegalStateException("not what it is meant to be: " + what);
        }
    }

    /** Works until something has gone wrong, and on. */
    private void meet(final Simulator simulator, final Engine engine, final Fault fault)
            throws InterruptedException {
        final CompletableFuture<FaultReport> fired = simulator.inject(fault);
        while (!fired.isDone()) {
            work(engine);
        }
        work(engine);
    }

    private void work(final Engine engine) throws InterruptedException {
        final long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(1)) {
            for (int i = 0; i < 3; i++) {
                load.step(engine.orders(Account.PRIVATE));
            }
            load.ask(engine);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void keepFailure(final Engine engine) throws Exception {
        try {
            engine.request(2, DeribitPrivateRequests.getOpenOrders()).get(30, TimeUnit.SECONDS);
            throw new IllegalStateException("answered to a wrong secret");
        } catch (final ExecutionException e) {
            final StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            seen.add(text.toString());
        }
    }

    private void scrape(final MetricsServer metrics) throws IOException {
        try (OutputStream out = Files.newOutputStream(traces.resolve("metrics"))) {
            metrics.uri().toURL().openStream().transferTo(out);
        }
    }

    private void dumpThreads() throws IOException {
        final StringBuilder dump = new StringBuilder();
        for (final ThreadInfo thread :
                ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            dump.append(thread);
        }
        Files.writeString(traces.resolve("threads"), dump);
        Files.writeString(
                traces.resolve("process"),
                ProcessHandle.current().info() + " " + System.getProperties() + System.getenv());
    }

    /** The texts of whatever a program has in its hands, and of what goes wrong with it. */
    private void keep(
            final SecretSource source,
            final DeribitCredentials good,
            final DeribitCredentials wrong)
            throws IOException {
        try (Secret secret = source.read()) {
            seen.add("" + source + good + wrong + secret + List.of(good, secret));
        }
        for (final String place : List.of("missing", "open-secret")) {
            try {
                SecretSource.file(inputs.resolve(place)).read();
                throw new IllegalStateException("read: " + place);
            } catch (final RuntimeException e) {
                seen.add(e.toString());
            }
        }
        Files.write(traces.resolve("seen"), seen, StandardCharsets.UTF_8);
    }

    private void decodeJournal() throws IOException {
        final MarketEvent event = new MarketEvent();
        int count = 0;
        try (JournalReader reader = JournalReader.open(traces.resolve("journal"));
                OutputStream out = Files.newOutputStream(traces.resolve("journal-decoded"))) {
            while (reader.next(event)) {
                out.write(event.raw, 0, event.rawLength);
                out.write('\n');
                count++;
            }
        }
        require(count > 100, "a journal of " + count + " events");
    }
}
