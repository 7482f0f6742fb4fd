/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Merges different runs by published time. */
final class DifferentRunsMerge {
    /** So many events of each source know their new sequence: notes are not further behind. */
    private static final int KNOWN = 1 << 17;

    private final int[] shifts;
    private final MergeSources sources;
    private final Progress progress;
    private final long[][] newSequences;
    private final long[][] oldSequences;

    DifferentRunsMerge(
            final MergeSources sources, final int[] connectionShifts, final Progress progress) {
        this.sources = sources;
        this.shifts = connectionShifts;
        this.progress = progress;
        this.newSequences = new long[sources.size()][KNOWN];
        this.oldSequences = new long[sources.size()][KNOWN];
        for (final long[] old : oldSequences) {
            Arrays.fill(old, MarketEvent.NONE);
        }
    }

    /** By how much to raise the connection ids of each source; reads all of them once. */
    static int[] connectionShifts(final List<Path> paths) {
        final int[] shifts = new int[paths.size()];
        final MarketEvent event = new MarketEvent();
        int next = 0;
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = next;
            int highest = -1;
            try (JournalReader reader = JournalReader.open(paths.get(i))) {
                while (reader.next(event)) {
                    highest = Math.max(highest, event.connectionId);
                }
            }
            if (highest > Integer.MAX_VALUE - 1 - next) {
                throw new JournalException(
                        paths.get(i) + " has connection " + highest + ": too many to tell apart");
            }
            next += highest + 1;
        }
        return shifts;
    }

    JournalMerge.Result write(final FlatWriter writer, final byte[] description) {
        if (description.length > 0) {
            writer.onNote(NoteKind.DESCRIPTION, 0, 0, description, 0, description.length);
        }
        long events = 0;
        for (MergeSource next = sources.earliest(); next != null; next = sources.earliest()) {
            next.giveNotes(notes(next.number(), writer));
            take(next, writer);
            events++;
            if (events % JournalCopy.EVENTS_PER_PROGRESS == 0 && !progress.onProgress(events)) {
                throw new JournalException("given up behind " + events + " events");
            }
        }
        for (final MergeSource source : sources.all()) {
            source.giveNotes(notes(source.number(), writer));
        }
        return new JournalMerge.Result(events, 0, List.of());
    }

    private void take(final MergeSource source, final FlatWriter writer) {
        final MarketEvent event = source.event();
        final int slot = (int) (event.sequence % KNOWN);
        oldSequences[source.number()][slot] = event.sequence;
        newSequences[source.number()][slot] = writer.nextSequence();
        event.sequence = writer.nextSequence();
        if (event.connectionId >= 0) {
            event.connectionId += shifts[source.number()];
        }
        writer.onEvent(event);
        source.advance();
    }

    private NoteListener notes(final int number, final FlatWriter writer) {
        return (kind, sequence, timeNs, bytes, offset, length) -> {
            final int slot = (int) Math.floorMod(sequence, (long) KNOWN);
            final boolean known = oldSequences[number][slot] == sequence;
            if (known && isKept(kind)) {
                writer.onNote(kind, newSequences[number][slot], timeNs, bytes, offset, length);
            }
        };
    }

    private static boolean isKept(final NoteKind kind) {
        return switch (kind) {
            // They speak of one run alone, and of sequences that are no longer true.
            case SNAPSHOT, MARK, DESCRIPTION -> false;
            case QUALITY, LATE, PAUSE -> true;
        };
    }
}
