/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.tools.cli.failure.Noticed.Note;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.tools.simulator.fault.FaultScope;
import io.novaring.tools.simulator.tls.LoopbackCertificate;
import io.novaring.venues.deribit.DeribitChannels;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitInterval;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.DeribitRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault the simulator can make, against a whole engine over real sockets: it is noticed the
 * way it should be, and afterwards every book equals the venue's again.
 *
 * <p>{@code -Dnovaring.failureTable=FILE} writes the table with the times, and runs the slow rows
 * too, which wait for rules of ten seconds and more; {@code -Dnovaring.fault=PREFIX} runs some.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class FailureTableTest {
    private static final String TABLE = System.getProperty("novaring.failureTable");
    private static final String ONLY = System.getProperty("novaring.fault", "");
    private static final int INSTRUMENTS = 3;
    private static final String FIRST = "BTC-PERPETUAL";
    private static final long MS = 1_000_000;

    static Stream<Expected> rows() {
        return Arrays.stream(FaultKind.values())
                .flatMap(kind -> Expected.rows(kind, bookOf(FIRST)).stream())
                .filter(row -> TABLE != null || !row.isSlow())
                .filter(row -> row.fault().toString().startsWith(ONLY));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldNoticeTheFaultAndRecover(final Expected expected) throws Exception {
        final boolean isTls = expected.fault().kind().needsTls();
        final Noticed noticed = new Noticed();
        final SimulatorConfig.Builder config =
                SimulatorConfig.builder()
                        .instruments(INSTRUMENTS)
                        .ratePerSecond(2_000)
                        .heartbeatScale(0.1);
        final boolean isConnecting = expected.fault().kind().scope() == FaultScope.CONNECT;
        ConnectionSettings settings =
                ConnectionSettings.DEFAULT
                        .withConnectTimeoutNs(isConnecting ? 700 * MS : 5_000 * MS)
                        .withBackoff(
                                BackoffSettings.of(
                                        BackoffSettings.Kind.EXPONENTIAL, 20 * MS, 200 * MS));
        if (isTls) {
            final LoopbackCertificate certificate = LoopbackCertificate.create();
            config.tls(certificate.serverContext());
            settings = settings.withTls(certificate.clientContext());
        }
        try (Simulator simulator = Simulator.start(config.build())) {
            final CompletableFuture<FaultReport> early =
                    expected.fault().kind().scope() == FaultScope.CONNECT
                            ? simulator.inject(expected.fault())
                            : null;
            try (Engine engine =
                    Engine.launch(
                            new EngineContext()
                                    .client(client(simulator, expected))
                                    .connections(settings)
                                    .ioIdle(IdleMode.SELECT)
                                    .seed(7)
                                    .handler("noticed", noticed))) {
                noticed.watch(engine.subscriptions(), engine.responses());
                final List<String> channels =
                        simulator.instruments().stream().map(FailureTableTest::bookOf).toList();
                final CompletableFuture<FaultReport> fired =
                        early != null ? early : breakIt(expected, simulator, engine, channels);
                if (early != null) {
                    engine.subscribe(0, channels);
                }
                poke(expected, engine);
                final FaultReport report = fired.get(120, TimeUnit.SECONDS);
                final Note note = await(expected, noticed);
                final long recoveredNs =
                        expected.isEnd()
                                ? awaitStop(engine)
                                : awaitRecovery(expected, simulator, engine, channels);
                write(expected, report, note, recoveredNs, noticed);
            }
        }
    }

    @Test
    void shouldKnowEveryFault() {
        for (final FaultKind kind : FaultKind.values()) {
            final boolean hasRows = !Expected.rows(kind, bookOf(FIRST)).isEmpty();
            assertEquals(!kind.needsLogin(), hasRows, kind.word());
        }
    }

    /** Only what is about silence gets a short one: a busy machine may stall for a second. */
    private static DeribitPublicClient client(final Simulator simulator, final Expected expected) {
        final FaultKind kind = expected.fault().kind();
        final DeribitConfig config =
                DeribitConfig.of(simulator.uri())
                        .withHeartbeatIntervalNs(DeribitConfig.HEARTBEAT_INTERVAL_MIN_NS);
        return new DeribitPublicClient(
                kind == FaultKind.HALF_OPEN || kind == FaultKind.STOP_SENDING
                        ? config.withSilence(500 * MS, 1_000 * MS)
                        : config);
    }

    /** Waits for a healthy session first, unless the fault is about subscribing itself. */
    private static CompletableFuture<FaultReport> breakIt(
            final Expected expected,
            final Simulator simulator,
            final Engine engine,
            final List<String> channels) {
        if (expected.fault().kind().scope() == FaultScope.SUBSCRIBE) {
            final CompletableFuture<FaultReport> fired = simulator.inject(expected.fault());
            engine.subscribe(0, channels);
            return fired;
        }
        engine.subscribe(0, channels);
        Health.until(() -> Health.isWhole(engine, channels), "a healthy session");
        final CompletableFuture<FaultReport> fired = simulator.inject(expected.fault());
        if (expected.fault().kind() == FaultKind.REFUSE) {
            // It concerns those who come now.
            simulator.dropConnections();
        }
        return fired;
    }

    /** Some faults are about an answer: somebody has to ask. */
    private static void poke(final Expected expected, final Engine engine) {
        if (expected.fault().kind().scope() == FaultScope.ANSWER) {
            engine.request(DeribitRequests.getTime());
        }
    }

    private static Note await(final Expected expected, final Noticed noticed) {
        if (expected.noticed().isEmpty()) {
            // Nothing is broken: what is to be seen is that nothing is told.
            assertEquals(
                    List.of(),
                    noticed.all().stream()
                            .filter(n -> n.what().startsWith("ended") || n.what().startsWith("rej"))
                            .toList());
            return null;
        }
        Health.until(
                () -> noticed.all().stream().anyMatch(n -> expected.isNoticedBy(n.what())),
                () -> expected.noticed() + " among " + noticed.all());
        return noticed.all().stream()
                .filter(n -> expected.isNoticedBy(n.what()))
                .findFirst()
                .orElseThrow();
    }

    private static long awaitStop(final Engine engine) {
        Health.until(
                () -> engine.connectionState(0) == ConnectionState.STOPPED, "the connection's end");
        return System.currentTimeMillis() * MS;
    }

    private static long awaitRecovery(
            final Expected expected,
            final Simulator simulator,
            final Engine engine,
            final List<String> channels) {
        Health.until(
                () ->
                        engine.connectionState(0) == ConnectionState.OPEN
                                && Health.isWhole(engine, channels),
                "a healthy session after " + expected.fault());
        final long recoveredNs = System.currentTimeMillis() * MS;
        simulator.pause();
        for (final String instrument : simulator.instruments()) {
            Health.until(
                    () -> Health.isEqual(simulator.book(instrument), engine.book(instrument)),
                    instrument + " as it is at the venue");
        }
        return recoveredNs;
    }

    private static String bookOf(final String instrument) {
        return DeribitChannels.book(instrument, DeribitInterval.MS_100);
    }

    private static void write(
            final Expected expected,
            final FaultReport report,
            final Note note,
            final long recoveredNs,
            final Noticed noticed)
            throws Exception {
        if (TABLE == null) {
            return;
        }
        final long firedNs = report.time().toEpochMilli() * MS;
        final List<String> seen = new ArrayList<>();
        noticed.all().stream()
                .filter(n -> n.timeNs() >= firedNs - 5 * MS)
                .map(Note::what)
                .filter(w -> !List.of("answered", "subscribes", "unsubscribes").contains(w))
                .distinct()
                .limit(6)
                .forEach(seen::add);
        final String row =
                "| `%s` | %s | %s | %s | %s |%n"
                        .formatted(
                                expected.fault(),
                                note == null ? "nothing is broken" : note.what(),
                                note == null ? "" : Math.max(0, note.timeNs() - firedNs) / MS,
                                Math.max(0, recoveredNs - firedNs) / MS,
                                String.join(", ", seen));
        final Path file = Path.of(TABLE);
        if (!Files.exists(file)) {
            Files.writeString(
                    file,
                    """
                    | fault | noticed as | after ms | all books right after ms | the handler saw |
                    |---|---|---|---|---|
                    """);
        }
        Files.writeString(file, row, StandardOpenOption.APPEND);
    }
}
