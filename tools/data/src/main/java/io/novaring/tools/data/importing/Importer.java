/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.RunDescription;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.venue.VenueClient;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalWriter;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Makes a journal of the recordings of others. Runs on the caller's thread. */
public final class Importer {
    private Importer() {}

    /**
     * Imports files as a new run of a journal.
     *
     * @param journal its directory, created when it is missing; nothing is created when the files
     *     have no message.
     * @param config how it is written; must halt when the disk is full.
     * @param stdin read where the options name it.
     * @return what was imported, also when the files could not be read to their end.
     * @throws ImportException when a file cannot be opened or its first message cannot be read:
     *     nothing is created.
     * @throws JournalException when the journal cannot be written; what was written stays.
     */
    public static ImportResult run(
            final ImportOptions options,
            final Path journal,
            final JournalConfig config,
            final InputStream stdin,
            final ImportListener listener) {
        final Counts counts = new Counts();
        final Troubles troubles = new Troubles(options.skipsErrors(), counts, listener);
        try (InputMerge merge = new InputMerge(options, stdin, troubles, counts)) {
            final Message first = merge.next();
            if (first == null) {
                return result(0, 0, merge, null, counts, 0, listener);
            }
            try (JournalWriter writer =
                    JournalWriter.open(journal, config.withHaltWhenStopped(true))) {
                return record(options, first, merge, writer, counts, listener);
            }
        }
    }

    private static ImportResult record(
            final ImportOptions options,
            final Message first,
            final InputMerge merge,
            final JournalWriter writer,
            final Counts counts,
            final ImportListener listener) {
        final VenueClient client = new DeribitPublicClient(DeribitConfig.production());
        final List<VenueClient> clients = List.of(client);
        final ImportSession session =
                new ImportSession(
                        first,
                        merge,
                        RunDescription.of(clients),
                        merge.firstChannels(),
                        client.rateLimits().pools().size(),
                        ConnectionSettings.DEFAULT.tickIntervalNs(),
                        options.holeAfterNs(),
                        counts,
                        listener);
        final EventHandler<MarketEvent> counter = (event, sequence, end) -> count(event, counts);
        final EngineContext context =
                new EngineContext()
                        .client(client)
                        .handler("counts", counter)
                        .journal(new BlockRecorder(writer));
        final ReplayResult replayed =
                Replay.driven(context, session, session, RateLimitStage.Listener.NONE).run();
        return result(
                writer.run(),
                writer.eventCount(),
                merge,
                session,
                counts,
                replayed.stateHash(),
                listener);
    }

    private static void count(final MarketEvent event, final Counts counts) {
        if (event.kind == EventKind.REJECT) {
            counts.rejects++;
        } else if (event.hasFlag(MarketEvent.INEXACT)) {
            counts.inexact++;
        }
    }

    private static ImportResult result(
            final int run,
            final long events,
            final InputMerge merge,
            final ImportSession session,
            final Counts counts,
            final long stateHash,
            final ImportListener listener) {
        final boolean isFailed = session != null && session.failure() != null;
        return new ImportResult(
                run,
                events,
                counts.messages,
                counts.lines,
                merge.bytesRead(),
                session == null ? 0 : session.firstTimeNs(),
                session == null ? 0 : session.lastTimeNs(),
                counts.skipped,
                counts.answers,
                counts.privates,
                counts.beforeSnapshot,
                counts.resyncs,
                counts.holes,
                counts.reordered,
                counts.clamped,
                counts.rejects,
                counts.inexact,
                stateHash,
                isFailed ? session.failure().getMessage() : null,
                listener.isCancelled());
    }
}
