/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.quality.QualityLedger;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.journal.JournalWriter;
import io.novaring.journal.NoteScan;
import io.novaring.tools.config.NovaRingConfig;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal of several segments, written by an engine and replayed from each of them. */
@Timeout(120)
final class SegmentReplayTest {
    private static final String CHANNEL = "book.BTC-PERPETUAL.100ms";
    private static final int SEGMENTS = 3;

    @TempDir private Path folder;

    @Test
    void shouldEndWithTheBooksOfTheRunWhereverItBegins() throws InterruptedException {
        final Path directory = folder.resolve("journal");
        final SimulatorConfig exchange = SimulatorConfig.builder().instruments(2).build();
        final OrderBook live;
        final NovaRingConfig config;
        try (Simulator simulator = Simulator.start(exchange)) {
            config = config(simulator);
            live = record(simulator, config, directory);
        }
        final JournalRun run = JournalReader.runs(directory).get(0);
        assertTrue(run.segments() >= SEGMENTS, run.toString());
        final QualityLedger noted = new QualityLedger();
        NoteScan.scan(directory, Set.of(NoteKind.QUALITY), noted);

        final List<Long> begins = new ArrayList<>();
        for (long at = run.nextSequence() - 1; at > 0; at = begins.get(begins.size() - 1) - 1) {
            try (JournalReader reader = JournalReader.open(directory)) {
                if (!reader.seekSnapshot(at)) {
                    break;
                }
                begins.add(reader.nextSequence() - 1);
                final QualityLedger ledger = new QualityLedger();
                final Replay replay =
                        new Replay(config.applyTo(new EngineContext()), reader).quality(ledger);

                final ReplayResult result = replay.run();

                assertEquals(run.nextSequence(), replay.nextSequence());
                assertNull(result.firstDivergence());
                final OrderBook book = replay.book("BTC-PERPETUAL");
                assertEquals(live.contentHash(), book.contentHash());
                assertEquals(live.state(), book.state());
                assertEquals(live.staleCause(), book.staleCause());
                assertEquals(live.changeId(), book.changeId());
                assertEquals(last(noted), last(ledger));
            }
        }
        assertTrue(begins.size() >= SEGMENTS - 1, begins.toString());
    }

    /** State and event of the last change of the book, which every part of the run has. */
    private static String last(final QualityLedger ledger) {
        final List<QualityLedger.Interval> intervals = ledger.intervals();
        final QualityLedger.Interval last = intervals.get(intervals.size() - 1);
        return last.state() + " " + last.cause() + " from " + last.fromSequence();
    }

    private static OrderBook record(
            final Simulator simulator, final NovaRingConfig config, final Path directory)
            throws InterruptedException {
        final EngineContext context = config.applyTo(new EngineContext()).ringLength(64);
        try (JournalWriter journal =
                        JournalWriter.open(
                                directory,
                                JournalConfig.DEFAULTS
                                        .withFreeBytesMin(JournalConfig.FREE_BYTES_FLOOR)
                                        .withRollIntervalNs(JournalConfig.ROLL_INTERVAL_NS_MIN));
                Engine engine = Engine.launch(context.journal(journal))) {
            engine.subscribe(
                    0, List.of(CHANNEL, "quote.BTC-PERPETUAL", "ticker.BTC-PERPETUAL.100ms"));
            for (int segments = 2; segments <= SEGMENTS; segments++) {
                // The next one is there before it is written to.
                final int count = segments + 1;
                await(() -> JournalReader.runs(directory).get(0).segments() >= count, "a segment");
                simulator.dropConnections();
            }
            return engine.book("BTC-PERPETUAL");
        }
    }

    private static void await(final BooleanSupplier condition, final String what)
            throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < 60_000_000_000L, "never came: " + what);
            Thread.sleep(20);
        }
    }

    private static NovaRingConfig config(final Simulator simulator) {
        return NovaRingConfig.parse(
                "connections.a { endpoint = \""
                        + simulator.uri()
                        + "\", channels = [\""
                        + CHANNEL
                        + "\"] }");
    }
}
