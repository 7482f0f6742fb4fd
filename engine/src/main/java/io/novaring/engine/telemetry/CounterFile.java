/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.engine.telemetry.CounterSnapshot.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;

/**
 * The figures of one engine in a mapped file: Agrona's counters behind a header of ours. Another
 * process may read it at any time, and what was last written outlives this one. One writer, with
 * ordered stores. The hot path never touches it: a mapped page that the kernel writes back can hold
 * a thread up for milliseconds.
 *
 * <p>Header, little-endian: magic at 0, version at 8, length of the header at 12, pid at 16, start
 * of the process at 24, start of the engine at 32 and time of the last write at 40 (all three in
 * epoch milliseconds), state at 48, length of the metadata at 52, length of the values at 56. The
 * magic is written last.
 */
public final class CounterFile implements AutoCloseable {
    static final long MAGIC = 0x3130_4e49_5241_564eL;
    static final int VERSION = 1;
    static final int HEADER_LENGTH = 256;
    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int HEADER_LENGTH_OFFSET = 12;
    static final int PID_OFFSET = 16;
    static final int PROCESS_START_OFFSET = 24;
    static final int STARTED_OFFSET = 32;
    static final int UPDATED_OFFSET = 40;
    static final int STATE_OFFSET = 48;
    static final int METADATA_LENGTH_OFFSET = 52;
    static final int VALUES_LENGTH_OFFSET = 56;

    static final String SUFFIX = ".counters";
    private static final int DEAD_FILES_KEPT = 8;
    private static final AtomicInteger ENGINES = new AtomicInteger();

    private final Path path;
    private final List<Measure> measures;
    private final int[] offsets;
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer header;
    private final UnsafeBuffer values;

    private CounterFile(
            final Path path, final List<Measure> measures, final MappedByteBuffer mapped) {
        this.path = path;
        this.measures = measures;
        this.mapped = mapped;
        final int metadataLength = measures.size() * CountersReader.METADATA_LENGTH;
        final int valuesLength = measures.size() * CountersReader.COUNTER_LENGTH;
        header = new UnsafeBuffer(mapped, 0, HEADER_LENGTH);
        values = new UnsafeBuffer(mapped, HEADER_LENGTH + metadataLength, valuesLength);
        final CountersManager manager =
                new CountersManager(
                        new UnsafeBuffer(mapped, HEADER_LENGTH, metadataLength), values);
        offsets = new int[measures.size()];
        for (int i = 0; i < offsets.length; i++) {
            final Measure measure = measures.get(i);
            final int type = CounterLabel.typeOf(measure);
            final int id = manager.allocate(CounterLabel.of(measure), type);
            offsets[i] = CountersReader.counterOffset(id);
        }
        writeHeader(metadataLength, valuesLength);
    }

    /**
     * A file for this process in the directory where {@code novaring top} looks: below
     * XDG_RUNTIME_DIR, or below java.io.tmpdir with the user's name. Makes the directory, and
     * deletes the oldest files there of processes that have ended.
     *
     * @throws UncheckedIOException when there is no directory for this user alone.
     */
    public static Path defaultPath() {
        final Path directory = defaultDirectory();
        try {
            PrivateFiles.requireDirectory(directory);
            deleteDead(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException("no directory for counters: " + e.getMessage(), e);
        }
        final int engine = ENGINES.incrementAndGet();
        final String name = ProcessHandle.current().pid() + (engine == 1 ? "" : "-" + engine);
        return directory.resolve(name + SUFFIX);
    }

    /** Where {@link #defaultPath} puts files; may not be there. */
    public static Path defaultDirectory() {
        final String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (runtime != null && Files.isDirectory(Path.of(runtime))) {
            return Path.of(runtime, "novaring");
        }
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "novaring-" + System.getProperty("user.name"));
    }

