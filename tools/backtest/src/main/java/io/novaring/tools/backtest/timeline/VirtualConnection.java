/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.connection.Authentication;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.InboundDecoding;
import io.novaring.engine.connection.IoWishes;
import io.novaring.engine.connection.KillSwitch;
import io.novaring.engine.connection.MassCancel;
import io.novaring.engine.connection.wire.Endpoint;
import io.novaring.engine.reconnect.ReconnectBudget;
import io.novaring.engine.reconnect.Reconnection;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.VenueClient;
import java.util.Arrays;
import java.util.Queue;

/**
 * The connection that trades, without a socket: what a live one publishes, at the times at which it
 * would. What it publishes goes into a queue of events. One thread.
 */
final class VirtualConnection implements MassCancel.Line {
    private static final long NEVER = VirtualVenue.NEVER;
    private static final int SECRET_LENGTH = 8 << 10;

    private final int id;
    private final ConnectionSettings settings;
    private final ConnectionHandler handler;
    private final AuthHandler auth;
    private final ErrorHandler errors;
    private final Authentication authentication;
    private final Reconnection reconnection;
    private final FrameDecoder decoder;
    private final Wire wire;
    private final Queue<Prepared> out;
    private final RequestIds ids = new RequestIds(RequestIds.IO);
    private final IoWishes wishes = new IoWishes(ids);
    private final JsonEncoder secret = new JsonEncoder(SECRET_LENGTH);
    private final JsonEncoder redacted = new JsonEncoder(SECRET_LENGTH);
    private final MarketEvent read = new MarketEvent();

    private final MassCancel massCancel;
    private long lookedNs;
    private State state = State.WAITING;
    private int epoch;
    private long nextAttemptNs;
    private long openNs;
    private long nextTickNs;

    private enum State {
        WAITING,
        CONNECTING,
        OPEN,
        STOPPED
    }

    /**
     * @param kill of the orders that go out by it.
     * @param startNs when the first attempt begins.
     * @param out takes what is on the ring next.
     */
    VirtualConnection(
            final int id,
            final VenueClient client,
            final ConnectionSettings settings,
            final long seed,
            final Wire wire,
            final KillSwitch kill,
            final long startNs,
            final Queue<Prepared> out) {
        this.id = id;
        this.settings = settings;
        this.handler = client.connection();
        this.auth = client.auth();
        this.errors = client.errors();
        this.authentication = new Authentication(auth, errors, settings.connectTimeoutNs());
        this.reconnection =
                new Reconnection(
                        settings.reconnect(),
                        new ReconnectBudget(settings.reconnect().budget()),
                        seed);
        this.decoder = InboundDecoding.newDecoder(client.messages(), new Symbols());
        this.wire = wire;
        this.out = out;
        this.massCancel = new MassCancel(kill);
        this.nextAttemptNs = startNs;
        this.nextTickNs = startNs;
    }

    int epoch() {
        return epoch;
    }

    /** When it publishes something by itself, or never. */
    long nextDueNs() {
        return switch (state) {
            case WAITING -> epoch == 0 ? nextAttemptNs : Math.min(nextAttemptNs, nextTickNs);
            case CONNECTING -> Math.min(openNs, nextTickNs);
            case OPEN -> nextTickNs;
            case STOPPED -> NEVER;
        };
    }

    /** Publishes what is due at this time. */
    void poll(final long nowNs) {
        if (state == State.WAITING && nowNs >= nextAttemptNs) {
            begin(nowNs);
        } else if (state == State.CONNECTING && nowNs >= openNs) {
            opened(nowNs);
        } else if (state == State.OPEN) {
            authenticateIfDue(nowNs);
        }
        if (state != State.STOPPED && nowNs >= nextTickNs) {
            nextTickNs = nowNs + settings.tickIntervalNs();
            out.add(Prepared.tick(id, epoch));
        }
    }

    private void begin(final long nowNs) {
        final long waitNs = reconnection.beginNs(nowNs);
        if (waitNs > 0) {
            schedule(null, waitNs, nowNs);
            return;
        }
        epoch++;
        state = State.CONNECTING;
        final String text = Endpoint.describe(handler.endpoint());
        lifecycle(Lifecycle.CONNECTING, null, reconnection.attempts(), 0, text);
        openNs = wire.connect(epoch, nowNs);
    }

    private void opened(final long nowNs) {
        state = State.OPEN;
        authentication.onOpen();
        if (!authentication.isRequired()) {
            reconnection.onUsable(nowNs);
        }
        lifecycle(Lifecycle.CONNECTED, null, 0, 0, null);
        authenticateIfDue(nowNs);
    }

