/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.LostBooks;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.SymbolTable;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.telemetry.ConnectionFigures.Figure;
import io.novaring.engine.telemetry.TelemetryEvent.Problem;
import io.novaring.engine.telemetry.TelemetryEvent.Type;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.VenueClient;
import java.util.Arrays;

/** Telemetry and figures of one connection. Tap's thread; {@link #figures} may be read by any. */
final class ConnectionTap {
    // Requests under way that are remembered; the oldest is forgotten first. A power of two.
    private static final int REQUESTS_MAX = 64;

    private final TelemetryTap tap;
    private final ConnectionIdentity identity;
    private final ErrorHandler errors;
    private final int poolCount;
    private final ConnectionFigures figures = new ConnectionFigures();
    private final OrderFigures orders;
    private final ChannelTrack channels = new ChannelTrack();
    private final long[] requestIds = new long[REQUESTS_MAX];
    private final long[] requestTimesNs = new long[REQUESTS_MAX];
    private final int[] requestTypes = new int[REQUESTS_MAX];
    private int requestCount;
    private int attempts;
    private boolean isOpen;
    private boolean wasOpen;
    private long startedNs;
    private long openedNs;
    private long lostNs;

    ConnectionTap(final TelemetryTap tap, final VenueClient client, final SymbolTable channels) {
        this.tap = tap;
        this.identity = new ConnectionIdentity(client, channels);
        this.errors = client.errors();
        this.orders = new OrderFigures(client);
        this.poolCount = client.rateLimits().pools().size();
        Arrays.fill(requestIds, MarketEvent.ABSENT);
    }

    ConnectionFigures figures() {
        return figures;
    }

    OrderFigures orders() {
        return orders;
    }

    void onEvent(final MarketEvent event) {
        switch (event.origin) {
            case INBOUND -> onInbound(event);
            case OUTBOUND -> onOutbound(event);
            case LIFECYCLE -> onLifecycle(event);
            case TICK -> readCredits(event);
            case COMMAND -> {
                // What comes of it is seen when it is sent.
            }
        }
        orders.onEvent(event);
        if (event.hasLostBooks()) {
            onLostBooks(event);
        }
    }

    private void readCredits(final MarketEvent event) {
        for (int i = 0; i < poolCount; i++) {
            figures.setCredits(i, event.credits[i]);
        }
    }

    private void onInbound(final MarketEvent event) {
        figures.add(Figure.MESSAGES_RECEIVED, 1);
        figures.add(Figure.BYTES_RECEIVED, event.rawLength);
        figures.set(Figure.LAST_RECEIVED_NS, event.receivedTimeNs);
        figures.countKind(event.kind);
        if (begin(Type.MESSAGE_RECEIVED, event)) {
            final TelemetryEvent out = tap.out();
            out.sizeBytes = event.rawLength;
            out.channelId = event.channelId;
            out.durationNs = event.publishedTimeNs - event.receivedTimeNs;
            out.latencyNs = tap.latencyNs();
            tap.emit();
        }
        if (event.channelId >= 0) {
            onChannel(event);
        }
        switch (event.kind) {
            case RESPONSE -> onAnswer(event);
            case ERROR -> {
                onAnswer(event);
                onError(event);
            }
            case REJECT -> onReject(event);
            default -> {
                // Told as a message, and counted by kind.
            }
        }
    }

    private void onChannel(final MarketEvent event) {
        final long count = channels.count(event.channelId);
        final boolean isTold = count == 1 || tap.level() == TelemetryLevel.DETAILED;
        if (isTold && begin(Type.SUBSCRIPTION_DATA, event)) {
            tap.out().channelId = event.channelId;
            tap.out().channelCount = count;
            tap.out().sizeBytes = event.rawLength;
            tap.emit();
        }
        if (event.kind != EventKind.BOOK) {
            return;
        }
        switch (channels.onBook(event)) {
            case ChannelTrack.DUPLICATE -> figures.add(Figure.DUPLICATES, 1);
            case ChannelTrack.LOST -> {
                if (channels.isLostByGap()) {
                    figures.add(Figure.GAPS, 1);
                }
                tellBook(Type.BOOK_LOST, event, event.channelId, 0);
            }
            case ChannelTrack.RESTORED -> {
                figures.add(Figure.RESYNCS, 1);
                final long sinceNs = channels.lostNs(event.channelId);
                final long durationNs = event.receivedTimeNs - sinceNs;
                tellBook(Type.BOOK_RESTORED, event, event.channelId, durationNs);
            }
            default -> {
                // The chain goes on.
            }
        }
    }

    /** Books that were lost at an event that is no message of theirs. */
    private void onLostBooks(final MarketEvent event) {
        final LostBooks lost = event.lostBooks;
        for (int i = 0; i < lost.size(); i++) {
            final int channelId = lost.channelId(i);
            // Who gives a channel back has not lost its book.
            final boolean isGivenBack = event.origin == Origin.COMMAND;
            if (channels.onLost(channelId, event.receivedTimeNs, isGivenBack)) {
                tellBook(Type.BOOK_LOST, event, channelId, 0);
            }
        }
    }

    private void tellBook(
            final Type type, final MarketEvent event, final int channelId, final long durationNs) {
        if (begin(type, event)) {
            tap.out().channelId = channelId;
            tap.out().durationNs = durationNs;
            tap.emit();
        }
    }

