/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.engine.telemetry.TelemetryEvent;
import io.novaring.engine.telemetry.TelemetryListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told: one line each, durations in milliseconds. */
final class TelemetryRecorder implements TelemetryListener {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<String> venues = new CopyOnWriteArrayList<>();

    private void add(final TelemetryEvent event) {
        final StringBuilder line = new StringBuilder(event.type().name());
        put(line, "attempt", event.attempt(), 0);
        put(line, "channel", event.channel(), null);
        put(line, "count", event.channelCount(), 0);
        put(line, "request", event.requestType(), MarketEvent.NONE);
        put(line, "problem", event.problem(), null);
        put(line, "reason", event.reason(), null);
        put(line, "code", event.closeCode(), 0);
        put(line, "error", event.errorCode(), 0);
        put(line, "class", event.errorClass(), null);
        if (event.rejectReason() != RejectReason.NONE) {
            put(line, "reject", event.rejectReason().word(), null);
        }
        if (event.type() == TelemetryEvent.Type.MESSAGE_RECEIVED) {
            put(line, "kind", event.kind(), null);
        }
        put(line, "journal", event.journalState(), null);
        put(line, "free", event.freeBytes(), 0);
        put(line, "duration", event.durationNs() / 1_000_000, 0);
        lines.add(line + (event.isSent() ? " sent" : ""));
        if (event.venue() != null) {
            venues.add(event.venue());
        }
    }

    private static void put(
            final StringBuilder line, final String key, final Object value, final Object absent) {
        if (value != null && !value.toString().equals(String.valueOf(absent))) {
            line.append(' ').append(key).append('=').append(value);
        }
    }

    @Override
    public void onConnectionStarted(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onConnectionCompleted(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onDisconnected(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onReconnectionStarted(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onReconnectionCompleted(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onSubscriptionStarted(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onSubscriptionCompleted(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onSubscriptionData(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onBookLost(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onBookRestored(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onMessageReceived(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onMessageSent(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onErrorOccurred(final TelemetryEvent event) {
        add(event);
    }

    @Override
    public void onJournalChanged(final TelemetryEvent event) {
        add(event);
    }
}
