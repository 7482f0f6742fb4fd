/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.stage.StageCounters;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import io.novaring.engine.venue.VenueClient;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalVerifier;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.session.EngineWait;
import io.novaring.tools.cli.session.JournalReplay;
import io.novaring.tools.cli.session.LiveJournal;
import io.novaring.tools.cli.session.ReplayReport;
import io.novaring.tools.cli.telemetry.TelemetryOptions;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitChannels;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitInterval;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** One run: exchange, engine, journal, faults, checks, replay. Used once, by one thread. */
final class Demo {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NS = 20 * SECOND_NS;

    /** The venue's limiter spreads many subscriptions over time. */
    private static final long INSTRUMENT_NS = TimeUnit.MILLISECONDS.toNanos(10);

    // With faults only: the exchange's heartbeats are ten times as fast, and the client is to
    // match.
    private static final double HEARTBEAT_SCALE = 0.1;
    private static final long PROBE_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(1400);
    private static final long DEAD_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(1800);

    private static final int SEND_BUFFER_MIN = 4 << 20;
    private static final int SEND_BUFFER_MAX = 128 << 20;
    private static final long FRAME_BYTES_MAX = 600;

    /** A session counts as healthy after 0.5 s, so that a fault does not pay for the one before. */
    private static final BackoffSettings BACKOFF =
            new BackoffSettings(
                    BackoffSettings.Kind.EXPONENTIAL_JITTER,
                    TimeUnit.MILLISECONDS.toNanos(100),
                    2 * SECOND_NS,
                    0.25,
                    0,
                    0,
                    0,
                    SECOND_NS / 2);

    private final WireTimes wire = new WireTimes();
    private final FaultWatch faultWatch = new FaultWatch();
    private final Traffic traffic = new Traffic(wire, faultWatch);
    private final DemoOptions options;
    private final TelemetryOptions telemetry;
    private final Runnable started;
    private final Consumer<String> say;
    private final CtrlC ctrlC;
    private final Consumer<String> live;
    private final LongConsumer replayProgress;
    private DemoResult.Measured measured;
    private List<FaultOutcome> faults = List.of();

    /**
     * @param started called once nothing that was asked for can be refused any more.
     * @param say told where metrics are, when they are asked for.
     * @param live takes one line a second.
     * @param replayProgress takes the number of events replayed so far.
     */
    Demo(
            final DemoOptions options,
            final TelemetryOptions telemetry,
            final Runnable started,
            final Consumer<String> say,
            final CtrlC ctrlC,
            final Consumer<String> live,
            final LongConsumer replayProgress) {
        this.options = options;
        this.telemetry = telemetry;
        this.started = started;
        this.say = say;
        this.ctrlC = ctrlC;
        this.live = live;
        this.replayProgress = replayProgress;
    }

    /**
     * @throws CommandFailure when the run does not come about.
     */
    DemoResult run() {
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .seed(options.seed())
                        .instruments(options.instruments())
                        .ratePerSecond(options.ratePerSecond())
                        .rawNeedsLogin(false)
                        .heartbeatScale(options.faults() ? HEARTBEAT_SCALE : 1)
                        .sendBufferBytes(sendBufferBytes())
                        .frameListener(wire)
                        .build();
        try (Simulator simulator = Simulator.start(config)) {
            final BookCheck check = new BookCheck(simulator);
            final DemoResult.Live lived = live(simulator, check);
            try (JournalReplay replay =
                    JournalReplay.open(options.journal(), () -> false, replayProgress)) {
                final ReplayReport report = replay.run(0);
                return new DemoResult(
                        options,
                        lived,
                        measured,
                        faults,
                        report,
                        check.compare(replay::book),
                        JournalVerifier.verify(options.journal()).validBytes());
            }
        }
    }

    /** A silent exchange keeps what it would have sent: room for that, or it drops the client. */
    private int sendBufferBytes() {
        final long silentBytes =
                options.faults() ? options.ratePerSecond() * FRAME_BYTES_MAX * 3 : 0;
        return (int) Math.max(SEND_BUFFER_MIN, Math.min(SEND_BUFFER_MAX, silentBytes));
    }

