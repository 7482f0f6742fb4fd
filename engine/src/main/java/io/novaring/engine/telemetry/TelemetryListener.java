/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

/**
 * Told what connections, subscriptions and messages do, as it stands on the ring. Called on the
 * thread of the handlers, behind the stages, in the order of the ring: a listener that is slow
 * holds the ring up. The engine allocates nothing for a call, and the event is valid during the
 * call only.
 *
 * <p>What is told depends on the {@link TelemetryLevel}; each type names its level. A listener that
 * throws is reported once and called no more; the ring goes on.
 */
public interface TelemetryListener {
    default void onConnectionStarted(final TelemetryEvent event) {}

    default void onConnectionCompleted(final TelemetryEvent event) {}

    default void onDisconnected(final TelemetryEvent event) {}

    default void onReconnectionStarted(final TelemetryEvent event) {}

    default void onReconnectionCompleted(final TelemetryEvent event) {}

    default void onSubscriptionStarted(final TelemetryEvent event) {}

    default void onSubscriptionCompleted(final TelemetryEvent event) {}

    default void onSubscriptionData(final TelemetryEvent event) {}

    default void onBookLost(final TelemetryEvent event) {}

    default void onBookRestored(final TelemetryEvent event) {}

    default void onMessageReceived(final TelemetryEvent event) {}

    default void onMessageSent(final TelemetryEvent event) {}

    default void onErrorOccurred(final TelemetryEvent event) {}

    default void onJournalChanged(final TelemetryEvent event) {}
}
