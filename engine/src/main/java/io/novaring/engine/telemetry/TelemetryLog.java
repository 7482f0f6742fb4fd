/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.telemetry.TelemetryEvent.Problem;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.VenueClient;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One structured line of the log for each event of a connection: numbers, and words of ours and of
 * the venue's adapter. Never the text of a frame, an address or a credential. Rare events only, so
 * that it may allocate.
 */
final class TelemetryLog implements TelemetryListener {
    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);
    private static final long NS_PER_US = 1_000;

    private final ErrorHandler[] errors;

    TelemetryLog(final List<VenueClient> clients) {
        errors = clients.stream().map(VenueClient::errors).toArray(ErrorHandler[]::new);
    }

    @Override
    public void onConnectionStarted(final TelemetryEvent event) {
        line(Level.DEBUG, event).addKeyValue("attempt", event.attempt()).log("connecting");
    }

    @Override
    public void onConnectionCompleted(final TelemetryEvent event) {
        timed(Level.INFO, event).addKeyValue("attempt", event.attempt()).log("connected");
    }

    @Override
    public void onReconnectionCompleted(final TelemetryEvent event) {
        timed(Level.INFO, event).log("connected again");
    }

    @Override
    public void onDisconnected(final TelemetryEvent event) {
        final boolean isAsked = event.reason() == DisconnectReason.REQUESTED;
        timed(isAsked ? Level.INFO : Level.WARN, event)
                .addKeyValue("reason", word(event.reason()))
                .addKeyValue("closeCode", event.closeCode())
                .log("disconnected");
    }

    @Override
    public void onErrorOccurred(final TelemetryEvent event) {
        switch (event.problem()) {
            case VENUE_ERROR ->
                    line(levelOf(event), event)
                            .addKeyValue("code", event.errorCode())
                            .addKeyValue("class", word(event.errorClass()))
                            .addKeyValue("request", event.requestName())
                            .log("the venue answered with an error");
            case REJECT ->
                    line(Level.WARN, event)
                            .addKeyValue("reason", event.rejectReason().word())
                            .addKeyValue("bytes", event.sizeBytes())
                            .log("a frame is no valid message");
            case AUTHENTICATION_REFUSED ->
                    line(Level.ERROR, event)
                            .addKeyValue("code", event.errorCode())
                            .log("the venue refuses to authenticate us");
            case CONNECTION_STOPPED ->
                    line(Level.ERROR, event)
                            .addKeyValue("reason", word(event.reason()))
                            .log("the connection is given up");
            case HANDLER_DETACHED -> {
                // Logged where it happened, with its cause.
            }
        }
    }

    @Override
    public void onJournalChanged(final TelemetryEvent event) {
        final RecorderState state = event.journalState();
        if (state == RecorderState.RECORDING) {
            journal(Level.INFO, event).log("the journal has room again");
        } else if (state == RecorderState.LOW_SPACE) {
            journal(Level.WARN, event).log("the journal's disk fills up");
        } else {
            journal(Level.ERROR, event).log("the journal records no further event");
        }
    }

    private static LoggingEventBuilder journal(final Level level, final TelemetryEvent event) {
        return LOG.atLevel(level)
                .addKeyValue("journal", word(event.journalState()))
                .addKeyValue("sequence", event.sequence())
                .addKeyValue("freeBytes", event.freeBytes());
    }

    private Level levelOf(final TelemetryEvent event) {
        return event.problem() == Problem.VENUE_ERROR && event.errorClass() != null
                ? errors[event.connectionId()].logLevel(event.errorClass())
                : Level.WARN;
    }

    private static LoggingEventBuilder timed(final Level level, final TelemetryEvent event) {
        return line(level, event).addKeyValue("durationUs", event.durationNs() / NS_PER_US);
    }

    private static LoggingEventBuilder line(final Level level, final TelemetryEvent event) {
        return LOG.atLevel(level)
                .addKeyValue("connection", event.connectionId())
                .addKeyValue("venue", event.venue())
                .addKeyValue("role", event.role())
                .addKeyValue("epoch", event.epoch());
    }

    private static String word(final Enum<?> constant) {
        return constant == null ? "-" : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
