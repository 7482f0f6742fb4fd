/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.format.Compression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

class JournalRoundTripProperties {
    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void shouldReadBackWhatWasWritten(
            @ForAll("rawLengths") final List<Integer> rawLengths,
            @ForAll final Compression compression,
            @ForAll("batchBytes") final int batchBytes,
            @ForAll final long seed)
            throws IOException {
        final Path directory = Files.createTempDirectory("journal-properties");
        try {
            final JournalConfig config =
                    JournalConfig.DEFAULTS.withCompression(compression).withBatchBytes(batchBytes);

            write(directory, config, rawLengths, new Random(seed));

            requireAll(directory, rawLengths, seed);
        } finally {
            delete(directory);
        }
    }

    @Provide
    Arbitrary<List<Integer>> rawLengths() {
        return Arbitraries.frequencyOf(
                        Tuple.of(12, Arbitraries.integers().between(0, 2_000)),
                        Tuple.of(1, Arbitraries.integers().between(0, 300_000)))
                .list()
                .ofMaxSize(120);
    }

    @Provide
    Arbitrary<Integer> batchBytes() {
        return Arbitraries.of(4 << 10, 64 << 10, 256 << 10);
    }

    private static void write(
            final Path directory,
            final JournalConfig config,
            final List<Integer> rawLengths,
            final Random random) {
        final MarketEvent event = new MarketEvent();
        try (JournalWriter writer = JournalWriter.open(directory, config)) {
            for (int sequence = 0; sequence < rawLengths.size(); sequence++) {
                Events.fill(event, sequence, rawLengths.get(sequence));
                writer.onEvent(event, sequence, random.nextInt(8) == 0);
            }
            writer.seal(rawLengths.size(), config.batchBytes());
        }
    }

    private static void requireAll(
            final Path directory, final List<Integer> rawLengths, final long seed) {
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = JournalReader.open(directory)) {
            for (int sequence = 0; sequence < rawLengths.size(); sequence++) {
                assertTrue(reader.next(event));
                Events.assertSame(Events.event(sequence, rawLengths.get(sequence)), event);
            }
            assertFalse(reader.next(event));
            assertEquals(JournalEnd.SEALED, reader.end());
            assertEquals(
                    Optional.of((long) rawLengths.size()), reader.seal().map(Seal::eventCount));
        }
        final JournalReport report = JournalVerifier.verify(directory);
        assertTrue(report.complete());
        assertEquals(rawLengths.size(), report.records());
        assertEquals(rawLengths.stream().mapToLong(Integer::longValue).sum(), report.rawBytes());
        if (!rawLengths.isEmpty()) {
            final long sequence = Math.floorMod(seed, rawLengths.size());
            try (JournalReader reader = JournalReader.open(directory)) {
                assertTrue(reader.skipTo(sequence));
                assertTrue(reader.next(event));
                assertEquals(sequence, event.sequence);
            }
        }
    }

    private static void delete(final Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(
                            path -> {
                                try {
                                    Files.delete(path);
                                } catch (final IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }
}