    private void onAnswer(final MarketEvent event) {
        if (event.requestId == MarketEvent.ABSENT) {
            return;
        }
        for (int i = 0; i < REQUESTS_MAX; i++) {
            if (requestIds[i] == event.requestId) {
                requestIds[i] = MarketEvent.ABSENT;
                if (begin(Type.SUBSCRIPTION_COMPLETED, event)) {
                    final TelemetryEvent out = tap.out();
                    out.requestId = event.requestId;
                    out.requestType = requestTypes[i];
                    out.durationNs = event.receivedTimeNs - requestTimesNs[i];
                    out.errorCode = event.kind == EventKind.ERROR ? event.errorCode : 0;
                    tap.emit();
                }
                return;
            }
        }
    }

    private void onError(final MarketEvent event) {
        figures.add(Figure.ERRORS, 1);
        if (begin(Type.ERROR_OCCURRED, event)) {
            final TelemetryEvent out = tap.out();
            out.problem = Problem.VENUE_ERROR;
            out.errorCode = event.errorCode;
            out.errorClass = errors.classify(event);
            out.requestId = event.requestId;
            out.requestType = event.requestType;
            tap.emit();
        }
    }

    private void onReject(final MarketEvent event) {
        figures.add(Figure.REJECTS, 1);
        if (begin(Type.ERROR_OCCURRED, event)) {
            tap.out().problem = Problem.REJECT;
            tap.out().rejectReason = event.rejectReason;
            tap.out().sizeBytes = event.rawLength;
            tap.emit();
        }
    }

    private void onOutbound(final MarketEvent event) {
        final boolean isSent = !event.hasFlag(MarketEvent.UNSENT);
        if (isSent) {
            figures.add(Figure.MESSAGES_SENT, 1);
            figures.add(Figure.BYTES_SENT, event.rawLength);
        } else {
            figures.add(Figure.UNSENT, 1);
        }
        readCredits(event);
        if (begin(Type.MESSAGE_SENT, event)) {
            tap.out().sent = isSent;
            tap.out().sizeBytes = event.rawLength;
            tellRequest(event);
        }
        if (isSent && RequestIds.stageOf(event.requestId) == SubscriptionStage.STAGE) {
            final int index = requestCount++ & REQUESTS_MAX - 1;
            requestIds[index] = event.requestId;
            requestTimesNs[index] = event.receivedTimeNs;
            requestTypes[index] = event.code;
            if (begin(Type.SUBSCRIPTION_STARTED, event)) {
                tap.out().sizeBytes = event.rawLength;
                tellRequest(event);
            }
        }
    }

    private void tellRequest(final MarketEvent event) {
        tap.out().requestType = event.code;
        tap.out().requestId = event.requestId;
        tap.emit();
    }

    private void onLifecycle(final MarketEvent event) {
        final Lifecycle state = Lifecycle.ofCode(event.code);
        if (state == null) {
            return;
        }
        switch (state) {
            case CONNECTING -> onConnecting(event);
            case CONNECTED -> onConnected(event);
            case DISCONNECTED -> onDisconnected(event);
            case CONNECTION_STOPPED -> {
                final DisconnectReason reason = DisconnectReason.ofCode(event.reason);
                // Without a reason it is the engine that ends.
                if (reason != null && begin(Type.ERROR_OCCURRED, event)) {
                    tap.out().problem = Problem.CONNECTION_STOPPED;
                    tap.out().reason = reason;
                    tap.emit();
                }
            }
            case AUTHENTICATION_REFUSED -> {
                figures.add(Figure.ERRORS, 1);
                if (begin(Type.ERROR_OCCURRED, event)) {
                    tap.out().problem = Problem.AUTHENTICATION_REFUSED;
                    tap.out().errorCode = event.requestId;
                    tap.emit();
                }
            }
            default -> {
                // Nothing of this connection's own.
            }
        }
    }

    private void onConnecting(final MarketEvent event) {
        attempts++;
        startedNs = event.receivedTimeNs;
        figures.set(Figure.EPOCH, event.epoch);
        tellLife(Type.CONNECTION_STARTED, event, 0);
        if (wasOpen || attempts > 1) {
            tellLife(Type.RECONNECTION_STARTED, event, 0);
        }
    }

    private void onConnected(final MarketEvent event) {
        isOpen = true;
        openedNs = event.receivedTimeNs;
        tellLife(Type.CONNECTION_COMPLETED, event, sinceStarted(event));
        if (wasOpen) {
            figures.add(Figure.RECONNECTS, 1);
            tellLife(Type.RECONNECTION_COMPLETED, event, event.receivedTimeNs - lostNs);
        }
        wasOpen = true;
        attempts = 0;
    }

    private long sinceStarted(final MarketEvent event) {
        return startedNs == 0 ? 0 : event.receivedTimeNs - startedNs;
    }

    private void onDisconnected(final MarketEvent event) {
        final long sessionNs = isOpen ? event.receivedTimeNs - openedNs : 0;
        figures.add(Figure.DISCONNECTS, 1);
        if (isOpen) {
            isOpen = false;
            lostNs = event.receivedTimeNs;
            channels.onDisconnect();
            Arrays.fill(requestIds, MarketEvent.ABSENT);
        }
        if (begin(Type.DISCONNECTED, event)) {
            tap.out().durationNs = sessionNs;
            tap.out().attempt = attempts;
            tap.out().reason = DisconnectReason.ofCode(event.reason);
            tap.out().closeCode = (int) event.token;
            tap.emit();
        }
    }

    private void tellLife(final Type type, final MarketEvent event, final long durationNs) {
        if (begin(type, event)) {
            tap.out().durationNs = durationNs;
            tap.out().attempt = attempts;
            tap.emit();
        }
    }

    private boolean begin(final Type type, final MarketEvent event) {
        return tap.begin(type, event, identity);
    }
}
