/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.connection.wire.Link;
import io.novaring.engine.connection.wire.MessageSink;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.AuthHandler.Outcome;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A session from its opening to its end: messages in and out, authentication, pings. Used for every
 * session of a connection, one after the other. What ends it is kept until the connection looks, so
 * that nothing is closed in the middle of a read. I/O thread.
 */
final class Session implements MessageSink {
    // Read at most this many times a cycle, so that one flooded connection cannot starve another.
    private static final int READS_PER_CYCLE_MAX = 4;
    private static final int SECRET_LENGTH = 8 << 10;

    private final int id;
    private final ConnectionSettings settings;
    private final ConnectionHandler handler;
    private final AuthHandler auth;
    private final FrameDecoder decoder;
    private final EventPublisher events;
    private final EpochClock clock;
    private final Runnable onAuthenticated;
    private final RequestIds ids = new RequestIds(RequestIds.IO);
    private final IoWishes wishes = new IoWishes(ids);
    private final JsonEncoder secret = new JsonEncoder(SECRET_LENGTH);
    private final JsonEncoder redacted = new JsonEncoder(SECRET_LENGTH);
    private final Authentication authentication;
    private final PingTimer pings;
    private final MassCancel massCancel;
    private final SessionEnd ending = new SessionEnd();

    private int epoch;
    private long receivedNs;
    private long messagesIn;
    private long messagesOut;
    private IOException writeFailure;
    private Link link;

    /**
     * @param onAuthenticated called behind the event that says so.
     * @param massCancel of a connection that trades, else null.
     */
    Session(
            final int id,
            final ConnectionHandler handler,
            final AuthHandler auth,
            final ErrorHandler errors,
            final FrameDecoder decoder,
            final ConnectionSettings settings,
            final EventPublisher events,
            final EpochClock clock,
            final Runnable onAuthenticated,
            final MassCancel massCancel) {
        this.id = id;
        this.handler = handler;
        this.auth = auth;
        this.decoder = decoder;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.onAuthenticated = onAuthenticated;
        this.massCancel = massCancel;
        this.authentication = new Authentication(auth, errors, settings.connectTimeoutNs());
        this.pings = new PingTimer(settings.pingIntervalNs(), settings.pongTimeoutNs());
    }

    /** Takes an open link over; {@link #begin} must follow. */
    void open(final Link newLink, final int newEpoch, final long nowNs) {
        link = newLink;
        epoch = newEpoch;
        receivedNs = nowNs;
        writeFailure = null;
        ending.clear();
        authentication.onOpen();
        pings.onOpen(nowNs);
    }

    /** Authenticates, and handles what was received with the upgrade's answer. */
    void begin(final long nowNs) {
        pollAuthentication(nowNs);
        if (link.hasBufferedFrames() && !isEnded()) {
            walk();
        }
    }

    private void walk() {
        try {
            link.walk();
        } finally {
            events.endRead();
        }
    }

    /** True when it has to be closed: {@link #ending} says why. */
    boolean isEnded() {
        return ending.isSet();
    }

    SessionEnd ending() {
        return ending;
    }

    long messagesIn() {
        return messagesIn;
    }

    long messagesOut() {
        return messagesOut;
    }

    /** One step; the amount of work done. */
    int poll(final long nowNs) {
        int work = 0;
        try {
            work = receive();
            if (!isEnded() && link.isClosing()) {
                end(link.reason(), link.closeCode(), link.closeText());
            }
            if (!isEnded()) {
                pollAuthentication(nowNs);
                pollPings(nowNs);
                write(nowNs);
            }
        } catch (final IOException e) {
            end(DisconnectReason.CONNECTION_LOST, 0, String.valueOf(e.getMessage()));
        }
        return isEnded() ? work + 1 : work;
    }

    private int receive() throws IOException {
        int work = 0;
        while (work < READS_PER_CYCLE_MAX && !link.isClosing() && !isEnded()) {
            final int count = link.read();
            if (count == 0) {
                break;
            }
            if (count == Link.END_OF_STREAM) {
                throw new IOException("the peer ended the TCP connection without a close frame");
            }
            receivedNs = clock.epochNs();
            pings.onReceived();
            walk();
            work++;
            if (link.isDrained()) {
                break;
            }
        }
        return work;
    }