    private void authenticateIfDue(final long nowNs) {
        switch (authentication.poll(nowNs)) {
            case Authentication.REQUEST -> authenticate(nowNs);
            case Authentication.TIMED_OUT ->
                    end(
                            DisconnectReason.AUTHENTICATION_FAILED,
                            0,
                            "the venue did not answer our authentication",
                            nowNs);
            case Authentication.DENIED_AGAIN ->
                    end(
                            DisconnectReason.AUTHENTICATION_FAILED,
                            0,
                            "denied again behind a new login",
                            nowNs);
            default -> {
                // Not yet.
            }
        }
    }

    /** As live: the secret goes to the venue, and what is published has none. */
    private void authenticate(final long nowNs) {
        final long requestId = ids.next();
        final int type = auth.encodeRequest(requestId, nowNs, secret.clear());
        wire.send(epoch, Arrays.copyOf(secret.buffer(), secret.length()), nowNs);
        secret.wipe();
        authentication.onSent(requestId, nowNs);
        auth.encodeRedacted(requestId, redacted.clear());
        publish(type, requestId, Arrays.copyOf(redacted.buffer(), redacted.length()));
    }

    private void publish(final int type, final long requestId, final byte[] message) {
        final StageWish sent = new StageWish(epoch, type, requestId, 0, message, null);
        out.add(Prepared.outbound(id, true, sent, epoch));
    }

    /** Does what a stage wished for. */
    void onWish(final StageWish wish, final long nowNs) {
        final boolean isOpen = state == State.OPEN && wish.epoch() == epoch;
        if (wish.isMessage()) {
            final boolean isSent =
                    isOpen
                            && !massCancel.holdsBack(wish.requestType())
                            && !authentication.holdsBack(wish.requestType(), nowNs);
            if (isSent) {
                wire.send(epoch, wish.message(), nowNs);
                authentication.onRequest(wish.requestId());
            }
            out.add(Prepared.outbound(id, isSent, wish, wish.epoch()));
        } else if (isOpen && wish.isDisconnect()) {
            end(wish.reason(), 0, "ended by the engine", nowNs);
        } else if (isOpen) {
            authentication.onWish();
            authenticateIfDue(nowNs);
        }
    }

    /** True when orders are refused: the kill switch is on. */
    boolean isKilled() {
        return massCancel.isOn();
    }

    /** Does what a kill asks for, ahead of everything else; true when something is published. */
    boolean pollKill(final long nowNs) {
        if (!massCancel.isDue()) {
            return false;
        }
        lookedNs = nowNs;
        massCancel.write(this, epoch, nowNs);
        final int before = out.size();
        massCancel.publish(this, epoch);
        return out.size() > before;
    }

    @Override
    public boolean isUsable() {
        return state == State.OPEN && authentication.isKnown(lookedNs);
    }

    @Override
    public long nextRequestId() {
        return ids.next();
    }

    @Override
    public boolean write(final long requestId, final byte[] message, final int length) {
        wire.send(epoch, Arrays.copyOf(message, length), lookedNs);
        authentication.onRequest(requestId);
        return true;
    }

    @Override
    public void outbound(
            final int sentEpoch,
            final boolean isSent,
            final int requestType,
            final long requestId,
            final byte[] message,
            final int length) {
        out.add(Prepared.killing(id, sentEpoch, isSent, requestType, requestId, message, length));
    }

    @Override
    public void command(
            final int atEpoch, final CommandType type, final byte[] payload, final int length) {
        out.add(Prepared.command(id, atEpoch, type, 0, 0, payload, length));
    }

    /** Takes what came from the venue. */
    void onFrame(final Wire.Frame frame, final long nowNs) {
        if (state != State.OPEN || frame.epoch() != epoch) {
            return;
        }
        if (frame.isEnd()) {
            end(DisconnectReason.CLOSED_BY_PEER, frame.code(), frame.text(), nowNs);
            return;
        }
        decode(frame.message(), nowNs);
        massCancel.onMessage(read, nowNs);
        AuthHandler.Outcome outcome = AuthHandler.Outcome.NOT_MINE;
        final boolean isAnswer = read.kind == EventKind.RESPONSE || read.kind == EventKind.ERROR;
        if (isAnswer && authentication.isRequired() && authentication.concerns(read)) {
            outcome = authentication.read(read, nowNs);
        }
        if (isAnswer && outcome == AuthHandler.Outcome.NOT_MINE) {
            authentication.onOther(read);
        }
        final boolean isAccepted = handler.onFrame(read, nowNs, wishes);
        out.add(Prepared.inbound(id, epoch, Arrays.copyOf(read.raw, read.rawLength)));
        carryOut(nowNs);
        if (outcome == AuthHandler.Outcome.AUTHENTICATED) {
            lifecycle(Lifecycle.AUTHENTICATED, null, 0, 0, null);
            reconnection.onAuthenticated();
            reconnection.onUsable(nowNs);
        } else if (outcome == AuthHandler.Outcome.REFUSED
                || outcome == AuthHandler.Outcome.REFUSED_FOR_GOOD) {
            lifecycle(Lifecycle.AUTHENTICATION_REFUSED, null, read.errorCode, 0, null);
            end(DisconnectReason.AUTHENTICATION_FAILED, 0, auth.refusalText(), nowNs);
        }
        if (!isAccepted) {
            end(DisconnectReason.FRAME_REFUSED, 0, "the handler refused a message", nowNs);
        }
        if (state == State.OPEN) {
            authenticateIfDue(nowNs);
        }
    }

