/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.venue.ErrorClass;

/**
 * What a telemetry listener is told. One object is used again for every call: it is valid during
 * the call only. A value that does not belong to the type is absent: {@link MarketEvent#ABSENT},
 * {@link MarketEvent#NONE}, 0 or null, as the method says. Reading allocates nothing.
 */
public final class TelemetryEvent {
    /** What happened, and the level from which it is told. */
    public enum Type {
        /** An attempt to connect begins. */
        CONNECTION_STARTED(TelemetryLevel.MINIMAL),
        /** A session is open; duration: of the attempt. */
        CONNECTION_COMPLETED(TelemetryLevel.MINIMAL),
        /** A session is over or an attempt failed; duration: of the session, 0 for none. */
        DISCONNECTED(TelemetryLevel.MINIMAL),
        /** Beside CONNECTION_STARTED, for every attempt but the first; attempt: since a session. */
        RECONNECTION_STARTED(TelemetryLevel.MINIMAL),
        /** Beside CONNECTION_COMPLETED; duration: since the session before was lost. */
        RECONNECTION_COMPLETED(TelemetryLevel.MINIMAL),
        /** Something is wrong; {@link #problem} says what. */
        ERROR_OCCURRED(TelemetryLevel.MINIMAL),
        /** How the journal fares is another matter than before: {@link #journalState}. */
        JOURNAL_CHANGED(TelemetryLevel.MINIMAL),
        /** A request of the subscription stage went out: to subscribe or to unsubscribe. */
        SUBSCRIPTION_STARTED(TelemetryLevel.STANDARD),
        /** It was answered; duration: since it was sent; error code: when it was refused. */
        SUBSCRIPTION_COMPLETED(TelemetryLevel.STANDARD),
        /** Data of a channel: the first of a session, and at DETAILED every one. */
        SUBSCRIPTION_DATA(TelemetryLevel.STANDARD),
        /** A book that was live is not to be believed any more. */
        BOOK_LOST(TelemetryLevel.STANDARD),
        /** It is live again; duration: since it was lost. */
        BOOK_RESTORED(TelemetryLevel.STANDARD),
        /** A message was received; duration: from the socket read to the ring. */
        MESSAGE_RECEIVED(TelemetryLevel.DETAILED),
        /** A message was handed to the socket, or was not: {@link #isSent}. */
        MESSAGE_SENT(TelemetryLevel.DETAILED);

        private final TelemetryLevel level;

        Type(final TelemetryLevel level) {
            this.level = level;
        }

        public TelemetryLevel level() {
            return level;
        }
    }

    /** What {@link Type#ERROR_OCCURRED} is about. */
    public enum Problem {
        /** The venue answered with an error: error code and class. */
        VENUE_ERROR,
        /** A frame was no valid message: reject reason. */
        REJECT,
        /** The venue does not take us for who we are: error code. */
        AUTHENTICATION_REFUSED,
        /** No further attempt to connect is made: reason. */
        CONNECTION_STOPPED,
        /** A handler gets no more events. */
        HANDLER_DETACHED
    }

    // Written by the tap before each call.
    Type type;
    long sequence;
    long timeNs;
    int connectionId;
    ConnectionIdentity identity;
    int epoch;
    long durationNs;
    long latencyNs;
    int sizeBytes;
    int attempt;
    EventKind kind;
    int requestType;
    long requestId;
    int channelId;
    long channelCount;
    boolean sent;
    DisconnectReason reason;
    int closeCode;
    long errorCode;
    Problem problem;
    ErrorClass errorClass;
    RejectReason rejectReason;
    RecorderState journalState;
    long freeBytes;

    TelemetryEvent() {}

