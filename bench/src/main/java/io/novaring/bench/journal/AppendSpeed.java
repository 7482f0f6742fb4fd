/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import com.sun.management.ThreadMXBean;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * What one record costs the journal's thread, from the event to the kernel's pages, against the
 * least there is: the same number of bytes copied into a new mapped file of the same folder, a
 * length word stored behind each batch. The journal also builds the record, computes its checksum,
 * keeps an index, watches the disk and reserves space (on a thread of its own). In passing: one
 * Chronicle document for each record, as one writes first. Rounds alternate.
 */
public final class AppendSpeed {
    private static final int[] BATCHES = {1, 16, 64};
    private static final int TOLD_COUNT = 500_000;
    private static final long SPARE_BYTES = 256L << 20;
    private static final VarHandle WORDS =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Samples samples = new Samples();
    private final Path parent;
    private final int count;
    private long allocated;

    private AppendSpeed(final Path parent, final int count) {
        this.parent = parent;
        this.count = count;
    }

    /** Arguments: rounds (5), records a round (1000000), folder (bench/target/journal). */
    public static void main(final String[] arguments) throws Exception {
        if (Told.isTold(arguments)) {
            final AppendSpeed told = new AppendSpeed(Path.of(arguments[1]), TOLD_COUNT);
            Told.serve(told::round);
            return;
        }
        final int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        final int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        final Path parent = Path.of(arguments.length > 2 ? arguments[2] : "bench/target/journal");
        new AppendSpeed(parent, count).run(rounds);
    }

    private void run(final int rounds) throws IOException {
        print(
                "%,d records a round, %.0f bytes each, in %s",
                count, (double) samples.length(count) / count, parent);
        final Ratio[] ours = new Ratio[BATCHES.length];
        for (int i = 0; i < BATCHES.length; i++) {
            ours[i] = new Ratio("journal, batches of " + BATCHES[i] + ", ns", rounds);
        }
        final Ratio stock = new Ratio("a Chronicle document each, ns", rounds);
        long bytes = 0;
        // The first pair of rounds is the compiler's.
        for (int round = -1; round < rounds; round++) {
            final double[] raw = new double[BATCHES.length];
            for (int i = 0; i < BATCHES.length; i++) {
                raw[i] = raw(BATCHES[i]);
                allocated = 0;
                final double journal = journal(BATCHES[i]);
                if (round >= 0) {
                    ours[i].add(journal, raw[i]);
                    bytes += allocated;
                }
                print(
                        "round %d: batch %d: journal %.0f ns, raw mapping %.0f ns",
                        round + 1, BATCHES[i], journal, raw[i]);
            }
            final double chronicle = chronicle();
            if (round >= 0) {
                stock.add(chronicle, raw[0]);
            }
        }
        print("against a raw mapping, per record:");
        for (final Ratio ratio : ours) {
            print("  %s", ratio);
        }
        print("  %s", stock);
        print(
                "bytes allocated per record on the journal's thread: %.4f",
                (double) bytes / ((long) rounds * BATCHES.length * count));
    }

    /**
     * Nanoseconds a record: for each batch the journal and the mapping, then Chronicle's two ways.
     */
    private double[] round() throws IOException {
        final double[] values = new double[2 * BATCHES.length + 2];
        for (int i = 0; i < BATCHES.length; i++) {
            values[2 * i] = journal(BATCHES[i]);
            values[2 * i + 1] = raw(BATCHES[i]);
        }
        values[2 * BATCHES.length] = chronicle();
        values[2 * BATCHES.length + 1] = heapBytes();
        return values;
    }

    private double journal(final int batch) throws IOException {
        Backing.touch(samples.length(count) + SPARE_BYTES);
        try (Folder folder = Folder.in(parent);
                JournalWriter writer = JournalWriter.open(folder.path(), JournalConfig.DEFAULTS)) {
            writer.ringLength(4096);
            final long beforeBytes = THREADS.getCurrentThreadAllocatedBytes();
            final long startNs = System.nanoTime();
            for (int i = 0; i < count; i++) {
                writer.onEvent(samples.event(i), i, i % batch == batch - 1);
            }
            final long elapsedNs = System.nanoTime() - startNs;
            allocated = THREADS.getCurrentThreadAllocatedBytes() - beforeBytes;
            return (double) elapsedNs / count;
        }
    }

    private double raw(final int batch) throws IOException {
        Backing.touch(samples.length(count) + SPARE_BYTES);
        final int batches = count / batch;
        final long length = samples.length(count) + batches * 48L + 4096;
        try (Folder folder = Folder.in(parent);
                FileChannel channel =
                        FileChannel.open(
                                folder.path().resolve("raw"),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE)) {
            final MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
            mapped.order(ByteOrder.LITTLE_ENDIAN);
            final byte[] header = new byte[40];
            final long startNs = System.nanoTime();
            int next = 0;
            for (int i = 0; i < batches * batch; ) {
                final int word = next;
                mapped.put(word + 4, header);
                next = word + 44;
                for (final int end = i + batch; i < end; i++) {
                    final byte[] record = samples.record(i);
                    mapped.put(next, record);
                    next += record.length;
                }
                WORDS.setRelease((ByteBuffer) mapped, word, next - word);
                next = next + 3 & ~3;
            }
            return (double) (System.nanoTime() - startNs) / (batches * batch);
        }
    }

    private double chronicle() throws IOException {
        Backing.touch(samples.length(count) + SPARE_BYTES);
        try (Folder folder = Folder.in(parent);
                ChronicleQueue queue =
                        SingleChronicleQueueBuilder.binary(folder.path().toFile())
                                .rollCycle(RollCycles.FAST_DAILY)
                                .blockSize(64 << 20)
                                .build();
                ExcerptAppender appender = queue.createAppender()) {
            final long startNs = System.nanoTime();
            for (int i = 0; i < count; i++) {
                final byte[] record = samples.record(i);
                try (DocumentContext document = appender.writingDocument()) {
                    document.wire().bytes().write(record, 0, record.length);
                }
            }
            return (double) (System.nanoTime() - startNs) / count;
        }
    }

    private double heapBytes() throws IOException {
        Backing.touch(samples.length(count) + SPARE_BYTES);
        final Bytes<?>[] records = new Bytes<?>[Samples.COUNT];
        for (int i = 0; i < records.length; i++) {
            records[i] = Bytes.wrapForRead(samples.record(i));
        }
        try (Folder folder = Folder.in(parent);
                ChronicleQueue queue =
                        SingleChronicleQueueBuilder.binary(folder.path().toFile())
                                .rollCycle(RollCycles.FAST_DAILY)
                                .blockSize(64 << 20)
                                .build();
                ExcerptAppender appender = queue.createAppender()) {
            final long startNs = System.nanoTime();
            for (int i = 0; i < count; i++) {
                appender.writeBytes(records[i & Samples.COUNT - 1]);
            }
            return (double) (System.nanoTime() - startNs) / count;
        }
    }

    private static void print(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
