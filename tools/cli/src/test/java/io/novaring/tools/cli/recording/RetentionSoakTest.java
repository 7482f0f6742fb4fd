/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.ShutdownReport;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole engine that records, rolls and deletes while a reader follows far behind. Longer: {@code
 * -Dnovaring.soak.journalSeconds=600 -Dnovaring.soak.journalRate=50000}.
 */
class RetentionSoakTest {
    private static final int SECONDS = Integer.getInteger("novaring.soak.journalSeconds", 4);
    private static final int RATE = Integer.getInteger("novaring.soak.journalRate", 8_000);
    private static final boolean IS_SOAK = SECONDS >= 60;

    private static final long MIB = 1L << 20;
    private static final long ROLL_BYTES = IS_SOAK ? 128 * MIB : 2 * MIB;
    private static final long RETAIN_BYTES = 4 * ROLL_BYTES;

    /** The reader stays so far behind: longer than what retention would keep without it. */
    private static final long LAG_NS = TimeUnit.MILLISECONDS.toNanos(IS_SOAK ? 45_000 : 1_500);

    /** Of one segment each: what is prepared, what is written, what is cut off and deleted late. */
    private static final long SEGMENTS_UNDER_WAY = 4;

    /** Space that is taken ahead of what is written. */
    private static final long RESERVED_BYTES = 48 * MIB;

    @TempDir private Path folder;

    @Test
    void shouldRollAndDeleteAndLoseNothing() throws Exception {
        final JournalConfig config =
                JournalConfig.DEFAULTS
                        .withRollBytes(ROLL_BYTES)
                        .withSnapshotBytes(0)
                        .withRetainBytes(RETAIN_BYTES);
        final EventHashes live = new EventHashes();
        final SlowReader reader = new SlowReader(folder, LAG_NS);
        final Memory memory = new Memory();
        long behindMax = 0;
        long diskMax = 0;
        final ShutdownReport report;
        final long stateHash;
        try (Simulator simulator = exchange();
                JournalWriter journal = JournalWriter.open(folder, config)) {
            final Engine engine =
                    Engine.launch(
                            new EngineContext()
                                    .client(
                                            new DeribitPublicClient(
                                                    DeribitConfig.of(simulator.uri())))
                                    .handler("hashes", live)
                                    .journal(journal));
            try (engine) {
                engine.subscribe(0, channels(simulator));
                reader.start();
                final long startNs = System.nanoTime();
                for (int second = 1; second <= SECONDS; second++) {
                    final long dueNs = startNs + TimeUnit.SECONDS.toNanos(second);
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, dueNs - System.nanoTime()));
                    final long behind = Math.max(0, live.bytes() - reader.bytes());
                    final long disk = onDisk(folder);
                    behindMax = Math.max(behindMax, behind);
                    diskMax = Math.max(diskMax, disk);
                    memory.sample();
                    assertNull(reader.failure(), "the reader");
                    assertTrue(
                            disk <= bound(behind),
                            () -> "on disk: " + disk + " bytes, reader behind: " + behind);
                    if (IS_SOAK && second % 30 == 0) {
                        say(
                                "%d s: %,d events, reader %,d behind, disk %d MiB, %s",
                                second,
                                live.count(),
                                live.count() - reader.count(),
                                disk / MIB,
                                memory);
                    }
                }
            }
            report = engine.report();
            stateHash = engine.stateHash();
        }
        reader.awaitEnd();

        assertNull(report.failure());
        assertTrue(report.isComplete(), report::toString);
        assertEquals(report.published(), reader.count());
        assertEquals(JournalEnd.SEALED, reader.end());
        assertEquals(stateHash, reader.seal().stateHash());
        assertEquals(List.of(), live.differences(reader.hashes()));
        assertTrue(reader.firstSegmentsGone(), "retention deleted nothing");
        say(
                "%,d events in %d s, %d segments seen; disk at most %d MiB, reader at most %d MiB"
                        + " behind; %s",
                reader.count(), SECONDS, reader.segments(), diskMax / MIB, behindMax / MIB, memory);
        if (IS_SOAK) {
            assertTrue(memory.isSteady(), memory::toString);
        }
    }

    private static long bound(final long behindBytes) {
        return RETAIN_BYTES + behindBytes + SEGMENTS_UNDER_WAY * ROLL_BYTES + RESERVED_BYTES;
    }

    private static Simulator exchange() {
        return Simulator.start(
                SimulatorConfig.builder()
                        .seed(5)
                        .instruments(8)
                        .ratePerSecond(RATE)
                        .rawNeedsLogin(false)
                        .build());
    }

    private static List<String> channels(final Simulator simulator) {
        final List<String> channels = new ArrayList<>();
        for (final String name : simulator.instruments()) {
            channels.add("book." + name + ".raw");
            channels.add("trades." + name + ".raw");
            channels.add("ticker." + name + ".raw");
            channels.add("quote." + name);
        }
        return channels;
    }

    /** What is really taken: the files are longer than what of them is backed by the disk. */
    private static long onDisk(final Path directory) throws Exception {
        final Process du =
                new ProcessBuilder("du", "-sk", directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        final String line = new String(du.getInputStream().readAllBytes()).strip();
        // A file that was deleted while it looked makes it end with 1, and the sum is right.
        du.waitFor();
        return Long.parseLong(line.split("\\s+")[0]) << 10;
    }

    private static void say(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** Resident memory of this process without what is mapped from files. */
    private static final class Memory {
        private final List<Long> anonymous = new ArrayList<>();
        private long fileMax;

        void sample() throws Exception {
            final Path status = Path.of("/proc/self/status");
            if (Files.exists(status)) {
                for (final String line : Files.readAllLines(status)) {
                    if (line.startsWith("RssAnon:")) {
                        anonymous.add(kib(line));
                    } else if (line.startsWith("RssFile:") || line.startsWith("RssShmem:")) {
                        fileMax = Math.max(fileMax, kib(line));
                    }
                }
            }
        }

        private static long kib(final String line) {
            return Long.parseLong(line.replaceAll("\\D", ""));
        }

        /** The last third needs no more than the second, and a tenth. */
        boolean isSteady() {
            return anonymous.isEmpty() || max(2) <= max(1) + max(1) / 10;
        }

        private long max(final int third) {
            final int size = anonymous.size();
            return anonymous.subList(size * third / 3, size * (third + 1) / 3).stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "memory in thirds of the time %d, %d, %d MiB, mapped at most %d MiB",
                    max(0) >> 10,
                    max(1) >> 10,
                    max(2) >> 10,
                    fileMax >> 10);
        }
    }
}
