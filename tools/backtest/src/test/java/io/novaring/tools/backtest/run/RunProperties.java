/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.timeline.Recording;
import io.novaring.tools.backtest.timeline.TimelineSettings;
import io.novaring.tools.simulator.virtual.VirtualConfig;
import io.novaring.tools.simulator.virtual.VirtualExchange;
import io.novaring.tools.simulator.virtual.VirtualInstrument;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of runs on recordings with whatever goes wrong in them. */
final class RunProperties {
    private static final String LATENCY = "uniform:1ms..9ms";

    /** A market with lost messages, lost sessions and new snapshots in between. */
    private static RecordedDay day(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final RecordedDay day = new RecordedDay().snapshot(10, 12);
        long ms = 60;
        for (int part = 0; part < 6; part++) {
            final long end = ms + random.nextInt(200, 900);
            day.market(ms, end, random.nextLong());
            ms = end + 20;
            switch (random.nextInt(4)) {
                case 0 -> day.gap();
                case 1 -> day.lost(ms);
                case 2 -> day.gap().snapshot(ms, ms + 2);
                default -> day.snapshot(ms, ms + 1);
            }
            ms += 30;
        }
        return day.ticks(ms, ms + 1000);
    }

    private static List<String> run(final List<Recording> recordings, final Prober prober) {
        final VirtualInstrument perpetual = VirtualInstrument.wellKnown(RecordedDay.NAME);
        final VirtualExchange exchange =
                new VirtualExchange(VirtualConfig.DEFAULT, List.of(perpetual));
        final List<String> rows = new ArrayList<>();
        final EventHandler<MarketEvent> recorder =
                (event, sequence, isEnd) ->
                        rows.add(
                                event.sequence
                                        + " "
                                        + event.kind
                                        + ' '
                                        + event.publishedTimeNs
                                        + ' '
                                        + event.updates().size());
        try (BacktestRun run =
                BacktestRun.of(
                        recordings,
                        Rig.trader(),
                        exchange,
                        prober,
                        Rig.settings(LATENCY, 0),
                        RunWindow.ALL,
                        List.of(recorder))) {
            run.rules(List.of(perpetual));
            run.run();
            rows.add(run.stateHash() + " " + exchange.summary("BTC"));
            rows.add(exchange.ledger().entries().toString());
        }
        return rows;
    }

    @Property(tries = 15)
    void shouldBeTheSameAgainWhateverGoesWrong(@ForAll final long seed) {
        final Recording recording = day(seed).recording();

        final Prober first = new Prober(7, 2);
        final Prober second = new Prober(7, 2);

        assertEquals(run(List.of(recording), first), run(List.of(recording), second));
        assertEquals(first.lines, second.lines);
    }

    /** Nothing that comes later is known: the shorter recording's run is the longer one's start. */
    @Property(tries = 30)
    void shouldNotKnowWhatComesLater(
            @ForAll final long seed, @ForAll @IntRange(min = 20, max = 100) final int percent) {
        final RecordedDay day = day(seed);
        final Prober whole = new Prober(5, 1);
        final Prober cut = new Prober(5, 1);

        run(List.of(day.recording()), whole);
        run(List.of(day.recording(day.size() * percent / 100)), cut);

        assertEquals(whole.lines.subList(0, cut.lines.size()), cut.lines);
    }

    @Property(tries = 15)
    void shouldKeepTheOrderOfTimeOfSeveralRecordings(
            @ForAll final long seed, @ForAll @IntRange(min = -500, max = 500) final int shiftMs) {
        final Prober prober = new Prober(0, 0);
        final Recording other =
                new RecordedDay(shiftMs + 600).snapshot(10, 12).market(50, 900, seed).recording();

        run(List.of(day(seed).recording(), other), prober);

        long lastNs = Long.MIN_VALUE;
        for (final String line : prober.lines) {
            final long timeNs = Long.parseLong(line.split(" ", 6)[4]);
            assertTrue(timeNs >= lastNs, line);
            lastNs = timeNs;
        }
    }

    /** A feed that is so much later is seen so much later, message by message. */
    @Property(tries = 15)
    void shouldShiftTheFeed(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 50) final int feedMs) {
        final RecordedDay day = day(seed);
        final Prober now = new Prober(0, 0);
        final Prober later = new Prober(0, 0);

        Rig.run(List.of(day.recording()), new ScriptedVenue(), now, "5ms");
        final TimelineSettings shifted = Rig.settings("5ms", feedMs);
        Rig.run(List.of(day.recording()), new ScriptedVenue(), later, shifted, RunWindow.ALL);

        final List<Long> seen = bookTimes(now);
        final List<Long> shiftedBack =
                bookTimes(later).stream().map(ns -> ns - feedMs * RecordedDay.MS).toList();
        assertTrue(seen.size() > 10, "no market");
        assertEquals(seen, shiftedBack);
    }

    private static List<Long> bookTimes(final Prober prober) {
        return prober.lines.stream()
                .filter(line -> line.contains(" BOOK "))
                .map(line -> Long.parseLong(line.split(" ", 6)[4]))
                .toList();
    }
}
