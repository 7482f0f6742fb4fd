/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.BookState;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.engine.trading.DeskCounters;
import io.novaring.engine.trading.TradingDesk;
import io.novaring.tools.cli.failure.Noticed.Note;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a program that trades gets to see: the life of its connections, and what became of its
 * orders, in words. Written by the handlers' thread, read by the test.
 */
final class OrderNotes implements EventHandler<MarketEvent> {
    private static final long NS_PER_MS = 1_000_000;

    private final int privateId;
    private final List<Note> notes = new ArrayList<>();
    private final Map<DeskCounters.Counter, Long> counts =
            new EnumMap<>(DeskCounters.Counter.class);
    private TradingDesk desk;

    OrderNotes(final int privateId) {
        this.privateId = privateId;
    }

    synchronized void watch(final TradingDesk newDesk) {
        desk = newDesk;
    }

    /** Forgets what was noted so far. */
    synchronized void clear() {
        notes.clear();
    }

    synchronized List<Note> all() {
        return List.copyOf(notes);
    }

    @Override
    public synchronized void onEvent(
            final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final boolean isPrivate = event.connectionId == privateId;
        if (event.kind == EventKind.LIFECYCLE) {
            onLifecycle(event, isPrivate ? "private" : "public");
        } else if (event.kind == EventKind.ERROR && isPrivate) {
            note("error " + event.errorCode, event);
        } else if (event.kind == EventKind.BOOK && event.bookState == BookState.STALE) {
            note("public book stale", event);
        }
        final OrderUpdates updates = event.updates();
        for (int i = 0; i < updates.size(); i++) {
            note(words(updates, i), event);
        }
        if (isPrivate && desk != null) {
            for (final DeskCounters.Counter counter : DeskCounters.Counter.values()) {
                final long count = desk.counters().get(counter);
                if (counts.getOrDefault(counter, 0L) != count) {
                    counts.put(counter, count);
                    note("counted " + words(counter), event);
                }
            }
        }
    }

    private void onLifecycle(final MarketEvent event, final String who) {
        final Lifecycle lifecycle = Lifecycle.ofCode(event.code);
        switch (lifecycle) {
            case DISCONNECTED ->
                    note(
                            who
                                    + " ended: "
                                    + words(DisconnectReason.ofCode(event.reason))
                                    + (event.token == 0 ? "" : " " + event.token),
                            event);
            case RECONNECT_SCHEDULED ->
                    note(who + " again in " + event.requestId / NS_PER_MS + " ms", event);
            case AUTHENTICATED -> note("logged in", event);
            case AUTHENTICATION_REFUSED -> note("login refused " + event.requestId, event);
            case CONNECTION_STOPPED -> note(who + " stopped", event);
            default -> {
                // Nothing to be noticed.
            }
        }
    }

    private static String words(final OrderUpdates updates, final int at) {
        final long code = updates.errorCode[at];
        final String error = code == MarketEvent.ABSENT ? "" : " " + code;
        return switch (updates.kind[at]) {
            case OrderUpdates.ORDER -> "order " + state(updates.state[at]) + error;
            case OrderUpdates.FILL -> "fill";
            case OrderUpdates.REFUSED ->
                    "refused " + words(OrderRefusal.ofCode(updates.refusal[at]));
            case OrderUpdates.EDIT_FAILED -> "edit failed" + error;
            case OrderUpdates.CANCEL_FAILED -> "cancel failed" + error;
            case OrderUpdates.POSITION -> "position";
            case OrderUpdates.POSITION_DIFFERENCE -> "position difference";
            case OrderUpdates.READY -> "ready";
            case OrderUpdates.ALARM -> "alarm";
            default -> updates.state[at] == 1 ? "account locked" : "account unlocked";
        };
    }

    private static String state(final byte code) {
        final OrderState state = OrderState.ofCode(code);
        return state == null ? "none" : words(state);
    }

    private static String words(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void note(final String what, final MarketEvent event) {
        notes.add(new Note(what, event.receivedTimeNs));
    }
}