    private DemoResult.Live live(final Simulator simulator, final BookCheck check) {
        try (JournalWriter journal = LiveJournal.open(options.journal(), JournalConfig.DEFAULTS)) {
            return live(simulator, check, Engine.launch(context(simulator, journal)));
        }
    }

    private DemoResult.Live live(
            final Simulator simulator, final BookCheck check, final Engine engine) {
        final List<BookCheck.Result> books;
        final long launchNs = System.nanoTime();
        final long startNs;
        final long elapsedNs;
        final long disconnects;
        try (engine;
                TelemetryOptions.Served served = telemetry.serve(engine)) {
            started.run();
            served.announce(say);
            engine.subscribe(0, channels(simulator));
            final long connectNs = PATIENCE_NS + options.instruments() * INSTRUMENT_NS;
            if (!EngineWait.until(
                    engine, connectNs, () -> ctrlC.isRequested() || check.allLive(engine::book))) {
                throw notLive(engine);
            }
            startNs = System.nanoTime();
            measure(simulator, engine, startNs);
            elapsedNs = System.nanoTime() - startNs;
            simulator.pause();
            EngineWait.until(engine, PATIENCE_NS, () -> isWell(check.compare(engine::book)));
            books = check.compare(engine::book);
            disconnects = traffic.disconnects();
        }
        final StageCounters<Counter> counters = engine.subscriptions().counters();
        return new DemoResult.Live(
                simulator.uri().toString(),
                engine.topology().name().toLowerCase(Locale.ROOT),
                startNs - launchNs,
                elapsedNs,
                traffic.messages(),
                traffic.bytes(),
                traffic.unmatched(),
                counters.get(Counter.GAPS),
                counters.get(Counter.DUPLICATES),
                disconnects,
                engine.ringFullNs(),
                books,
                engine.report(),
                engine.stateHash());
    }

    private EngineContext context(final Simulator simulator, final JournalWriter journal) {
        return telemetry
                .apply(new EngineContext())
                .client(client(simulator))
                .handler("demo", traffic)
                .journal(journal)
                .seed(options.seed())
                .ioIdle(options.ioIdle())
                .connections(ConnectionSettings.DEFAULT.withBackoff(BACKOFF));
    }

    private VenueClient client(final Simulator simulator) {
        final DeribitConfig config =
                DeribitConfig.of(simulator.uri())
                        .withHeartbeatIntervalNs(DeribitConfig.HEARTBEAT_INTERVAL_MIN_NS);
        return new DeribitPublicClient(
                options.faults() ? config.withSilence(PROBE_AFTER_NS, DEAD_AFTER_NS) : config);
    }

    private static List<String> channels(final Simulator simulator) {
        final List<String> channels = new ArrayList<>();
        for (final String instrument : simulator.instruments()) {
            channels.add(DeribitChannels.book(instrument, DeribitInterval.RAW));
            channels.add(DeribitChannels.trades(instrument, DeribitInterval.RAW));
            channels.add(DeribitChannels.ticker(instrument, DeribitInterval.RAW));
            channels.add(DeribitChannels.quote(instrument));
        }
        channels.add(DeribitChannels.index("btc_usd"));
        return channels;
    }

    private void measure(final Simulator simulator, final Engine engine, final long startNs) {
        final Meter meter = new Meter(engine, traffic, simulator.instruments().get(0), ctrlC, live);
        if (!options.faults()) {
            measured = meter.run(startNs, options.durationNs(), () -> false);
            return;
        }
        final BookCheck check = new BookCheck(simulator);
        final FaultInjector injector =
                new FaultInjector(
                        simulator,
                        engine,
                        faultWatch,
                        () -> check.allLive(engine::book),
                        startNs,
                        options.durationNs(),
                        options.seed());
        try (injector) {
            measured = meter.run(startNs, options.durationNs(), injector::isRunning);
        }
        faults = injector.outcomes();
    }

    private static boolean isWell(final List<BookCheck.Result> books) {
        return books.stream().allMatch(BookCheck.Result::isLiveAndEqual);
    }

    private static CommandFailure notLive(final Engine engine) {
        final Throwable failure = engine.failure();
        return new CommandFailure(
                ExitCode.FAILED,
                failure == null
                        ? "some book was not live in time: try fewer instruments"
                        : "the engine halted: " + failure,
                failure);
    }
}
