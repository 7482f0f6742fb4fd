/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.RejectReason;
import io.novaring.engine.reconnect.Backoff;
import io.novaring.engine.venue.ConnectionHandler;
import io.novaring.engine.venue.VenueClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.java_websocket.framing.CloseFrame;

/**
 * The state machine of one connection: attempts, sessions, backoff. Each session is a new {@link
 * Link} with its own epoch. I/O thread, except {@link #state()}.
 */
final class Connection implements MessageSink {
    // Read at most this many times a cycle, so that one flooded connection cannot starve another.
    private static final int READS_PER_CYCLE_MAX = 4;
    private static final long HTTP_THROTTLED_NS = TimeUnit.SECONDS.toNanos(30);

    private final int id;
    private final int messageLengthMax;
    private final ConnectionHandler handler;
    private final ConnectionSettings settings;
    private final FrameDecoder decoder;
    private final EventPublisher events;
    private final EpochClock clock;
    private final Helper helper;
    private final Selector selector;
    private final Backoff backoff;
    private final InboundBuffer inbound = new InboundBuffer();
    private final OutboundBuffer outbound;

    private volatile ConnectionState state = ConnectionState.WAITING;
    private int epoch;
    private long nextAttemptNs;
    private long deadlineNs;
    private long openedNs;
    private long nextTickNs;
    private long receivedNs;
    private long retryAfterNs;
    private CompletableFuture<InetAddress[]> resolution;
    private int addressFirst;
    private int addressesTried;
    private Endpoint endpoint;
    private InetAddress[] addresses;
    private IOException writeFailure;
    private Link link;

    Connection(
            final int id,
            final VenueClient client,
            final FrameDecoder decoder,
            final ConnectionSettings settings,
            final EventPublisher events,
            final EpochClock clock,
            final Helper helper,
            final Selector selector,
            final long seed) {
        this.id = id;
        this.handler = client.connection();
        this.messageLengthMax = FrameWalker.checkLimit(handler.messageLengthMax());
        this.settings = settings;
        this.decoder = decoder;
        this.events = events;
        this.clock = clock;
        this.helper = helper;
        this.selector = selector;
        this.backoff = new Backoff(settings.reconnect().backoff(), seed);
        this.outbound = new OutboundBuffer(settings.sendBufferLength());
        this.nextAttemptNs = Long.MIN_VALUE;
    }

