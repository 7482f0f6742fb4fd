/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.book.OrderBook;
import io.novaring.journal.JournalReader;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Replays a journal with the clients it was recorded with. One thread. */
public final class JournalReplay implements AutoCloseable {
    private static final long PROGRESS_MASK = (1 << 14) - 1;

    private final JournalReader reader;
    private final Replay replay;
    private boolean cancelled;

    private JournalReplay(final JournalReader reader, final Replay replay) {
        this.reader = reader;
        this.replay = replay;
    }

    public static JournalReplay open(final Path journal, final LongConsumer progress) {
        final EngineContext context = new EngineContext();
        RecordedClients.of(journal).forEach(context::client);
        final JournalReader reader = JournalReader.openPrefix(journal);
        final JournalReplay[] self = new JournalReplay[1];
        final Replay replay = new Replay(context, event -> self[0].next(event, progress));
        self[0] = new JournalReplay(reader, replay);
        return self[0];
    }

    private boolean next(final MarketEvent event, final LongConsumer progress) {
        if ((replay.eventCount() & PROGRESS_MASK) == 0) {
            progress.accept(replay.eventCount());
        }
        return !cancelled && reader.next(event);
    }

    /**
     * @param pace as of {@link Replay#run(double)}.
     */
    public ReplayReport run(final double pace) {
        final long startNs = System.nanoTime();
        final ReplayResult result = replay.run(pace);
        return new ReplayReport(
                result,
                reader.end(),
                reader.seal(),
                reader.problem(),
                cancelled,
                System.nanoTime() - startNs);
    }

    /** Ends {@link #run} before the next event; called from the progress. */
    public void cancel() {
        cancelled = true;
    }

    public OrderBook book(final String instrument) {
        return replay.book(instrument);
    }

    @Override
    public void close() {
        reader.close();
    }
}
