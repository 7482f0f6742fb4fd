/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Rows of JSON, one a line, in their order. What does not fit in memory lies in a temporary file,
 * which {@link #close} deletes. Where that cannot be written, rows are counted and {@link #open}
 * says so: whoever adds them is not stopped. One thread.
 */
public final class RowLog implements AutoCloseable {
    private static final String PREFIX = "novaring-rows";
    private static final String SUFFIX = ".ndjson";

    private final int memoryMax;
    private final Path directory;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private long count;

    // What kept rows from being put down; null while nothing did.
    private IOException failure;

    /**
     * @param memoryMax most bytes kept in memory.
     */
    public RowLog(final int memoryMax) {
        this(memoryMax, null);
    }

    /**
     * @param directory of the file; null for where temporary files are.
     */
    RowLog(final int memoryMax, final Path directory) {
        this.memoryMax = memoryMax;
        this.directory = directory;
    }

    /** Adds a row; it must be one line. */
    public void add(final String row) {
        count++;
        if (failure != null) {
            return;
        }
        final byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
        memory.write(bytes, 0, bytes.length);
        memory.write('\n');
        if (memory.size() > memoryMax) {
            spill();
        }
    }

    private void spill() {
        try {
            if (file == null) {
                file =
                        directory == null
                                ? Files.createTempFile(PREFIX, SUFFIX)
                                : Files.createTempFile(directory, PREFIX, SUFFIX);
            }
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
                memory.writeTo(out);
            }
        } catch (final IOException e) {
            // Nothing to stop a strategy for: whoever wants the rows is told.
            failure = e;
        }
        memory.reset();
    }

    /** How many rows there are. */
    public long count() {
        return count;
    }

    /** Whether some of them lie in a file. */
    boolean isSpilled() {
        return file != null;
    }

    /**
     * All rows as they are now; to be closed.
     *
     * @throws IOException when a file cannot be read, or some rows could not be put down.
     */
    public InputStream open() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "rows are lost: they do not fit in memory, and "
                            + (file == null ? System.getProperty("java.io.tmpdir") : file)
                            + " could not be written ("
                            + failure.getMessage()
                            + "); free some space, or name another directory by"
                            + " -Djava.io.tmpdir=DIR",
                    failure);
        }
        final InputStream rest = new ByteArrayInputStream(memory.toByteArray());
        return file == null ? rest : new SequenceInputStream(Files.newInputStream(file), rest);
    }

    /** Calls back for each row. */
    public void forEach(final Consumer<String> reader) throws IOException {
        try (BufferedReader rows =
                new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                reader.accept(row);
            }
        }
    }

    @Override
    public void close() {
        memory.reset();
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot delete " + file, e);
            }
            file = null;
        }
    }
}
