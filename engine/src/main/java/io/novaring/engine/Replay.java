/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.recording.EventSource;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.quality.QualityObserver;
import io.novaring.engine.recording.Divergence;
import io.novaring.engine.recording.FirstDivergence;
import io.novaring.engine.recording.MarkCheck;
import io.novaring.engine.recording.ReadAhead;
import io.novaring.engine.recording.RecordedEvents;
import io.novaring.engine.recording.ReplayGate;
import io.novaring.engine.recording.ReplayPace;
import io.novaring.engine.recording.ReplayRange;
import io.novaring.engine.recording.SentComparer;
import io.novaring.engine.recording.StageTaps;
import io.novaring.engine.recording.StateSnapshot;
import io.novaring.engine.stage.RateLimitStage;
import io.novaring.engine.stage.RequestListener;
import io.novaring.engine.stage.RequestSink;
import io.novaring.engine.stage.ResponseStage;
import io.novaring.engine.venue.VenueClient;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Feeds a recording to the stages and handlers of a live run, through the same ring. No socket is
 * opened and nothing is sent: what the stages ask for is compared with what was sent, and what they
 * decide with the recording's marks. Runs on the caller's thread.
 */
public final class Replay {
    /** Of the ring so much is read ahead; the rest is what may be asked for behind its event. */
    private static final int AHEAD_PART = 32;

    private final ReplayRange range;
    private final ReplayGate gate;
    private final Symbols symbols = new Symbols();
    private final Stages stages;
    private final SentComparer comparer;
    private final MarkCheck marks;
    private final FirstDivergence first;
    private final Pipeline pipeline;
    private final Failures failures;
    private final RecordedEvents events;
    private final long laggingAfterNs;
    private long count;
    private final ReplayPace pace = new ReplayPace();
    private boolean stopsAtDivergence;
    private StateSnapshot snapshot;
    private long firstSequence;
    private boolean isPositioned;
    private boolean isStarted;
    private boolean isEnded;
    private final boolean isDriven;
    private final int ringLength;
    private final int cores;
    private boolean readsAhead;
    // Null until the first event has been replayed, and where nothing is read ahead.
    private ReadAhead ahead;

    /**
     * @param context clients as in the recorded run, in the same order, and handlers; connections,
     *     journal and threads of the context are not used, and every handler gates: a replay loses
     *     nothing.
     */
    public Replay(final EngineContext context, final EventSource source) {
        this(context, source, ReplayRange.ALL);
    }

    /**
     * As above, of a part of the recording.
     *
     * @param source may begin in the middle of a run if it tells of a snapshot there.
     * @param range which events the handlers get; the replay ends where it does.
     */
    public Replay(final EngineContext context, final EventSource source, final ReplayRange range) {
        this(context, source, range, null, RateLimitStage.Listener.NONE);
    }

    /**
     * A run of its own, on events that are made as it goes: what its stages ask for goes to the
     * sink, during the event at which they do, and is answered by later events of the source.
     * Nothing is compared with anything. The context's journal, if there is one, gets it as a live
     * run's does, on the caller's thread, and is sealed behind the last event.
     *
     * @param credits told at which events credits were counted anew.
     */
    public static Replay driven(
            final EngineContext context,
            final EventSource source,
            final RequestSink sink,
            final RateLimitStage.Listener credits) {
        return new Replay(context, source, ReplayRange.ALL, sink, credits);
    }

