/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.Stage;
import io.novaring.engine.telemetry.Measures;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.Agent;

/**
 * Handlers that one thread runs one after the other for each event: the stages, the user's
 * handlers, or the journal. A handler that throws never leaves an event half seen without a report.
 */
final class EventChain implements Agent, EventPoller.Handler<MarketEvent> {
    private static final int NOBODY = -1;
    private static final int STAGES = 4;
    private static final int KNOWN = STAGES + HandlerSlot.ENGINE_COUNT;
    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(EventChain.class, "current", int.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;
    private final EventPoller<MarketEvent> poller;
    private final Failures failures;
    private final HandlerSlot[] slots;

    // The four stages where one thread runs them all, else null. Fields and not the list: each call
    // then has one type of stage only, and is inlined.
    private final EventHandler<MarketEvent> first;
    private final EventHandler<MarketEvent> second;
    private final EventHandler<MarketEvent> third;
    private final EventHandler<MarketEvent> fourth;

    // Behind these an engine has four handlers of its own: likewise, null where they are not there.
    private final EventHandler<MarketEvent> fifth;
    private final EventHandler<MarketEvent> sixth;
    private final EventHandler<MarketEvent> seventh;
    private final EventHandler<MarketEvent> eighth;

    // Events that were passed to the first four, and to the four behind them.
    private final AtomicLong stagePasses = new AtomicLong();
    private final AtomicLong enginePasses = new AtomicLong();

    // Written so that the reads behind it are made.
    private long touched;

    // End of the last batch that every handler has seen: what a handler collects until the end of a
    // batch is safe only then. Ordered store by this chain's thread; read by any.
    private final Sequence batchEnd = new Sequence();

    // Index of the handler that runs now, and the event it has. Written by this chain's thread
    // only; the release of the index pairs with the watchdog's acquire in runningSlot().
    private int current = NOBODY;
    private long currentSequence;

    EventChain(
            final String name,
            final RingBuffer<MarketEvent> ring,
            final Failures failures,
            final HandlerSlot[] slots,
            final Sequence... upstream) {
        this.name = name;
        this.failures = failures;
        this.slots = slots;
        final boolean isFused = startsWithStages(slots);
        first = isFused ? slots[0].handler() : null;
        second = isFused ? slots[1].handler() : null;
        third = isFused ? slots[2].handler() : null;
        fourth = isFused ? slots[3].handler() : null;
        final boolean isEngine = isFused && HandlerSlot.areEngines(slots, STAGES);
        fifth = isEngine ? slots[4].handler() : null;
        sixth = isEngine ? slots[5].handler() : null;
        seventh = isEngine ? slots[6].handler() : null;
        eighth = isEngine ? slots[7].handler() : null;
        if (isFused) {
            Arrays.stream(slots, 0, STAGES).forEach(slot -> slot.countIn(stagePasses));
        }
        if (isEngine) {
            Arrays.stream(slots, STAGES, KNOWN).forEach(slot -> slot.countIn(enginePasses));
        }
        this.poller = ring.newPoller(upstream);
    }

    /** Stages and handlers behind each other on one thread. */
    static EventChain fused(
            final List<? extends Stage> stages,
            final List<HandlerSlot> handlers,
            final RingBuffer<MarketEvent> ring,
            final Failures failures) {
        final List<HandlerSlot> slots = new ArrayList<>();
        for (final Stage stage : stages) {
            slots.add(new HandlerSlot(stage.name(), stage, failures));
        }
        slots.addAll(handlers);
        return new EventChain("novaring-stages", ring, failures, slots.toArray(new HandlerSlot[0]));
    }

    /** A thread for each stage, and one for the handlers behind the last. */
    static List<EventChain> staged(
            final List<? extends Stage> stages,
            final List<HandlerSlot> handlers,
            final RingBuffer<MarketEvent> ring,
            final Failures failures) {
        final List<EventChain> chains = new ArrayList<>();
        Sequence[] upstream = {};
        for (final Stage stage : stages) {
            final HandlerSlot[] slots = {new HandlerSlot(stage.name(), stage, failures)};
            final EventChain chain =
                    new EventChain("novaring-" + stage.name(), ring, failures, slots, upstream);
            chains.add(chain);
            upstream = new Sequence[] {chain.sequence()};
        }
        final HandlerSlot[] slots = handlers.toArray(new HandlerSlot[0]);
        chains.add(new EventChain("novaring-handlers", ring, failures, slots, upstream));
        return chains;
    }

    private static boolean startsWithStages(final HandlerSlot[] slots) {
        boolean isFused = slots.length >= STAGES;
        for (int i = 0; isFused && i < STAGES; i++) {
            isFused = slots[i].handler() instanceof Stage;
        }
        return isFused;
    }

    Sequence sequence() {
        return poller.getSequence();
    }

    Sequence batchEnd() {
        return batchEnd;
    }

    @Override
    public String roleName() {
        return name;
    }

    /**
     * Starts the handlers. This chain's thread, like everything here that is not said otherwise.
     */
    @Override
    public void onStart() {
        for (final HandlerSlot slot : slots) {
            try {
                slot.handler().onStart();
            } catch (final Throwable e) {
                failed(slot, " failed to start", e);
            }
        }
    }

    /** Tells every handler that no event follows, also after a halt. */
    @Override
    public void onClose() {
        for (final HandlerSlot slot : slots) {
            try {
                slot.handler().onShutdown();
            } catch (final Throwable e) {
                failures.notShutDown(slot.name(), e);
            }
        }
    }

    /** Passes on every event that is there; 0 when none is. */
    @Override
    public int doWork() {
        try {
            return poller.poll(this) == EventPoller.PollState.PROCESSING ? 1 : 0;
        } catch (final Failures.Halted e) {
            throw e;
        } catch (final Exception e) {
            // Handlers' exceptions end in failed(): this is a bug of ours.
            failures.halt(name, e);
            throw new Failures.Halted(e);
        }
    }

    @Override
    public boolean onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        currentSequence = sequence;
        // A timed call takes the common way.
        final boolean isPassed = first != null && !slots[0].isTimedNext();
        int next = 0;
        if (isPassed) {
            passStages(event, sequence, endOfBatch);
            next = fifth == null ? STAGES : passEngine(event, sequence, endOfBatch);
        }
        for (int i = next; i < slots.length; i++) {
            final HandlerSlot slot = slots[i];
            if (slot.isDetached()) {
                continue;
            }
            CURRENT.setRelease(this, i);
            try {
                slot.onEvent(event, sequence, endOfBatch);
            } catch (final Throwable e) {
                failedAt(i, sequence, e);
            }
        }
        CURRENT.setRelease(this, NOBODY);
        if (endOfBatch) {
            batchEnd.set(sequence);
        }
        return true;
    }