    /** Every counters file in a directory that can be read, the newest first. Allocates. */
    public static List<CounterSnapshot> list(final Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .map(CounterSnapshot::readOrNull)
                    .filter(snapshot -> snapshot != null)
                    .sorted(Comparator.comparingLong(CounterSnapshot::startedMs).reversed())
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static void deleteDead(final Path directory) throws IOException {
        final List<CounterSnapshot> dead =
                list(directory).stream()
                        .filter(snapshot -> snapshot.status() != CounterSnapshot.Status.RUNNING)
                        .skip(DEAD_FILES_KEPT)
                        .toList();
        for (final CounterSnapshot snapshot : dead) {
            Files.deleteIfExists(snapshot.path());
        }
    }

    /**
     * Makes the file, readable by its owner only, in place of one whose process has ended.
     *
     * @throws IllegalArgumentException when something else is there, or its process runs.
     * @throws UncheckedIOException when it cannot be made.
     */
    static CounterFile open(final Path path, final List<Measure> measures) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            requireStale(path);
        }
        final long length =
                HEADER_LENGTH
                        + (long) measures.size()
                                * (CountersReader.METADATA_LENGTH + CountersReader.COUNTER_LENGTH);
        try {
            Files.deleteIfExists(path);
            try (FileChannel channel = PrivateFiles.createChannel(path)) {
                // Takes the disk's blocks now: on a full one the first store into the mapping would
                // be an error of the machine.
                final ByteBuffer zeros = ByteBuffer.allocate((int) length);
                while (zeros.hasRemaining()) {
                    channel.write(zeros);
                }
                return new CounterFile(
                        path, measures, channel.map(FileChannel.MapMode.READ_WRITE, 0, length));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make the counters file " + path, e);
        }
    }

    private static void requireStale(final Path path) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(
                    path + " is a link or no file: name another counters file");
        }
        final CounterSnapshot there = CounterSnapshot.readOrNull(path);
        if (there == null) {
            throw new IllegalArgumentException(
                    path + " is there and is no counters file: name another");
        }
        if (there.status() == CounterSnapshot.Status.RUNNING) {
            throw new IllegalArgumentException(
                    path + " belongs to process " + there.pid() + ", which runs: name another");
        }
    }

    private void writeHeader(final int metadataLength, final int valuesLength) {
        final ProcessHandle self = ProcessHandle.current();
        final long nowMs = System.currentTimeMillis();
        putInt(VERSION_OFFSET, VERSION);
        putInt(HEADER_LENGTH_OFFSET, HEADER_LENGTH);
        putLong(PID_OFFSET, self.pid());
        putLong(PROCESS_START_OFFSET, CounterSnapshot.startOf(self));
        putLong(STARTED_OFFSET, nowMs);
        putLong(UPDATED_OFFSET, nowMs);
        putInt(STATE_OFFSET, State.RUNNING.ordinal());
        putInt(METADATA_LENGTH_OFFSET, metadataLength);
        putInt(VALUES_LENGTH_OFFSET, valuesLength);
        header.putLongVolatile(MAGIC_OFFSET, littleEndian(MAGIC));
    }

    private void putInt(final int offset, final int value) {
        header.putInt(offset, value, ByteOrder.LITTLE_ENDIAN);
    }

    private void putLong(final int offset, final long value) {
        header.putLong(offset, value, ByteOrder.LITTLE_ENDIAN);
    }

    private static long littleEndian(final long value) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                ? value
                : Long.reverseBytes(value);
    }

    Path path() {
        return path;
    }

    /** Writes every figure as it is now. One thread; allocates nothing. */
    void update() {
        for (int i = 0; i < offsets.length; i++) {
            values.putLongOrdered(offsets[i], measures.get(i).value());
        }
        header.putLongOrdered(UPDATED_OFFSET, littleEndian(System.currentTimeMillis()));
    }

    /** Writes the last figures and how the run ended; the file stays. */
    void end(final boolean halted) {
        try {
            update();
            header.putInt(
                    STATE_OFFSET,
                    (halted ? State.HALTED : State.CLOSED).ordinal(),
                    ByteOrder.LITTLE_ENDIAN);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
