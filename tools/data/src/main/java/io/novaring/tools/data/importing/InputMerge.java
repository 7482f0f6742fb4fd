/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The messages of all files in the order of their times; of one time, those of the file that was
 * named first. Holds one message of each file. One thread.
 */
final class InputMerge implements AutoCloseable {
    private final List<Input> inputs = new ArrayList<>();
    private final PriorityQueue<Input> queue = new PriorityQueue<>();
    private Input last;

    /**
     * Opens all files and reads a message of each.
     *
     * @throws ImportException when one cannot be read; none is left open.
     */
    InputMerge(
            final ImportOptions options,
            final InputStream stdin,
            final Troubles troubles,
            final Counts counts) {
        try {
            for (final Path file : options.files()) {
                final Input input = new Input(inputs.size(), open(file, stdin));
                inputs.add(input);
                input.reader = reader(input.lines, options, troubles, counts);
                advance(input);
            }
        } catch (final RuntimeException e) {
            close();
            throw e;
        }
    }

    private static InputLines open(final Path file, final InputStream stdin) {
        try {
            return InputLines.open(file, stdin);
        } catch (final NoSuchFileException e) {
            throw new ImportException(file + ": there is no such file", e);
        } catch (final AccessDeniedException e) {
            throw new ImportException(file + ": no permission to read it", e);
        } catch (final IOException e) {
            throw new ImportException(file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static MessageReader reader(
            final InputLines lines,
            final ImportOptions options,
            final Troubles troubles,
            final Counts counts) {
        if (!lines.next()) {
            troubles.notice(lines.name() + " is empty");
            return () -> null;
        }
        final MessageReader reader =
                switch (formatOf(lines, options.format(), troubles)) {
                    case FRAMES -> new FramesReader(lines, troubles, counts);
                    case TARDIS -> {
                        counts.lines++;
                        yield new TardisReader(lines, troubles, counts);
                    }
                };
        return new OrderedReader(lines.name(), reader, options, troubles, counts);
    }

    private static ImportFormat formatOf(
            final InputLines lines, final ImportFormat asked, final Troubles troubles) {
        if (asked != null) {
            return asked;
        }
        final byte[] bytes = lines.buffer();
        if (FramesReader.isBegin(bytes, lines.start(), lines.end())) {
            troubles.notice(lines.name() + ": raw messages, by its first line");
            return ImportFormat.FRAMES;
        }
        final int length = Math.min(64, lines.end() - lines.start());
        final String begin =
                new String(bytes, lines.start(), length, java.nio.charset.StandardCharsets.UTF_8);
        if (TardisType.isHeader(begin)) {
            troubles.notice(lines.name() + ": a CSV file of Tardis, by its header");
            return ImportFormat.TARDIS;
        }
        throw new ImportException(
                lines.name()
                        + ", line 1: of no format that is known: "
                        + Troubles.shown(bytes, lines.start(), lines.end()));
    }

    /** Channels of the messages that come first. */
    Set<String> firstChannels() {
        final Set<String> channels = new TreeSet<>();
        queue.forEach(input -> channels.add(input.message.channel));
        return channels;
    }

    /**
     * Goes on to the next message of all.
     *
     * @return the message, valid until the next call, or null when all files have ended.
     * @throws ImportException when a file cannot be read further; nothing can be read after that.
     */
    Message next() {
        if (last != null) {
            advance(last);
        }
        last = queue.poll();
        return last == null ? null : last.message;
    }

    private void advance(final Input input) {
        input.message = input.reader.next();
        if (input.message != null) {
            queue.add(input);
        }
    }

    /** Bytes that were read of all files, as they lie on the disk. */
    long bytesRead() {
        long sum = 0;
        for (final Input input : inputs) {
            sum += input.lines.bytesRead();
        }
        return sum;
    }

    @Override
    public void close() {
        for (final Input input : inputs) {
            try {
                input.lines.close();
            } catch (final IOException e) {
                // It was only read: there is nothing to lose.
                continue;
            }
        }
    }

    /** One file. */
    private static final class Input implements Comparable<Input> {
        private final int index;
        private final InputLines lines;
        private MessageReader reader;
        private Message message;

        Input(final int index, final InputLines lines) {
            this.index = index;
            this.lines = lines;
        }

        @Override
        public int compareTo(final Input other) {
            final int byTime = Long.compare(message.timeNs, other.message.timeNs);
            return byTime != 0 ? byTime : Integer.compare(index, other.index);
        }
    }
}
