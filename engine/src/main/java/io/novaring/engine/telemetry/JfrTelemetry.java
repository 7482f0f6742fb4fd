/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.EventKind;
import io.novaring.engine.telemetry.JfrEvents.BookLost;
import io.novaring.engine.telemetry.JfrEvents.BookRestored;
import io.novaring.engine.telemetry.JfrEvents.ConnectionSession;
import io.novaring.engine.telemetry.JfrEvents.EngineHalted;
import io.novaring.engine.telemetry.JfrEvents.HandlerDetached;
import io.novaring.engine.telemetry.JfrEvents.HandlerStuck;
import io.novaring.engine.telemetry.JfrEvents.JournalChanged;
import io.novaring.engine.telemetry.JfrEvents.Reconnect;
import io.novaring.engine.telemetry.JfrEvents.SlowMessage;
import java.util.Arrays;
import java.util.Locale;
import jdk.jfr.EventType;

/**
 * Puts what happens into a flight recording of the JVM, in the category NovaRing. A type that no
 * recording wants costs one look at a field and allocates nothing. Slow messages need the level
 * DETAILED, lost books STANDARD.
 */
public final class JfrTelemetry implements TelemetryListener {
    private static final String[] KINDS =
            Arrays.stream(EventKind.values())
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);

    private static final EventType SESSION = EventType.getEventType(ConnectionSession.class);
    private static final EventType RECONNECT = EventType.getEventType(Reconnect.class);
    private static final EventType LOST = EventType.getEventType(BookLost.class);
    private static final EventType RESTORED = EventType.getEventType(BookRestored.class);
    private static final EventType SLOW = EventType.getEventType(SlowMessage.class);
    private static final EventType STUCK = EventType.getEventType(HandlerStuck.class);
    private static final EventType DETACHED = EventType.getEventType(HandlerDetached.class);
    private static final EventType JOURNAL = EventType.getEventType(JournalChanged.class);
    private static final EventType HALTED = EventType.getEventType(EngineHalted.class);

    private final long slowNs;

    /**
     * @param slowNs latency from the socket read to the end of the stages above which a message is
     *     slow.
     */
    public JfrTelemetry(final long slowNs) {
        if (slowNs <= 0) {
            throw new IllegalArgumentException("slowNs not above 0: " + slowNs);
        }
        this.slowNs = slowNs;
    }

    @Override
    public void onDisconnected(final TelemetryEvent event) {
        if (SESSION.isEnabled()) {
            final ConnectionSession session = new ConnectionSession();
            session.connectionId = event.connectionId();
            session.venue = event.venue();
            session.role = event.role();
            session.epoch = event.epoch();
            session.sessionNs = event.durationNs();
            session.reason =
                    event.reason() == null ? "" : event.reason().name().toLowerCase(Locale.ROOT);
            session.closeCode = event.closeCode();
            session.commit();
        }
    }

    @Override
    public void onReconnectionCompleted(final TelemetryEvent event) {
        if (RECONNECT.isEnabled()) {
            final Reconnect reconnect = new Reconnect();
            reconnect.connectionId = event.connectionId();
            reconnect.venue = event.venue();
            reconnect.epoch = event.epoch();
            reconnect.attempt = event.attempt();
            reconnect.outageNs = event.durationNs();
            reconnect.commit();
        }
    }

    @Override
    public void onBookLost(final TelemetryEvent event) {
        if (LOST.isEnabled()) {
            final BookLost lost = new BookLost();
            lost.connectionId = event.connectionId();
            lost.channel = event.channel();
            lost.sequence = event.sequence();
            lost.commit();
        }
    }

    @Override
    public void onBookRestored(final TelemetryEvent event) {
        if (RESTORED.isEnabled()) {
            final BookRestored restored = new BookRestored();
            restored.connectionId = event.connectionId();
            restored.channel = event.channel();
            restored.lostNs = event.durationNs();
            restored.commit();
        }
    }

    @Override
    public void onMessageReceived(final TelemetryEvent event) {
        if (event.latencyNs() > slowNs && SLOW.isEnabled()) {
            final SlowMessage slow = new SlowMessage();
            slow.connectionId = event.connectionId();
            slow.sequence = event.sequence();
            slow.kind = KINDS[event.kind().ordinal()];
            slow.sizeBytes = event.sizeBytes();
            slow.toRingNs = event.durationNs();
            slow.latencyNs = event.latencyNs();
            slow.commit();
        }
    }

    @Override
    public void onJournalChanged(final TelemetryEvent event) {
        if (JOURNAL.isEnabled()) {
            final JournalChanged changed = new JournalChanged();
            changed.state =
                    event.journalState() == null
                            ? ""
                            : event.journalState().name().toLowerCase(Locale.ROOT);
            changed.sequence = event.sequence();
            changed.freeBytes = event.freeBytes();
            changed.commit();
        }
    }

    /** Recorded whether or not a listener is set. Any thread. */
    public static void stuck(final String handler, final long stuckNs, final long sequence) {
        if (STUCK.isEnabled()) {
            final HandlerStuck stuck = new HandlerStuck();
            stuck.handler = handler;
            stuck.stuckNs = stuckNs;
            stuck.sequence = sequence;
            stuck.commit();
        }
    }

    /** Recorded whether or not a listener is set. Any thread. */
    public static void detached(final String handler, final String why) {
        if (DETACHED.isEnabled()) {
            final HandlerDetached detached = new HandlerDetached();
            detached.handler = handler;
            detached.why = why;
            detached.commit();
        }
    }

    /** Recorded whether or not a listener is set. Any thread. */
    public static void halted(final String culprit) {
        if (HALTED.isEnabled()) {
            final EngineHalted halted = new EngineHalted();
            halted.culprit = culprit;
            halted.commit();
        }
    }
}
