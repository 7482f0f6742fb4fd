/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.MarketEvent;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a session alive and knows when it is dead. Stage 1; every method may keep state between
 * calls, for one connection. Time is that of events, epoch nanoseconds: a handler asks no clock.
 *
 * <p>Beside it the engine sends WebSocket pings of its own, for peers that have no other heartbeat.
 */
public interface HeartbeatHandler {
    /** No heartbeat but the engine's own pings; a peer that is silent for two minutes is dead. */
    HeartbeatHandler NONE = new HeartbeatHandler() {};

    /** Messages may flow: turns heartbeats on, where the venue wants that. Once a session. */
    default void configure(final long nowNs, final Wishes wishes) {}

    /** Reads a message of the session, answers it when the venue asks for an answer. */
    default void onMessage(final MarketEvent event, final Wishes wishes) {}

    /**
     * Sends what is due: a ping of the client, a probe of a silent peer. Called with every tick,
     * ten times a second by default, and not before {@link #configure}.
     *
     * @param silentNs time since the last message of the peer.
     */
    default void generate(final long nowNs, final long silentNs, final Wishes wishes) {}

    /** Silence after which the engine ends the session, in nanoseconds; constant. */
    default long deadAfterNs() {
        return TimeUnit.MINUTES.toNanos(2);
    }
}
