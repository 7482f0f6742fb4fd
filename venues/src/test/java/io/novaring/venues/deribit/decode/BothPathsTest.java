/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The short path says what the general one says. More mutations, printed at the end:
 * -Dnovaring.soak.mutations=5000000. Recorded frames: {@code -Dnovaring.captures=FOLDER}.
 */
final class BothPathsTest {
    private static final long MUTATIONS = Long.getLong("novaring.soak.mutations", 200_000);

    private static final String LIKELY = "{}[],:\"\\0123456789.eE+-tfnu \t\n\rbs";

    private final BothPaths paths = new BothPaths();

    @Test
    void shouldTakeTheShortPathFromTheSecondFrameOfAShapeOn() {
        for (final String frame : RealFrames.ALL) {
            assertNull(paths.difference(frame));
            final long before = paths.hits();

            for (int i = 0; i < 3; i++) {
                assertNull(paths.difference(frame));
            }

            assertEquals(before + 3, paths.hits(), frame);
        }
    }

    @Test
    void shouldSayTheSameOfEveryTruncation() {
        for (final String frame : BothPaths.frames()) {
            final byte[] whole = frame.getBytes(StandardCharsets.UTF_8);
            for (int length = whole.length - 1; length >= 0; length--) {
                // The whole frame before: its end lies in the slack of the part.
                assertNull(paths.difference(whole));
                assertNull(paths.difference(Arrays.copyOf(whole, length)));
            }
        }
    }

    @Test
    void shouldSayTheSameOfEveryByteMutated() {
        final Random random = new Random(7);
        for (final String frame : BothPaths.frames()) {
            final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                final byte before = bytes[i];
                for (int j = 0; j < 16; j++) {
                    assertNull(paths.difference(frame));
                    bytes[i] = mutant(random, before);
                    assertNull(paths.difference(bytes));
                }
                bytes[i] = before;
            }
        }
    }

    @Test
    void shouldSayTheSameOfMutants() {
        final Random random = new Random(11);
        final byte[][] frames =
                BothPaths.frames().stream()
                        .map(frame -> frame.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        long mutants = 0;
        long wholes = 0;
        while (mutants < MUTATIONS) {
            final byte[] frame = frames[random.nextInt(frames.length)];
            assertNull(paths.difference(frame));
            wholes++;
            for (int i = 0; i < 4; i++) {
                assertNull(paths.difference(mutated(frame, random)));
                mutants++;
            }
        }
        assertTrue(paths.hits() > wholes / 4, paths.hits() + " hits of " + wholes);
        System.out.printf(
                "both paths: %d frames, %d mutants, %d by the short path, 0 differ%n",
                wholes, mutants, paths.hits());
    }

    @Test
    void shouldSayTheSameOfRecordedFrames() throws IOException {
        final String folder = System.getProperty("novaring.captures");
        assumeTrue(folder != null, "no recordings given");
        final List<String> frames =
                Files.readAllLines(Path.of(folder, "deribit-options-2021.jsonl"));
        for (final String frame : frames) {
            assertNull(paths.difference(frame));
        }
        System.out.printf("recorded: %d hits, %d misses%n", paths.hits(), paths.misses());

        assertTrue(paths.hits() > 4 * paths.misses(), paths.hits() + " " + paths.misses());
    }

    private static byte[] mutated(final byte[] frame, final Random random) {
        byte[] bytes = frame.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            final int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes = spliced(bytes, at, at + 1, new byte[0]);
                case 1 -> bytes = spliced(bytes, at, at, new byte[] {mutant(random, bytes[at])});
                case 2 -> {
                    // A piece of the same frame, or of another.
                    final int from = random.nextInt(frame.length);
                    final int to = Math.min(frame.length, from + random.nextInt(12));
                    final byte[] piece = Arrays.copyOfRange(frame, from, to);
                    bytes = spliced(bytes, at, Math.min(bytes.length, at + 1), piece);
                }
                default -> bytes[at] = mutant(random, bytes[at]);
            }
            if (bytes.length == 0) {
                return frame;
            }
        }
        return bytes;
    }

    private static byte[] spliced(
            final byte[] bytes, final int from, final int to, final byte[] piece) {
        final byte[] result = new byte[bytes.length - (to - from) + piece.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(bytes, to, result, from + piece.length, bytes.length - to);
        return result;
    }

    private static byte mutant(final Random random, final byte before) {
        return switch (random.nextInt(4)) {
            case 0 -> (byte) random.nextInt(256);
            case 1 -> (byte) (before ^ 1 << random.nextInt(8));
            default -> (byte) LIKELY.charAt(random.nextInt(LIKELY.length()));
        };
    }
}