    /** Makes every value absent but those of the header. */
    void reset(final Type newType, final MarketEvent event, final ConnectionIdentity newIdentity) {
        type = newType;
        identity = newIdentity;
        sequence = event.sequence;
        timeNs = event.receivedTimeNs;
        connectionId = event.connectionId;
        epoch = event.epoch;
        kind = event.kind;
        sizeBytes = 0;
        durationNs = 0;
        latencyNs = 0;
        attempt = 0;
        requestType = MarketEvent.NONE;
        requestId = MarketEvent.ABSENT;
        channelId = MarketEvent.NONE;
        channelCount = 0;
        sent = false;
        reason = null;
        closeCode = 0;
        errorCode = 0;
        problem = null;
        errorClass = null;
        rejectReason = RejectReason.NONE;
        journalState = null;
        freeBytes = 0;
    }

    public Type type() {
        return type;
    }

    /** Of the ring event this was derived from. */
    public long sequence() {
        return sequence;
    }

    /** When it happened: the ring event's own time, epoch nanoseconds. */
    public long timeNs() {
        return timeNs;
    }

    /** NONE when it is about the engine as a whole. */
    public int connectionId() {
        return connectionId;
    }

    /** Null when it is about the engine as a whole. */
    public String venue() {
        return identity == null ? null : identity.venue();
    }

    /** Null when it is about the engine as a whole. */
    public String role() {
        return identity == null ? null : identity.role();
    }

    /** Number of the session on this connection, from 1. */
    public int epoch() {
        return epoch;
    }

    /** What the type says, from the times of ring events; 0 when the type has none. */
    public long durationNs() {
        return durationNs;
    }

    /**
     * MESSAGE_RECEIVED: measured from the socket read to the end of the stages; the one figure here
     * that another run of the same events does not give again.
     */
    public long latencyNs() {
        return latencyNs;
    }

    /** MESSAGE_RECEIVED, MESSAGE_SENT, SUBSCRIPTION_DATA: length of the message. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /** Attempts since the last session, from 1; 0 for types without attempts. */
    public int attempt() {
        return attempt;
    }

    /** Of the ring event. */
    public EventKind kind() {
        return kind;
    }

    /** NONE when there is no request. */
    public int requestType() {
        return requestType;
    }

    /** The request's name on the wire, null when there is no request; may allocate. */
    public String requestName() {
        return requestType == MarketEvent.NONE || identity == null
                ? null
                : identity.nameOf(requestType);
    }

    /** ABSENT when there is no request. */
    public long requestId() {
        return requestId;
    }

    /** NONE when it is about no channel. */
    public int channelId() {
        return channelId;
    }

    /** Null when it is about no channel; the name is not made anew. */
    public String channel() {
        return channelId == MarketEvent.NONE || identity == null
                ? null
                : identity.channel(channelId);
    }

    /** SUBSCRIPTION_DATA: messages of this channel in this session, this one included. */
    public long channelCount() {
        return channelCount;
    }

    /** MESSAGE_SENT: false when its session was over already. */
    public boolean isSent() {
        return sent;
    }

    /** DISCONNECTED, CONNECTION_STOPPED: why; null when unknown. */
    public DisconnectReason reason() {
        return reason;
    }

    /** DISCONNECTED: the peer's close code or the HTTP status, 0 when there was none. */
    public int closeCode() {
        return closeCode;
    }

    /** The venue's code, 0 when there is none. */
    public long errorCode() {
        return errorCode;
    }

    /** Null unless the type is ERROR_OCCURRED. */
    public Problem problem() {
        return problem;
    }

    /** VENUE_ERROR: what can be done about it; else null. */
    public ErrorClass errorClass() {
        return errorClass;
    }

    /** REJECT: why the frame is no message; else NONE. */
    public RejectReason rejectReason() {
        return rejectReason;
    }

    /** JOURNAL_CHANGED: how the journal fares now; else null. */
    public RecorderState journalState() {
        return journalState;
    }

    /** JOURNAL_CHANGED: free bytes of the journal's disk, 0 when they are not known. */
    public long freeBytes() {
        return freeBytes;
    }
}
