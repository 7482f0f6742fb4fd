/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.codec.EventSink;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.connection.ConnectionStatus;
import io.novaring.engine.connection.EpochClock;
import io.novaring.engine.connection.IoAgent;
import io.novaring.engine.connection.KillSwitch;
import io.novaring.engine.connection.StageCommands;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.reconnect.ReconnectSettings;
import io.novaring.engine.venue.VenueClient;
import java.util.Collections;
import java.util.List;

/**
 * A session of the caller's own that does one thing: connects, authenticates, cancels every order,
 * waits for the answer and ends. The same machinery as the engine's, driven by the caller's thread,
 * with nobody behind it: no ring, no stage, no handler. Used once.
 */
final class EmergencySession {
    private static final int COMMANDS_LENGTH = 1 << 12;

    private final KillSwitch kill;
    private final IoAgent agent;
    private boolean isOver;
    private String failure = "";

    /**
     * @param client of its own: nobody else calls its handlers.
     * @param settings how the engine's connection behaves, its reconnects aside.
     */
    EmergencySession(
            final VenueClient client, final ConnectionSettings settings, final EpochClock clock) {
        kill = new KillSwitch(client.messages().trading(), true, () -> {});
        agent =
                new IoAgent(
                        List.of(client),
                        new Symbols(),
                        new Discard(),
                        new StageCommands(COMMANDS_LENGTH, () -> {}),
                        new UserCommands(COMMANDS_LENGTH, () -> {}),
                        Collections.singletonList(
                                settings.withReconnect(ReconnectSettings.DEFAULT)),
                        clock,
                        null,
                        0,
                        System.nanoTime(),
                        new KillSwitch[] {kill});
        kill.turnOn();
    }

    /** One step; the amount of work done. What a handler throws ends it. */
    int poll() {
        if (isOver) {
            return 0;
        }
        try {
            final int work = agent.doWork();
            isOver = isConfirmed() || agent.state(0) == ConnectionState.STOPPED;
            return work;
        } catch (final RuntimeException e) {
            isOver = true;
            failure = "a handler of its session failed: " + e.getClass().getSimpleName();
            return 0;
        }
    }

    /** True when another step changes nothing. */
    boolean isOver() {
        return isOver;
    }

    /** Ends the session; {@link #text} says what was in the way. */
    void close() {
        isOver = true;
        if (failure.isEmpty() && !isConfirmed()) {
            failure = describe();
        }
        try {
            agent.stopConnections();
        } catch (final RuntimeException e) {
            failure = failure.isEmpty() ? "its session could not be ended in order" : failure;
        } finally {
            agent.onClose();
        }
    }

    private String describe() {
        if (!kill.refusedText().isEmpty()) {
            return kill.refusedText();
        }
        final ConnectionStatus status = agent.status(0);
        return status.lastReason() == null
                ? "no answer; its session is " + status.state()
                : "its session ended: " + status.lastReason();
    }

    boolean isSent() {
        return kill.sent() > 0;
    }

    boolean isConfirmed() {
        return kill.answered() > 0;
    }

    long cancelledCount() {
        return kill.cancelledCount();
    }

    /** What was in the way, empty when nothing was. */
    String text() {
        return failure;
    }

    /** Events that nobody reads. */
    private static final class Discard implements EventSink {
        private final MarketEvent event = new MarketEvent();

        @Override
        public MarketEvent claim() {
            return event;
        }

        @Override
        public void publish() {
            // The next claim has it again.
        }
    }
}
