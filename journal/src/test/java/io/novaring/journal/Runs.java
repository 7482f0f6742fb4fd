/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.format.Compression;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Composed runs of several segments, with notes and snapshots, and what was noted. */
final class Runs {
    static final int EVENTS_PER_SEGMENT = 60;

    private static final int EVENTS_PER_BLOCK = 6;
    private static final int PART_LENGTH = 500;

    private Runs() {}

    /** Notes as text, in the order in which they came. */
    static final class Notes implements NoteListener {
        final List<String> all = new ArrayList<>();

        @Override
        public void onNote(
                final NoteKind kind,
                final long sequence,
                final long timeNs,
                final byte[] bytes,
                final int offset,
                final int length) {
            final int hash = Arrays.hashCode(Arrays.copyOfRange(bytes, offset, offset + length));
            all.add(text(kind, sequence, timeNs, length, hash));
        }
    }

    static String text(final NoteKind kind, final long sequence) {
        final byte[] content = content(kind, sequence);
        return text(kind, sequence, sequence * 1_000, content.length, Arrays.hashCode(content));
    }

    private static String text(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final int length,
            final int hash) {
        return kind + " of " + sequence + " at " + timeNs + ": " + length + " bytes " + hash;
    }

    /**
     * Writes segments {@code [1, count]} of a run. Each but the first begins behind a snapshot that
     * comes after its second block of records, each has one in its middle, and notes of all kinds.
     */
    static List<Composer> write(
            final Path directory, final int run, final int count, final boolean sealed)
            throws IOException {
        final List<Composer> segments = new ArrayList<>();
        long first = 0;
        for (int number = 1; number <= count; number++) {
            final Composer composer = new Composer(directory, run, number, first);
            note(composer, NoteKind.DESCRIPTION, 0);
            fill(composer, first, number);
            if (number < count) {
                composer.rolled();
            } else if (sealed) {
                composer.seal();
            }
            segments.add(composer.write());
            first = composer.nextSequence();
        }
        return segments;
    }

    private static void fill(final Composer composer, final long first, final int number) {
        final long middle = first + EVENTS_PER_SEGMENT / 2 - 1;
        for (int block = 1; block <= EVENTS_PER_SEGMENT / EVENTS_PER_BLOCK; block++) {
            final long until = first + block * EVENTS_PER_BLOCK;
            composer.records(until, block % 4 == 3 ? Compression.LZ4 : Compression.NONE);
            if (block == 2 && number > 1) {
                snapshot(composer, first - 1);
            }
            if (block == 6) {
                snapshot(composer, middle);
            }
            if (block % 2 == 0) {
                note(composer, NoteKind.QUALITY, until - 3);
            }
            if (block % 3 == 0) {
                note(composer, NoteKind.MARK, until - 1);
            }
        }
    }

    /** Sequences that the snapshots are behind. */
    static List<Long> snapshots(final int segments) {
        final List<Long> sequences = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            final long first = (long) i * EVENTS_PER_SEGMENT;
            if (i > 0) {
                sequences.add(first - 1);
            }
            sequences.add(first + EVENTS_PER_SEGMENT / 2 - 1);
        }
        return sequences;
    }

    static byte[] content(final NoteKind kind, final long sequence) {
        final Random random = new Random(sequence * 10 + kind.code());
        final byte[] content = new byte[kind == NoteKind.SNAPSHOT ? 1_700 : random.nextInt(90)];
        random.nextBytes(content);
        return content;
    }

    private static void note(final Composer composer, final NoteKind kind, final long sequence) {
        composer.note(kind, sequence, content(kind, sequence));
    }

    private static void snapshot(final Composer composer, final long sequence) {
        composer.snapshot(sequence, content(NoteKind.SNAPSHOT, sequence), PART_LENGTH);
    }
}
