/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.codec.recording.EventSource;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.book.OrderBook;
import io.novaring.journal.JournalReader;
import io.novaring.journal.NoteScan;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.Units;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Replays a journal with the clients it was recorded with. One thread. */
public final class JournalReplay implements EventSource, AutoCloseable {
    private static final long PROGRESS_MASK = (1 << 14) - 1;

    private final long until;
    private final long begin;
    private final JournalReader reader;
    private final Replay replay;
    private final BooleanSupplier cancelled;
    private final LongConsumer progress;
    private long count;
    private Consumer<MarketEvent> before = event -> {};

    private JournalReplay(
            final EngineContext context,
            final JournalReader reader,
            final long begin,
            final long until,
            final BooleanSupplier cancelled,
            final LongConsumer progress) {
        this.reader = reader;
        this.begin = begin;
        this.until = until;
        this.cancelled = cancelled;
        this.progress = progress;
        this.replay = new Replay(context, this);
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
        return open(
                JournalReader.openPrefix(journal),
                journal,
                EventRange.ALL,
                cancelled,
                progress,
                change);
    }

    /**
     * Replays what the stages need to know of what was before the range, from the last snapshot
     * before it on, and the range itself.
     *
     * @param reader is closed with the replay, or when this throws.
     * @throws CommandFailure when this version cannot replay what was recorded, or its beginning is
     *     gone and there is no snapshot before the range.
     */
    public static JournalReplay open(
            final JournalReader reader,
            final Path journal,
            final EventRange range,
            final BooleanSupplier cancelled,
            final LongConsumer progress,
            final Consumer<EngineContext> change) {
        try {
            if (reader.merged()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        journal
                                + " is merged of different runs: their decisions were never taken"
                                + " together, so there is nothing to replay");
            }
            final EngineContext context = new EngineContext();
            RecordedClients.of(reader, journal).forEach(context::client);
            change.accept(context);
            place(reader, journal, range);
            return new JournalReplay(
                    context, reader, reader.nextSequence(), range.until(), cancelled, progress);
        } catch (final RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static void place(
            final JournalReader reader, final Path journal, final EventRange range) {
        final long first = reader.firstSequence();
        if (first == 0 && range.from() == 0) {
            reader.seekSequence(0);
            return;
        }
        final long from = range.from() == 0 ? firstSnapshot(reader, journal) : range.from();
        if (!reader.seekSnapshot(from - 1) && first > 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the journal in "
                            + journal
                            + " cannot be replayed: it begins at event "
                            + Units.count(first)
                            + " and has no snapshot"
                            + (from == Long.MAX_VALUE ? "" : " before event " + Units.count(from)));
        }
    }

    /** Where a recording can be taken up whose beginning is gone: behind its first snapshot. */
    private static long firstSnapshot(final JournalReader reader, final Path journal) {
        final long[] first = {Long.MAX_VALUE};
        NoteScan.scan(
                journal,
                reader.run(),
                Set.of(NoteKind.SNAPSHOT),
                (kind, sequence, timeNs, bytes, offset, length) ->
                        first[0] = Math.min(first[0], sequence + 1));
        return first[0];
    }

    @Override
    public boolean next(final MarketEvent event) {
        if ((count & PROGRESS_MASK) == 0) {
            progress.accept(count);
        }
        if (cancelled.getAsBoolean() || reader.nextSequence() >= until || !reader.next(event)) {
            return false;
        }
        count++;
        before.accept(event);
        return true;
    }

    /**
     * Shows each event as it was recorded, not decoded, before a stage sees it: what is known then
     * is what was known at its time.
     */
    public JournalReplay before(final Consumer<MarketEvent> listener) {
        before = listener;
        return this;
    }

    @Override
    public void notes(final NoteListener listener) {
        reader.notes(listener);
    }

    /** Ends {@link #run} at the first difference. */
    public JournalReplay stopAtDivergence() {
        replay.stopAtDivergence();
        return this;
    }

    /**
     * Replays what is left of the range.
     *
     * @param pace as of {@link Replay#run(double)}.
     */
    public ReplayReport run(final double pace) {
        final long startNs = System.nanoTime();
        final ReplayResult result = replay.run(pace);
        return new ReplayReport(
                result,
                reader.run(),
                begin,
                reader.end(),
                reader.seal(),
                reader.problem(),
                cancelled.getAsBoolean(),
                System.nanoTime() - startNs);
    }

    /** Replays one event; false when there is none left. */
    public boolean step() {
        return replay.step();
    }

    /** The first event that is replayed: behind a snapshot, or the recording's first. */
    public long begin() {
        return begin;
    }

    /** Notes a snapshot behind the last event replayed, if there was one. */
    public void snapshot(final NoteListener target) {
        replay.snapshot(target);
    }

    public OrderBook book(final String instrument) {
        return replay.book(instrument);
    }

    /** The book that one channel of a connection builds, null when it builds none. */
    public OrderBook bookOfChannel(final int connectionId, final String channel) {
        return replay.bookOfChannel(connectionId, channel);
    }

    /** Names of what events carry as numbers. */
    public Symbols symbols() {
        return replay.symbols();
    }

    @Override
    public void close() {
        reader.close();
    }
}
