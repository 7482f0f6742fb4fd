/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.engine.strategy.StrategyParameters;
import io.novaring.tools.backtest.Backtest;
import io.novaring.tools.backtest.BacktestSettings;
import io.novaring.tools.backtest.RunOutcome;
import io.novaring.tools.backtest.result.RecorderSettings;
import io.novaring.tools.backtest.result.RunResult;
import io.novaring.tools.backtest.source.JournalRecording;
import io.novaring.tools.simulator.exchange.queue.QueueModel;
import io.novaring.tools.simulator.exchange.queue.QueueModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Holds a recorded run against backtests on its journal: the strategy's, and one that sends the
 * recorded orders again; each with several queue models. One thread.
 */
public final class AgreementRuns {
    private final JournalRecording journal;
    private final BacktestSettings settings;
    private final AgreementSettings comparison;
    private final LongPredicate goesOn;

    /**
     * @param journal of the run that was live.
     * @param settings of the backtests; their queue model comes first.
     * @param goesOn asked along the way with the time of the run; false ends it all.
     */
    public AgreementRuns(
            final JournalRecording journal,
            final BacktestSettings settings,
            final AgreementSettings comparison,
            final LongPredicate goesOn) {
        this.journal = journal;
        this.settings = settings;
        this.comparison = comparison;
        this.goesOn = goesOn;
    }

    /** Sends the recorded orders again. */
    private final class Recorded implements StrategyFactory {
        private RecordedOrders orders;

        @Override
        public String name() {
            return "recorded";
        }

        @Override
        public String description() {
            return "Sends the recorded orders again.";
        }

        @Override
        public Strategy create(final StrategyParameters parameters) {
            orders = new RecordedOrders(journal.recording(), comparison.windowNs());
            return orders;
        }
    }

    /**
     * Does all runs, one after another.
     *
     * @param parameters with which the strategy was live.
     * @return the strategy's first, each with all models; empty when it was ended.
     * @throws IOException when rows of a run cannot be read.
     */
    public List<Compared> run(final StrategyFactory strategy, final Map<String, String> parameters)
            throws IOException {
        final Map<String, QueueModel> models = new LinkedHashMap<>();
        models.put(settings.venue().queue().name(), settings.venue().queue());
        for (final String name : List.of("pessimistic", "proportional", "optimistic")) {
            models.putIfAbsent(name, QueueModels.of(name));
        }
        final List<Compared> all = new ArrayList<>();
        try (RunResult live = LiveRun.of(journal, strategy.name(), RecorderSettings.DEFAULT)) {
            for (final boolean isRecorded : new boolean[] {false, true}) {
                for (final QueueModel model : models.values()) {
                    final Compared one =
                            isRecorded
                                    ? recorded(live, model)
                                    : compare(live, model, strategy, parameters, strategy.name());
                    if (one == null) {
                        return List.of();
                    }
                    all.add(one);
                }
            }
        }
        return all;
    }

    private Compared recorded(final RunResult live, final QueueModel model) throws IOException {
        final Recorded factory = new Recorded();
        try {
            return compare(live, model, factory, Map.of(), Compared.RECORDED);
        } finally {
            if (factory.orders != null) {
                factory.orders.close();
            }
        }
    }

    private Compared compare(
            final RunResult live,
            final QueueModel model,
            final StrategyFactory factory,
            final Map<String, String> parameters,
            final String name)
            throws IOException {
        final Backtest backtest =
                Backtest.of(
                        List.of(journal), settings.withVenue(settings.venue().withQueue(model)));
        final Optional<RunOutcome> ended = backtest.run(factory, parameters, goesOn);
        if (ended.isEmpty()) {
            return null;
        }
        try (RunOutcome outcome = ended.get()) {
            return new Compared(
                    name, model.name(), Agreement.compare(live, outcome.result(), comparison));
        }
    }
}
