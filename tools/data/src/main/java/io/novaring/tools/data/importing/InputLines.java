/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a file, plain or compressed by gzip, which its first two bytes tell. A line ends at
 * LF, at CR LF, or with the file. One thread; the buffer grows with the longest line.
 */
final class InputLines implements AutoCloseable {
    /** The longest raw message is 8 MiB; as text within JSON it may be twice as long. */
    static final int LENGTH_MAX = 17 << 20;

    private static final int CHUNK_LENGTH = 64 << 10;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final String name;
    private final Counted file;
    private final InputStream in;
    private byte[] buffer = new byte[2 * CHUNK_LENGTH];
    private int next;
    private int limit;
    private int start;
    private int end;
    private long number;
    private boolean isEnded;

    private InputLines(final String name, final Counted file, final InputStream in) {
        this.name = name;
        this.file = file;
        this.in = in;
    }

    /**
     * @param stdin read in the place of a file named {@link ImportOptions#STDIN}.
     * @throws IOException when it cannot be opened.
     */
    static InputLines open(final Path path, final InputStream stdin) throws IOException {
        final boolean isStdin = path.equals(ImportOptions.STDIN);
        final Counted file = new Counted(isStdin ? stdin : Files.newInputStream(path));
        try {
            final InputStream buffered = new BufferedInputStream(file, CHUNK_LENGTH);
            buffered.mark(2);
            final int first = buffered.read();
            final int second = buffered.read();
            buffered.reset();
            final boolean isGzip = first == GZIP_FIRST && second == GZIP_SECOND;
            final String name = isStdin ? "standard input" : path.toString();
            return new InputLines(
                    name, file, isGzip ? new GZIPInputStream(buffered, CHUNK_LENGTH) : buffered);
        } catch (final IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    /** Number of the present line, from 1. */
    long number() {
        return number;
    }

    /** Bytes that were read of the file, as they lie on the disk. */
    long bytesRead() {
        return file.count;
    }

    /** The bytes of the present line lie here, until the next one is read. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /**
     * Goes on to the next line; false when there is none.
     *
     * @throws ImportException when the file cannot be read to its end; it has no further line then.
     */
    boolean next() {
        int at = next;
        while (true) {
            while (at < limit) {
                if (buffer[at] == '\n') {
                    setLine(at, at + 1);
                    return true;
                }
                at++;
            }
            if (isEnded) {
                return lastLine();
            }
            at = fill();
        }
    }

    private boolean lastLine() {
        if (next == limit) {
            return false;
        }
        setLine(limit, limit);
        return true;
    }

    private void setLine(final int lineEnd, final int newNext) {
        start = next;
        end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        next = newNext;
        number++;
    }

    /** Reads more behind what is there; where that begins now. */
    private int fill() {
        final int kept = limit - next;
        if (kept > LENGTH_MAX) {
            isEnded = true;
            next = limit;
            throw trouble("is longer than " + (LENGTH_MAX >> 20) + " MiB", null);
        }
        System.arraycopy(buffer, next, buffer, 0, kept);
        next = 0;
        limit = kept;
        if (buffer.length - kept < CHUNK_LENGTH) {
            buffer = Arrays.copyOf(buffer, buffer.length << 1);
        }
        try {
            final int count = in.read(buffer, kept, buffer.length - kept);
            isEnded = count < 0;
            limit += Math.max(0, count);
        } catch (final IOException e) {
            isEnded = true;
            limit = 0;
            throw trouble(why(e), e);
        }
        return kept;
    }

    private ImportException trouble(final String what, final Throwable cause) {
        return new ImportException(name + ", line " + (number + 1) + ' ' + what, cause);
    }

    private static String why(final IOException failure) {
        if (failure instanceof EOFException) {
            return "cannot be read: the compressed file ends in the middle; get it again";
        }
        if (failure instanceof ZipException) {
            return "cannot be read: the compressed file is damaged: " + failure.getMessage();
        }
        return "cannot be read: " + failure.getMessage();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Counts what is read of a file. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(final InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            final int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(final byte[] target, final int offset, final int length)
                throws IOException {
            final int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }

        /** Never none: at the end of a compressed part one may follow that is not here yet. */
        @Override
        public int available() throws IOException {
            return Math.max(1, super.available());
        }
    }
}
