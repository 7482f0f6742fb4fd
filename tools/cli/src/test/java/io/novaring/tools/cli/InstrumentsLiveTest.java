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
import io.novaring.venues.deribit.instrument.InstrumentState;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue over a real connection, and the same from its recording. */
final class InstrumentsLiveTest {
    private static final InstrumentListener NOBODY = new InstrumentListener() {};

    @TempDir private Path folder;

    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    @Test
    void shouldLearnWhatIsListedAndSayTheSameInAReplay() throws InterruptedException {
        final SimulatorConfig config =
                SimulatorConfig.builder().instruments(60).ratePerSecond(100).build();
        final InstrumentLoader loader = new InstrumentLoader(List.of("BTC", "ETH"), listener());
        final InstrumentCatalogue live = new InstrumentCatalogue(loader);
        final List<String> names;
        final List<String> changed;
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

            final String option = simulator.listOption();
            final String locked = names.get(0);
            await(() -> live.get(option) != null && loader.isIdle());
            assertEquals(InstrumentState.OPEN, live.get(option).state());
            simulator.lock(locked, true);
            await(() -> live.get(locked).state() == InstrumentState.LOCKED);
            assertEquals(2, live.get(locked).version(), "a change is a new version");
            simulator.lock(locked, false);
            await(() -> live.get(locked).state() == InstrumentState.OPEN);
            simulator.expire(option);
            await(() -> heard.contains("expired " + option));
            assertTrue(heard.contains("listed " + option), heard.toString());
            changed = List.of(option, locked);
        }

        for (final String name : names) {
            final InstrumentDefinition definition = live.get(name);
            if (!changed.contains(name)) {
                assertEquals(1, definition.version(), "nothing had changed: " + name);
            }
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
        for (final String name : changed) {
            assertEquals(live.get(name), replayed.get(name));
        }
    }

    private InstrumentListener listener() {
        return new InstrumentListener() {
            @Override
            public void onListed(final InstrumentDefinition definition) {
                heard.add("listed " + definition.name());
            }

            @Override
            public void onExpired(
                    final InstrumentDefinition before, final InstrumentDefinition after) {
                heard.add("expired " + after.name());
            }
        };
    }

    private static EngineContext context(
            final Simulator simulator,
            final JournalWriter journal,
            final InstrumentCatalogue catalogue) {
        return new EngineContext()
                .client(new DeribitPublicClient(DeribitConfig.of(simulator.uri())))
                .ioIdle(IdleMode.SELECT)
                .journal(journal)
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
