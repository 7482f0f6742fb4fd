/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.files.SegmentFile;
import io.novaring.journal.format.Compression;
import io.novaring.journal.format.RecordFormat;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a journal until it is killed, and says how many records it was told are written: {@code
 * 12;}. Before each write of a long record, which takes some milliseconds, it says where: {@code
 * now 65856 file}.
 */
final class JournalKillChild {
    static final String NOW = "now ";

    private JournalKillChild() {}

    public static void main(final String[] args) {
        final Random random = new Random();
        final boolean isLong = Boolean.parseBoolean(args[2]);
        final JournalConfig config =
                JournalConfig.DEFAULTS
                        .withCompression(Compression.valueOf(args[1]))
                        .withRollBytes(32 << 20)
                        .withRetainBytes(512 << 20);
        final long beginNs = System.nanoTime();
        try (JournalWriter writer = JournalWriter.open(Path.of(args[0]), config)) {
            long sequence = 0;
            final MarketEvent event = Events.event(0, RecordFormat.RAW_LENGTH_MAX);
            while (true) {
                if (isLong && sequence > 0) {
                    event.sequence = sequence;
                    final SegmentFile file = writer.segmentFile();
                    System.out.println(NOW + file.position() + " " + file.store());
                    writer.onEvent(event, sequence, true);
                    sequence++;
                } else {
                    final int batch = 1 + random.nextInt(64);
                    Events.write(writer, sequence, sequence + batch, batch);
                    if (sequence == 0) {
                        System.out.println("opened " + (System.nanoTime() - beginNs) / 1_000);
                    }
                    sequence += batch;
                }
                System.out.println(sequence + ";");
            }
        }
    }
}
