/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.flat;

import io.novaring.codec.recording.NoteKind;
import io.novaring.journal.JournalException;
import io.novaring.journal.Seal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Merges parts of one run. */
final class SameRunMerge {
    /** Equal notes of two parts are not further apart than the parts' rings are long. */
    private static final int NOTES_KEPT_MAX = 1 << 18;

    private final boolean allowGaps;
    private long events;
    private long duplicates;
    private final MergeSources sources;
    private final Progress progress;
    private final List<JournalMerge.Gap> gaps = new ArrayList<>();
    private final Set<MergeSource.NoteKey> notes = new LinkedHashSet<>();
    private FlatWriter writer;

    SameRunMerge(final MergeSources sources, final boolean allowGaps, final Progress progress) {
        this.sources = sources;
        this.allowGaps = allowGaps;
        this.progress = progress;
        requireOneRun();
    }

    JournalMerge.Result write(final FlatWriter target) {
        writer = target;
        describe();
        for (MergeSource lowest = sources.lowest(); lowest != null; lowest = sources.lowest()) {
            take(lowest);
        }
        sources.all().forEach(source -> source.giveNotes(this::onNote));
        for (final MergeSource source : sources.all()) {
            final Seal seal = source.reader().seal().orElse(null);
            if (seal != null && seal.eventCount() == writer.nextSequence()) {
                writer.seal(seal.eventCount(), seal.stateHash());
                break;
            }
        }
        return new JournalMerge.Result(events, duplicates, gaps);
    }

    private void take(final MergeSource lowest) {
        final long sequence = lowest.event().sequence;
        if (sequence != writer.nextSequence()) {
            skip(lowest, sequence);
        }
        for (final MergeSource source : sources.all()) {
            if (source.isPresent() && source.event().sequence == sequence) {
                if (!source.isAlike(lowest)) {
                    throw new JournalException(
                            "sources differ at sequence "
                                    + sequence
                                    + ": "
                                    + lowest.path()
                                    + " and "
                                    + source.path()
                                    + " are not parts of one run");
                }
                source.giveNotes(this::onNote);
            }
        }
        writer.onEvent(lowest.event());
        events++;
        for (final MergeSource source : sources.all()) {
            if (source.isPresent() && source.event().sequence == sequence) {
                duplicates += source == lowest ? 0 : 1;
                source.advance();
            }
        }
        if (events % JournalCopy.EVENTS_PER_PROGRESS == 0 && !progress.onProgress(events)) {
            throw new JournalException("given up behind event " + sequence);
        }
    }

    private void skip(final MergeSource lowest, final long sequence) {
        if (!allowGaps) {
            throw new JournalException(
                    "sequences "
                            + writer.nextSequence()
                            + " to "
                            + (sequence - 1)
                            + " are in no source: add one that has them, or allow gaps; "
                            + lowest.path()
                            + " goes on behind them");
        }
        gaps.add(new JournalMerge.Gap(writer.nextSequence(), sequence));
        writer.gap(sequence);
    }

    private void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        if (kind == NoteKind.DESCRIPTION
                || !notes.add(MergeSource.key(kind, sequence, timeNs, bytes, offset, length))) {
            return;
        }
        if (notes.size() > NOTES_KEPT_MAX) {
            final Iterator<MergeSource.NoteKey> oldest = notes.iterator();
            oldest.next();
            oldest.remove();
        }
        writer.onNote(kind, sequence, timeNs, bytes, offset, length);
    }

    private void describe() {
        for (final MergeSource source : sources.all()) {
            final byte[] description = source.reader().description();
            if (description.length > 0) {
                writer.onNote(
                        NoteKind.DESCRIPTION,
                        writer.nextSequence(),
                        0,
                        description,
                        0,
                        description.length);
                return;
            }
        }
    }

    private void requireOneRun() {
        final MergeSource first = sources.get(0);
        byte[] description = new byte[0];
        for (final MergeSource source : sources.all()) {
            final byte[] own = source.reader().description();
            description = description.length == 0 ? own : description;
            if (source.reader().merged()) {
                throw new JournalException(
                        source.path() + " was merged of different runs and is no part of one");
            }
            if (source.reader().run() != first.reader().run()
                    || own.length > 0 && !Arrays.equals(own, description)) {
                throw new JournalException(
                        source.path() + " and " + first.path() + " are of different runs");
            }
        }
    }
}
