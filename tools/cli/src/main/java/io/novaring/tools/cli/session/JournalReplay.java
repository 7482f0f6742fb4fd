/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.book.OrderBook;
import io.novaring.journal.JournalReader;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Replays a journal with the clients it was recorded with. One thread. */
public final class JournalReplay implements AutoCloseable {
    private static final long PROGRESS_MASK = (1 << 14) - 1;

    private final JournalReader reader;
    private final Replay replay;
    private final BooleanSupplier cancelled;
    private final LongConsumer progress;

    private JournalReplay(
            final EngineContext context,
            final JournalReader reader,
            final BooleanSupplier cancelled,
            final LongConsumer progress) {
        this.reader = reader;
        this.cancelled = cancelled;
        this.progress = progress;
        this.replay = new Replay(context, this::next);
    }

    /**
     * @param cancelled asked before every event: true ends the replay there.
     * @param progress takes the number of events replayed, now and then.
     */
    public static JournalReplay open(
            final Path journal, final BooleanSupplier cancelled, final LongConsumer progress) {
        return open(journal, cancelled, progress, context -> {});
    }

    /**
     * As {@link #open(Path, BooleanSupplier, LongConsumer)}.
     *
     * @param change adds handlers to the context.
     */
    public static JournalReplay open(
            final Path journal,
            final BooleanSupplier cancelled,
            final LongConsumer progress,
            final Consumer<EngineContext> change) {
        final EngineContext context = new EngineContext();
        RecordedClients.of(journal).forEach(context::client);
        change.accept(context);
        final JournalReader reader = JournalReader.openPrefix(journal);
        return new JournalReplay(context, reader, cancelled, progress);
    }

    private boolean next(final MarketEvent event) {
        if ((replay.eventCount() & PROGRESS_MASK) == 0) {
            progress.accept(replay.eventCount());
        }
        return !cancelled.getAsBoolean() && reader.next(event);
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
                cancelled.getAsBoolean(),
                System.nanoTime() - startNs);
    }

    public OrderBook book(final String instrument) {
        return replay.book(instrument);
    }

    @Override
    public void close() {
        reader.close();
    }
}
