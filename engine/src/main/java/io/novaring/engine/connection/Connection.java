/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.engine.connection.wire.Endpoint;
import io.novaring.engine.connection.wire.Helper;
import io.novaring.engine.connection.wire.Link;
import io.novaring.engine.connection.wire.TlsRefusal;
import io.novaring.engine.connection.wire.UpgradeRefusedException;
import io.novaring.engine.connection.wire.Wire;
import io.novaring.engine.reconnect.ReconnectBudget;
import io.novaring.engine.reconnect.ReconnectStrategy;
import io.novaring.engine.reconnect.Reconnection;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.ErrorHandler;
import io.novaring.engine.venue.VenueClient;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one connection: waiting, an attempt, a session, and what follows its end. Each
 * attempt has an epoch of its own. I/O thread, except {@link #state()} and {@link #status()}.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final long HTTP_THROTTLED_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long RETRY_AFTER_SECONDS_MAX = 600;
    private static final int HTTP_TOO_MANY_REQUESTS = 429;

    private final int id;
    private final ConnectionSettings settings;
    private final ConnectionHandler handler;
    private final ErrorHandler errors;
    private final boolean needsAuth;
    private final EventPublisher events;
    private final EpochClock clock;
    private final Reconnection reconnection;
    private final StatusBoard board;
    private final MassCancel massCancel;
    private final MassCancel.Line killLine;
    private final Session session;
    private final Wire wire;
    private final Attempt attempt;

    // Written by the I/O thread, read by any.
    private volatile ConnectionState state = ConnectionState.WAITING;

    private int epoch;
    private boolean isFirst = true;
    private long nextAttemptNs;
    private long nextTickNs;
    private long retryAfterNs;

    /**
     * @param budget of attempts, shared with the other connections to the venue.
     * @param seed of the backoff's jitter.
     * @param kill null for a connection that does not trade.
     */
    Connection(
            final int id,
            final VenueClient client,
            final FrameDecoder decoder,
            final ConnectionSettings settings,
            final EventPublisher events,
            final EpochClock clock,
            final Helper helper,
            final Selector selector,
            final ReconnectBudget budget,
            final long seed,
            final KillSwitch kill) {
        this.id = id;
        this.settings = settings;
        this.errors = client.errors();
        this.events = events;
        this.clock = clock;
        this.handler =
                settings.reconnect().strategy() == ReconnectStrategy.ECHO
                        ? new EchoHandler(client.connection())
                        : client.connection();
        final AuthHandler auth = client.auth();
        this.needsAuth = auth.isRequired();
        this.reconnection = new Reconnection(settings.reconnect(), budget, seed);
        this.board = new StatusBoard(id, client, reconnection);
        this.massCancel = kill == null ? null : new MassCancel(kill);
        this.session =
                new Session(
                        id,
                        handler,
                        auth,
                        errors,
                        decoder,
                        settings,
                        events,
                        clock,
                        this::authenticated,
                        massCancel);
        this.killLine = new MassCancel.OfSession(id, session, events);
        this.wire =
                new Wire(
                        handler.messageLengthMax(),
                        settings.sendBufferLength(),
                        settings.tls(),
                        settings.pins(),
                        helper,
                        selector,
                        session);
        this.attempt = new Attempt(handler, settings.connectTimeoutNs(), wire);
    }

    /** Any thread. */
    ConnectionState state() {
        return state;
    }

    /** Any thread. */
    ConnectionStatus status() {
        return board.read();
    }

    int epoch() {
        return epoch;
    }

    /** One step; the amount of work done. */
    int poll(final long nowNs) {
        if (state == ConnectionState.STOPPED) {
            return 0;
        }
        int work = 0;
        try {
            work = step(nowNs);
        } catch (final UpgradeRefusedException e) {
            final boolean isThrottled = e.status() == HTTP_TOO_MANY_REQUESTS;
            final long seconds = Math.min(RETRY_AFTER_SECONDS_MAX, e.retryAfterSeconds());
            retryAfterNs =
                    Math.max(
                            isThrottled ? HTTP_THROTTLED_NS : 0, TimeUnit.SECONDS.toNanos(seconds));
            end(DisconnectReason.UPGRADE_REFUSED, e.status(), e.getMessage(), nowNs);
        } catch (final SSLException e) {
            end(DisconnectReason.TLS_FAILED, 0, TlsRefusal.describe(e), nowNs);
        } catch (final IOException e) {
            end(DisconnectReason.CONNECT_FAILED, 0, String.valueOf(e.getMessage()), nowNs);
        }
        if (nowNs - nextTickNs >= 0) {
            nextTickNs = nowNs + settings.tickIntervalNs();
            events.tick(id, epoch, nowNs);
            work++;
        }
        return work;
    }

    private int step(final long nowNs) throws IOException {
        final ConnectionState before = state;
        if (before == ConnectionState.OPEN) {
            return pollSession(nowNs);
        }
        if (before == ConnectionState.WAITING) {
            if (!isFirst && nowNs - nextAttemptNs < 0) {
                return 0;
            }
            begin(nowNs);
            return 1;
        }
        if (attempt.isOverdue(nowNs)) {
            end(DisconnectReason.CONNECT_TIMEOUT, 0, attempt.timeOut(), nowNs);
            return 1;
        }
        final Link link = attempt.step(nowNs);
        if (link != null) {
            opened(link, nowNs);
        } else {
            state = attempt.phase();
        }
        return state == before ? 0 : 1;
    }

    private int pollSession(final long nowNs) {
        final int work = session.poll(nowNs);
        if (work > 0) {
            showTraffic();
        }
        endSessionIfDue(nowNs);
        return work;
    }

    private void showTraffic() {
        board.traffic(wire.bytesIn(), wire.bytesOut(), session.messagesIn(), session.messagesOut());
    }

    private void endSessionIfDue(final long nowNs) {
        if (state == ConnectionState.OPEN && session.isEnded()) {
            final SessionEnd ending = session.ending();
            end(ending.reason(), ending.code(), ending.text(), nowNs);
        }
    }

    private void begin(final long nowNs) throws IOException {
        final long waitNs = reconnection.beginNs(nowNs);
        isFirst = false;
        if (waitNs > 0) {
            schedule(null, waitNs, nowNs);
            return;
        }
        epoch++;
        retryAfterNs = 0;
        state = ConnectionState.RESOLVING;
        board.connecting(epoch);
        final URI uri = handler.endpoint();
        final String text = Endpoint.describe(uri);
        events.lifecycle(id, epoch, Lifecycle.CONNECTING, null, reconnection.attempts(), 0, text);
        attempt.begin(Endpoint.of(uri), nowNs);
    }

    private void opened(final Link link, final long nowNs) {
        // Before the event: whatever its consumers do, the link has somebody who closes it.
        session.open(link, epoch, nowNs);
        state = ConnectionState.OPEN;
        board.connected(epoch, nowNs);
        if (!needsAuth) {
            reconnection.onUsable(nowNs);
        }
        events.lifecycle(id, epoch, Lifecycle.CONNECTED, null, 0, 0, null);
        session.begin(nowNs);
        showTraffic();
    }

    private void authenticated() {
        reconnection.onAuthenticated();
        reconnection.onUsable(clock.epochNs());
        board.authenticated(epoch);
    }

    /** Sends on the session with this epoch; publishes what became of it. */
    void send(
            final int wantedEpoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        if (massCancel != null && massCancel.holdsBack(requestType)) {
            events.outbound(id, wantedEpoch, false, requestType, requestId, token, message, length);
            return;
        }
        session.send(wantedEpoch, requestType, requestId, token, message, length);
        showTraffic();
        endSessionIfDue(clock.epochNs());
    }

    /** Where the kill switch was turned and nothing was done about it yet. */
    boolean isKillDue() {
        return massCancel != null && massCancel.isDue();
    }

    /** Writes what a kill asks for; publishes nothing. */
    void writeKill(final long nowNs) {
        massCancel.write(killLine, epoch, nowNs);
    }

    /** Publishes what a kill did. */
    void publishKill() {
        massCancel.publish(killLine, epoch);
        showTraffic();
        endSessionIfDue(clock.epochNs());
    }

    /** True when commands that may add to what can trade are to be refused. */
    boolean isKilled() {
        return massCancel != null && massCancel.isOn();
    }

    /** Ends the session with this epoch. */
    void disconnect(final int wantedEpoch, final DisconnectReason reason) {
        if (wantedEpoch != epoch || state != ConnectionState.OPEN) {
            return;
        }
        if (reason == DisconnectReason.STREAM_UNUSABLE
                && settings.reconnect().strategy() == ReconnectStrategy.LOG_AND_CONTINUE) {
            LOG.warn(
                    "connection {}: the stream of session {} is unusable: too many gaps or"
                            + " undecodable messages; it is left open, as the strategy asks",
                    id,
                    epoch);
            return;
        }
        session.end(reason, 0, "ended by the engine");
        endSessionIfDue(clock.epochNs());
    }

    /** Authenticates the session with this epoch anew. */
    void reauthenticate(final int wantedEpoch) {
        if (state == ConnectionState.OPEN) {
            session.reauthenticate(wantedEpoch);
        }
    }

    /** Ends whatever is going on, for good. */
    void stop() {
        if (state == ConnectionState.STOPPED) {
            return;
        }
        if (state != ConnectionState.WAITING) {
            finish(DisconnectReason.REQUESTED, 0, "the engine stops", clock.epochNs());
        }
        state = ConnectionState.STOPPED;
        board.stopped(epoch, false);
        events.lifecycle(id, epoch, Lifecycle.CONNECTION_STOPPED, null, 0, 0, null);
    }

    /** Closes the socket and tells nobody. */
    void abort() {
        final ConnectionState before = state;
        state = ConnectionState.STOPPED;
        if (before != ConnectionState.STOPPED) {
            close(before, massCancel == null ? Link.GOING_AWAY : Link.ABORT, clock.epochNs());
            board.stopped(epoch, false);
        }
    }

    private void close(final ConnectionState before, final int code, final long nowNs) {
        if (before == ConnectionState.OPEN) {
            session.close(code, nowNs);
            showTraffic();
        } else {
            attempt.abandon(nowNs);
        }
    }

    private void end(
            final DisconnectReason reason, final int code, final String text, final long nowNs) {
        final String haltText = state == ConnectionState.OPEN ? session.ending().haltText() : "";
        finish(reason, code, text, nowNs);
        final long minNs = handler.reconnectDelayMinNs(reason, code);
        long delayNs =
                reconnection.onEnd(
                        reason == DisconnectReason.AUTHENTICATION_FAILED,
                        Math.max(minNs, retryAfterNs),
                        nowNs);
        // The one planned now is not among them.
        final int attempts = Math.max(0, reconnection.attempts() - 1);
        if (!haltText.isEmpty()) {
            delayNs = reconnection.stop(haltText);
        } else if (minNs == ConnectionHandler.STOP) {
            delayNs = reconnection.stop("the venue's connection handler wants none");
        } else if (delayNs != Reconnection.STOP && !errors.reconnects(reason, attempts)) {
            delayNs = reconnection.stop("the venue's error handler wants none");
        }
        if (delayNs == Reconnection.STOP) {
            state = ConnectionState.STOPPED;
            board.stopped(epoch, true);
            final String why = "no further attempt: " + reconnection.stopText() + "; " + text;
            // Without what the peer said: logs take no text from strangers.
            LOG.error("connection {} stops: {}: {}", id, reason, reconnection.stopText());
            events.lifecycle(id, epoch, Lifecycle.CONNECTION_STOPPED, reason, 0, code, why);
            return;
        }
        schedule(reason, delayNs, nowNs);
    }

    private void schedule(final DisconnectReason reason, final long delayNs, final long nowNs) {
        nextAttemptNs = nowNs + delayNs;
        board.waiting(epoch, nextAttemptNs);
        events.lifecycle(id, epoch, Lifecycle.RECONNECT_SCHEDULED, reason, delayNs, 0, null);
    }

    private void finish(
            final DisconnectReason reason, final int code, final String text, final long nowNs) {
        close(state, closeCode(reason), nowNs);
        // Before the event: a stage that reacts to it must not find a session.
        state = ConnectionState.WAITING;
        board.ended(reason, code, text, nowNs);
        events.lifecycle(id, epoch, Lifecycle.DISCONNECTED, reason, 0, code, text);
    }

    /** An order must not arrive behind a session that is given up: its fate is asked for then. */
    private int closeCode(final DisconnectReason reason) {
        final boolean isOrderly =
                reason == DisconnectReason.REQUESTED || reason == DisconnectReason.CLOSED_BY_PEER;
        if (massCancel != null && !isOrderly) {
            return Link.ABORT;
        }
        final boolean isOurs =
                reason != DisconnectReason.CLOSED_BY_PEER
                        && reason != DisconnectReason.CONNECTION_LOST;
        return isOurs ? Link.NORMAL : Link.GOING_AWAY;
    }
}
