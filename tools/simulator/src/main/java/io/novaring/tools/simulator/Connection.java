/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.channel.Subscriber;
import io.novaring.tools.simulator.limit.Credits;
import io.novaring.tools.simulator.login.Login;
import io.novaring.tools.simulator.wire.FrameWriter;
import io.novaring.tools.simulator.wire.Handshake;
import io.novaring.tools.simulator.wire.InboundFrames;
import io.novaring.tools.simulator.wire.SendBuffer;
import io.novaring.tools.simulator.wire.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One client: its socket, what it is subscribed to and what it has not read yet. Simulator thread
 * only; a connection that has ended is taken away by the server at the end of the cycle.
 */
final class Connection extends Subscriber implements InboundFrames.Sink {
    private static final long CLOSE_GRACE_NS = 1_000_000_000L;

    private enum State {
        UPGRADING,
        /** Before the upgrade, and the first bytes are to be told of and thrown away. */
        GREETING,
        OPEN,
        CLOSING,
        ENDED
    }

    private int number = -1;
    private long frameCount;
    private long channelFrameCount;
    private long closeDueNs;
    private boolean endsAfterFlush;
    private boolean frozen;
    private boolean deaf;
    private boolean muted;
    private long mutedUntilNs;
    private long heardNs;
    private State state = State.UPGRADING;
    private CloseCause cause;
    private final SocketChannel socket;
    private final Transport transport;
    private final SelectionKey key;
    private final long idleNs;
    private final FrameListener listener;
    private final Totals totals;
    private final ConnectionOwner owner;
    private final SendBuffer output;
    private final FrameWriter control = new FrameWriter();
    private final InboundFrames inbound = new InboundFrames(this);

    final Heartbeat heartbeat;
    final Credits credits;
    final Login login = new Login(this, this::number);

    /** The id of the request before, or null. */
    JsonNode lastId;

