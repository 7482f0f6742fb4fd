/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a byte stream. A line ends with a line feed, or a carriage return and a line feed; the
 * last one may end with the stream. Longer lines than the limit are cut, and said to be.
 */
final class LineReader {
    private static final int CHUNK_LENGTH = 1 << 16;

    private final int lengthMax;
    private final InputStream in;
    private byte[] buffer = new byte[2 * CHUNK_LENGTH];
    private int start;
    private int scanned;
    private int end;
    private int lineStart;
    private int lineLength;
    private boolean isCut;
    private boolean isEnded;

    LineReader(final InputStream in, final int lengthMax) {
        this.in = in;
        this.lengthMax = lengthMax;
    }

    /** The array that holds the line; valid until {@link #next}. */
    byte[] buffer() {
        return buffer;
    }

    int lineStart() {
        return lineStart;
    }

    int lineLength() {
        return lineLength;
    }

    /** True when the line was longer than the limit, and only its beginning was kept. */
    boolean isCut() {
        return isCut;
    }

    /** True when the next line may have to wait for input. */
    boolean isDrained() {
        return scanned == end;
    }

    /** Moves to the next line; false when there is none. */
    boolean next() throws IOException {
        isCut = false;
        int dropped = 0;
        for (; ; ) {
            while (scanned < end) {
                if (buffer[scanned++] == '\n') {
                    line(scanned - 1, dropped);
                    return true;
                }
            }
            if (isEnded) {
                final boolean isLine = scanned > start || dropped > 0;
                if (isLine) {
                    line(end, dropped);
                }
                return isLine;
            }
            // Two bytes beyond the limit: a line end is not counted.
            if (end - start > lengthMax + 2) {
                dropped = 1;
                end = start + lengthMax + 2;
                scanned = end;
            }
            fill();
        }
    }

    private void line(final int lineEnd, final int dropped) {
        int length = lineEnd - start;
        if (length > 0 && buffer[lineEnd - 1] == '\r') {
            length--;
        }
        isCut = dropped > 0 || length > lengthMax;
        lineStart = start;
        lineLength = Math.min(length, lengthMax);
        start = scanned;
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            scanned -= start;
            start = 0;
        }
        if (buffer.length - end < CHUNK_LENGTH) {
            buffer = Arrays.copyOf(buffer, buffer.length << 1);
        }
        final int count = in.read(buffer, end, CHUNK_LENGTH);
        if (count < 0) {
            isEnded = true;
        } else {
            end += count;
        }
    }
}
