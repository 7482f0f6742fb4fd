/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.EventSource;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.engine.strategy.StrategyParameters;
import io.novaring.tools.backtest.latency.MeasuredLatency;
import io.novaring.tools.backtest.result.RecorderSettings;
import io.novaring.tools.backtest.result.RunIdentity;
import io.novaring.tools.backtest.run.BacktestRun;
import io.novaring.tools.backtest.run.RunWindow;
import io.novaring.tools.backtest.source.JournalRecording;
import io.novaring.tools.backtest.source.RecordedClients;
import io.novaring.tools.backtest.source.RecordedInstruments;
import io.novaring.tools.backtest.strategy.Strategies;
import io.novaring.tools.backtest.strategy.StrategyFailure;
import io.novaring.tools.backtest.strategy.WatchedStrategy;
import io.novaring.tools.backtest.timeline.Recording;
import io.novaring.tools.backtest.timeline.TimelineSettings;
import io.novaring.tools.simulator.virtual.VirtualExchange;
import io.novaring.tools.simulator.virtual.VirtualInstrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Backtests on some journals. What has to be known of these is read once; each {@link #run} is of
 * its own, and runs may be on several threads at once.
 *
 * <pre>
 *   JournalRecording journal = JournalRecording.of(path, 0);
 *   Backtest backtest = Backtest.of(List.of(journal), BacktestSettings.DEFAULT);
 *   try (RunOutcome run = backtest.run(factory, parameters, nowNs -> true).orElseThrow()) {
 *       ResultWriter.write(directory, run.result(), false);
 *   }
 * </pre>
 */
public final class Backtest {
    private final List<JournalRecording> journals;
    private final List<Recording> recordings;
    private final BacktestSettings settings;
    private final Map<String, VirtualInstrument> instruments;
    private final List<String> notes;
    private final List<JournalFacts> facts;

    // Null unless latencies are drawn from the recording.
    private final MeasuredLatency measured;

    private Backtest(final List<JournalRecording> journals, final BacktestSettings settings) {
        this.journals = journals;
        this.settings = settings;
        final List<Recording> whole = journals.stream().map(JournalRecording::recording).toList();
        final List<JournalFacts> read = new ArrayList<>();
        final RecordedInstruments found =
                RecordedInstruments.read(
                        whole,
                        (recording, source) ->
                                read.add(JournalFacts.of(journals.get(read.size()), source)));
        facts = List.copyOf(read);
        this.recordings = found.recordings();
        instruments = found.tradable();
        notes = found.untradable();
        if (instruments.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing can be traded: the recording has no book of an instrument whose terms"
                            + " are known"
                            + (notes.isEmpty() ? "" : "; " + notes.get(0)));
        }
        measured = settings.orderLatency().isRecorded() ? measure(recordings.get(0)) : null;
    }

    private static MeasuredLatency measure(final Recording recording) {
        final EventSource source = recording.source().get();
        try {
            return MeasuredLatency.read(recording.clients().get(), source, recording.offsetNs());
        } finally {
            Recording.close(source);
        }
    }

    /**
     * Reads the journals through.
     *
     * @param journals at least one; the first tells what the account is like.
     * @throws IllegalArgumentException when nothing can be traded on them; the message says why.
     */
    public static Backtest of(
            final List<JournalRecording> journals, final BacktestSettings settings) {
        if (journals.isEmpty()) {
            throw new IllegalArgumentException("no journal: name at least one");
        }
        return new Backtest(List.copyOf(journals), settings);
    }

    /** What can be traded, by name. */
    public Map<String, VirtualInstrument> instruments() {
        return instruments;
    }

    /** What cannot be, and why. */
    public List<String> notes() {
        return notes;
    }

    /** What was found in each journal, in their order. */
    public List<JournalFacts> facts() {
        return facts;
    }

    /**
     * Does a run to its end, and puts down what came of it. The same bits each time.
     *
     * @param parameters of the strategy, by name.
     * @param goesOn asked along the way with the time of the run, epoch nanoseconds; false ends it.
     * @return empty when it was ended.
     * @throws IllegalArgumentException when a parameter is wrong or not known.
     * @throws StrategyFailure when the strategy threw something.
     */
    public Optional<RunOutcome> run(
            final StrategyFactory factory,
            final Map<String, String> parameters,
            final LongPredicate goesOn) {
        return run(factory, parameters, RecorderSettings.DEFAULT, goesOn);
    }

    /**
     * As {@link #run(StrategyFactory, Map, LongPredicate)}.
     *
     * @param recording how the run is put down; queues are asked of the venue.
     */
    public Optional<RunOutcome> run(
            final StrategyFactory factory,
            final Map<String, String> parameters,
            final RecorderSettings recording,
            final LongPredicate goesOn) {
        final StrategyParameters given = new StrategyParameters(parameters);
        final Strategy strategy = Strategies.create(factory, given);
        final RecordedRun run = new RecordedRun(this, new WatchedStrategy(strategy), recording);
        return run.run(
                goesOn,
                hash ->
                        new RunIdentity(
                                factory.name(),
                                given.asked(),
                                words(),
                                settings.seed(),
                                facts.get(0).identity(),
                                Map.of("novaring", version()),
                                hash));
    }

    private Map<String, String> words() {
        final Map<String, String> words = SettingsWords.of(settings);
        for (int i = 1; i < facts.size(); i++) {
            words.put("journal" + (i + 1), facts.get(i).toString());
        }
        return words;
    }

    private static String version() {
        final String built = Backtest.class.getPackage().getImplementationVersion();
        return built == null ? "unpackaged" : built;
    }

    /**
     * A run from the start.
     *
     * @param strategy new, for this run alone.
     * @param recorders handlers behind it.
     */
    public Session open(final Strategy strategy, final List<EventHandler<MarketEvent>> recorders) {
        final VirtualExchange exchange =
                new VirtualExchange(settings.venue(), new ArrayList<>(instruments.values()));
        final TimelineSettings times =
                new TimelineSettings(
                        settings.orderLatency().model(settings.seed(), measured),
                        settings.feedLatencyNs(),
                        measured == null ? 0 : measured.aheadNs(),
                        settings.untilNs(),
                        ConnectionSettings.DEFAULT,
                        settings.seed());
        final BacktestRun run =
                BacktestRun.of(
                        recordings,
                        RecordedClients.trader(
                                journals.get(0).description(), settings.currencies()),
                        exchange,
                        strategy,
                        times,
                        new RunWindow(settings.fromNs(), settings.stopNs()),
                        recorders);
        run.rules(instruments.values());
        return new Session(run, exchange);
    }

    /**
     * One run and its venue.
     *
     * @param exchange to be asked once the run has ended, or between two steps.
     */
    public record Session(BacktestRun run, VirtualExchange exchange) implements AutoCloseable {
        @Override
        public void close() {
            run.close();
        }
    }
}