    private void pollPings(final long nowNs) {
        switch (pings.poll(nowNs)) {
            case PingTimer.PING -> {
                link.ping();
                flush(nowNs);
            }
            case PingTimer.DEAD ->
                    end(
                            DisconnectReason.PEER_SILENT,
                            0,
                            "nothing came for "
                                    + settings.pongTimeoutNs() / 1_000_000
                                    + " ms after a ping");
            default -> {
                // Not yet.
            }
        }
    }

    private void write(final long nowNs) throws IOException {
        if (link.hasPendingWrites()) {
            flush(nowNs);
            if (link.stalledNs(nowNs) > settings.writeStallNs()) {
                end(DisconnectReason.WRITE_STALLED, 0, "the peer takes no bytes");
            }
        }
        if (writeFailure != null) {
            throw writeFailure;
        }
    }

    /** Sends on the session with this epoch; publishes what became of it. */
    void send(
            final int wantedEpoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        final boolean isSent =
                wantedEpoch == epoch
                        && !authentication.holdsBack(requestType, clock.epochNs())
                        && write(requestId, message, length);
        events.outbound(id, wantedEpoch, isSent, requestType, requestId, token, message, length);
    }

    /** Hands a message to the socket and publishes nothing; false when that cannot be. */
    boolean write(final long requestId, final byte[] message, final int length) {
        if (link == null || isEnded() || writeFailure != null) {
            return false;
        }
        final boolean isSent = link.send(message, length);
        authentication.onRequest(requestId);
        afterSend(isSent);
        return isSent;
    }

    /** True when the venue takes requests: it is open and, where that is asked for, knows us. */
    boolean isUsable() {
        return link != null && !isEnded() && authentication.isKnown(clock.epochNs());
    }

    /** For a request that no stage asked for. */
    long nextRequestId() {
        return ids.next();
    }

    private void afterSend(final boolean isSent) {
        if (isSent) {
            messagesOut++;
            flush(clock.epochNs());
        } else {
            end(DisconnectReason.WRITE_STALLED, 0, "the send buffer is full");
        }
    }

    /**
     * Writes. When that fails, nothing more is written, and what the peer sent before, which may
     * say why, is read before the session ends.
     */
    private void flush(final long nowNs) {
        if (writeFailure != null) {
            return;
        }
        try {
            link.flush(nowNs);
        } catch (final IOException e) {
            writeFailure = e;
        }
    }

    /** A stage was told that the venue does not know us any more. */
    void reauthenticate(final int wantedEpoch) {
        if (link != null && wantedEpoch == epoch) {
            authentication.onWish();
        }
    }

    private void pollAuthentication(final long nowNs) {
        final int due = authentication.poll(nowNs);
        if (due == Authentication.REQUEST) {
            authenticate(nowNs);
        } else if (due == Authentication.TIMED_OUT) {
            end(
                    DisconnectReason.AUTHENTICATION_FAILED,
                    0,
                    "the venue did not answer our authentication within "
                            + settings.connectTimeoutNs() / 1_000_000
                            + " ms");
        } else if (due == Authentication.DENIED_AGAIN) {
            ending.halt("the venue denies requests although it has just authenticated us");
            end(DisconnectReason.AUTHENTICATION_FAILED, 0, "denied again behind a new login");
        }
    }

    /** The secret goes to the socket and nowhere else; what is published has none. */
    private void authenticate(final long nowNs) {
        final long requestId = ids.next();
        final int type = auth.encodeRequest(requestId, nowNs, secret.clear());
        final boolean isSent =
                writeFailure == null && link.sendSecret(secret.buffer(), secret.length());
        secret.wipe();
        authentication.onSent(requestId, nowNs);
        if (writeFailure == null) {
            afterSend(isSent);
        }
        auth.encodeRedacted(requestId, redacted.clear());
        events.outbound(
                id, epoch, isSent, type, requestId, 0, redacted.buffer(), redacted.length());
    }