    private Replay(
            final EngineContext context,
            final EventSource source,
            final ReplayRange range,
            final RequestSink sink,
            final RateLimitStage.Listener credits) {
        context.topology(Topology.INLINE).conclude();
        this.range = Objects.requireNonNull(range, "range");
        this.gate = new ReplayGate(range, context.clients().size(), symbols.instruments());
        final List<VenueClient> clients = context.clients();
        this.failures = new Failures(context.listener());
        this.comparer = new SentComparer(clients.size());
        this.isDriven = sink != null;
        if (isDriven) {
            comparer.off();
        }
        this.stages =
                new Stages(
                        clients,
                        symbols,
                        sink == null ? comparer : sink,
                        RequestListener.NONE,
                        credits);
        final StageTaps taps = stages.tap(context.ringLengthOr(Topology.RING_LENGTH));
        marks = new MarkCheck(taps, stages.subscriptions().bookHashes());
        taps.behindAll(marks);
        first = new FirstDivergence(comparer, marks, symbols, this::recent);
        source.notes(this::onNote);
        final List<HandlerSlot> handlers =
                context.handlers().stream()
                        .map(
                                spec ->
                                        new HandlerSlot(
                                                spec.name(),
                                                gate.before(spec.handler(symbols)),
                                                failures))
                        .toList();
        this.laggingAfterNs = context.telemetry().late().laggingAfterNs();
        this.ringLength = context.ringLengthOr(Topology.RING_LENGTH);
        this.cores = context.cores();
        this.pipeline =
                new Pipeline(
                        ringLength,
                        Topology.INLINE,
                        stages,
                        handlers,
                        isDriven ? context.journal() : null,
                        false,
                        laggingAfterNs,
                        failures);
        this.events = new RecordedEvents(source, range, clients, symbols);
    }

    /**
     * Ends the replay at the first difference that is found, in place of replaying everything.
     * Decisions are compared once a mark is there: events behind the one that differs have been
     * replayed by then.
     */
    public Replay stopAtDivergence() {
        stopsAtDivergence = true;
        return this;
    }

    /**
     * Has {@link #run} read and decode ahead of the stages, in the recording's order, on a thread
     * of its own where there is more than one core; before the first step, and not for one who
     * steps. The source is that thread's until the replay has ended.
     */
    public Replay readAhead() {
        readsAhead = cores > 1 && !isDriven;
        return this;
    }

    /**
     * Replays everything at full speed.
     *
     * @throws IllegalStateException when the recording cannot be one of these clients, or when a
     *     handler fails.
     */
    public ReplayResult run() {
        return run(0);
    }

    /**
     * Replays everything.
     *
     * @param pace recorded seconds a second: 1 is as it was, 2 twice as fast; 0 does not wait.
     */
    public ReplayResult run(final double pace) {
        if (!(pace >= 0) || Double.isInfinite(pace)) {
            throw new IllegalArgumentException("pace not a number of at least 0: " + pace);
        }
        while (step(pace)) {
            // Until the recording ends.
        }
        return result();
    }

    /** Replays one event; false when there is none left. */
    public boolean step() {
        return step(0);
    }