    Connection(
            final SocketChannel socket,
            final Transport transport,
            final SelectionKey key,
            final SimulatorConfig config,
            final Credits credits,
            final Totals totals,
            final ConnectionOwner owner) {
        this.socket = socket;
        this.transport = transport;
        this.key = key;
        this.credits = credits;
        this.idleNs = config.idleTimeout().toNanos();
        this.listener = config.frameListener();
        this.totals = totals;
        this.owner = owner;
        this.output = new SendBuffer(config.sendBufferBytes());
        this.heartbeat = new Heartbeat(this, config.heartbeatScale(), totals);
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    /** Null until it is known. */
    CloseCause cause() {
        return cause;
    }

    /** -1 until the upgrade. */
    int number() {
        return number;
    }

    /** Channel messages so far: what keeps a connection from being idle. */
    long channelFrameCount() {
        return channelFrameCount;
    }

    int pendingBytes() {
        return output.pending();
    }

    /** What was put and is not with the socket yet, TLS included. */
    boolean hasUnwritten() {
        return output.pending() > 0 || transport.hasUnwritten();
    }

    /** Whether what is published waits for nothing but the client. */
    boolean isFlowing() {
        return state == State.OPEN && !frozen && !muted;
    }

    /** Tells of its first bytes instead of reading them. */
    void awaitGreeting() {
        state = State.GREETING;
    }

    void read() {
        do {
            if (!receive()) {
                end(CloseCause.CLIENT_LOST);
                return;
            }
            if (state == State.GREETING) {
                inbound.input().clear();
                owner.onGreeting(this);
                return;
            }
            if (state == State.UPGRADING && !upgrade()) {
                return;
            }
            inbound.decode();
        } while (transport.hasUnread() && !frozen && !deaf);
    }

    private boolean receive() {
        try {
            return transport.read(inbound.input()) >= 0;
        } catch (final IOException e) {
            return false;
        }
    }

    private boolean upgrade() {
        final ByteBuffer input = inbound.input();
        final int length = Handshake.headLength(input.array(), input.position());
        if (length < 0) {
            if (input.position() > Handshake.HEAD_BYTES_MAX) {
                end(CloseCause.REFUSED);
            }
            return false;
        }
        final String request = new String(input.array(), 0, length, StandardCharsets.ISO_8859_1);
        final String answer = owner.answerUpgrade(this, request);
        if (answer == null) {
            freeze();
            return false;
        }
        input.flip().position(length);
        input.compact();
        final byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
        output.put(bytes, 0, bytes.length);
        if (!answer.startsWith("HTTP/1.1 101")) {
            endAfterFlush(CloseCause.REFUSED);
            return false;
        }
        number = owner.nextNumber();
        state = State.OPEN;
        flush();
        owner.onUpgraded(this);
        return state == State.OPEN;
    }

    /** As {@link #send}, for a message of a channel. */
    @Override
    protected void publish(final FrameWriter frame, final long dueNs) {
        channelFrameCount++;
        send(frame, dueNs);
    }

    /** Puts a finished text frame into the send buffer; without room the connection ends. */
    void send(final FrameWriter frame, final long dueNs) {
        if (state != State.OPEN || frozen) {
            return;
        }
        if (output.room() < frame.frameLength()) {
            end(CloseCause.TOO_SLOW);
            return;
        }
        if (listener != null) {
            listener.onFrame(number, frameCount, dueNs);
        }
        frameCount++;
        totals.framesSent++;
        output.put(frame.array(), frame.frameOffset(), frame.frameLength());
    }

    /** Starts the closing handshake; TCP ends with the client's answer or a second later. */
    void close(final int code, final String reason, final CloseCause why) {
        if (state != State.OPEN) {
            return;
        }
        sendClose(code, reason);
        cause = why;
        state = State.CLOSING;
        closeDueNs = System.nanoTime() + CLOSE_GRACE_NS;
    }

    /** Ends without a word on the WebSocket level. */
    void end(final CloseCause why) {
        if (cause == null) {
            cause = why;
        }
        state = State.ENDED;
    }

    /** Ends with a TCP reset: what is under way is lost. */
    void reset(final CloseCause why) {
        try {
            socket.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
        } catch (final IOException e) {
            // The socket is gone already, which is what was asked for.
        }
        end(why);
    }

    /** Neither reads nor writes from now on, and ends nothing. */
    void freeze() {
        frozen = true;
        interest(false);
    }

    /** Reads nothing from now on. */
    void deafen() {
        deaf = true;
        interest(hasUnwritten());
    }

    /** Writes nothing until then. */
    void mute(final long untilNs) {
        muted = true;
        mutedUntilNs = untilNs;
    }

    /** The simulator's time has come to this. */
    void onTick(final long nowNs) {
        if (muted && nowNs - mutedUntilNs >= 0) {
            muted = false;
        }
        if (!isFlowing()) {
            return;
        }
        heartbeat.onTick(nowNs);
        if (idleNs > 0 && nowNs - heardNs >= idleNs && !isSubscribed()) {
            endAfterFlush(CloseCause.IDLE);
        }
    }

    /** When the tick has something to do; {@link Long#MAX_VALUE} when it never has. */
    long nextDueNs() {
        if (muted) {
            return mutedUntilNs;
        }
        if (!isFlowing()) {
            return Long.MAX_VALUE;
        }
        final boolean idles = idleNs > 0 && !isSubscribed();
        return Math.min(heartbeat.nextDueNs(), idles ? heardNs + idleNs : Long.MAX_VALUE);
    }

    /** Ends what waits too long for the client's close; real time. */
    void onGrace(final long realNs) {
        if (state == State.CLOSING && realNs - closeDueNs >= 0) {
            end(cause);
        }
    }

    /** The client has sent something, or has just come. */
    void heard(final long nowNs) {
        heardNs = nowNs;
    }

    /** Hands the socket what it takes now, and asks to hear of room when it does not take all. */
    void flush() {
        if (frozen || muted || state == State.ENDED) {
            interest(false);
            return;
        }
        try {
            if (hasUnwritten()) {
                totals.bytesSent += output.writeTo(transport);
            }
        } catch (final IOException e) {
            end(CloseCause.CLIENT_LOST);
            return;
        }
        if (endsAfterFlush && !hasUnwritten()) {
            end(cause);
            return;
        }
        interest(hasUnwritten());
    }

    /** While nothing may be written, room in the socket is of no interest. */
    void interest(final boolean write) {
        final int read = frozen || deaf ? 0 : SelectionKey.OP_READ;
        final int ops = write ? read | SelectionKey.OP_WRITE : read;
        if (key.isValid() && key.interestOps() != ops) {
            key.interestOps(ops);
        }
    }

    void release() {
        key.cancel();
        try {
            socket.close();
        } catch (final IOException e) {
            // Nothing is left to be done with it.
        }
    }

    @Override
    public void onText(final byte[] bytes, final int length) {
        if (state == State.OPEN) {
            owner.onRequest(this, bytes, length);
        }
    }

    @Override
    public void onTooLarge() {
        if (state == State.OPEN) {
            owner.onTooLarge(this);
        }
    }

    @Override
    public void onPing(final byte[] bytes, final int length) {
        if (state == State.OPEN) {
            control.reset().raw(bytes, 0, length);
            sendControl(FrameWriter.PONG);
        }
    }

    @Override
    public void onClose(final int code) {
        if (state == State.OPEN) {
            sendClose(code == 1005 ? 1000 : code, "");
        }
        endAfterFlush(CloseCause.CLIENT_CLOSED);
    }

    @Override
    public void onViolation(final int code) {
        close(code, "", CloseCause.PROTOCOL_ERROR);
    }

    /** Ends TCP without a word once everything before it is written. */
    void endAfterFlush(final CloseCause why) {
        if (cause == null) {
            cause = why;
        }
        endsAfterFlush = true;
        state = State.CLOSING;
        closeDueNs = System.nanoTime() + CLOSE_GRACE_NS;
    }

    private void sendClose(final int code, final String reason) {
        control.reset().octet(code >> 8).octet(code).ascii(reason);
        sendControl(FrameWriter.CLOSE);
    }

    private void sendControl(final int opcode) {
        control.finish(opcode);
        if (output.room() >= control.frameLength()) {
            output.put(control.array(), control.frameOffset(), control.frameLength());
        }
    }

    /** Puts bytes as they are, past all counting; what does not fit is left out. */
    void putRaw(final byte[] bytes) {
        if (!frozen) {
            output.put(bytes, 0, Math.min(bytes.length, output.room()));
        }
    }

    /** What the send buffer still takes. */
    int room() {
        return frozen ? 0 : output.room();
    }
}