    @Override
    public int onText(final ByteBuffer source, final int offset, final int length) {
        messagesIn++;
        final MarketEvent event =
                events.inbound(id, epoch, receivedNs, decoder, source, offset, length);
        if (massCancel != null) {
            massCancel.onMessage(event, receivedNs);
        }
        if (authentication.isRequired()) {
            return onGuardedText(event, source, offset, length);
        }
        return publish(event);
    }

    /** As {@link #publish}, where an answer to our authentication may be among the messages. */
    private int onGuardedText(
            final MarketEvent event, final ByteBuffer source, final int offset, final int length) {
        Outcome outcome = Outcome.NOT_MINE;
        final boolean isAnswer = event.kind == EventKind.RESPONSE || event.kind == EventKind.ERROR;
        if (isAnswer && authentication.concerns(event)) {
            outcome = authentication.read(event, receivedNs);
            EventPublisher.wipe(source, offset, length);
        } else if (event.kind == EventKind.REJECT && authentication.awaitsAnswer()) {
            // It may be half of the answer, and nobody can say where its secrets are.
            events.blank(event, decoder);
            EventPublisher.wipe(source, offset, length);
        }
        if (isAnswer && outcome == Outcome.NOT_MINE) {
            authentication.onOther(event);
        }
        final long errorCode = event.kind == EventKind.ERROR ? event.errorCode : 0;
        final int result = publish(event);
        if (outcome == Outcome.AUTHENTICATED) {
            events.lifecycle(id, epoch, Lifecycle.AUTHENTICATED, null, 0, 0, null);
            onAuthenticated.run();
        } else if (outcome == Outcome.REFUSED || outcome == Outcome.REFUSED_FOR_GOOD) {
            onRefused(outcome, errorCode);
        }
        return isEnded() ? END : result;
    }

    private void onRefused(final Outcome outcome, final long errorCode) {
        final String text = auth.refusalText();
        final String why = text.isEmpty() ? "error " + errorCode : text;
        final String told = "the venue refused to authenticate us: " + why;
        events.lifecycle(id, epoch, Lifecycle.AUTHENTICATION_REFUSED, null, errorCode, 0, null);
        if (outcome == Outcome.REFUSED_FOR_GOOD) {
            ending.halt("these credentials must not be tried again: " + why);
        }
        end(DisconnectReason.AUTHENTICATION_FAILED, 0, told);
    }

    /** Shows a message to the venue's handler, publishes it and does what the handler wished. */
    private int publish(final MarketEvent event) {
        if (event.code != InboundDecoding.DECODE) {
            events.publish(event);
            return NOT_UTF8;
        }
        final boolean isAccepted = handler.onFrame(event, receivedNs, wishes);
        events.publishInbound(event, !authentication.isRequired());
        if (!wishes.isEmpty()) {
            carryOut();
        }
        if (!isAccepted) {
            end(
                    DisconnectReason.FRAME_REFUSED,
                    0,
                    "the venue's connection handler refused a message");
        }
        return isEnded() ? END : CONTINUE;
    }

    private void carryOut() {
        for (int i = 0; i < wishes.count(); i++) {
            final JsonEncoder message = wishes.message(i);
            send(epoch, wishes.type(i), wishes.requestId(i), 0, message.buffer(), message.length());
        }
        if (wishes.reason() != null) {
            end(wishes.reason(), 0, "ended by the venue's connection handler");
        }
        wishes.clear();
    }

    @Override
    public void onBinary(final int length) {
        messagesIn++;
        events.rejected(id, epoch, receivedNs, RejectReason.BINARY);
    }

    /** Ends it, unless something else did before. */
    void end(final DisconnectReason reason, final int code, final String text) {
        ending.set(reason, code, text);
    }

    /** Closes the link; the peer is told what can be told at once. */
    void close(final int closeCode, final long nowNs) {
        if (link != null) {
            link.close(closeCode, nowNs);
            link = null;
            authentication.onEnd();
        }
    }
}
