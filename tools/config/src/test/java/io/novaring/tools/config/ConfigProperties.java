/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.engine.IdleMode;
import io.novaring.engine.Topology;
import io.novaring.engine.connection.wire.TlsProvider;
import io.novaring.engine.profile.Profile;
import io.novaring.engine.reconnect.AuthenticationRetrySettings;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.reconnect.BackoffSettings.Kind;
import io.novaring.engine.reconnect.BreakerSettings;
import io.novaring.engine.reconnect.BudgetSettings;
import io.novaring.engine.reconnect.ReconnectSettings;
import io.novaring.engine.reconnect.ReconnectStrategy;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.format.Compression;
import io.novaring.tools.config.RunSettings.LogLevel;
import io.novaring.venues.deribit.DeribitConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Code and HOCON say the same. */
final class ConfigProperties {
    private static final long HOUR_NS = 3_600_000_000_000L;

    @Property(tries = 500)
    void shouldReadTheProfileThatWasMeant(@ForAll("profiles") final Profile profile) {
        final String keys = text(profile);

        final NovaRingConfig own =
                NovaRingConfig.parse(
                        "profiles.mine {\n" + keys + "}\nconnections.a.profile = mine");
        final NovaRingConfig direct = NovaRingConfig.parse("connections.a {\n" + keys + '}');

        assertEquals(profile.withName("mine"), own.connections().get(0).profile());
        assertEquals(profile.withName("mine"), own.profiles().get("mine"));
        assertEquals(profile.withName("financial"), direct.connections().get(0).profile());
    }

    /** Each value stands at the profile or at the connection, by the bits of a mask. */
    @Property(tries = 300)
    void shouldTakeEverySingleValueFromEitherPlace(
            @ForAll("profiles") final Profile profile, @ForAll final int mask) {
        final List<String> lines = text(profile).lines().toList();
        final StringBuilder atProfile = new StringBuilder("profiles.mine { extends = standard\n");
        final StringBuilder atConnection = new StringBuilder("connections.a { profile = mine\n");
        for (int i = 0; i < lines.size(); i++) {
            (((mask >>> i) & 1) == 0 ? atProfile : atConnection).append(lines.get(i)).append('\n');
        }
        Assume.that(isReadableAlone(atProfile + "}"));

        final NovaRingConfig config = NovaRingConfig.parse(atProfile + "}\n" + atConnection + '}');

        assertEquals(profile.withName("mine"), config.connections().get(0).profile());
    }

    /** A profile is checked by itself too: half of one may contradict what it extends. */
    private static boolean isReadableAlone(final String text) {
        try {
            NovaRingConfig.parse(text);
            return true;
        } catch (final IllegalArgumentException e) {
            return false;
        }
    }

    @Property(tries = 300)
    void shouldReadTheConnectionThatWasMeant(
            @ForAll("venues") final DeribitConfig venue, @ForAll final List<String> channels) {
        final String text =
                String.format(
                        Locale.ROOT,
                        """
                        connections.a {
                          endpoint = "%s"
                          heartbeat-interval = %d ns
                          silence { probe-after = %d ns, dead-after = %d ns }
                          subscribe-batch-max = %d
                          client { name = "%s", version = "%s" }
                          channels = %s
                        }
                        """,
                        venue.endpoint(),
                        venue.heartbeatIntervalNs(),
                        venue.probeAfterNs(),
                        venue.deadAfterNs(),
                        venue.subscribeBatchMax(),
                        venue.clientName(),
                        venue.clientVersion(),
                        ValueType.TEXTS.hocon(channels.stream().map(String::strip).toList()));

        final ConnectionConfig read = NovaRingConfig.parse(text).connections().get(0);

        assertEquals(
                ConnectionConfig.of("a", venue)
                        .withChannels(channels.stream().map(String::strip).toList()),
                read);
    }

