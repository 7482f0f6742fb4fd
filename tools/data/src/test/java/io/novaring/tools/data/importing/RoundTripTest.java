/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run is recorded, its messages are written down as a stranger would, and imported. */
final class RoundTripTest {
    private static final int MESSAGES = 3_000;

    @TempDir private Path folder;

    @Test
    @Timeout(180)
    void shouldHaveTheSameBooksAtTheSameMessages() throws InterruptedException {
        final Path recorded = folder.resolve("recorded");
        record(recorded);
        final Transcript transcript = new Transcript();
        replay(recorded, transcript);

        final Imported imported = Imported.ofText(folder, transcript.text.toString());

        assertTrue(imported.result.messages() >= MESSAGES, imported.result.toString());
        assertTrue(transcript.bookHashes.size() > 20, "books change");
        assertEquals(transcript.bookHashes, imported.bookHashes);
        assertEquals(transcript.messages, imported.inbound);
        assertEquals(transcript.times, imported.times);
        assertEquals(0, imported.result.rejects());
        assertTrue(imported.result.answers() > 0, "greeting, heartbeats, channels");
    }

    private static void record(final Path journal) throws InterruptedException {
        final CountDownLatch left = new CountDownLatch(MESSAGES);
        final EventHandler<MarketEvent> counter =
                (event, sequence, end) -> {
                    if (isMarketData(event)) {
                        left.countDown();
                    }
                };
        final SimulatorConfig config =
                SimulatorConfig.builder().ratePerSecond(2_000).instruments(6).build();
        try (Simulator simulator = Simulator.start(config);
                JournalWriter writer =
                        JournalWriter.open(
                                journal,
                                JournalConfig.DEFAULTS
                                        .withFreeBytesWarn(0)
                                        .withFreeBytesMin(16 << 20));
                Engine engine =
                        Engine.launch(
                                new EngineContext()
                                        .client(
                                                new DeribitPublicClient(
                                                        DeribitConfig.of(simulator.uri())))
                                        .handler("counter", counter)
                                        .journal(writer))) {
            for (final String instrument : simulator.instruments()) {
                engine.subscribe(
                        "book." + instrument + ".100ms",
                        "trades." + instrument + ".100ms",
                        "quote." + instrument,
                        "ticker." + instrument + ".100ms");
            }
            assertTrue(left.await(50, TimeUnit.SECONDS), "messages come");
        }
    }

    private static void replay(final Path journal, final Transcript transcript) {
        try (JournalReader reader = JournalReader.open(journal)) {
            final EngineContext context =
                    new EngineContext()
                            .client(new DeribitPublicClient(DeribitConfig.production()))
                            .handler("transcript", (event, sequence, end) -> transcript.on(event));
            transcript.replay = new Replay(context, reader);
            transcript.replay.run();
        }
    }

    private static boolean isMarketData(final MarketEvent event) {
        return event.origin == Origin.INBOUND && event.channelId != MarketEvent.NONE;
    }

    /** What a recorder of raw messages would have written, and the books meanwhile. */
    private static final class Transcript {
        private final StringBuilder text = new StringBuilder();
        private final List<String> messages = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();
        private final List<Long> bookHashes = new ArrayList<>();
        private Replay replay;

        private void on(final MarketEvent event) {
            if (event.origin != Origin.INBOUND) {
                return;
            }
            text.append("{\"timeNs\":")
                    .append(event.receivedTimeNs)
                    .append(",\"frame\":")
                    .append(event.rawText())
                    .append("}\n");
            if (isMarketData(event)) {
                messages.add(event.rawText());
                times.add(event.receivedTimeNs);
            }
            if (event.kind == EventKind.BOOK) {
                final byte[] name = replay.symbols().instruments().bytes(event.instrumentId);
                bookHashes.add(replay.book(new String(name)).hash());
            }
        }
    }
}