    /** Any thread. */
    ConnectionState state() {
        return state;
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
            retryAfterNs =
                    Math.max(
                            e.status() == 429 ? HTTP_THROTTLED_NS : 0,
                            TimeUnit.SECONDS.toNanos(Math.min(600, e.retryAfterSeconds())));
            end(DisconnectReason.UPGRADE_REFUSED, e.status(), e.getMessage(), nowNs);
        } catch (final IOException e) {
            end(reasonOf(e), 0, String.valueOf(e.getMessage()), nowNs);
        }
        if (nowNs - nextTickNs >= 0) {
            nextTickNs = nowNs + settings.tickIntervalNs();
            events.tick(id, epoch, nowNs);
            work++;
        }
        return work;
    }

    private DisconnectReason reasonOf(final IOException e) {
        if (state == ConnectionState.OPEN) {
            return DisconnectReason.CONNECTION_LOST;
        }
        return e instanceof SSLException
                ? DisconnectReason.TLS_FAILED
                : DisconnectReason.CONNECT_FAILED;
    }

    private int step(final long nowNs) throws IOException {
        final ConnectionState before = state;
        if (before != ConnectionState.OPEN
                && before != ConnectionState.WAITING
                && nowNs - deadlineNs >= 0) {
            final String text =
                    "no session after "
                            + settings.connectTimeoutNs() / 1_000_000
                            + " ms; it stopped at "
                            + before;
            if (before == ConnectionState.CONNECTING) {
                // One address that swallows everything must not keep us from the others.
                addressFirst++;
            }
            end(DisconnectReason.CONNECT_TIMEOUT, 0, text, nowNs);
            return 1;
        }
        switch (before) {
            case WAITING -> {
                if (nextAttemptNs == Long.MIN_VALUE || nowNs - nextAttemptNs >= 0) {
                    begin(nowNs);
                }
            }
            case RESOLVING -> finishResolving();
            case CONNECTING -> {
                if (tcpDone()) {
                    link.watchReads(selector);
                    link.secure();
                    state = ConnectionState.SECURING;
                }
            }
            case SECURING -> {
                if (link.finishSecuring()) {
                    link.startUpgrade(handler.headers(), nowNs);
                    state = ConnectionState.UPGRADING;
                }
            }
            case UPGRADING -> {
                if (link.finishUpgrade(nowNs)) {
                    opened(nowNs);
                }
            }
            default -> {
                return transfer(nowNs);
            }
        }
        return state == before ? 0 : 1;
    }

    private void begin(final long nowNs) throws IOException {
        epoch++;
        deadlineNs = nowNs + settings.connectTimeoutNs();
        retryAfterNs = 0;
        writeFailure = null;
        final URI uri = handler.endpoint();
        state = ConnectionState.RESOLVING;
        final String text = Endpoint.describe(uri);
        events.lifecycle(id, epoch, Lifecycle.CONNECTING, null, backoff.attempts(), 0, text);
        final String hostBefore = endpoint == null ? null : endpoint.host();
        endpoint = Endpoint.of(uri);
        // Resolved anew for every attempt: venues move. But a name that hangs is asked for once.
        if (resolution == null || resolution.isDone() || !endpoint.host().equals(hostBefore)) {
            resolution = helper.resolve(endpoint.host());
        }
    }

    private void finishResolving() throws IOException {
        if (!resolution.isDone()) {
            return;
        }
        try {
            addresses = resolution.join();
        } catch (final CompletionException e) {
            throw new IOException("cannot resolve " + endpoint.host(), e);
        }
        addressesTried = 0;
        state = ConnectionState.CONNECTING;
        connectToNext();
    }

    private void connectToNext() throws IOException {
        while (true) {
            final int index = (addressFirst + addressesTried++) % addresses.length;
            try {
                link =
                        new Link(
                                endpoint,
                                messageLengthMax,
                                settings,
                                helper,
                                inbound,
                                outbound,
                                this);
                link.register(selector);
                link.connect(addresses[index]);
                return;
            } catch (final IOException e) {
                orNext(e);
            }
        }
    }

    private boolean tcpDone() throws IOException {
        try {
            return link.finishConnect();
        } catch (final IOException e) {
            orNext(e);
            connectToNext();
            return false;
        }
    }

    private void orNext(final IOException e) throws IOException {
        if (link != null) {
            link.close(CloseFrame.GOING_AWAY, "", 0);
            link = null;
        }
        if (addressesTried >= addresses.length) {
            throw e;
        }
    }

    private void opened(final long nowNs) {
        state = ConnectionState.OPEN;
        openedNs = nowNs;
        receivedNs = nowNs;
        events.lifecycle(id, epoch, Lifecycle.CONNECTED, null, 0, 0, null);
        if (link.hasBufferedFrames()) {
            link.walk();
        }
    }

    private int transfer(final long nowNs) throws IOException {
        int work = 0;
        for (int i = 0; i < READS_PER_CYCLE_MAX && !link.isClosing(); i++) {
            final int count = link.read();
            if (count == 0) {
                break;
            }
            if (count == Transport.END_OF_STREAM) {
                throw new IOException("the peer ended the TCP connection without a close frame");
            }
            receivedNs = clock.epochNs();
            link.walk();
            work++;
        }
        if (link.isClosing()) {
            end(link.reason(), link.closeCode(), link.closeText(), nowNs);
            return work + 1;
        }
        if (link.hasPendingWrites()) {
            flush(nowNs);
            if (outbound.stalledNs(nowNs) > settings.writeStallNs()) {
                end(DisconnectReason.WRITE_STALLED, 0, "the peer takes no bytes", nowNs);
                return work + 1;
            }
        }
        if (writeFailure != null) {
            throw writeFailure;
        }
        return work;
    }

    /** Sends on the session with this epoch; publishes what became of it. */
    void send(
            final int wantedEpoch,
            final int requestType,
            final long requestId,
            final long token,
            final byte[] message,
            final int length) {
        final boolean open =
                state == ConnectionState.OPEN && wantedEpoch == epoch && writeFailure == null;
        boolean sent = false;
        if (open) {
            final long nowNs = clock.epochNs();
            sent = link.send(message, length);
            if (!sent) {
                end(DisconnectReason.WRITE_STALLED, 0, "the send buffer is full", nowNs);
            } else {
                flush(nowNs);
            }
        }
        events.outbound(id, wantedEpoch, sent, requestType, requestId, token, message, length);
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

    /** Ends the session with this epoch. */
    void disconnect(final int wantedEpoch, final DisconnectReason reason) {
        if (wantedEpoch == epoch && state == ConnectionState.OPEN) {
            end(reason, 0, "ended by the engine", clock.epochNs());
        }
    }

    /** Ends whatever is going on, for good. */
    void stop() {
        if (state == ConnectionState.STOPPED) {
            return;
        }
        if (link != null || state != ConnectionState.WAITING) {
            finish(DisconnectReason.REQUESTED, 0, "the engine stops", clock.epochNs());
        }
        state = ConnectionState.STOPPED;
        events.lifecycle(id, epoch, Lifecycle.CONNECTION_STOPPED, null, 0, 0, null);
    }

    /** Closes the socket and tells nobody. */
    void abort() {
        state = ConnectionState.STOPPED;
        if (link != null) {
            link.close(CloseFrame.GOING_AWAY, "", clock.epochNs());
            link = null;
        }
    }

    private void end(
            final DisconnectReason reason, final int code, final String text, final long nowNs) {
        finish(reason, code, text, nowNs);
        final long minNs = handler.reconnectDelayMinNs(reason, code);
        if (minNs == ConnectionHandler.STOP) {
            state = ConnectionState.STOPPED;
            events.lifecycle(id, epoch, Lifecycle.CONNECTION_STOPPED, reason, 0, code, text);
            return;
        }
        final long delayNs = Math.max(Math.max(minNs, retryAfterNs), backoff.nextDelayNs());
        nextAttemptNs = nowNs + delayNs;
        state = ConnectionState.WAITING;
        events.lifecycle(id, epoch, Lifecycle.RECONNECT_SCHEDULED, reason, delayNs, 0, null);
    }

    private void finish(
            final DisconnectReason reason, final int code, final String text, final long nowNs) {
        backoff.onSessionEnd(state == ConnectionState.OPEN ? nowNs - openedNs : 0);
        if (link != null) {
            final boolean ours =
                    reason != DisconnectReason.CLOSED_BY_PEER
                            && reason != DisconnectReason.CONNECTION_LOST;
            link.close(ours ? CloseFrame.NORMAL : CloseFrame.GOING_AWAY, "", nowNs);
            link = null;
        }
        outbound.clear();
        // Before the event: a stage that reacts to it must not find a session.
        state = ConnectionState.WAITING;
        events.lifecycle(id, epoch, Lifecycle.DISCONNECTED, reason, 0, code, text);
    }

    @Override
    public boolean onText(final ByteBuffer source, final int offset, final int length) {
        return events.inbound(id, epoch, receivedNs, decoder, source, offset, length);
    }

    @Override
    public void onBinary(final int length) {
        events.rejected(id, epoch, receivedNs, RejectReason.BINARY);
    }
}