    @Property(tries = 300)
    void shouldReadTheSectionsThatWereMeant(
            @ForAll("engines") final EngineSettings engine,
            @ForAll("journals") final JournalSettings journal,
            @ForAll("runs") final RunSettings run) {
        final String text =
                String.format(
                        Locale.ROOT,
                        """
                        engine { topology = %s, io-idle = %s, consumer-idle = %s, ring-length = %s
                          cores = %d, close-timeout = %d ns, write-stall = %d ns
                          send-buffer = %d, tick-interval = %d ns, tls-provider = %s
                          pin = [%s], warm-up = "%s" }
                        journal { directory = "%s", compression = %s, batch = %d
                          free-space-warn = %d, free-space-min = %d, halt-when-stopped = %s
                          roll-size = %d, roll-interval = %d ns, snapshot-size = %d
                          retain-size = %d, retain-time = %d ns
                          sync-interval = %s, poll-interval = %d ns }
                        run { duration = %d ns, reload = %s, log-level = %s }
                        """,
                        engine.topology(),
                        engine.ioIdle() == null ? "auto" : engine.ioIdle(),
                        engine.consumerIdle(),
                        engine.ringLength() == 0 ? "auto" : engine.ringLength(),
                        engine.cores(),
                        engine.closeTimeoutNs(),
                        engine.writeStallNs(),
                        engine.sendBufferLength(),
                        engine.tickIntervalNs(),
                        engine.tlsProvider(),
                        Pinnings.text(engine.pinning()),
                        engine.warmUp() == null ? "" : engine.warmUp(),
                        journal.directory() == null ? "" : journal.directory(),
                        journal.config().compression(),
                        journal.config().batchBytes(),
                        journal.config().freeBytesWarn(),
                        journal.config().freeBytesMin(),
                        journal.config().haltWhenStopped(),
                        journal.config().rollBytes(),
                        journal.config().rollIntervalNs(),
                        journal.config().snapshotBytes(),
                        journal.config().retainBytes(),
                        journal.config().retainNs(),
                        journal.config().syncIntervalNs() == 0
                                ? "0"
                                : journal.config().syncIntervalNs() + " ns",
                        journal.config().pollIntervalNs(),
                        run.durationNs(),
                        run.reload(),
                        run.logLevel());

        final NovaRingConfig read = NovaRingConfig.parse(text);
        final NovaRingConfig again = NovaRingConfig.parse(read.render());

        assertEquals(engine, read.engine());
        assertEquals(journal, read.journal());
        assertEquals(run, read.run());
        assertEquals(engine, again.engine());
        assertEquals(journal, again.journal());
        assertEquals(run, again.run());
    }

    private static String text(final Profile profile) {
        final ReconnectSettings reconnect = profile.reconnect();
        final BackoffSettings backoff = reconnect.backoff();
        return String.format(
                Locale.ROOT,
                """
                strategy = %s
                backoff.kind = %s
                backoff.base = %d ns
                backoff.max = %d ns
                backoff.jitter = %s
                backoff.attempts-max = %d
                backoff.slow-after-attempts = %d
                backoff.slow-delay = %d ns
                backoff.healthy = %d ns
                breaker.failures-max = %d
                breaker.open = %d ns
                budget.burst = %d
                budget.refill = %d ns
                connect-timeout = %d ns
                ping.interval = %d ns
                ping.pong-timeout = %d ns
                telemetry = %s
                authentication.retry-base = %d ns
                authentication.retries-max = %d
                """,
                word(reconnect.strategy()),
                word(backoff.kind()),
                backoff.baseNs(),
                backoff.maxNs(),
                backoff.jitter(),
                backoff.attemptsMax(),
                backoff.slowAfterAttempts(),
                backoff.slowDelayNs(),
                backoff.healthyNs(),
                reconnect.breaker().failuresMax(),
                reconnect.breaker().openNs(),
                reconnect.budget().burst(),
                reconnect.budget().refillNs(),
                profile.connectTimeoutNs(),
                profile.pingIntervalNs(),
                profile.pongTimeoutNs(),
                word(profile.telemetry()),
                reconnect.authentication().baseNs(),
                reconnect.authentication().retriesMax());
    }

    private static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Provide
    Arbitrary<Profile> profiles() {
        final Arbitrary<ReconnectSettings> reconnects =
                Combinators.combine(
                                Arbitraries.of(ReconnectStrategy.class),
                                backoffs(),
                                Combinators.combine(Amounts.counts(0), Amounts.times())
                                        .as(BreakerSettings::new),
                                Combinators.combine(Amounts.counts(1), Amounts.times())
                                        .as(BudgetSettings::new),
                                Combinators.combine(
                                                Arbitraries.longs().between(1, HOUR_NS),
                                                Arbitraries.integers().between(0, 16))
                                        .as(AuthenticationRetrySettings::new))
                        .as(ReconnectSettings::new);
        return Combinators.combine(
                        reconnects,
                        Amounts.times(),
                        Arbitraries.longs().between(0, Amounts.DAY_NS),
                        Amounts.times(),
                        Arbitraries.of(TelemetryLevel.class))
                .as(
                        (reconnect, connect, interval, pong, level) ->
                                new Profile("any", reconnect, connect, interval, pong, level));
    }

