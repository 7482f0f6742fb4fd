/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalReader;
import io.novaring.journal.beside.JournalBeside;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine that connects while its journal is still being opened. */
@Timeout(120)
class JournalBesideRunTest {
    private static final long EVENTS = 5_000;

    @TempDir private Path folder;

    @Test
    void shouldRecordWhatAReplayTakesToTheSameState() throws Exception {
        final Path directory = folder.resolve("journal");
        final DeribitConfig config;
        final long stateHash;
        final long published;
        try (Simulator simulator = Simulator.start(exchange());
                JournalBeside journal = JournalBeside.open(directory, JournalConfig.DEFAULTS)) {
            config = DeribitConfig.of(simulator.uri());
            final Engine engine =
                    Engine.launch(
                            new EngineContext()
                                    .client(new DeribitPublicClient(config))
                                    .journal(journal));
            try (engine) {
                for (final String name : simulator.instruments()) {
                    engine.subscribe("book." + name + ".raw", "quote." + name);
                }
                while (journal.recordedCount() < EVENTS) {
                    Thread.sleep(5);
                }
            }
            stateHash = engine.stateHash();
            published = journal.recordedCount();
        }

        try (JournalReader reader = JournalReader.open(directory)) {
            final EngineContext context =
                    new EngineContext().client(new DeribitPublicClient(config));
            final ReplayResult replayed = new Replay(context, reader).run();

            assertEquals(published, replayed.eventCount());
            assertEquals(stateHash, replayed.stateHash());
        }
    }

    @Test
    void shouldHaltTheEngineWhenItCannotBeOpened() throws Exception {
        final Path file = Files.writeString(folder.resolve("file"), "");
        try (Simulator simulator = Simulator.start(exchange());
                JournalBeside journal = JournalBeside.open(file, JournalConfig.DEFAULTS);
                Engine engine =
                        Engine.launch(
                                new EngineContext()
                                        .client(
                                                new DeribitPublicClient(
                                                        DeribitConfig.of(simulator.uri())))
                                        .journal(journal))) {
            assertThrows(JournalException.class, journal::await);
            while (engine.failure() == null) {
                Thread.sleep(5);
            }
            assertEquals(RecorderState.FAILED, engine.connectionStatus(0).journal());
            assertEquals(0, journal.recordedCount());
        }
    }

    private static SimulatorConfig exchange() {
        return SimulatorConfig.builder()
                .seed(3)
                .instruments(2)
                .ratePerSecond(SimulatorConfig.UNLIMITED)
                .rawNeedsLogin(false)
                .build();
    }
}
