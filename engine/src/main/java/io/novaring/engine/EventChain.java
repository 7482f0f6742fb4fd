/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.novaring.codec.MarketEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.concurrent.Agent;

/**
 * Handlers that one thread runs one after the other for each event: the stages, the user's
 * handlers, or the journal. A handler that throws never leaves an event half seen without a report.
 */
final class EventChain implements Agent, EventPoller.Handler<MarketEvent> {
    private static final int NOBODY = -1;
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

    // Index of the handler that runs now. Written by this chain's thread only; release pairs with
    // the watchdog's acquire in runningSlot().
    private int current = NOBODY;

    EventChain(
            final String name,
            final RingBuffer<MarketEvent> ring,
            final Failures failures,
            final HandlerSlot[] slots,
            final Sequence... upstream) {
        this.name = name;
        this.failures = failures;
        this.slots = slots;
        this.poller = ring.newPoller(upstream);
    }

    Sequence sequence() {
        return poller.getSequence();
    }

    @Override
    public String roleName() {
        return name;
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
        for (int i = 0; i < slots.length; i++) {
            final HandlerSlot slot = slots[i];
            if (slot.isDetached()) {
                continue;
            }
            CURRENT.setRelease(this, i);
            try {
                slot.onEvent(event, sequence, endOfBatch);
            } catch (final Throwable e) {
                failed(slot, sequence, e);
            }
        }
        CURRENT.setRelease(this, NOBODY);
        return true;
    }

    private void failed(final HandlerSlot slot, final long sequence, final Throwable cause) {
        final String text = slot.name() + " failed at sequence=" + sequence;
        if (slot.contract() == HandlerContract.GATE) {
            failures.halt(text, cause);
            // Passing the event on would let the next handler see it half processed.
            throw new Failures.Halted(cause);
        }
        slot.detach();
        failures.detached(slot.name(), text, cause);
    }

    /** The handler that runs at this moment, null when none does; any thread. */
    HandlerSlot runningSlot() {
        final int index = (int) CURRENT.getAcquire(this);
        return index == NOBODY ? null : slots[index];
    }

    HandlerSlot[] slots() {
        return slots;
    }

    /** Wraps a plain handler that must not be named twice. */
    static HandlerSlot slot(final String name, final EventHandler<MarketEvent> handler) {
        return new HandlerSlot(name, HandlerContract.GATE, handler);
    }
}