    /** Replays up to the next event that handlers get, with it; false when the range has none. */
    public boolean stepHandled() {
        while (step()) {
            if (gate.isOpen()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Has it noted anew when which book could be trusted, as it was live; before the first step.
     * Where the recording begins with a snapshot, every book is told of first; of one that was
     * LAGGING there the next message decides.
     */
    public Replay quality(final NoteListener listener) {
        stages.subscriptions().listener(new QualityObserver(listener, laggingAfterNs));
        return this;
    }

    private boolean step(final double pace) {
        if (isEnded) {
            return false;
        }
        try {
            if (!isStarted) {
                isStarted = true;
                pipeline.onStart();
            }
            // Of a message that differs a later mark tells at which event that was decided.
            final Divergence found = stopsAtDivergence ? first.find() : null;
            if ((found == null || !marks.isSettled(found.sequence())) && replayNext(pace)) {
                return true;
            }
        } catch (final Failures.Halted e) {
            end();
            throw failures.halted();
        } catch (final RuntimeException | Error e) {
            end();
            throw e;
        }
        end();
        pipeline.seal(stages.stateHash());
        return false;
    }

    private void end() {
        isEnded = true;
        if (ahead != null) {
            ahead.close();
        }
        marks.finish();
        pipeline.onClose();
    }

    private boolean replayNext(final double pace) {
        final MarketEvent event = isPositioned ? next() : first();
        if (event == null) {
            return false;
        }
        if (pace > 0 && range.hasBegunAt(event)) {
            this.pace.await(event.publishedTimeNs, pace);
        }
        if (event.origin == Origin.OUTBOUND) {
            comparer.onSent(event);
        }
        gate.decide(event);
        count++;
        pipeline.publish();
        return true;
    }

    private MarketEvent next() {
        pace.checkInterrupted(count);
        if (!readsAhead) {
            final MarketEvent event = pipeline.claim();
            return events.read(event, count) ? event : null;
        }
        if (ahead == null) {
            ahead = new ReadAhead(count, pipeline::slot, ringLength / AHEAD_PART, events::read);
            ahead.start();
        }
        final boolean isThere = ahead.await(count);
        ahead.notesUntil(count, marks::onMark);
        return isThere ? pipeline.claim() : null;
    }

    /** The first event, for which the ring is brought to where the recording begins. */
    private MarketEvent first() {
        final MarketEvent first = new MarketEvent();
        if (!events.readPlain(first)) {
            return null;
        }
        isPositioned = true;
        if (first.sequence > 0) {
            resume(first);
        }
        final MarketEvent event = pipeline.claim();
        event.reset(Origin.TICK, EventKind.TICK);
        event.copyFrom(first);
        return events.prepare(event, count) ? event : null;
    }

    private void resume(final MarketEvent first) {
        StateSnapshot.requireBefore(first.sequence, snapshot);
        stages.restore(snapshot);
        comparer.off();
        marks.booksOnly(first.sequence);
        pipeline.beginAt(first.sequence);
        count = first.sequence;
        firstSequence = first.sequence;
        final MarketEvent before = new MarketEvent();
        before.sequence = snapshot.sequence();
        before.publishedTimeNs = snapshot.timeNs();
        stages.subscriptions().tellBooks(before);
        snapshot = null;
    }

    private void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        if (kind == NoteKind.MARK && ahead != null) {
            ahead.hold(bytes, offset, length);
        } else if (kind == NoteKind.MARK) {
            marks.onMark(bytes, offset, length);
        } else if (kind == NoteKind.SNAPSHOT && !isPositioned) {
            final byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            snapshot = StateSnapshot.read(copy, 0, length);
        }
    }

    /** What was found so far; what is missing counts only once the recording has ended. */
    public ReplayResult result() {
        final Divergence sent = comparer.divergence();
        return new ReplayResult(
                eventCount(),
                stages.stateHash(),
                comparer.compared(),
                sent == null ? null : sent.detail(),
                comparer.missing(),
                marks.compared(),
                marks.missing(),
                first.find());
    }

    /** An event that was replayed, unless its slot is filled again; then null. */
    private MarketEvent recent(final long sequence) {
        final int filled = ahead == null ? 0 : ringLength / AHEAD_PART;
        return sequence + ringLength > count + filled ? pipeline.recent(sequence) : null;
    }

    /** Notes a snapshot behind the last event replayed, if any: a replay may begin there. */
    public void snapshot(final NoteListener target) {
        final MarketEvent last = pipeline.recent(count - 1);
        if (last != null) {
            stages.snapshot(target, last.sequence, last.publishedTimeNs);
        }
    }

    /** Events replayed so far. */
    public long eventCount() {
        return count - firstSequence;
    }

    /** The sequence of the event that would be replayed next. */
    public long nextSequence() {
        return count;
    }

    /** The book of an instrument, null when it has none yet. */
    public OrderBook book(final String instrument) {
        return stages.subscriptions().book(instrument);
    }

    /** The book that one channel of a connection builds, null when it builds none. */
    public OrderBook bookOfChannel(final int connectionId, final String channel) {
        return stages.subscriptions().bookOfChannel(connectionId, channel);
    }

    /** What stage 4 knows of requests, orders and positions. */
    public ResponseStage responses() {
        return stages.responses();
    }

    /** Names of the instruments and channels that events carry as numbers. */
    public Symbols symbols() {
        return symbols;
    }
}
