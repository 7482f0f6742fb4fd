/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.connection.ConnectionStatus.State;
import io.novaring.engine.reconnect.CircuitBreaker;
import io.novaring.engine.reconnect.Reconnection;
import io.novaring.engine.venue.VenueClient;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What other threads see of one connection. The I/O thread makes a new status with every change,
 * which is rare; the figures of traffic it writes in place, and they are put together when somebody
 * asks.
 */
final class StatusBoard {
    // Written by the I/O thread only; release pairs with the acquire in read().
    private static final VarHandle BYTES_IN = handle("bytesIn");
    private static final VarHandle BYTES_OUT = handle("bytesOut");
    private static final VarHandle MESSAGES_IN = handle("messagesIn");
    private static final VarHandle MESSAGES_OUT = handle("messagesOut");

    private final int connectionId;
    private final String venue;
    private final String role;
    private final Reconnection reconnection;

    private long bytesIn;
    private long bytesOut;
    private long messagesIn;
    private long messagesOut;
    private long lastConnectedTimeNs;
    private DisconnectReason lastReason;
    private int lastCloseCode;
    private String lastText = "";
    private long lastDisconnectTimeNs;

    // Written by the I/O thread, read by any.
    private volatile ConnectionStatus latest;

    StatusBoard(final int connectionId, final VenueClient client, final Reconnection reconnection) {
        this.connectionId = connectionId;
        this.venue = client.venue();
        this.role = client.role();
        this.reconnection = reconnection;
        show(State.DISCONNECTED, 0, 0);
    }

    private static VarHandle handle(final String field) {
        try {
            return MethodHandles.lookup().findVarHandle(StatusBoard.class, field, long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    void connecting(final int epoch) {
        show(State.CONNECTING, epoch, 0);
    }

    void connected(final int epoch, final long nowNs) {
        lastConnectedTimeNs = nowNs;
        show(State.CONNECTED, epoch, 0);
    }

    void authenticated(final int epoch) {
        show(State.AUTHENTICATED, epoch, 0);
    }

    void ended(
            final DisconnectReason reason,
            final int closeCode,
            final String text,
            final long nowNs) {
        lastReason = reason;
        lastCloseCode = closeCode;
        lastText = text == null ? "" : text;
        lastDisconnectTimeNs = nowNs;
    }

    void waiting(final int epoch, final long nextAttemptNs) {
        final boolean isKept = reconnection.breakerState() == CircuitBreaker.State.OPEN;
        show(isKept ? State.ERROR : State.DISCONNECTED, epoch, nextAttemptNs);
    }

    /**
     * @param isGivenUp false when it was closed with the engine.
     */
    void stopped(final int epoch, final boolean isGivenUp) {
        show(isGivenUp ? State.ERROR : State.DISCONNECTED, epoch, 0);
    }

    private void show(final State state, final int epoch, final long nextAttemptNs) {
        latest =
                new ConnectionStatus(
                        connectionId,
                        venue,
                        role,
                        state,
                        epoch,
                        lastConnectedTimeNs,
                        lastReason,
                        lastCloseCode,
                        lastText,
                        lastDisconnectTimeNs,
                        reconnection.attempts(),
                        nextAttemptNs,
                        reconnection.breakerState(),
                        0,
                        0,
                        0,
                        0,
                        RecorderState.NONE);
    }

    /** I/O thread; allocates nothing. */
    void traffic(
            final long newBytesIn,
            final long newBytesOut,
            final long newMessagesIn,
            final long newMessagesOut) {
        BYTES_IN.setRelease(this, newBytesIn);
        BYTES_OUT.setRelease(this, newBytesOut);
        MESSAGES_IN.setRelease(this, newMessagesIn);
        MESSAGES_OUT.setRelease(this, newMessagesOut);
    }

    /** Any thread. */
    ConnectionStatus read() {
        return latest.withTraffic(
                (long) BYTES_IN.getAcquire(this),
                (long) BYTES_OUT.getAcquire(this),
                (long) MESSAGES_IN.getAcquire(this),
                (long) MESSAGES_OUT.getAcquire(this));
    }
}
