/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.trading.OrderReport;
import io.novaring.tools.backtest.result.RecorderSettings;
import io.novaring.tools.backtest.result.RunIdentity;
import io.novaring.tools.backtest.result.RunRecorder;
import io.novaring.tools.backtest.run.BacktestRun;
import io.novaring.tools.backtest.strategy.StrategyFailure;
import io.novaring.tools.backtest.strategy.WatchedStrategy;
import io.novaring.tools.simulator.virtual.VirtualExchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;

/** One run with a recorder behind its strategy. Used once, by one thread. */
final class RecordedRun {
    private static final int EVENTS_BETWEEN_LOOKS = 4096;

    private final WatchedStrategy strategy;
    private final RunRecorder recorder;
    private final Backtest.Session session;
    private final OrderReport report = new OrderReport();

    RecordedRun(
            final Backtest backtest,
            final WatchedStrategy strategy,
            final RecorderSettings settings) {
        this.strategy = strategy;
        recorder = new RunRecorder(settings.withQueueAhead(this::queueAhead), this::instrument);
        session = backtest.open(strategy, List.of(recorder));
    }

    private String instrument(final int id) {
        return session.run().symbols().instruments().name(id);
    }

    private long queueAhead(final long handle) {
        if (!session.run().desk().read(handle, report) || report.orderIdLength == 0) {
            return MarketEvent.ABSENT;
        }
        final long ahead = session.exchange().queueAhead(report.orderId());
        return ahead == VirtualExchange.NOT_RESTING ? MarketEvent.ABSENT : ahead;
    }

    /**
     * @param identity of a run that ended with this hash.
     * @throws StrategyFailure when the strategy threw something.
     */
    Optional<RunOutcome> run(
            final LongPredicate goesOn, final Function<String, RunIdentity> identity) {
        boolean isWhole = false;
        try (session) {
            final BacktestRun run = session.run();
            isWhole = isDone(run, goesOn);
            if (!isWhole) {
                return Optional.empty();
            }
            final String hash = String.format(Locale.ROOT, "0x%016x", run.stateHash());
            return Optional.of(
                    new RunOutcome(
                            recorder.finish(identity.apply(hash)),
                            run.isStarted(),
                            run.eventCount()));
        } finally {
            if (!isWhole) {
                recorder.close();
            }
        }
    }

    private boolean isDone(final BacktestRun run, final LongPredicate goesOn) {
        while (goesOn.test(run.nowNs())) {
            for (int i = 0; i < EVENTS_BETWEEN_LOOKS; i++) {
                final boolean isEnd = !run.step();
                if (strategy.failure() != null) {
                    throw strategy.failure();
                }
                if (isEnd) {
                    return true;
                }
            }
        }
        return false;
    }
}