    /** Stages always gate: none is ever detached, and what one throws halts the engine. */
    private void passStages(
            final MarketEvent event, final long sequence, final boolean endOfBatch) {
        // Levels come from the producer's core in lines of their own. Asked for now, they are under
        // way together with the header; stage 3 would ask only when it has that. The core guesses
        // the kind before it knows it.
        if (event.kind == EventKind.BOOK) {
            touched = event.bids.size() + event.asks.size();
        }
        try {
            enter(0);
            first.onEvent(event, sequence, endOfBatch);
            enter(1);
            second.onEvent(event, sequence, endOfBatch);
            enter(2);
            third.onEvent(event, sequence, endOfBatch);
            enter(3);
            fourth.onEvent(event, sequence, endOfBatch);
            stagePasses.lazySet(stagePasses.getPlain() + 1);
        } catch (final Throwable e) {
            failedAt(countFrom(0), sequence, e);
        }
    }

    /**
     * The next one's index: behind one of these that was detached, the others go the common way.
     */
    private int passEngine(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        if (slots[5].isDetached()) {
            return STAGES;
        }
        try {
            enter(4);
            fifth.onEvent(event, sequence, endOfBatch);
            enter(5);
            sixth.onEvent(event, sequence, endOfBatch);
            enter(6);
            seventh.onEvent(event, sequence, endOfBatch);
            enter(7);
            eighth.onEvent(event, sequence, endOfBatch);
            enginePasses.lazySet(enginePasses.getPlain() + 1);
            return KNOWN;
        } catch (final Throwable e) {
            final int index = countFrom(STAGES);
            failedAt(index, sequence, e);
            return index + 1;
        }
    }

    private void enter(final int index) {
        CURRENT.setRelease(this, index);
    }

    /** Counts the event for those who have had it, up to the present one, whose index it gives. */
    private int countFrom(final int from) {
        final int index = current;
        for (int i = from; i <= index; i++) {
            slots[i].count();
        }
        return index;
    }

    private void failedAt(final int index, final long sequence, final Throwable cause) {
        CURRENT.setRelease(this, NOBODY);
        failed(slots[index], " failed at sequence=" + sequence, cause);
    }

    private void failed(final HandlerSlot slot, final String how, final Throwable cause) {
        final String text = slot.name() + how;
        if (slot.contract() == HandlerContract.GATE) {
            failures.halt(text, cause);
            // Passing the event on would let the next handler see it half processed.
            throw new Failures.Halted(cause);
        }
        slot.detach(text, cause);
    }

    /** Adds the figures of the handlers here. */
    void addTo(final Measures measures, final RingBuffer<MarketEvent> ring) {
        final Sequence seen = sequence();
        for (final HandlerSlot slot : slots) {
            slot.addTo(
                    measures,
                    // First what was seen: the cursor is then never behind it.
                    () -> -seen.get() + ring.getCursor(),
                    ring.getBufferSize());
        }
    }

    /** The handler that runs at this moment, null when none does; any thread. */
    HandlerSlot runningSlot() {
        final int index = (int) CURRENT.getAcquire(this);
        return index == NOBODY ? null : slots[index];
    }

    /** Sequence of the event that {@link #runningSlot} has; of use after that call only. */
    long runningSequence() {
        return currentSequence;
    }
}
