/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.novaring.codec.EventSink;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.Recorder;
import io.novaring.engine.notes.Notes;
import io.novaring.engine.quality.QualityObserver;
import io.novaring.engine.recording.RecorderHandler;
import io.novaring.engine.recording.RecorderPace;
import io.novaring.engine.recording.RecorderWatch;
import io.novaring.engine.recording.Snapshots;
import io.novaring.engine.recording.StageMarks;
import io.novaring.engine.recording.StageTaps;
import io.novaring.engine.telemetry.Measure.Kind;
import io.novaring.engine.telemetry.Measure.Unit;
import io.novaring.engine.telemetry.Measures;
import io.novaring.engine.telemetry.Telemetry;
import io.novaring.engine.telemetry.late.LateSettings;
import io.novaring.engine.telemetry.late.LateWatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;

/**
 * The ring and who reads it. One producer claims and publishes; chains of handlers follow.
 *
 * <pre>
 * events → heartbeat → rate limit → subscriptions, books → responses → handlers
 *        ↘ journal                                          ↘ queues of those that do not gate
 * </pre>
 */
final class Pipeline implements EventSink {
    private static final long FULL_PARK_NS = 5_000;
    private static final int NOTES_LENGTH = 4 << 20;

    private final RingBuffer<MarketEvent> ring;
    private final Failures failures;
    private final EventChain[] chains;
    private final EventChain[] inline;
    private final List<Agent> threaded = new ArrayList<>();
    private final Sequence lastOfStages;
    private final EventChain journalChain;
    private final Recorder recorder;
    private final RecorderWatch recorderWatch;
    // Null when there is no recorder, as are the three below.
    private final Notes notes;
    private final Snapshots snapshots;
    private final StageMarks marks;
    private final RecorderHandler recorderHandler;
    // Null when the recorder has no thread of its own, or idles as the others do.
    private final RecorderPace pace;
    private final int holdMax;
    private final AtomicLong fullNs = new AtomicLong();
    private long claimed;
    private boolean isClaimed;
    private int heldCount;

    /**
     * @param topology not AUTO.
     * @param journal null when there is none.
     * @param journalThread whether the journal has a thread of its own.
     * @param laggingAfterNs as {@link LateSettings} says; for the journal's notes.
     */
    Pipeline(
            final int ringLength,
            final Topology topology,
            final Stages stages,
            final List<HandlerSlot> handlers,
            final Recorder journal,
            final boolean journalThread,
            final long laggingAfterNs,
            final Failures failures) {
        this.failures = failures;
        // Consumers poll: a strategy that signals waiting threads would take a lock for each event.
        this.ring =
                RingBuffer.createSingleProducer(
                        MarketEvent::new, ringLength, new BusySpinWaitStrategy());
        recorder = journal;
        notes = journal == null ? null : new Notes(NOTES_LENGTH);
        snapshots = journal == null ? null : stages.snapshots(journal);
        marks = journal == null ? null : observe(stages, stages.tap(ringLength), laggingAfterNs);
        final List<EventChain> all = new ArrayList<>();
        final List<EventChain> onProducer = new ArrayList<>();
        if (topology == Topology.STAGED) {
            all.addAll(EventChain.staged(stages.inOrder(topology), handlers, ring, failures));
        } else {
            all.add(EventChain.fused(stages.inOrder(topology), handlers, ring, failures));
        }
        lastOfStages = all.get(all.size() - 1).sequence();
        holdMax = topology.holdMax();
        if (topology == Topology.INLINE) {
            onProducer.addAll(all);
        } else {
            threaded.addAll(all);
        }
        ring.addGatingSequences(lastOfStages);
        recorderWatch = new RecorderWatch(journal);
        if (journal == null) {
            journalChain = null;
            recorderHandler = null;
            pace = null;
        } else {
            journal.ringLength(ringLength);
            recorderHandler = new RecorderHandler(journal, notes, snapshots);
            journalChain =
                    new EventChain(
                            "novaring-journal", ring, failures, slots("journal", recorderHandler));
            ring.addGatingSequences(journalChain.sequence());
            all.add(journalChain);
            final long restNs = journalThread ? journal.pollIntervalNs() : 0;
            final Sequence seen = journalChain.sequence();
            pace =
                    restNs == 0
                            ? null
                            : new RecorderPace(
                                    restNs, ringLength, () -> ring.getCursor() - seen.get());
            if (journalThread) {
                threaded.add(journalChain);
            } else {
                // First: the event that makes a handler fail is the one to look for afterwards.
                onProducer.add(0, journalChain);
            }
        }
        for (final HandlerSlot slot : handlers) {
            if (slot.handler() instanceof BufferedHandler buffered) {
                threaded.add(buffered.agent());
            }
        }
        chains = all.toArray(new EventChain[0]);
        inline = onProducer.toArray(new EventChain[0]);
    }