    private static Arbitrary<BackoffSettings> backoffs() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Amounts.times().list().ofSize(3),
                        Arbitraries.doubles().between(0, 1),
                        Amounts.counts(0),
                        Amounts.counts(0),
                        Amounts.times())
                .as(
                        (kind, sizes, jitter, attempts, slow, healthy) -> {
                            final List<Long> rising = sizes.stream().sorted().toList();
                            return new BackoffSettings(
                                    kind,
                                    rising.get(0),
                                    rising.get(1),
                                    kind == Kind.EXPONENTIAL_JITTER ? jitter : 0,
                                    attempts,
                                    slow,
                                    rising.get(2),
                                    healthy);
                        });
    }

    @Provide
    Arbitrary<DeribitConfig> venues() {
        final Arbitrary<String> words =
                Arbitraries.strings().withCharRange('a', 'z').withChars(" .-_/").ofMaxLength(30);
        return Combinators.combine(
                        Arbitraries.of(
                                DeribitConfig.PRODUCTION,
                                DeribitConfig.TEST,
                                URI.create("ws://127.0.0.1:8080/ws/api/v2?a=b")),
                        Arbitraries.longs().between(10, 60),
                        Amounts.times(),
                        Amounts.times(),
                        Arbitraries.integers().between(1, 500),
                        words,
                        words)
                .as(
                        (uri, seconds, a, b, batch, name, version) ->
                                DeribitConfig.of(uri)
                                        .withHeartbeatIntervalNs(seconds * 1_000_000_000L)
                                        .withSilence(Math.min(a, b), Math.max(a, b) + 1)
                                        .withSubscribeBatchMax(batch)
                                        .withClient("n" + name.strip(), "v" + version.strip()));
    }

    @Provide
    Arbitrary<EngineSettings> engines() {
        return Combinators.combine(
                        Arbitraries.of(Topology.class),
                        Arbitraries.of(IdleMode.class).injectNull(0.25),
                        Arbitraries.of(IdleMode.SPIN, IdleMode.BACKOFF),
                        Arbitraries.integers().between(5, 20),
                        Arbitraries.integers().between(0, 4096),
                        Amounts.times(),
                        Arbitraries.integers().between(64 << 10, 64 << 20),
                        Pinnings.any())
                .as(
                        (topology, io, consumer, ring, cores, time, buffer, pinning) ->
                                new EngineSettings(
                                        topology,
                                        io,
                                        consumer,
                                        // Below the shortest: the engine chooses.
                                        ring < 6 ? 0 : 1 << ring,
                                        cores,
                                        time,
                                        time + 1,
                                        buffer,
                                        time,
                                        // Eight can be combined at most.
                                        TlsProvider.values()[ring & 1],
                                        pinning,
                                        pinning.isEmpty() ? null : Path.of("a b")));
    }

    @Provide
    Arbitrary<JournalSettings> journals() {
        return Combinators.combine(
                        Arbitraries.of(Path.of("a b"), Path.of("/x/y#z")).injectNull(0.3),
                        writing(),
                        keeping())
                .as(
                        (path, written, kept) ->
                                new JournalSettings(
                                        path,
                                        kept.withCompression(written.compression())
                                                .withBatchBytes(written.batchBytes())
                                                .withFreeBytesMin(written.freeBytesMin())
                                                .withFreeBytesWarn(written.freeBytesWarn())
                                                .withHaltWhenStopped(written.haltWhenStopped())));
    }

    private static Arbitrary<JournalConfig> writing() {
        return Combinators.combine(
                        Arbitraries.of(Compression.class),
                        Arbitraries.integers().between(4 << 10, 4 << 20),
                        Arbitraries.longs().between(JournalConfig.FREE_BYTES_FLOOR, 1L << 50),
                        Arbitraries.longs().between(0, 1L << 50),
                        Arbitraries.of(true, false))
                .as(
                        (compression, batch, free, more, halt) ->
                                JournalConfig.DEFAULTS
                                        .withCompression(compression)
                                        .withBatchBytes(batch)
                                        .withFreeBytesMin(free)
                                        .withFreeBytesWarn(free + more)
                                        .withHaltWhenStopped(halt));
    }

    private static Arbitrary<JournalConfig> keeping() {
        return Combinators.combine(
                        Arbitraries.longs()
                                .between(
                                        JournalConfig.ROLL_BYTES_MIN, JournalConfig.ROLL_BYTES_MAX),
                        Arbitraries.longs()
                                .between(JournalConfig.ROLL_INTERVAL_NS_MIN, Amounts.DAY_NS),
                        Amounts.orNone(JournalConfig.SNAPSHOT_BYTES_MIN, 1L << 50),
                        Amounts.orNone(1, 1L << 50),
                        Amounts.orNone(1, Amounts.DAY_NS),
                        Amounts.orNone(JournalConfig.SYNC_INTERVAL_NS_MIN, Amounts.DAY_NS))
                .as(
                        (roll, interval, snapshot, size, time, sync) ->
                                JournalConfig.DEFAULTS
                                        .withRollBytes(roll)
                                        .withRollIntervalNs(interval)
                                        .withSnapshotBytes(snapshot)
                                        .withRetainBytes(size)
                                        .withRetainNs(time)
                                        .withSyncIntervalNs(sync)
                                        .withPollIntervalNs(sync % 10_000_001));
    }

    @Provide
    Arbitrary<RunSettings> runs() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, Amounts.DAY_NS),
                        Arbitraries.of(true, false),
                        Arbitraries.of(LogLevel.class))
                .as(RunSettings::new);
    }
}
