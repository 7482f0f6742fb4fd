/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.NoteKind;
import io.novaring.journal.JournalReport.SegmentReport;
import io.novaring.journal.format.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Reads a whole journal, or one run of it, and says what is in it. */
public final class JournalVerifier {
    private static final int PROGRESS_MASK = (1 << 14) - 1;

    private long rawBytes;
    private long records;
    private long firstTimeNs = MarketEvent.ABSENT;
    private long lastTimeNs = MarketEvent.ABSENT;
    private final MarketEvent event = new MarketEvent();
    private final Map<Origin, Long> recordsByOrigin = new EnumMap<>(Origin.class);
    private final Map<NoteKind, Long> notesByKind = new EnumMap<>(NoteKind.class);
    private final List<SegmentReport> segments = new ArrayList<>();
    private JournalProblem problem;

    private JournalVerifier() {}

    /**
     * The last run of a journal, or a flat file. Never throws, whatever is there: what cannot be
     * read is the problem reported.
     */
    public static JournalReport verify(final Path journal) {
        return verify(journal, RunFiles.LAST);
    }

    /** As {@link #verify(Path)}, of this run in place of the last. */
    public static JournalReport verify(final Path journal, final int run) {
        return verify(journal, run, records -> true);
    }

    /**
     * As {@link #verify(Path, int)}, which a person may end.
     *
     * @param goesOn is given the number of records checked now and then; false ends it there.
     */
    public static JournalReport verify(
            final Path journal, final int run, final LongPredicate goesOn) {
        try (JournalReader reader = JournalReader.openPrefix(journal, run)) {
            return new JournalVerifier().report(reader, goesOn);
        } catch (final JournalException e) {
            return unreadable(journal, run, e.getMessage());
        } catch (final IOException e) {
            return unreadable(journal, run, FormatException.text(e));
        } catch (final UncheckedIOException e) {
            return unreadable(journal, run, e.getCause().toString());
        }
    }

    /** Every run, first to last; one report that says so when there is none. */
    public static List<JournalReport> verifyAll(final Path journal) {
        try {
            return RunFiles.runs(journal).stream().map(run -> verify(journal, run)).toList();
        } catch (final JournalException e) {
            return List.of(unreadable(journal, RunFiles.LAST, e.getMessage()));
        } catch (final IOException e) {
            return List.of(unreadable(journal, RunFiles.LAST, FormatException.text(e)));
        }
    }

    private JournalReport report(final JournalReader reader, final LongPredicate goesOn)
            throws IOException {
        reader.notes(
                (kind, of, timeNs, bytes, at, length) -> notesByKind.merge(kind, 1L, Long::sum));
        reader.onSegmentEnd(this::onSegmentEnd);
        final long begin = reader.firstSequence();
        // A problem at a segment's end is found while its successor is opened.
        while (problem == null && reader.next(event) && problem == null) {
            count();
            if ((records & PROGRESS_MASK) == 0 && !goesOn.test(records)) {
                break;
            }
        }
        final SegmentReader last = reader.segment();
        final long behind = bytesBehind(last);
        if (problem == null) {
            problem = reader.problem().orElse(null);
            segments.add(describe(last));
        }
        if (problem == null && behind >= 0 && reader.end() != JournalEnd.UNSEALED) {
            problem = problem(last, behind, "bytes behind the end of the recording");
        }
        if (problem == null && last.firstSequence() == SegmentReader.ANY && segments.size() == 1) {
            problem = problem(last, 0, notBegun(last));
        }
        return new JournalReport(
                reader.run(),
                begin,
                records,
                recordsByOrigin,
                notesByKind,
                firstTimeNs,
                lastTimeNs,
                rawBytes,
                segments.stream().mapToLong(SegmentReport::validBytes).sum(),
                segments.stream().mapToLong(SegmentReport::fileBytes).sum(),
                segments,
                end(reader, behind),
                reader.seal(),
                Optional.ofNullable(problem));
    }

    private void count() {
        recordsByOrigin.merge(event.origin, 1L, Long::sum);
        rawBytes += event.rawLength;
        firstTimeNs = records == 0 ? event.publishedTimeNs : firstTimeNs;
        lastTimeNs = event.publishedTimeNs;
        records++;
    }

    /** A segment that has ended is looked at once more, as nothing is written to it any longer. */
    private void onSegmentEnd(final SegmentReader segment) {
        try {
            segments.add(describe(segment));
            final long behind = bytesBehind(segment);
            if (behind >= 0) {
                problem = problem(segment, behind, "bytes behind the end of the segment");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SegmentReport describe(final SegmentReader segment) throws IOException {
        return new SegmentReport(
                segment.file().path(),
                segment.number(),
                segment.firstSequence(),
                segment.nextSequence(),
                segment.validLength(),
                segment.file().size(),
                segment.isRolled());
    }

    private JournalEnd end(final JournalReader reader, final long behind) {
        if (problem != null) {
            return JournalEnd.DAMAGED;
        }
        // The queue writes a document's length last: bytes behind a length of 0 are a block that
        // its writer is at, or was killed at.
        return behind >= 0 && reader.end() == JournalEnd.UNSEALED ? JournalEnd.TORN : reader.end();
    }

    /** A file is allocated ahead and zero behind its end. Offset of what is not, or -1. */
    private static long bytesBehind(final SegmentReader segment) throws IOException {
        return segment.problem() != null || segment.end() == JournalEnd.TORN
                ? -1
                : segment.file().firstNonZero(segment.file().position());
    }

    private static String notBegun(final SegmentReader segment) throws IOException {
        return segment.file().size() == 0
                ? "file is empty (0 bytes): no recording is in it"
                : "no recording was begun in this file";
    }

    private static JournalProblem problem(
            final SegmentReader segment, final long offset, final String reason) {
        return new JournalProblem(segment.file().path(), offset, segment.nextSequence(), reason);
    }

    private static JournalReport unreadable(
            final Path journal, final int run, final String reason) {
        return new JournalReport(
                run,
                0,
                0,
                Map.of(),
                Map.of(),
                MarketEvent.ABSENT,
                MarketEvent.ABSENT,
                0,
                0,
                0,
                List.of(),
                JournalEnd.DAMAGED,
                Optional.empty(),
                Optional.of(new JournalProblem(journal, 0, 0, reason)));
    }
}