    /** Has the recorder told what the stages make of the events. */
    private StageMarks observe(
            final Stages stages, final StageTaps taps, final long laggingAfterNs) {
        final QualityObserver quality = new QualityObserver(notes, laggingAfterNs);
        stages.subscriptions().listener(quality);
        snapshots.observe(taps, quality::restate);
        final StageMarks observer = new StageMarks(taps, notes, StageMarks.INTERVAL_DEFAULT);
        taps.behindAll(observer);
        return observer;
    }

    private HandlerSlot[] slots(final String name, final EventHandler<MarketEvent> handler) {
        return new HandlerSlot[] {new HandlerSlot(name, handler, failures)};
    }

    /** Has the first event be this one; before anything is claimed. */
    void beginAt(final long sequence) {
        while (published() < sequence) {
            final int count = (int) Math.min(ring.getBufferSize(), sequence - published());
            final long last = ring.next(count);
            ring.publish(last - count + 1, last);
            for (final EventChain chain : chains) {
                chain.sequence().set(last);
            }
        }
    }

    /** Starts the handlers that run on the producer's thread. */
    void onStart() {
        for (final EventChain chain : inline) {
            chain.onStart();
        }
    }

    /** Ends the handlers that run on the producer's thread. */
    void onClose() {
        for (final EventChain chain : inline) {
            chain.onClose();
        }
    }

    /** An event that was claimed and not published is given again. */
    @Override
    public MarketEvent claim() {
        if (!isClaimed) {
            if (!ring.hasAvailableCapacity(1)) {
                awaitRoom();
            }
            claimed = ring.next();
            isClaimed = true;
        }
        final MarketEvent event = ring.get(claimed);
        event.sequence = claimed;
        return event;
    }

    /**
     * Waits for the slowest consumer. Never {@code next()} on a full ring: it does not look at a
     * halt. The time is counted, because while we wait nobody reads the sockets.
     */
    private void awaitRoom() {
        long beforeNs = System.nanoTime();
        if (pace != null) {
            pace.wake();
        }
        while (!ring.hasAvailableCapacity(1)) {
            if (runInline() == 0) {
                LockSupport.parkNanos(FULL_PARK_NS);
            }
            final long nowNs = System.nanoTime();
            fullNs.lazySet(fullNs.getPlain() + nowNs - beforeNs);
            beforeNs = nowNs;
            throwIfHalted();
        }
    }

    @Override
    public void publish() {
        publishFrom(claimed);
    }

    private void publishFrom(final long first) {
        isClaimed = false;
        ring.publish(claimed);
        if (pace != null) {
            pace.published(first, claimed);
        }
        runInline();
        throwIfHalted();
    }

    @Override
    public int holdMax() {
        return holdMax;
    }

    @Override
    public boolean hold() {
        isClaimed = false;
        heldCount++;
        return ring.hasAvailableCapacity(1);
    }

    @Override
    public void publishHeld(final long nowNs) {
        final long first = claimed - heldCount + 1;
        for (long sequence = first; sequence <= claimed; sequence++) {
            ring.get(sequence).publishedTimeNs = nowNs;
        }
        heldCount = 0;
        publishFrom(first);
    }

    private int runInline() {
        int work = 0;
        for (final EventChain chain : inline) {
            work += chain.doWork();
        }
        return work;
    }

