/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.shape.ShapeCounts;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.telemetry.Measure;
import io.novaring.engine.telemetry.Measures;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of an engine whose files cannot be written. */
final class TelemetryFailureTest {
    private static final String BOOK = "book.X.raw";

    @TempDir private Path folder;

    /** A write to a mapped file that was cut short, or has no room, is an error of the JVM. */
    @Test
    void shouldGoOnWithItsFigures() throws IOException {
        final Path file = folder.resolve("1.counters");
        try (Rig rig = Rig.start(Rig.context().counters(file))) {
            rig.telemetry.start(
                    rig.stages.subscriptions(),
                    id -> ConnectionState.OPEN,
                    id -> ShapeCounts.NONE,
                    new Measures());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
            final long nowNs = System.nanoTime();
            rig.telemetry.poll(nowNs);

            rig.subscribe(BOOK);
            rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
            rig.telemetry.poll(nowNs + 2_000_000_000L);

            assertEquals(1, liveBooks(rig));
            rig.telemetry.end(false);
        }
    }

    private static long liveBooks(final Rig rig) {
        return rig.telemetry.measures().stream()
                .filter(measure -> measure.name().equals("novaring_books"))
                .filter(measure -> measure.labels().contains(new Measure.Label("state", "live")))
                .mapToLong(Measure::value)
                .sum();
    }
}
