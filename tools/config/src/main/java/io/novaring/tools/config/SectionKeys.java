/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.IdleMode;
import io.novaring.engine.Topology;
import io.novaring.engine.connection.wire.TlsProvider;
import io.novaring.engine.order.OrderSettings;
import io.novaring.engine.pinning.Pinning;
import io.novaring.engine.telemetry.TelemetryEvent.Type;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.format.Compression;
import io.novaring.tools.config.RunSettings.LogLevel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys of the sections that stand once in a file. */
final class SectionKeys {
    static final Key<TelemetryLevel> LEVEL =
            Key.of(
                    "level",
                    Words.optional("profile", Arrays.asList(TelemetryLevel.values())),
                    null,
                    "minimal, standard or detailed for every connection without a level of its own;"
                            + " profile: what each connection's profile says.");

    private static final EngineSettings ENGINE_DEFAULT = EngineSettings.DEFAULT;
    private static final JournalConfig JOURNAL_DEFAULT = JournalConfig.DEFAULTS;
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[0-9A-Fa-f:]+]|[A-Za-z0-9.-]+):[0-9]{1,5}");

    private static final Key<Topology> TOPOLOGY =
            Key.of(
                    "topology",
                    Words.of(Arrays.asList(Topology.values())),
                    ENGINE_DEFAULT.topology(),
                    "auto, inline, fused or staged: how many threads carry stages and handlers.");
    private static final Key<IdleMode> IO_IDLE =
            Key.of(
                    "io-idle",
                    Words.optional("auto", Arrays.asList(IdleMode.values())),
                    ENGINE_DEFAULT.ioIdle(),
                    "auto, spin, backoff, select or adaptive: what the I/O thread does without"
                            + " work. auto: spin with two cores and more, which keeps one of them"
                            + " busy; else select. adaptive: spins for a millisecond, then selects.");
    private static final Key<IdleMode> CONSUMER_IDLE =
            Key.of(
                    "consumer-idle",
                    Words.of(List.of(IdleMode.SPIN, IdleMode.BACKOFF)),
                    ENGINE_DEFAULT.consumerIdle(),
                    "spin or backoff: what other threads do without work.");
    private static final Key<Integer> RING_LENGTH =
            Key.of(
                    "ring-length",
                    ValueType.powerOfTwoOr("auto", 64, 1 << 20),
                    ENGINE_DEFAULT.ringLength(),
                    "Events on the ring, a power of two, or auto: 256 where the I/O thread runs"
                            + " everything and nothing is recorded, which stay in its caches;"
                            + " else 4096.");
    private static final Key<Integer> CORES =
            Key.of(
                    "cores",
                    ValueType.count(0, 4096),
                    ENGINE_DEFAULT.cores(),
                    "Cores to plan for; 0: those the JVM sees.");
    private static final Key<Long> CLOSE_TIMEOUT =
            Key.of(
                    "close-timeout",
                    Measures.time(),
                    ENGINE_DEFAULT.closeTimeoutNs(),
                    "How long an end waits for handlers before the engine halts.");
    private static final Key<Long> WRITE_STALL =
            Key.of(
                    "write-stall",
                    Measures.time(),
                    ENGINE_DEFAULT.writeStallNs(),
                    "A peer that takes no byte for this long is dropped.");
    private static final Key<Long> SEND_BUFFER =
            Key.of(
                    "send-buffer",
                    Measures.size(64 << 10, 64 << 20),
                    (long) ENGINE_DEFAULT.sendBufferLength(),
                    "What may wait for the socket of one connection.");
    private static final Key<Long> TICK_INTERVAL =
            Key.of(
                    "tick-interval",
                    Measures.time(),
                    ENGINE_DEFAULT.tickIntervalNs(),
                    "How often each connection publishes a tick, the stages' clock.");

    private static final Key<TlsProvider> TLS_PROVIDER =
            Key.of(
                    "tls-provider",
                    Words.of(Arrays.asList(TlsProvider.values())),
                    ENGINE_DEFAULT.tlsProvider(),
                    "jdk, or conscrypt, which makes 40 bytes of garbage a record in place of 1.5 kB"
                            + " and has to be on the class path. Trust is the JDK's either way.");
    private static final Key<List<String>> PIN =
            Key.of(
                    "pin",
                    ValueType.TEXTS,
                    ENGINE_DEFAULT.pinning().words(),
                    "Threads and the core each stays on, such as [\"io=2\", \"journal=3\"]: io, stages,"
                            + " journal, ...; Linux only. Empty: where the kernel has them.");
    private static final Key<Path> WARM_UP =
            Key.of(
                    "warm-up",
                    Words.path(),
                    ENGINE_DEFAULT.warmUp(),
                    "A recording of the same connections that is replayed, for two seconds at most,"
                            + " before any is opened: the first messages are as fast as later ones.");

    private static final Key<Path> DIRECTORY =
            Key.of(
                    "directory",
                    Words.path(),
                    null,
                    "Where the journal is; one with earlier runs is gone on with as a new run. Empty:"
                            + " nothing is recorded.");
    private static final Key<Compression> COMPRESSION =
            Key.of(
                    "compression",
                    Words.of(Arrays.asList(Compression.values())),
                    JOURNAL_DEFAULT.compression(),
                    "none or lz4.");
    private static final Key<Long> BATCH =
            Key.of(
                    "batch",
                    Measures.size(4 << 10, 4 << 20),
                    (long) JOURNAL_DEFAULT.batchBytes(),
                    "A block is written when so much is collected, or when the ring is read empty.");
    private static final Key<Long> ROLL_SIZE =
            Key.of(
                    "roll-size",
                    Measures.size(JournalConfig.ROLL_BYTES_MIN, JournalConfig.ROLL_BYTES_MAX),
                    JOURNAL_DEFAULT.rollBytes(),
                    "A segment of the journal ends when it has this length.");
    private static final Key<Long> ROLL_INTERVAL =
            Key.of(
                    "roll-interval",
                    Measures.time(JournalConfig.ROLL_INTERVAL_NS_MIN, Measures.LONGEST_NS),
                    JOURNAL_DEFAULT.rollIntervalNs(),
                    "A segment ends when its first event is so old.");
    private static final Key<Long> SNAPSHOT_SIZE =
            Key.of(
                    "snapshot-size",
                    Measures.orZero(
                            Measures.size(JournalConfig.SNAPSHOT_BYTES_MIN, Long.MAX_VALUE)),
                    JOURNAL_DEFAULT.snapshotBytes(),
                    "Books are written down whenever so much was recorded, so that a replay can"
                            + " begin there; 0: at the start of each segment only.");
    private static final Key<Long> RETAIN_SIZE =
            Key.of(
                    "retain-size",
                    Measures.orZero(Measures.size(1, Long.MAX_VALUE)),
                    JOURNAL_DEFAULT.retainBytes(),
                    "The oldest segments, earlier runs' too, are deleted when all take more; 0:"
                            + " none is.");
    private static final Key<Long> RETAIN_TIME =
            Key.of(
                    "retain-time",
                    Measures.time(0, Measures.LONGEST_NS),
                    JOURNAL_DEFAULT.retainNs(),
                    "Segments are deleted when their last event is so old; 0: none is.");
    private static final Key<Long> SYNC_INTERVAL =
            Key.of(
                    "sync-interval",
                    Measures.orZero(
                            Measures.time(JournalConfig.SYNC_INTERVAL_NS_MIN, Measures.LONGEST_NS)),
                    JOURNAL_DEFAULT.syncIntervalNs(),
                    "How often what was recorded is forced to the disk, for a power failure; 0: the"
                            + " operating system decides.");
    private static final Key<Long> POLL_INTERVAL =
            Key.of(
                    "poll-interval",
                    Measures.time(0, JournalConfig.POLL_INTERVAL_NS_MAX),
                    JOURNAL_DEFAULT.pollIntervalNs(),
                    "How long the journal's thread rests between two batches while the ring is less"
                            + " than a quarter full; 0: it looks for each event.");
    private static final Key<Long> FREE_SPACE_WARN =
            Key.of(
                    "free-space-warn",
                    Measures.orZero(Measures.size(1, Long.MAX_VALUE)),
                    JOURNAL_DEFAULT.freeBytesWarn(),
                    "Below this, or 120 s before it would be full, the disk counts as filling up:"
                            + " journal state low-space.");
    private static final Key<Long> FREE_SPACE_MIN =
            Key.of(
                    "free-space-min",
                    Measures.size(JournalConfig.FREE_BYTES_FLOOR, Long.MAX_VALUE),
                    JOURNAL_DEFAULT.freeBytesMin(),
                    "Recording ends while so much of the disk is still free; earlier when the disk"
                            + " would be full within 30 s, but not above free-space-warn.");
    private static final Key<Boolean> HALT_WHEN_STOPPED =
            Key.of(
                    "halt-when-stopped",
                    ValueType.FLAG,
                    JOURNAL_DEFAULT.haltWhenStopped(),
                    "true: when recording ends, the engine halts. false: it goes on unrecorded, and"
                            + " orders are refused unless orders.trades-unjournalled.");

    private static final Key<List<String>> FILTER =
            Key.of(
                    "filter",
                    Words.severalOf(Type.values()),
                    List.of(),
                    "Kinds of events that are told; empty: all that the level allows.");
    private static final Key<Path> METRICS_TOKEN =
            Key.of(
                    "metrics-token",
                    Words.path(),
                    null,
                    "A file of mode 0600 with what a scraper has to send; empty: nothing.");
    private static final Key<String> METRICS =
            Key.of(
                    "metrics",
                    hostAndPort(),
                    "",
                    "Where metrics are served for Prometheus, such as \"127.0.0.1:9464\"; empty: nowhere.");
    private static final Key<Path> COUNTERS_FILE =
            Key.of("counters-file", Words.path(), null, "A file of counters; empty: none.");
    private static final Key<Path> LATENCY_LOG =
            Key.of(
                    "latency-log",
                    Words.path(),
                    null,
                    "Latencies in HdrHistogram's log format; empty: none.");

    private static final Key<String> LABEL_PREFIX =
            Key.of(
                    "label-prefix",
                    Words.matching(
                            Pattern.compile("[A-Za-z0-9_-]{1,16}"),
                            "is not 1 to 16 letters, digits, - and _"),
                    OrderSettings.DEFAULT.labelPrefix(),
                    "Begins the label of every order: tells programs on one account apart.");
    private static final Key<Boolean> TRADES_UNJOURNALLED =
            Key.of(
                    "trades-unjournalled",
                    ValueType.FLAG,
                    OrderSettings.DEFAULT.tradesUnjournalled(),
                    "Take orders although the journal has stopped; cancels always pass.");

    private static final Key<Long> DURATION =
            Key.of(
                    "duration",
                    Measures.time(0, Measures.LONGEST_NS),
                    RunSettings.DEFAULT.durationNs(),
                    "How long to run: 30 s, 8 hours; 0 until Ctrl-C.");
    private static final Key<Boolean> RELOAD =
            Key.of(
                    "reload",
                    ValueType.FLAG,
                    RunSettings.DEFAULT.reload(),
                    "Read this file again when it changes, and apply what can change.");
    private static final Key<LogLevel> LOG_LEVEL =
            Key.of(
                    "log-level",
                    Words.of(Arrays.asList(LogLevel.values())),
                    RunSettings.DEFAULT.logLevel(),
                    "trace, debug, info, warn, error or off.");

    /** Section, and its keys in order. */
    static final Map<String, List<Key<?>>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "engine",
                List.of(
                        TOPOLOGY,
                        IO_IDLE,
                        CONSUMER_IDLE,
                        RING_LENGTH,
                        CORES,
                        CLOSE_TIMEOUT,
                        WRITE_STALL,
                        SEND_BUFFER,
                        TICK_INTERVAL,
                        TLS_PROVIDER,
                        PIN,
                        WARM_UP));
        ALL.put(
                "journal",
                List.of(
                        DIRECTORY,
                        COMPRESSION,
                        BATCH,
                        ROLL_SIZE,
                        ROLL_INTERVAL,
                        SNAPSHOT_SIZE,
                        RETAIN_SIZE,
                        RETAIN_TIME,
                        SYNC_INTERVAL,
                        POLL_INTERVAL,
                        FREE_SPACE_WARN,
                        FREE_SPACE_MIN,
                        HALT_WHEN_STOPPED));
        ALL.put(
                "telemetry",
                List.of(LEVEL, FILTER, METRICS, METRICS_TOKEN, COUNTERS_FILE, LATENCY_LOG));
        ALL.put("orders", List.of(LABEL_PREFIX, TRADES_UNJOURNALLED));
        ALL.put(RiskKeys.SECTION, RiskKeys.ALL);
        ALL.put("run", List.of(DURATION, RELOAD, LOG_LEVEL));
    }

    private SectionKeys() {}

    static EngineSettings engine(final Values values) {
        return new EngineSettings(
                values.get(TOPOLOGY),
                values.get(IO_IDLE),
                values.get(CONSUMER_IDLE),
                values.get(RING_LENGTH),
                values.get(CORES),
                values.get(CLOSE_TIMEOUT),
                values.get(WRITE_STALL),
                values.get(SEND_BUFFER).intValue(),
                values.get(TICK_INTERVAL),
                values.get(TLS_PROVIDER),
                pinning(values),
                values.get(WARM_UP));
    }

    private static Pinning pinning(final Values values) {
        try {
            return Pinning.parse(values.get(PIN));
        } catch (final IllegalArgumentException e) {
            throw values.refusal(PIN, ' ' + e.getMessage());
        }
    }

    static JournalSettings journal(final Values values) {
        final long warn = values.get(FREE_SPACE_WARN);
        final long min = values.get(FREE_SPACE_MIN);
        if (warn < min) {
            throw values.refusal(
                    FREE_SPACE_MIN,
                    " is above free-space-warn, and the warning has to come first: "
                            + FREE_SPACE_MIN.type().text(min)
                            + " and "
                            + FREE_SPACE_WARN.type().text(warn));
        }
        return new JournalSettings(
                values.get(DIRECTORY),
                new JournalConfig(
                        values.get(COMPRESSION),
                        values.get(BATCH).intValue(),
                        warn,
                        min,
                        values.get(HALT_WHEN_STOPPED),
                        values.get(ROLL_SIZE),
                        values.get(ROLL_INTERVAL),
                        values.get(SNAPSHOT_SIZE),
                        values.get(RETAIN_SIZE),
                        values.get(RETAIN_TIME),
                        values.get(SYNC_INTERVAL),
                        values.get(POLL_INTERVAL)));
    }

    static TelemetryConfig telemetry(final Values values) {
        return new TelemetryConfig(
                values.get(LEVEL),
                values.get(FILTER),
                values.get(METRICS),
                values.get(METRICS_TOKEN),
                values.get(COUNTERS_FILE),
                values.get(LATENCY_LOG));
    }

    static OrderSettings orders(final Values values) {
        final String prefix = values.get(LABEL_PREFIX);
        if (prefix.isEmpty()) {
            throw values.refusal(LABEL_PREFIX, " is empty; leave it out, or write 1 to 16 letters");
        }
        return new OrderSettings(prefix, values.get(TRADES_UNJOURNALLED));
    }

    static RunSettings run(final Values values) {
        return new RunSettings(values.get(DURATION), values.get(RELOAD), values.get(LOG_LEVEL));
    }

    private static ValueType<String> hostAndPort() {
        return Words.matching(HOST_AND_PORT, "is no host and port such as \"127.0.0.1:9464\"");
    }
}
