/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.strategy.StrategyContext;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.examples.Maker;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.demo.maker.Mishap.Sign;
import io.novaring.tools.cli.session.EngineWait;
import io.novaring.tools.cli.session.JournalReplay;
import io.novaring.tools.cli.session.LiveJournal;
import io.novaring.tools.cli.session.ReplayReport;
import io.novaring.tools.cli.telemetry.TelemetryOptions;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.login.ApiKey;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitChannels;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitInterval;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** One run: exchange, engine, maker, journal, faults, ledger, replay. Used once, by one thread. */
public final class MakerRun {
    static final String INSTRUMENT = "BTC-PERPETUAL";

    private static final String ACCOUNT = ApiKey.DEMO.account();
    private static final int PUBLIC = 0;
    private static final int PRIVATE = 1;
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NS = 30 * SECOND_NS;

    /** An order may have to be asked for until it is proven not to be, in each of some sessions. */
    private static final long END_PATIENCE_NS = 120 * SECOND_NS;

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long QUIET_NS = SECOND_NS / 2;

    // With faults only: the exchange's heartbeats are ten times as fast, and the client matches.
    private static final double HEARTBEAT_SCALE = 0.1;
    private static final long PROBE_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(1400);
    private static final long DEAD_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(1800);

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

    private static final long USD = Decimals.SCALE;
    private static final long TICK = Decimals.SCALE / 2;
    private static final Maker.Settings QUOTES =
            new Maker.Settings(INSTRUMENT, TICK, 100 * USD, 500 * USD, 2 * USD, USD);

    private final EngineRecord record = new EngineRecord();
    private final Signs signs = new Signs(record, PRIVATE);
    private final Maker maker = new Maker(QUOTES);
    private final MakerOptions options;
    private final TelemetryOptions telemetry;
    private final Runnable started;
    private final Consumer<String> say;
    private final CtrlC ctrlC;
    private final Consumer<String> live;
    private final LongConsumer replayProgress;
    private List<MishapOutcome> mishaps = List.of();
    private LedgerCheck.Result check;
    private long privateEnds;
    private long publicEnds;
    private long elapsedNs;
    private long flatNs = -1;

