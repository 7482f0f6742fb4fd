/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.warmup.WarmUp;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.cli.session.EngineWait;
import io.novaring.tools.cli.session.RecordedClients;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warm-up calls who asked for it, and leaves no trace in the run behind it. */
final class WarmUpTest {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir static Path sampleFolder;
    private static Path sample;
    private static long sampleEvents;

    @BeforeAll
    static void recordASample() {
        sample = sampleFolder.resolve("sample");
        sampleEvents = RecordedRun.record(sample, 200_000).events();
    }

    @Test
    void shouldTakeTheRecordingAsOftenAsItNeeds() {
        final AtomicLong handled = new AtomicLong();
        final WarmUp warmUp =
                warmUp(sample)
                        .withEventCount(2 * sampleEvents + 10)
                        .withTimeoutNs(LONG_NS)
                        .withHandler("own", (e, sequence, end) -> handled.incrementAndGet());

        warmUp.run();

        assertEquals(2 * sampleEvents + 10, warmUp.replayed());
        assertEquals(2 * sampleEvents + 10, handled.get());
    }

    @Test
    void shouldEndWhenItsTimeIsOver() {
        final WarmUp warmUp = warmUp(sample).withEventCount(Long.MAX_VALUE).withTimeoutNs(1);

        warmUp.run();

        assertEquals(0, warmUp.replayed());
    }

    @Test
    void shouldStartColdWithoutARecording() {
        final WarmUp warmUp = warmUp(sampleFolder.resolve("nothing"));

        warmUp.run();

        assertEquals(0, warmUp.replayed());
    }

    @Test
    void shouldLeaveNoTraceInTheRun(@TempDir final Path folder) {
        final Path journalFolder = folder.resolve("journal");
        final AtomicLong quotes = new AtomicLong();
        final AtomicLong firstSequence = new AtomicLong(-1);
        final WarmUp warmUp = warmUp(sample).withEventCount(sampleEvents).withTimeoutNs(LONG_NS);
        final Engine engine;
        try (Simulator simulator = Simulator.start(SimulatorConfig.builder().build());
                JournalWriter journal = JournalWriter.open(journalFolder, JournalConfig.DEFAULTS)) {
            engine =
                    Engine.launch(
                            new EngineContext()
                                    .client(client(simulator))
                                    .ioIdle(IdleMode.SELECT)
                                    .warmUp(warmUp)
                                    .journal(journal)
                                    .handler(
                                            "mine",
                                            (event, sequence, end) -> {
                                                firstSequence.compareAndSet(-1, sequence);
                                                if (event.kind == EventKind.QUOTE) {
                                                    quotes.incrementAndGet();
                                                }
                                            }));
            try (engine) {
                // Not in the sample, which has books and trades: number 0 must be free for it.
                engine.subscribe("quote.ETH-PERPETUAL");
                assertTrue(
                        EngineWait.until(engine, PATIENCE_NS, () -> quotes.get() > 5),
                        () -> "no quotes: " + engine.failure());
                assertEquals(0, engine.symbols().instruments().lookup("ETH-PERPETUAL"));
                assertNull(engine.book(RecordedRun.INSTRUMENT));
            }
        }

        assertEquals(sampleEvents, warmUp.replayed());
        assertEquals(0, firstSequence.get());
        assertEquals(engine.report().published(), engine.report().journalled());
        try (JournalReader reader = JournalReader.open(journalFolder)) {
            final EngineContext again = new EngineContext();
            RecordedClients.of(reader, journalFolder).forEach(again::client);
            final ReplayResult result = new Replay(again, reader).run();
            assertEquals(engine.report().published(), result.eventCount());
            assertEquals(engine.stateHash(), result.stateHash());
            assertNull(result.firstDivergence());
        }
    }

    private static VenueClient client(final Simulator simulator) {
        return new DeribitPublicClient(DeribitConfig.of(simulator.uri()));
    }

    private static WarmUp warmUp(final Path recording) {
        return WarmUp.of(
                () -> RecordedClients.of(recording), () -> JournalReader.openPrefix(recording));
    }
}
