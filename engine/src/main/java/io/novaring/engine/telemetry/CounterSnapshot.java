/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.engine.telemetry.Measure.Kind;
import io.novaring.engine.telemetry.Measure.Unit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

/**
 * A counters file as it was at one moment, read from any process. What the file says is checked
 * against its length: a torn or foreign file is refused, never followed.
 *
 * @param processStartMs when its process began, 0 when that was not known.
 * @param startedMs when its engine began, epoch milliseconds.
 * @param updatedMs when it was last written.
 * @param state what the writer said last.
 */
public record CounterSnapshot(
        Path path,
        long pid,
        long processStartMs,
        long startedMs,
        long updatedMs,
        State state,
        List<Value> values) {
    private static final int LENGTH_MAX = 256 << 20;
    private static final long START_TOLERANCE_MS = 2_000;
    private static final long FRESH_MS = 1_000;

    /** What the writer says of itself. */
    public enum State {
        RUNNING,
        CLOSED,
        HALTED
    }

    /** What became of the writer. */
    public enum Status {
        RUNNING,
        /** Closed in order. */
        ENDED,
        /** The engine halted; its process may still be there. */
        HALTED,
        /** The process ended without closing the engine: these are its last figures. */
        DIED
    }

    /** One figure. */
    public record Value(
            String name, Map<String, String> labels, Kind kind, Unit unit, long value) {}

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read or is no counters file.
     */
    public static CounterSnapshot read(final Path path) throws IOException {
        final ByteBuffer bytes;
        try (FileChannel channel =
                FileChannel.open(
                        path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            final long length = channel.size();
            if (length < CounterFile.HEADER_LENGTH || length > LENGTH_MAX) {
                throw new IOException(path + " is no counters file: " + length + " bytes");
            }
            bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining() && channel.read(bytes) > 0) {
                // To the end.
            }
        }
        return parse(path, bytes);
    }

    /** As {@link #read}; null when it is no counters file. */
    static CounterSnapshot readOrNull(final Path path) {
        try {
            return read(path);
        } catch (final IOException e) {
            return null;
        }
    }

    private static CounterSnapshot parse(final Path path, final ByteBuffer bytes)
            throws IOException {
        final long magic = bytes.getLong(CounterFile.MAGIC_OFFSET);
        if (magic != CounterFile.MAGIC) {
            throw new IOException(path + " is no counters file");
        }
        final int version = bytes.getInt(CounterFile.VERSION_OFFSET);
        if (version != CounterFile.VERSION) {
            throw new IOException(
                    path
                            + " has version "
                            + version
                            + "; this reads version "
                            + CounterFile.VERSION);
        }
        final int metadataLength = bytes.getInt(CounterFile.METADATA_LENGTH_OFFSET);
        final int valuesLength = bytes.getInt(CounterFile.VALUES_LENGTH_OFFSET);
        final int count = valuesLength / CountersReader.COUNTER_LENGTH;
        final int stateCode = bytes.getInt(CounterFile.STATE_OFFSET);
        if (bytes.getInt(CounterFile.HEADER_LENGTH_OFFSET) != CounterFile.HEADER_LENGTH
                || valuesLength < 0
                || metadataLength != (long) count * CountersReader.METADATA_LENGTH
                || bytes.capacity()
                        < (long) CounterFile.HEADER_LENGTH + metadataLength + valuesLength
                || stateCode < 0
                || stateCode >= State.values().length) {
            throw new IOException(path + " is damaged: its header contradicts itself");
        }
        return new CounterSnapshot(
                path,
                bytes.getLong(CounterFile.PID_OFFSET),
                bytes.getLong(CounterFile.PROCESS_START_OFFSET),
                bytes.getLong(CounterFile.STARTED_OFFSET),
                bytes.getLong(CounterFile.UPDATED_OFFSET),
                State.values()[stateCode],
                values(path, bytes.array(), metadataLength, valuesLength));
    }

    private static List<Value> values(
            final Path path, final byte[] bytes, final int metadataLength, final int valuesLength)
            throws IOException {
        final int header = CounterFile.HEADER_LENGTH;
        final UnsafeBuffer metadata = new UnsafeBuffer(bytes, header, metadataLength);
        final UnsafeBuffer numbers = new UnsafeBuffer(bytes, header + metadataLength, valuesLength);
        final int count = valuesLength / CountersReader.COUNTER_LENGTH;
        final List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final int at = CountersReader.metaDataOffset(i);
            if (metadata.getInt(at) != CountersReader.RECORD_ALLOCATED) {
                continue;
            }
            final int length = metadata.getInt(at + CountersReader.LABEL_OFFSET);
            if (length < 0 || length > CountersReader.MAX_LABEL_LENGTH) {
                throw new IOException(path + " is damaged: a label of " + length + " bytes");
            }
            final String label =
                    metadata.getStringWithoutLengthAscii(
                            at + CountersReader.LABEL_OFFSET + Integer.BYTES, length);
            final int type = metadata.getInt(at + CountersReader.TYPE_ID_OFFSET);
            values.add(
                    new Value(
                            CounterLabel.nameIn(label),
                            CounterLabel.labelsIn(label),
                            CounterLabel.kindOf(type),
                            CounterLabel.unitOf(type),
                            numbers.getLong(CountersReader.counterOffset(i))));
        }
        return List.copyOf(values);
    }

    /** What became of the writer, as far as can be seen now. */
    public Status status() {
        return switch (state) {
            case CLOSED -> Status.ENDED;
            case HALTED -> Status.HALTED;
            case RUNNING -> isProcessThere() ? Status.RUNNING : Status.DIED;
        };
    }

    private boolean isProcessThere() {
        // A process in another container may not be seen, but it writes.
        if (Math.abs(System.currentTimeMillis() - updatedMs) < FRESH_MS && !isSeenToBeDead()) {
            return true;
        }
        final Optional<ProcessHandle> process =
                ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        // Numbers of processes are used again.
        final long startMs = startOf(process.get());
        return startMs == 0
                || processStartMs == 0
                || Math.abs(startMs - processStartMs) <= START_TOLERANCE_MS;
    }

    /** Its number is in use by a process that began later. */
    private boolean isSeenToBeDead() {
        return ProcessHandle.of(pid)
                .map(process -> startOf(process) - processStartMs > START_TOLERANCE_MS)
                .orElse(false);
    }

    static long startOf(final ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The value with this name and these labels, key, value ...; 0 when there is none. */
    public long value(final String name, final String... labels) {
        for (final Value value : values) {
            if (value.name().equals(name) && hasLabels(value, labels)) {
                return value.value();
            }
        }
        return 0;
    }

    private static boolean hasLabels(final Value value, final String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(value.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }
}