    private void throwIfHalted() {
        final Throwable cause = failures.halted();
        if (cause != null) {
            throw new Failures.Halted(cause);
        }
    }

    /** Where the event with this sequence will be, or was, published. */
    MarketEvent slot(final long sequence) {
        return ring.get(sequence);
    }

    /** An event that was published, while its slot is not claimed again; then null. */
    MarketEvent recent(final long sequence) {
        final MarketEvent event = ring.get(sequence);
        return event.sequence == sequence && sequence <= ring.getCursor() ? event : null;
    }

    /** True once every stage and gating handler has seen every event. */
    boolean isCaughtUp() {
        return lastOfStages.get() == ring.getCursor();
    }

    /** Takes notes for the recorder; null when there is none. */
    Notes notes() {
        return notes;
    }

    /** A thread for an agent; the journal's rests between batches unless threads are to spin. */
    Runner runner(final Agent agent, final EngineContext context) {
        final IdleMode mode = context.consumerIdle();
        final boolean isPaced = pace != null && isJournal(agent) && mode == IdleMode.BACKOFF;
        final IdleStrategy idle = isPaced ? pace : Runner.idleStrategy(mode);
        return new Runner(agent, idle, failures, context.pinning(), isJournal(agent));
    }

    /** Agents that need a thread each. */
    List<Agent> threaded() {
        return threaded;
    }

    /** True for the agent that must see what was published even after a halt. */
    boolean isJournal(final Agent agent) {
        return agent == journalChain;
    }

    /** Names of the handlers that run at this moment; any thread. */
    List<String> running() {
        return Arrays.stream(chains)
                .map(EventChain::runningSlot)
                .filter(Objects::nonNull)
                .map(HandlerSlot::name)
                .toList();
    }

    /** Notes of what is late, null when no journal takes them. */
    LateWatch watchLate(final Telemetry telemetry) {
        return recorder == null
                ? null
                : telemetry.watchLate(notes, this::published, this::fullNs, chains.length);
    }

    /** Adds the figures of the ring, its handlers and the journal. */
    Measures addTo(final Measures measures) {
        measures.counter("events_published", this::published);
        measures.gauge("ring_remaining", ring::remainingCapacity);
        measures.gauge("ring_length", ring::getBufferSize);
        measures.add(Kind.COUNTER, Unit.NANOSECONDS, "ring_full", this::fullNs);
        measures.gauge("engine_halted", () -> failures.halted() == null ? 0 : 1);
        measures.gauge("journal_present", () -> journalChain == null ? 0 : 1);
        measures.counter("journal_events", this::journalled);
        measures.counter("journal_notes_lost", () -> notes == null ? 0 : notes.lost());
        measures.gauge("journal_lag", () -> -journalled() + published());
        for (final EventChain chain : chains) {
            chain.addTo(measures, ring);
        }
        if (snapshots != null) {
            snapshots.addTo(measures);
        }
        return recorderWatch.addTo(measures, this::published);
    }

    EventChain[] chains() {
        return chains;
    }

    long published() {
        return ring.getCursor() + 1;
    }

    long handled() {
        return lastOfStages.get() + 1;
    }

    /** Events the journal has; all of them when there is none. A stopped one has no more. */
    long journalled() {
        if (journalChain == null) {
            return published();
        }
        return recorderWatch.recordedOf(journalChain.batchEnd().get() + 1);
    }

    /** How the journal fares. */
    RecorderWatch recorderWatch() {
        return recorderWatch;
    }

    /** Seals the journal, when there is one; once every thread has ended. */
    void seal(final long stateHash) {
        if (recorder != null) {
            finishNotes();
            recorder.seal(published(), stateHash);
        }
    }

    /** Has recorded what was noted last; once every thread has ended, also after a halt. */
    void finishNotes() {
        if (recorder != null) {
            marks.finish();
            recorderHandler.finish();
        }
    }

    /** Time the producer waited for room so far, in nanoseconds; any thread. */
    long fullNs() {
        return fullNs.get();
    }
}
