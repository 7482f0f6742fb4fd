/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole engines whose disk is filled by somebody else while they record. More of them: {@code
 * -Dnovaring.soak.fullDisks=20}.
 */
@Timeout(600)
class FullDiskTest {
    private static final int DISKS = Integer.getInteger("novaring.soak.fullDisks", 1);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    private static final JournalConfig CONFIG =
            JournalConfig.DEFAULTS
                    .withFreeBytesMin(JournalConfig.FREE_BYTES_FLOOR)
                    .withFreeBytesWarn(JournalConfig.FREE_BYTES_FLOOR)
                    .withRollBytes(8 << 20);

    @TempDir private Path folder;

    @Test
    void shouldSayItAtOnceAndGoOnWithTheFeed() throws Exception {
        final long[] saidAfterNs = new long[DISKS];
        long recorded = 0;
        for (int i = 0; i < DISKS; i++) {
            final Path disk = Files.createDirectory(folder.resolve("disk-" + i));
            final boolean isMounted =
                    run("mount", "-t", "tmpfs", "-o", "size=96m", "novaring-test", disk.toString());
            assumeTrue(isMounted, "this user may not mount a tmpfs");
            try {
                final Watch watch = new Watch();
                recorded += record(disk, watch);
                saidAfterNs[i] = watch.saidNs.get() - watch.fullNs.get();
            } finally {
                run("umount", "-l", disk.toString());
            }
        }
        Arrays.sort(saidAfterNs);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%d full disks, %,d events acknowledged, none lost; told the handlers"
                                + " after p50 %.0f ms, max %.0f ms (below 0: before it was full)",
                        DISKS,
                        recorded,
                        saidAfterNs[DISKS / 2] / 1e6,
                        saidAfterNs[DISKS - 1] / 1e6));
    }

    private static long record(final Path disk, final Watch watch) throws Exception {
        final EventHashes live = new EventHashes();
        final long acknowledged;
        try (Simulator exchange =
                        Simulator.start(
                                SimulatorConfig.builder()
                                        .seed(3)
                                        .ratePerSecond(3_000)
                                        .rawNeedsLogin(false)
                                        .build());
                JournalWriter journal = JournalWriter.open(disk.resolve("journal"), CONFIG)) {
            final Engine engine =
                    Engine.launch(
                            new EngineContext()
                                    .client(
                                            new DeribitPublicClient(
                                                    DeribitConfig.of(exchange.uri())))
                                    .handler("hashes", live)
                                    .handler("watch", watch)
                                    .journal(journal));
            try (engine) {
                engine.subscribe(
                        0,
                        exchange.instruments().stream()
                                .map(name -> "book." + name + ".raw")
                                .toList());
                until(() -> journal.recordedCount() > 1_000);
                fill(disk, watch);
                until(() -> watch.saidNs.get() != 0);
                assertEquals(RecorderState.STOPPED, engine.connectionStatus(0).journal());

                final long before = live.count();
                until(() -> live.count() > before + 3_000);
                assertEquals(1, engine.connectionStatus(0).epoch());
            }
            assertNull(engine.report().failure());
            acknowledged = journal.recordedCount();
            assertEquals(acknowledged, engine.report().journalled());
            assertTrue(engine.report().published() > acknowledged);
        }
        final EventHashes read = new EventHashes();
        final long recorded;
        try (JournalReader reader = JournalReader.open(disk.resolve("journal"))) {
            final MarketEvent event = new MarketEvent();
            while (reader.next(event)) {
                read.take(event);
            }
            assertEquals(JournalEnd.STOPPED, reader.end());
            recorded = reader.nextSequence();
        }
        assertEquals(acknowledged, recorded);
        // What the journal has is what the handlers saw.
        assertEquals(List.of(), read.differences(live));
        return recorded;
    }

    /** Takes all that is left, as another program would. */
    private static void fill(final Path disk, final Watch watch) throws Exception {
        final Process filler =
                new ProcessBuilder("dd", "if=/dev/zero", "of=" + disk.resolve("filler"), "bs=64k")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertTrue(filler.waitFor(60, TimeUnit.SECONDS));
        watch.fullNs.set(System.nanoTime());
    }

    private static boolean run(final String... command) throws Exception {
        try {
            final Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (final IOException e) {
            // There is no such command.
            return false;
        }
    }

    private static void until(final BooleanSupplier condition) throws InterruptedException {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < PATIENCE_NS, "never came");
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** When handlers were told. */
    private static final class Watch implements EventHandler<MarketEvent> {
        private final AtomicLong saidNs = new AtomicLong();
        private final AtomicLong fullNs = new AtomicLong();

        @Override
        public void onEvent(
                final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
            if (event.origin == Origin.LIFECYCLE
                    && event.code == Lifecycle.JOURNAL_STATE.code()
                    && event.reason == RecorderState.STOPPED.code()) {
                saidNs.compareAndSet(0, System.nanoTime());
            }
        }
    }
}