    /**
     * @param started called once nothing that was asked for can be refused any more.
     * @param say told where metrics are, when they are asked for.
     * @param live takes one line a second.
     * @param replayProgress takes the number of events replayed so far.
     */
    public MakerRun(
            final MakerOptions options,
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
    public MakerResult run() {
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .seed(options.seed())
                        .instruments(options.instruments())
                        .ratePerSecond(options.ratePerSecond())
                        .rawNeedsLogin(false)
                        .heartbeatScale(options.faults() ? HEARTBEAT_SCALE : 1)
                        .build();
        final MakerResult.Live lived;
        try (Simulator simulator = Simulator.start(config)) {
            lived = live(simulator);
        }
        final EngineRecord again = new EngineRecord();
        try (JournalReplay replay =
                JournalReplay.open(
                        options.journal(),
                        () -> false,
                        replayProgress,
                        context -> context.handler("record", new Signs(again, PRIVATE)))) {
            final ReplayReport report = replay.run(0);
            final boolean isAlike = record.lines().equals(again.lines());
            return new MakerResult(options, lived, mishaps, check, report, isAlike);
        }
    }

    private MakerResult.Live live(final Simulator simulator) {
        try (JournalWriter journal = LiveJournal.open(options.journal(), JournalConfig.DEFAULTS);
                Secret secret =
                        Secret.copyOf(ApiKey.DEMO.secret().getBytes(StandardCharsets.US_ASCII))) {
            final EngineContext context = context(simulator, journal, secret);
            return live(simulator, Engine.launch(context));
        }
    }

    private EngineContext context(
            final Simulator simulator, final JournalWriter journal, final Secret secret) {
        final DeribitConfig patient =
                DeribitConfig.of(simulator.uri())
                        .withHeartbeatIntervalNs(DeribitConfig.HEARTBEAT_INTERVAL_MIN_NS);
        final DeribitConfig config =
                options.faults() ? patient.withSilence(PROBE_AFTER_NS, DEAD_AFTER_NS) : patient;
        return telemetry
                .apply(new EngineContext())
                .client(new DeribitPublicClient(config))
                .client(
                        new DeribitPrivateClient(
                                config,
                                DeribitCredentials.of(ApiKey.DEMO.id(), secret),
                                DeribitAccount.of(List.of("BTC"))))
                .handler("record", signs)
                .handler("maker", maker)
                .journal(journal)
                .seed(options.seed())
                .ioIdle(options.ioIdle())
                .connections(ConnectionSettings.DEFAULT.withBackoff(BACKOFF));
    }

    private MakerResult.Live live(final Simulator simulator, final Engine engine) {
        final long launchNs = System.nanoTime();
        final long readyNs;
        try (engine;
                TelemetryOptions.Served served = telemetry.serve(engine)) {
            started.run();
            served.announce(say);
            engine.orders().rules(new InstrumentRules(INSTRUMENT, TICK, 10 * USD, 10 * USD));
            // The maker needs the book alone; trades and ticker are for those who backtest on it.
            engine.subscribe(
                    DeribitChannels.book(INSTRUMENT, DeribitInterval.RAW),
                    DeribitChannels.trades(INSTRUMENT, DeribitInterval.RAW),
                    DeribitChannels.ticker(INSTRUMENT, DeribitInterval.RAW));
            maker.start(StrategyContext.of(engine));
            final BooleanSupplier isWell = () -> isWell(engine);
            if (!EngineWait.until(
                    engine, PATIENCE_NS, () -> ctrlC.isRequested() || isWell.getAsBoolean())) {
                throw notReady(engine);
            }
            final long startNs = System.nanoTime();
            readyNs = startNs - launchNs;
            trade(simulator, engine, isWell, startNs);
            // Closing ends sessions, too.
            privateEnds = signs.count(Sign.PRIVATE_ENDED);
            publicEnds = signs.count(Sign.PUBLIC_ENDED);
        }
        final Profit profit = profit();
        final Histogram answers = new Histogram(3);
        record.answerNs().forEach(answerNs -> answers.recordValue(Math.max(0, answerNs)));
        return new MakerResult.Live(
                simulator.uri().toString(),
                engine.topology().name().toLowerCase(Locale.ROOT),
                readyNs,
                elapsedNs,
                flatNs,
                privateEnds,
                publicEnds,
                profit.volume(),
                profit.coins(),
                profit.fees(),
                record.counts(),
                answers,
                engine.report(),
                engine.stateHash());
    }

    /** What is left of a position, if anything, at the price of the last trade. */
    private Profit profit() {
        final List<EngineRecord.Fill> fills = record.fills();
        final long position = record.positions().values().stream().mapToLong(size -> size).sum();
        final long price = fills.isEmpty() ? 1 : fills.get(fills.size() - 1).price();
        return Profit.of(fills, position, price);
    }

    private boolean isWell(final Engine engine) {
        final OrderBook book = engine.book(INSTRUMENT);
        return book != null
                && book.state() == BookState.LIVE
                && engine.responses().desk(PRIVATE).isReady()
                && record.counts().unknown() == 0;
    }

    private void trade(
            final Simulator simulator,
            final Engine engine,
            final BooleanSupplier isWell,
            final long startNs) {
        if (!options.faults()) {
            watch(engine, startNs);
            end(simulator, engine, () -> true);
            return;
        }
        final MishapInjector injector =
                new MishapInjector(
                        simulator,
                        engine,
                        record,
                        signs,
                        isWell,
                        ACCOUNT,
                        INSTRUMENT,
                        startNs,
                        options.durationNs(),
                        options.seed());
        try (injector) {
            watch(engine, startNs);
            end(simulator, engine, injector::isDone);
        }
        mishaps = injector.outcomes();
    }

    /** Shows a line each second until the time is over. */
    private void watch(final Engine engine, final long startNs) {
        final MakerLine line = new MakerLine(engine, record, signs);
        long second = 1;
        while (System.nanoTime() - startNs < options.durationNs()
                && !ctrlC.isRequested()
                && engine.failure() == null) {
            LockSupport.parkNanos(POLL_NS);
            if (System.nanoTime() - startNs >= second * SECOND_NS) {
                live.accept(line.of(second));
                second++;
            }
        }
        elapsedNs = System.nanoTime() - startNs;
    }

    /** The maker ends flat, with faults that are not over; then both sides are compared. */
    private void end(
            final Simulator simulator, final Engine engine, final BooleanSupplier faultsAreOver) {
        final long stopNs = System.nanoTime();
        maker.stop();
        final long[] flatSinceNs = {0};
        final boolean isFlat =
                EngineWait.until(
                        engine,
                        END_PATIENCE_NS,
                        () -> {
                            final long nowNs = System.nanoTime();
                            if (!maker.isFlat()) {
                                flatSinceNs[0] = 0;
                            } else if (flatSinceNs[0] == 0) {
                                flatSinceNs[0] = nowNs;
                            }
                            return flatSinceNs[0] != 0
                                    && nowNs - flatSinceNs[0] > QUIET_NS
                                    && (ctrlC.isRequested() || faultsAreOver.getAsBoolean());
                        });
        flatNs = isFlat ? flatSinceNs[0] - stopNs : -1;
        // What the exchange did last may be on its way.
        EngineWait.until(engine, PATIENCE_NS / 3, () -> compare(simulator, engine).isAgreed());
        check = compare(simulator, engine);
    }

    private LedgerCheck.Result compare(final Simulator simulator, final Engine engine) {
        return LedgerCheck.compare(
                record,
                simulator.trading().ledger(),
                ACCOUNT,
                id -> engine.symbols().instruments().name(id));
    }

    private static CommandFailure notReady(final Engine engine) {
        final Throwable failure = engine.failure();
        return new CommandFailure(
                ExitCode.FAILED,
                failure == null
                        ? "orders could not go out in time: see the log"
                        : "the engine halted: " + failure,
                failure);
    }
}
