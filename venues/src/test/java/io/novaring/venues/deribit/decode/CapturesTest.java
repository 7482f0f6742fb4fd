/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novaring.codec.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recorded frames, where there are some: {@code -Dnovaring.captures=FOLDER}. */
final class CapturesTest {
    private final Frames frames = new Frames();

    @Test
    void shouldRejectNoRecordedFrame() throws IOException {
        final String folder = System.getProperty("novaring.captures");
        assumeTrue(folder != null, "no recordings given");

        final List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(folder))) {
            files =
                    all.filter(file -> file.getFileName().toString().startsWith("deribit"))
                            .toList();
        }

        assertTrue(files.size() > 0, "no recordings in " + folder);
        for (final Path file : files) {
            for (final String frame : Files.readAllLines(file)) {
                assertNotEquals(EventKind.REJECT, frames.decode(frame).kind, frame);
            }
        }
    }
}
