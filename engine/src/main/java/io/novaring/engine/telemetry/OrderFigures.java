/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.engine.trading.TradingDesk;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.VenueClient;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.collections.Long2LongHashMap;

/**
 * What is counted of the orders and logins of one connection, from what stage 4 wrote on the
 * events. Tap's thread counts and allocates nothing but to grow; any thread reads.
 */
final class OrderFigures {
    private static final OrderState[] STATES = OrderState.values();
    private static final OrderRefusal[] REFUSALS = OrderRefusal.values();
    private static final int REFUSED_AT = STATES.length + 1;
    private static final int GRANTED = REFUSED_AT + REFUSALS.length;
    private static final int DENIED = GRANTED + 1;
    private static final int FAILED = DENIED + 1;
    private static final int ALARMS = FAILED + 1;

    // What is waited for is bounded by the session; this only guards against what never ends.
    private static final int REMEMBERED_MAX = 32_768;

    private final boolean isTrading;
    private final boolean isAuthenticating;
    private final AtomicLongArray values = new AtomicLongArray(ALARMS + 1);
    private final Durations placed = new Durations();
    private final Durations edited = new Durations();
    private final Durations cancelled = new Durations();
    private final Durations resolved = new Durations();
    private final Long2LongHashMap sentNs = new Long2LongHashMap(MarketEvent.ABSENT);
    private final Long2LongHashMap unknownSinceNs = new Long2LongHashMap(MarketEvent.ABSENT);

    OrderFigures(final VenueClient client) {
        isTrading = client.messages().trading().isSupported();
        isAuthenticating = client.auth().isRequired();
    }

    void onEvent(final MarketEvent event) {
        if (event.origin == Origin.LIFECYCLE) {
            onLifecycle(event);
        }
        if (!isTrading) {
            return;
        }
        if (event.origin == Origin.OUTBOUND) {
            onOutbound(event);
        } else if (event.kind == EventKind.RESPONSE || event.kind == EventKind.ERROR) {
            onAnswer(event);
        }
        final OrderUpdates updates = event.updates();
        for (int row = 0; row < updates.size(); row++) {
            onUpdate(updates, row, event.receivedTimeNs);
        }
    }

    private void onLifecycle(final MarketEvent event) {
        if (event.code == Lifecycle.AUTHENTICATED.code()) {
            increment(GRANTED);
        } else if (event.code == Lifecycle.AUTHENTICATION_REFUSED.code()) {
            increment(DENIED);
        } else if (event.code == Lifecycle.DISCONNECTED.code()) {
            sentNs.clear();
            if (event.reason == DisconnectReason.AUTHENTICATION_FAILED.code()) {
                increment(FAILED);
            }
        }
    }

    private void onOutbound(final MarketEvent event) {
        final boolean isOfOrder =
                TradingDesk.isPlacing(event.token)
                        || TradingDesk.isEdit(event.token)
                        || TradingDesk.isCancel(event.token);
        if (isOfOrder && !event.hasFlag(MarketEvent.UNSENT)) {
            remember(sentNs, event.requestId, event.receivedTimeNs);
        }
    }

    private void onAnswer(final MarketEvent event) {
        final boolean isOfDesk =
                event.requestType != RequestType.NONE && TradingDesk.isToken(event.token);
        final long sinceNs = isOfDesk ? sentNs.remove(event.requestId) : MarketEvent.ABSENT;
        if (sinceNs == MarketEvent.ABSENT) {
            return;
        }
        final long durationNs = event.receivedTimeNs - sinceNs;
        if (TradingDesk.isPlacing(event.token)) {
            placed.record(durationNs);
        } else if (TradingDesk.isEdit(event.token)) {
            edited.record(durationNs);
        } else {
            cancelled.record(durationNs);
        }
    }

    private void onUpdate(final OrderUpdates updates, final int row, final long nowNs) {
        switch (updates.kind[row]) {
            case OrderUpdates.ORDER -> onOrder(updates, row, nowNs);
            case OrderUpdates.REFUSED -> {
                final OrderRefusal refusal = OrderRefusal.ofCode(updates.refusal[row]);
                if (refusal != null) {
                    increment(REFUSED_AT + refusal.ordinal());
                }
            }
            case OrderUpdates.ALARM -> increment(ALARMS);
            default -> {
                // Counted by the desk.
            }
        }
    }

    private void onOrder(final OrderUpdates updates, final int row, final long nowNs) {
        final OrderState state = OrderState.ofCode(updates.state[row]);
        if (state == null) {
            return;
        }
        final long handle = updates.handle[row];
        if (state != OrderState.UNKNOWN) {
            final long sinceNs = unknownSinceNs.remove(handle);
            if (sinceNs != MarketEvent.ABSENT) {
                resolved.record(nowNs - sinceNs);
            }
        } else if (!unknownSinceNs.containsKey(handle)) {
            remember(unknownSinceNs, handle, nowNs);
        }
        if (state.isFinal() && updates.previousState[row] != state.code()) {
            increment(state.code());
        }
    }

    private static void remember(final Long2LongHashMap map, final long key, final long timeNs) {
        if (map.size() >= REMEMBERED_MAX) {
            map.clear();
        }
        map.put(key, timeNs);
    }

    // One writer: a plain read is its own last write.
    private void increment(final int index) {
        values.setRelease(index, values.getPlain(index) + 1);
    }

    /** Adds what this connection has: nothing of orders where none are taken. */
    void addTo(final Measures measures, final String... labels) {
        if (isAuthenticating) {
            counter(measures, "authentications", GRANTED, with(labels, "result", "granted"));
            counter(measures, "authentications", DENIED, with(labels, "result", "refused"));
            counter(measures, "authentications", FAILED, with(labels, "result", "session-ended"));
        }
        if (!isTrading) {
            return;
        }
        for (final OrderState state : STATES) {
            // What was refused is below, with its reason.
            if (state.isFinal() && state != OrderState.REFUSED) {
                counter(measures, "orders_done", state.code(), with(labels, "state", word(state)));
            }
        }
        for (final OrderRefusal refusal : REFUSALS) {
            if (refusal != OrderRefusal.NONE) {
                counter(
                        measures,
                        "orders_refused",
                        REFUSED_AT + refusal.ordinal(),
                        with(labels, "reason", word(refusal)));
            }
        }
        counter(measures, "order_alarms", ALARMS, labels);
        placed.addTo(measures, "order_answer", with(labels, "request", "place"));
        edited.addTo(measures, "order_answer", with(labels, "request", "edit"));
        cancelled.addTo(measures, "order_answer", with(labels, "request", "cancel"));
        resolved.addTo(measures, "order_resolve", labels);
    }

    private void counter(
            final Measures measures, final String name, final int index, final String... labels) {
        measures.counter(name, () -> values.getAcquire(index), labels);
    }

    static String[] with(final String[] labels, final String key, final String value) {
        final String[] all = Arrays.copyOf(labels, labels.length + 2);
        all[labels.length] = key;
        all[labels.length + 1] = value;
        return all;
    }

    static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
