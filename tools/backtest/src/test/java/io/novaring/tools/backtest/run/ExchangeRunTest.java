/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyParameters;
import io.novaring.examples.CrossingFactory;
import io.novaring.examples.MakerFactory;
import io.novaring.tools.backtest.sweep.Grid;
import io.novaring.tools.backtest.sweep.Sweep;
import io.novaring.tools.simulator.virtual.VirtualConfig;
import io.novaring.tools.simulator.virtual.VirtualExchange;
import io.novaring.tools.simulator.virtual.VirtualInstrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples on a recorded market, with the simulator's exchange as the venue. */
final class ExchangeRunTest {
    private static final RecordedDay DAY =
            new RecordedDay().snapshot(10, 12).market(100, 20_000, 11);

    /** What is left of one run: its hash, and the account at the venue. */
    private static String outcome(final Strategy strategy, final List<String> lines) {
        final VirtualInstrument perpetual = VirtualInstrument.wellKnown(RecordedDay.NAME);
        final VirtualExchange exchange =
                new VirtualExchange(VirtualConfig.DEFAULT, List.of(perpetual));
        final EventHandler<MarketEvent> recorder =
                (event, sequence, isEnd) ->
                        lines.add(sequence + " " + event.kind + " " + event.publishedTimeNs);
        try (BacktestRun run =
                BacktestRun.of(
                        List.of(DAY.recording()),
                        Rig.trader(),
                        exchange,
                        strategy,
                        Rig.settings("lognormal:3ms,0.4", 0),
                        RunWindow.ALL,
                        List.of(recorder))) {
            run.rules(List.of(perpetual));
            run.run();
            return run.stateHash()
                    + " "
                    + run.desk().position(run.symbols().instruments().lookup(RecordedDay.NAME))
                    + " "
                    + exchange.ledger().entries().size()
                    + " "
                    + exchange.summary("BTC");
        }
    }

    @Test
    void shouldHoldAtTheVenueWhatTheStrategyThinksItHolds() {
        final List<String> lines = new ArrayList<>();
        final StrategyParameters quick = new StrategyParameters(Map.of("fast", "2", "slow", "8"));

        final String outcome = outcome(new CrossingFactory().create(quick), lines);

        final String[] words = outcome.split(" ", 4);
        assertEquals(100_000_000_000L, Math.abs(Long.parseLong(words[1])), outcome);
        assertNotEquals("0", words[2]);
    }

    @Test
    void shouldBeTheSameAgain() {
        final List<String> first = new ArrayList<>();
        final List<String> second = new ArrayList<>();
        final Map<String, String> none = Map.of();

        final String one = outcome(new MakerFactory().create(new StrategyParameters(none)), first);
        final String two = outcome(new MakerFactory().create(new StrategyParameters(none)), second);

        assertEquals(one, two);
        assertEquals(first, second);
        assertTrue(first.stream().anyMatch(line -> line.contains("CHANGES")), "never traded");
    }

    @Test
    void shouldCancelEverythingAtTheVenueWhenItIsKilled() {
        final VirtualInstrument perpetual = VirtualInstrument.wellKnown(RecordedDay.NAME);
        final VirtualExchange exchange =
                new VirtualExchange(VirtualConfig.DEFAULT, List.of(perpetual));
        final Prober prober = new Prober(20, 3);
        final List<String> own = new ArrayList<>();
        final EventHandler<MarketEvent> recorder =
                (event, sequence, isEnd) -> {
                    if (event.kind == EventKind.OUTBOUND && event.code != 0) {
                        own.add(event.rawText());
                    }
                };
        try (BacktestRun run =
                BacktestRun.of(
                        List.of(DAY.recording()),
                        Rig.trader(),
                        exchange,
                        prober,
                        Rig.settings("3ms", 0),
                        RunWindow.ALL,
                        List.of(recorder))) {
            run.rules(List.of(perpetual));
            while (prober.results.isEmpty() && run.step()) {
                // Until there are orders.
            }
            for (int i = 0; i < 60; i++) {
                run.step();
            }
            assertTrue(run.desk().liveCount(OrderState.OPEN) > 0, "no order rests");
            final int submitted = prober.results.size();

            run.orders().kill();
            run.run();

            assertEquals(0, run.desk().liveCount(OrderState.OPEN));
            assertEquals(1, own.stream().filter(line -> line.contains("cancel_all")).count());
            assertTrue(prober.results.size() > submitted, "it tried no more");
            for (final long result : prober.results.subList(submitted, prober.results.size())) {
                assertEquals(OrderRefusal.KILLED, OrderEntry.refusalOf(result));
            }
        }
    }

    @Test
    void shouldNotDependOnHowManyThreadsSweep() {
        final Grid grid = new Grid().add("halfSpread=2,4,8").add("requoteAfter=1,3");

        assertEquals(sweep(grid, 1), sweep(grid, 3));
    }

    private static List<String> sweep(final Grid grid, final int threads) {
        return Sweep.run(
                grid.size(),
                threads,
                index ->
                        outcome(
                                new MakerFactory()
                                        .create(new StrategyParameters(grid.set(index, Map.of()))),
                                new ArrayList<>()),
                () -> false,
                done -> {});
    }
}
