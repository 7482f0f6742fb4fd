/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a whole journal and says what is in it. */
public final class JournalVerifier {
    private long rawBytes;
    private long firstTimeNs = MarketEvent.ABSENT;
    private long lastTimeNs = MarketEvent.ABSENT;
    private final MarketEvent event = new MarketEvent();
    private final Map<Origin, Long> recordsByOrigin = new EnumMap<>(Origin.class);

    private JournalVerifier() {}

    /** Never throws, whatever is in the directory: what cannot be read is the problem reported. */
    public static JournalReport verify(final Path directory) {
        try (JournalReader reader = JournalReader.openPrefix(directory)) {
            return new JournalVerifier().report(reader);
        } catch (final JournalException e) {
            return unreadable(directory, e.getMessage());
        } catch (final IOException e) {
            return unreadable(directory, e.toString());
        }
    }

    /** As {@link #verify(Path)}, of this run in place of the last. */
    public static JournalReport verify(final Path journal, final int run) {
        throw new UnsupportedOperationException();
    }

    /** Every run, first to last. */
    public static List<JournalReport> verifyAll(final Path journal) {
        throw new UnsupportedOperationException();
    }

    private JournalReport report(final JournalReader reader) throws IOException {
        while (reader.next(event)) {
            count();
        }
        final long behind = bytesBehind(reader);
        final Optional<JournalProblem> problem =
                behind >= 0 && reader.end() != JournalEnd.UNSEALED
                        ? Optional.of(
                                problem(reader, behind, "bytes behind the end of the recording"))
                        : reader.problem();
        return new JournalReport(
                reader.nextSequence(),
                recordsByOrigin,
                firstTimeNs,
                lastTimeNs,
                rawBytes,
                reader.validLength(),
                reader.file().size(),
                end(reader, problem.isPresent(), behind),
                reader.seal(),
                problem);
    }

    private static JournalEnd end(
            final JournalReader reader, final boolean damaged, final long behind) {
        if (damaged) {
            return JournalEnd.DAMAGED;
        }
        // The queue writes a document's length last: bytes behind a length of 0 are a block that
        // its writer is at, or was killed at.
        return behind >= 0 && reader.end() == JournalEnd.UNSEALED ? JournalEnd.TORN : reader.end();
    }

    /** A file is allocated ahead and zero behind its end. Offset of what is not, or -1. */
    private static long bytesBehind(final JournalReader reader) throws IOException {
        return reader.problem().isPresent() || reader.end() == JournalEnd.TORN
                ? -1
                : reader.file().firstNonZero(reader.file().position());
    }

    private static JournalProblem problem(
            final JournalReader reader, final long offset, final String reason) {
        return new JournalProblem(reader.file().path(), offset, reader.nextSequence(), reason);
    }

    private void count() {
        recordsByOrigin.merge(event.origin, 1L, Long::sum);
        rawBytes += event.rawLength;
        firstTimeNs = event.sequence == 0 ? event.publishedTimeNs : firstTimeNs;
        lastTimeNs = event.publishedTimeNs;
    }

    private static JournalReport unreadable(final Path directory, final String reason) {
        return new JournalReport(
                0,
                Map.of(),
                MarketEvent.ABSENT,
                MarketEvent.ABSENT,
                0,
                0,
                0,
                JournalEnd.DAMAGED,
                Optional.empty(),
                Optional.of(new JournalProblem(directory, 0, 0, reason)));
    }
}
