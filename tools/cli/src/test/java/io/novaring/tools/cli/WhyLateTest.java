/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Topology;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From an engine with a slow handler and a collection to what the command says of its journal. */
@Timeout(120)
final class WhyLateTest {
    private static final long MS = 1_000_000;
    private static final int QUOTES_BEFORE = 300;
    private static final int WAITING = 50;

    @TempDir private Path folder;

    private final AtomicReference<Engine> engine = new AtomicReference<>();

    // Written by the handlers' thread.
    private volatile int quotes;
    private volatile long slowSequence;
    private volatile long collectSequence;

    /** Is slow at one quote, until others wait and 30 ms more, and collects garbage at another. */
    private void onEvent(final MarketEvent event, final long sequence, final boolean isEnd) {
        if (event.kind != EventKind.QUOTE) {
            return;
        }
        final int number = quotes + 1;
        quotes = number;
        if (number == QUOTES_BEFORE) {
            slowSequence = sequence;
            await(() -> engine.get().eventCount() > sequence + WAITING);
            final long endNs = System.nanoTime() + 30 * MS;
            while (System.nanoTime() < endNs) {
                LockSupport.parkNanos(MS);
            }
        } else if (number == 2 * QUOTES_BEFORE) {
            collectSequence = sequence;
            System.gc();
        }
    }

    private static void await(final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < 60_000 * MS, "waited in vain");
            LockSupport.parkNanos(MS);
        }
    }

    private Path record() {
        final Path directory = folder.resolve("journal");
        final SimulatorConfig config =
                SimulatorConfig.builder().instruments(4).ratePerSecond(500).build();
        try (Simulator simulator = Simulator.start(config);
                JournalWriter journal = JournalWriter.open(directory, JournalConfig.DEFAULTS)) {
            engine.set(
                    Engine.launch(
                            new EngineContext()
                                    .client(
                                            new DeribitPublicClient(
                                                    DeribitConfig.of(simulator.uri())))
                                    .cores(8)
                                    .topology(Topology.FUSED)
                                    .ioIdle(IdleMode.SELECT)
                                    .journal(journal)
                                    .handler("mine", this::onEvent)));
            try (Engine running = engine.get()) {
                final List<String> channels = new ArrayList<>();
                simulator.instruments().forEach(name -> channels.add("quote." + name));
                running.subscribe(0, channels);
                await(() -> quotes > 3 * QUOTES_BEFORE);
                assertEquals(null, running.failure());
            }
            assertTrue(engine.get().report().isComplete());
        }
        return directory;
    }

    private static boolean hasHandler(final JsonNode event, final long sequence) {
        return StreamSupport.stream(event.path("handlers").spliterator(), false)
                .anyMatch(
                        handler ->
                                handler.path("name").asText().equals("mine")
                                        && handler.path("sequence").asLong() == sequence
                                        && handler.path("durationNs").asLong() >= 20 * MS);
    }

    @Test
    void shouldNameTheSlowHandlerWhatWaitedAndTheCollection() {
        final String journal = record().toString();

        final Cli each = Cli.run("why-late", "--each", "--top", "1000", "--json", journal);

        assertEquals(0, each.exitCode(), each.err());
        boolean hasWaited = false;
        boolean isNamed = false;
        boolean hasCollected = false;
        for (final JsonNode event : each.json().path("events")) {
            final boolean isBehind = hasHandler(event, slowSequence);
            isNamed |= isBehind && event.path("sequence").asLong() == slowSequence;
            hasWaited |=
                    isBehind
                            && event.path("sequence").asLong() > slowSequence
                            && event.path("inRingNs").asLong() + event.path("stagesNs").asLong()
                                    >= 25 * MS
                            && event.path("kind").asText().equals("quote")
                            && event.path("channel").asText().startsWith("quote.");
        }
        // Nobody knows whether a message was under way then: whoever came later waited unread.
        for (final JsonNode pause : each.json().path("pauses")) {
            hasCollected |= pause.path("text").asText().contains("System.gc()");
        }
        assertTrue(isNamed, "the slow event itself: " + each.out());
        assertTrue(hasWaited, "what waited behind it: " + each.out());
        assertTrue(hasCollected, "the collection: " + each.out());
        assertTrue(collectSequence > slowSequence);
        assertTrue(each.json().path("reasons").path("slow-handler").asInt() > 0, each.out());

        final Cli text = Cli.run("why-late", journal);
        assertEquals(0, text.exitCode(), text.err());
        assertTrue(text.out().contains("handler mine "), text.out());
        assertTrue(text.out().contains("a handler took long"), text.out());
        assertTrue(text.out().matches("(?s).* collections +[0-9]+ .*"), text.out());
        assertTrue(text.out().matches("(?s).* handler\\|.*#.*"), text.out());
        final Cli top = Cli.run("why-late", "--top", "1", "--json", journal);
        assertEquals(1, top.json().path("events").size());
        final Cli late = Cli.run("why-late", "--from", "" + (slowSequence + 1), "--each", journal);
        final String slow = "\\s+" + String.format("%,d", slowSequence) + "\\s+[0-9.]+ ms\\s.*";
        assertTrue(each(journal).matches("(?s).*" + slow), each(journal));
        assertFalse(late.out().matches("(?s).*" + slow), late.out());
    }

    private static String each(final String journal) {
        return Cli.run("why-late", "--each", "--top", "1000", journal).out();
    }

    @Test
    void shouldSayWhatIsWrong() {
        final Cli none = Cli.run("why-late", folder.resolve("nowhere").toString());
        assertEquals(1, none.exitCode(), none.err());
        assertTrue(none.err().contains("nowhere"), none.err());
        assertEquals(1, none.err().lines().count(), none.err());
        final Cli zero = Cli.run("why-late", "--top", "0", folder.toString());
        assertEquals(2, zero.exitCode());
        assertTrue(zero.err().contains("--top must be at least 1"), zero.err());
    }
}
