/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The documents of a queue file, in order, read with plain reads: the file may be written to at the
 * same time, cut, or made by an enemy. Chronicle itself is not asked, because opening a queue with
 * it loads the classes that the file names and may fault where a mapped file ends.
 *
 * <p>A document is a 32-bit word and its bytes; the next begins at the next multiple of 4. The
 * word: 30 bits length, bit 30 for the queue's own data (header, index), bit 31 while not complete.
 */
public final class QueueFile implements AutoCloseable {
    /** A document of ours: see {@link #bytes}, {@link #start}, {@link #length}. */
    public static final int DOCUMENT = 0;

    /** No further document has been started. */
    public static final int END = 1;

    /** A document is not complete, or the file ends within it. */
    public static final int TORN = 2;

    /** Not a document; {@link #reason} says why. */
    public static final int BAD = 3;

    private static final int WORD_LENGTH = 4;
    private static final int NOT_COMPLETE = 1 << 31;
    private static final int QUEUE_DATA = 1 << 30;
    private static final int LENGTH_MASK = QUEUE_DATA - 1;
    private static final int END_OF_FILE = NOT_COMPLETE | QUEUE_DATA;

    /** The index pages of our roll cycle have 32 KiB. */
    private static final int QUEUE_DATA_LENGTH_MAX = 1 << 20;

    private static final int WINDOW_LENGTH = 1 << 20;
    private static final int WINDOW_LENGTH_MIN = 64 << 10;

    /** A queue allocates its file ahead by less: nothing that is further behind is its own. */
    private static final long BEHIND_MAX = 256L << 20;

    private long windowOffset;
    private int windowLength;
    private long position;
    private int start;
    private int length;
    private String reason;

    private final int begin;
    private final Path path;
    private final FileChannel channel;
    private byte[] window;
    private ByteBuffer windowBuffer;

    private QueueFile(final Path path, final FileChannel channel, final int begin)
            throws IOException {
        this.path = path;
        this.channel = channel;
        this.begin = begin;
        this.position = begin;
        final long length = Math.max(WINDOW_LENGTH_MIN, channel.size());
        this.window = new byte[(int) Math.min(WINDOW_LENGTH, length)];
        this.windowBuffer = ByteBuffer.wrap(window);
    }

    /** Opens for reading only. Neither follows a link nor waits at a pipe. */
    public static QueueFile open(final Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FormatException(
                    path + " is no plain file: links and devices are not followed in a journal");
        }
        final FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return new QueueFile(path, channel, 0);
    }

    /** Opens the same documents in a flat file. */
    public static QueueFile openFlat(final Path path) throws IOException {
        final FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            final byte[] head = new byte[FlatHeader.LENGTH];
            final int length = Math.max(0, channel.read(ByteBuffer.wrap(head), 0));
            final String wrong = FlatHeader.check(head, length);
            if (wrong != null) {
                throw new FormatException(path + " cannot be read: " + wrong);
            }
            return new QueueFile(path, channel, FlatHeader.LENGTH);
        } catch (final IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public boolean isFlat() {
        return begin > 0;
    }

    /** The document at this offset is the next one to look at. */
    public void position(final long value) {
        position = value;
    }

    /** The first document is the next one to look at. */
    public void rewind() {
        position = begin;
        refresh();
    }

    public Path path() {
        return path;
    }

    /** Offset of the document that {@link #next} will look at. */
    public long position() {
        return position;
    }

    public long size() throws IOException {
        return channel.size();
    }

    /** Holds the document's bytes until the next call. */
    public byte[] bytes() {
        return window;
    }

    /** Offset of the document in {@link #bytes}. */
    public int start() {
        return start;
    }

    public int length() {
        return length;
    }

    public String reason() {
        return reason;
    }

    /** Looks for a document of ours at the position, behind data of the queue; stays there. */
    public int next() throws IOException {
        while (true) {
            if (!has(position, WORD_LENGTH)) {
                return atEndOfFile();
            }
            final int word = LittleEndian.getInt(window, (int) (position - windowOffset));
            if (word == 0 || word == END_OF_FILE) {
                return END;
            }
            if ((word & NOT_COMPLETE) != 0) {
                return TORN;
            }
            length = word & LENGTH_MASK;
            final boolean queueData = (word & QUEUE_DATA) != 0;
            if (queueData && isFlat()) {
                reason = "data of a queue in a flat file";
                return BAD;
            }
            if (length > (queueData ? QUEUE_DATA_LENGTH_MAX : BlockFormat.LENGTH_MAX)) {
                reason = "document of " + length + " bytes";
                return BAD;
            }
            if (!has(position, WORD_LENGTH + length)) {
                return TORN;
            }
            start = (int) (position - windowOffset) + WORD_LENGTH;
            if (!queueData) {
                return DOCUMENT;
            }
            if (BlockFormat.isMarked(window, start, length)) {
                // Passed over it would take notes with it that nothing counts.
                reason = "block marked as data of the queue";
                return BAD;
            }
            skip();
        }
    }

    /** Moves behind the document found last. */
    public void skip() {
        position += WORD_LENGTH + BlockFormat.documentLength(length);
    }

    /** True when just such a block begins at the offset. Wherever it is, the position is there. */
    public boolean isBlock(final long offset, final int kind, final long sequence, final CRC32C crc)
            throws IOException {
        if (offset < 0 || offset >= size()) {
            return false;
        }
        refresh();
        position = offset;
        return next() == DOCUMENT
                && position == offset
                && BlockFormat.check(window, start, length, crc) == null
                && BlockFormat.kind(window, start) == kind
                && BlockFormat.sequence(window, start) == sequence;
    }

    /** Forgets what was read ahead: a writer may have gone on since. */
    public void refresh() {
        windowLength = 0;
    }

    /** Offset of the first byte that is not 0, from {@code offset} on as far as is read, or -1. */
    public long firstNonZero(final long offset) throws IOException {
        refresh();
        final long limit = offset + BEHIND_MAX;
        for (long from = offset; from < limit && has(from, 1); from = windowOffset + windowLength) {
            for (int at = (int) (from - windowOffset); at < windowLength; at++) {
                if (window[at] != 0) {
                    return windowOffset + at;
                }
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int atEndOfFile() throws IOException {
        return channel.size() <= position ? END : TORN;
    }

    /** Makes the window hold these bytes; false when the file ends before. */
    private boolean has(final long offset, final int count) throws IOException {
        if (offset >= windowOffset && offset + count <= windowOffset + windowLength) {
            return true;
        }
        if (window.length < count) {
            window = Arrays.copyOf(window, Integer.highestOneBit(count) << 1);
            windowBuffer = ByteBuffer.wrap(window);
        }
        windowOffset = offset;
        windowLength = 0;
        windowBuffer.clear();
        while (windowLength < window.length) {
            final int read = channel.read(windowBuffer, offset + windowLength);
            if (read <= 0) {
                break;
            }
            windowLength += read;
        }
        return windowLength >= count;
    }
}
