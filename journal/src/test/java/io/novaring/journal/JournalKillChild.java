/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.journal.format.Compression;
import java.nio.file.Path;
import java.util.Random;

/** Writes a journal until it is killed, and says how many records it was told are written. */
final class JournalKillChild {
    private JournalKillChild() {}

    public static void main(final String[] args) {
        final Random random = new Random();
        final JournalConfig config =
                JournalConfig.DEFAULTS.withCompression(Compression.valueOf(args[1]));
        try (JournalWriter writer = JournalWriter.open(Path.of(args[0]), config)) {
            long sequence = 0;
            while (true) {
                final int batch = 1 + random.nextInt(64);
                Events.write(writer, sequence, sequence + batch, batch);
                sequence += batch;
                System.out.println(sequence + ";");
            }
        }
    }
}
