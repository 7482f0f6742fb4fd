/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Completes the futures of orders. Stands behind the stages: events without updates pass it at the
 * cost of one comparison, updates at the cost of another as long as nobody waits. Futures are rare,
 * so that they may allocate; they complete on the common pool, never on the thread that reads the
 * ring.
 */
final class OrderFutures implements EventHandler<MarketEvent> {
    /** Most futures that wait at a time. */
    static final int OPEN_MAX = 1 << 16;

    private final Map<Long, CompletableFuture<OrderOutcome>> open = new ConcurrentHashMap<>();

    // Counted beside the map, whose size is a sum over its stripes.
    private final AtomicInteger openCount = new AtomicInteger();

    // Set by the thread that ends the run, read by those that open futures.
    private volatile String closedWhy;

    /** Waits for the order with this handle; null when too many wait. Any thread. */
    CompletableFuture<OrderOutcome> open(final long handle) {
        if (openCount.incrementAndGet() > OPEN_MAX) {
            openCount.decrementAndGet();
            return null;
        }
        final CompletableFuture<OrderOutcome> future = new CompletableFuture<>();
        open.put(handle, future);
        // Looked at behind the put, as close() sets it before it iterates: one of us sees it.
        final String why = closedWhy;
        if (why != null) {
            fail(handle, why);
        }
        return future;
    }

    /** Completes one; any thread. */
    void complete(final long handle, final OrderOutcome outcome) {
        final CompletableFuture<OrderOutcome> future = take(handle);
        if (future != null) {
            future.completeAsync(() -> outcome);
        }
    }

    private CompletableFuture<OrderOutcome> take(final long handle) {
        final CompletableFuture<OrderOutcome> future = open.remove(handle);
        if (future != null) {
            openCount.decrementAndGet();
        }
        return future;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final OrderUpdates updates = event.updates();
        if (updates.size() == 0 || openCount.get() == 0) {
            return;
        }
        for (int i = 0; i < updates.size(); i++) {
            if (updates.handle[i] != 0 && isKnown(updates, i)) {
                final CompletableFuture<OrderOutcome> future = take(updates.handle[i]);
                if (future != null) {
                    // Read now: the event is another's when the pool gets to it.
                    final OrderOutcome outcome = OrderOutcome.of(event, updates, i);
                    future.completeAsync(() -> outcome);
                }
            }
        }
    }

    /** True when the update says what became of the order. */
    private static boolean isKnown(final OrderUpdates updates, final int at) {
        final byte state = updates.state[at];
        if (updates.kind[at] == OrderUpdates.REFUSED) {
            // Of an edit or cancel that was refused, the order itself is as it was.
            return state == OrderState.REFUSED.code();
        }
        return updates.kind[at] == OrderUpdates.ORDER
                && state >= OrderState.OPEN.code()
                && state != OrderState.UNKNOWN.code();
    }

    /** Fails what is open, and at once whatever is opened from now on. */
    void close(final String why) {
        closedWhy = why;
        open.keySet().forEach(handle -> fail(handle, why));
    }

    private void fail(final long handle, final String why) {
        final CompletableFuture<OrderOutcome> future = take(handle);
        if (future != null) {
            future.completeExceptionally(
                    new IllegalStateException(
                            why + "; what became of order " + handle + " is not known here"));
        }
    }
}
