/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.instrument.InstrumentCatalogue;
import io.novaring.venues.deribit.instrument.InstrumentDefinition;
import io.novaring.venues.deribit.instrument.InstrumentListener;
import io.novaring.venues.deribit.instrument.InstrumentLoader;
import io.novaring.venues.deribit.instrument.InstrumentName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue over a real connection, and the same from its recording. */
final class InstrumentsLiveTest {
    private static final InstrumentListener NOBODY = new InstrumentListener() {};

    @TempDir private Path folder;

    @Test
    void shouldLearnWhatIsListedAndSayTheSameInAReplay() throws InterruptedException {
        final SimulatorConfig config =
                SimulatorConfig.builder().instruments(60).ratePerSecond(100).build();
        final InstrumentLoader loader = new InstrumentLoader(List.of("BTC", "ETH"), NOBODY);
        final InstrumentCatalogue live = new InstrumentCatalogue(loader);
        final List<String> names;
        try (Simulator simulator = Simulator.start(config);
                JournalWriter journal =
                        JournalWriter.open(folder.resolve("journal"), JournalConfig.DEFAULTS);
                Engine engine = Engine.launch(context(simulator, journal, live))) {
            loader.start(engine);
            names = simulator.instruments();
            await(() -> live.snapshot().size() == names.size() && loader.isIdle());
            final long loadedBefore = loader.loadedCount();

            assertEquals(1, simulator.dropConnections());

            await(() -> loader.loadedCount() >= loadedBefore + 2 && loader.isIdle());
            assertEquals(0, loader.failedCount());
        }

        for (final String name : names) {
            final InstrumentDefinition definition = live.get(name);
            assertEquals(1, definition.version(), "nothing had changed: " + name);
            final InstrumentName parsed = InstrumentName.parse(name);
            assertEquals(parsed.base(), definition.baseCurrency());
            assertEquals(parsed.strike(), definition.strike());
            assertEquals(parsed.optionType(), definition.optionType());
            assertTrue(definition.isOnTick(definition.ticks().baseTick()));
        }
        final InstrumentCatalogue replayed = new InstrumentCatalogue(NOBODY);
        try (JournalReader reader = JournalReader.open(folder.resolve("journal"))) {
            final EngineContext again =
                    new EngineContext()
                            .client(new DeribitPublicClient(DeribitConfig.test()))
                            .handler("instruments", replayed);
            final ReplayResult result = new Replay(again, reader).run();
            assertNull(result.divergence());
            assertNull(result.missing());
        }
        assertEquals(live.snapshot().changeCount(), replayed.snapshot().changeCount());
        for (final String name : names) {
            assertEquals(live.get(name), replayed.get(name));
        }
    }

    private static EngineContext context(
            final Simulator simulator,
            final JournalWriter journal,
            final InstrumentCatalogue catalogue) {
        return new EngineContext()
                .client(new DeribitPublicClient(DeribitConfig.of(simulator.uri())))
                .ioIdle(IdleMode.SELECT)
                .journal(journal, journal::seal)
                .handler("instruments", catalogue);
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(60), "waited in vain");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