    private void decode(final byte[] message, final long nowNs) {
        read.reset(Origin.INBOUND, EventKind.REJECT);
        read.connectionId = id;
        read.epoch = epoch;
        read.receivedTimeNs = nowNs;
        read.publishedTimeNs = nowNs;
        read.setRaw(message, 0, message.length);
        InboundDecoding.decode(read, decoder);
    }

    private void carryOut(final long nowNs) {
        for (int i = 0; i < wishes.count(); i++) {
            final JsonEncoder message = wishes.message(i);
            final byte[] bytes = Arrays.copyOf(message.buffer(), message.length());
            wire.send(epoch, bytes, nowNs);
            publish(wishes.type(i), wishes.requestId(i), bytes);
        }
        final DisconnectReason reason = wishes.reason();
        wishes.clear();
        if (reason != null) {
            end(reason, 0, "ended by the venue's connection handler", nowNs);
        }
    }

    /**
     * A change of the recorded session in whose place this one is: it is lost when that is, and
     * tries again when that does.
     */
    void onRecorded(final MarketEvent recorded, final long nowNs) {
        final boolean isLost = recorded.code == Lifecycle.DISCONNECTED.code();
        if (isLost && (state == State.OPEN || state == State.CONNECTING)) {
            final DisconnectReason reason = DisconnectReason.ofCode(recorded.reason);
            if (reason != DisconnectReason.REQUESTED) {
                finish(reason, (int) recorded.token, "as recorded", nowNs);
                schedule(reason, reconnection.onEnd(false, 0, nowNs), nowNs);
                nextAttemptNs = NEVER;
            }
        } else if (state == State.WAITING && recorded.code == Lifecycle.CONNECTING.code()) {
            nextAttemptNs = nowNs;
        }
    }

    /** Ends whatever is going on, for good, as the engine does when it stops. */
    void stop(final long nowNs) {
        if (state == State.CONNECTING || state == State.OPEN) {
            finish(DisconnectReason.REQUESTED, 0, "the engine stops", nowNs);
        }
        if (state != State.STOPPED) {
            state = State.STOPPED;
            lifecycle(Lifecycle.CONNECTION_STOPPED, null, 0, 0, null);
        }
    }

    private void end(
            final DisconnectReason reason, final int code, final String text, final long nowNs) {
        if (state != State.OPEN) {
            return;
        }
        finish(reason, code, text, nowNs);
        final long minNs = handler.reconnectDelayMinNs(reason, code);
        final boolean isRefused = reason == DisconnectReason.AUTHENTICATION_FAILED;
        long delayNs = reconnection.onEnd(isRefused, Math.max(0, minNs), nowNs);
        if (minNs == ConnectionHandler.STOP) {
            delayNs = reconnection.stop("the venue's connection handler wants none");
        } else if (delayNs != Reconnection.STOP
                && !errors.reconnects(reason, Math.max(0, reconnection.attempts() - 1))) {
            delayNs = reconnection.stop("the venue's error handler wants none");
        }
        if (delayNs == Reconnection.STOP) {
            state = State.STOPPED;
            final String why = "no further attempt: " + reconnection.stopText() + "; " + text;
            lifecycle(Lifecycle.CONNECTION_STOPPED, reason, 0, code, why);
            return;
        }
        schedule(reason, delayNs, nowNs);
    }

    private void schedule(final DisconnectReason reason, final long delayNs, final long nowNs) {
        nextAttemptNs = nowNs + delayNs;
        lifecycle(Lifecycle.RECONNECT_SCHEDULED, reason, delayNs, 0, null);
    }

    private void finish(
            final DisconnectReason reason, final int code, final String text, final long nowNs) {
        wire.disconnect(epoch, nowNs);
        authentication.onEnd();
        state = State.WAITING;
        lifecycle(Lifecycle.DISCONNECTED, reason, 0, code, text);
    }

    private void lifecycle(
            final Lifecycle change,
            final DisconnectReason reason,
            final long value,
            final int closeCode,
            final String text) {
        out.add(Prepared.lifecycle(id, epoch, change, reason, value, closeCode, text));
    }
}
