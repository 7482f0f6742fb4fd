/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
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

    private JournalReport report(final JournalReader reader) throws IOException {
        while (reader.next(event)) {
            count();
        }
        final Optional<JournalProblem> problem =
                reader.problem().isPresent() ? reader.problem() : behind(reader);
        return new JournalReport(
                reader.nextSequence(),
                recordsByOrigin,
                firstTimeNs,
                lastTimeNs,
                rawBytes,
                reader.validLength(),
                reader.file().size(),
                problem.isPresent() ? JournalEnd.DAMAGED : reader.end(),
                reader.seal(),
                problem);
    }

    private void count() {
        recordsByOrigin.merge(event.origin, 1L, Long::sum);
        rawBytes += event.rawLength;
        firstTimeNs = event.sequence == 0 ? event.publishedTimeNs : firstTimeNs;
        lastTimeNs = event.publishedTimeNs;
    }

    /** A file is allocated ahead and zero behind its end: anything else was cut off from it. */
    private static Optional<JournalProblem> behind(final JournalReader reader) throws IOException {
        final QueueFile file = reader.file();
        if (reader.end() == JournalEnd.TORN) {
            return Optional.empty();
        }
        final long offset = file.firstNonZero(file.position());
        file.refresh();
        // A writer that is still running may have gone on: then there is a document now.
        if (offset < 0 || file.next() != QueueFile.END) {
            return Optional.empty();
        }
        return Optional.of(
                new JournalProblem(
                        file.path(),
                        offset,
                        reader.nextSequence(),
                        "bytes behind the end of the journal"));
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
