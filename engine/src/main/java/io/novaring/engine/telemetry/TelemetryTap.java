/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.telemetry.TelemetryEvent.Problem;
import io.novaring.engine.telemetry.TelemetryEvent.Type;
import io.novaring.engine.venue.VenueClient;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * A handler behind the stages that turns ring events into telemetry. Everything but {@link
 * TelemetryEvent#latencyNs} follows from the events alone. Handlers' thread; allocates nothing once
 * its tables have grown to the channels there are.
 */
final class TelemetryTap implements EventHandler<MarketEvent> {
    private final ConnectionTap[] connections;
    private final TelemetryEvent out = new TelemetryEvent();
    private final LatencyRecorder latency;
    private final BiConsumer<String, Throwable> onFailure;
    private TelemetryListener[] listeners;

    // By type: true when a listener has a method of its own for it.
    private boolean[] isHeard;

    // Set by any thread, read by the tap once a message.
    private volatile TelemetryLevel level;
    private volatile TelemetryFilter filter;

    /**
     * @param latency asked for the latency of the present message; null for none.
     * @param onFailure told the name of a listener or filter that threw, and what; must not throw.
     */
    TelemetryTap(
            final List<VenueClient> clients,
            final Symbols symbols,
            final LatencyRecorder latency,
            final TelemetryLevel level,
            final TelemetryFilter filter,
            final List<TelemetryListener> listeners,
            final BiConsumer<String, Throwable> onFailure) {
        this.latency = latency;
        this.level = level;
        this.filter = filter;
        this.listeners = listeners.toArray(new TelemetryListener[0]);
        this.isHeard = heardBy(this.listeners);
        this.onFailure = onFailure;
        connections = new ConnectionTap[clients.size()];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = new ConnectionTap(this, clients.get(i), symbols.channels());
        }
    }

    ConnectionFigures figures(final int connectionId) {
        return connections[connectionId].figures();
    }

    OrderFigures orders(final int connectionId) {
        return connections[connectionId].orders();
    }

    TelemetryLevel level() {
        return level;
    }

    void level(final TelemetryLevel newLevel) {
        level = newLevel;
    }

    TelemetryFilter filter() {
        return filter;
    }

    void filter(final TelemetryFilter newFilter) {
        filter = newFilter;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final int id = event.connectionId;
        if (id >= 0 && id < connections.length) {
            connections[id].onEvent(event);
        } else {
            onEngine(event);
        }
    }

    private void onEngine(final MarketEvent event) {
        if (event.code == Lifecycle.HANDLER_DETACHED.code()
                && begin(Type.ERROR_OCCURRED, event, null)) {
            out.problem = Problem.HANDLER_DETACHED;
            emit();
        } else if (event.code == Lifecycle.JOURNAL_STATE.code()
                && begin(Type.JOURNAL_CHANGED, event, null)) {
            out.journalState = RecorderState.ofCode(event.reason);
            out.freeBytes = event.requestId;
            emit();
        }
    }

    /** The latency of the present message, in nanoseconds. */
    long latencyNs() {
        return latency == null ? 0 : latency.lastNs();
    }

    TelemetryEvent out() {
        return out;
    }

    /** Prepares {@link #out}; false when nobody wants to hear of this type. */
    boolean begin(final Type type, final MarketEvent event, final ConnectionIdentity identity) {
        if (!isHeard[type.ordinal()] || level.compareTo(type.level()) < 0) {
            return false;
        }
        out.reset(type, event, identity);
        return true;
    }

    /** Tells every listener what {@link #out} holds, unless the filter stops it. */
    void emit() {
        if (!isAccepted()) {
            return;
        }
        final TelemetryListener[] all = listeners;
        for (final TelemetryListener listener : all) {
            try {
                dispatch(listener);
            } catch (final Throwable e) {
                remove(listener);
                onFailure.accept("telemetry listener " + listener.getClass().getName(), e);
            }
        }
    }

    private boolean isAccepted() {
        final TelemetryFilter present = filter;
        if (present == TelemetryFilter.ALL) {
            return true;
        }
        try {
            return present.accepts(out);
        } catch (final Throwable e) {
            filter = TelemetryFilter.ALL;
            onFailure.accept("telemetry filter " + present.getClass().getName(), e);
            return true;
        }
    }

    private void dispatch(final TelemetryListener listener) {
        switch (out.type) {
            case CONNECTION_STARTED -> listener.onConnectionStarted(out);
            case CONNECTION_COMPLETED -> listener.onConnectionCompleted(out);
            case DISCONNECTED -> listener.onDisconnected(out);
            case RECONNECTION_STARTED -> listener.onReconnectionStarted(out);
            case RECONNECTION_COMPLETED -> listener.onReconnectionCompleted(out);
            case ERROR_OCCURRED -> listener.onErrorOccurred(out);
            case JOURNAL_CHANGED -> listener.onJournalChanged(out);
            case SUBSCRIPTION_STARTED -> listener.onSubscriptionStarted(out);
            case SUBSCRIPTION_COMPLETED -> listener.onSubscriptionCompleted(out);
            case SUBSCRIPTION_DATA -> listener.onSubscriptionData(out);
            case BOOK_LOST -> listener.onBookLost(out);
            case BOOK_RESTORED -> listener.onBookRestored(out);
            case MESSAGE_RECEIVED -> listener.onMessageReceived(out);
            case MESSAGE_SENT -> listener.onMessageSent(out);
        }
    }

    private void remove(final TelemetryListener listener) {
        listeners =
                List.of(listeners).stream()
                        .filter(other -> other != listener)
                        .toArray(TelemetryListener[]::new);
        isHeard = heardBy(listeners);
    }

    /** What no listener looks at need not be made: most listen to a few of all types. */
    private static boolean[] heardBy(final TelemetryListener[] all) {
        final boolean[] result = new boolean[Type.values().length];
        for (final Method method : TelemetryListener.class.getMethods()) {
            for (final Type type : Type.values()) {
                if (method.getName().equals(methodOf(type))) {
                    result[type.ordinal()] =
                            Arrays.stream(all).anyMatch(listener -> hasOwn(listener, method));
                }
            }
        }
        return result;
    }

    /** The method that {@link #dispatch} calls: onBookLost for BOOK_LOST. */
    private static String methodOf(final Type type) {
        final StringBuilder name = new StringBuilder("on");
        for (final String word : type.name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static boolean hasOwn(final TelemetryListener listener, final Method method) {
        try {
            return !listener.getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .equals(method);
        } catch (final NoSuchMethodException e) {
            // Cannot be told: it is called, which is never wrong.
            return true;
        }
    }
}
