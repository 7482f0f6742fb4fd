/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.wire.FrameWriter;
import io.novaring.tools.simulator.wire.Handshake;
import io.novaring.tools.simulator.wire.InboundFrames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One client: its socket, what it is subscribed to and what it has not read yet. Simulator thread
 * only; a connection that has ended is taken away by the server at the end of the cycle.
 */
final class Connection implements InboundFrames.Sink {
    private static final long CLOSE_GRACE_NS = 1_000_000_000L;

    private enum State {
        UPGRADING,
        OPEN,
        CLOSING,
        ENDED
    }

    private int number = -1;
    private long frameCount;
    private long channelFrameCount;
    private long closeDueNs;
    private boolean endsAfterFlush;
    private int head;
    private int tail;
    private State state = State.UPGRADING;
    private CloseCause cause;
    private final SocketChannel socket;
    private final SelectionKey key;
    private final FrameListener listener;
    private final Totals totals;
    private final Owner owner;
    private final ByteBuffer output;
    private final FrameWriter control = new FrameWriter();
    private final InboundFrames inbound = new InboundFrames(this);

    final Heartbeat heartbeat;
    final Map<String, Channel> channels = new LinkedHashMap<>();

    /** What a connection asks of the server. */
    interface Owner {
        /** The HTTP answer to a request head. */
        String answerUpgrade(String head);

        /** A number for a connection that is now open. */
        int nextNumber();

        void onRequest(Connection connection, byte[] bytes, int length);

        void onTooLarge(Connection connection);
    }

    Connection(
            final SocketChannel socket,
            final SelectionKey key,
            final SimulatorConfig config,
            final Totals totals,
            final Owner owner) {
        this.socket = socket;
        this.key = key;
        this.listener = config.frameListener();
        this.totals = totals;
        this.owner = owner;
        this.output = ByteBuffer.allocateDirect(config.sendBufferBytes());
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
        return tail - head;
    }

    void read() {
        try {
            final int length = socket.read(inbound.input());
            if (length < 0) {
                end(CloseCause.CLIENT_LOST);
                return;
            }
        } catch (final IOException e) {
            end(CloseCause.CLIENT_LOST);
            return;
        }
        if (state == State.UPGRADING && !upgrade()) {
            return;
        }
        inbound.decode();
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
        final String answer = owner.answerUpgrade(request);
        input.flip().position(length);
        input.compact();
        final byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
        put(bytes, 0, bytes.length);
        if (!answer.startsWith("HTTP/1.1 101")) {
            endAfterFlush(CloseCause.REFUSED);
            return false;
        }
        number = owner.nextNumber();
        state = State.OPEN;
        return true;
    }

    /** As {@link #send}, for a message of a channel. */
    void publish(final FrameWriter frame, final long dueNs) {
        channelFrameCount++;
        send(frame, dueNs);
    }

    /** Puts a finished text frame into the send buffer; without room the connection ends. */
    void send(final FrameWriter frame, final long dueNs) {
        if (state != State.OPEN) {
            return;
        }
        if (!hasRoom(frame.frameLength())) {
            end(CloseCause.TOO_SLOW);
            return;
        }
        if (listener != null) {
            listener.onFrame(number, frameCount, dueNs);
        }
        frameCount++;
        totals.framesSent++;
        put(frame.array(), frame.frameOffset(), frame.frameLength());
    }

    /** Starts the closing handshake; TCP ends with the client's answer or a second later. */
    void close(final int code, final String reason, final CloseCause why, final long nowNs) {
        if (state != State.OPEN) {
            return;
        }
        sendClose(code, reason);
        cause = why;
        state = State.CLOSING;
        closeDueNs = nowNs + CLOSE_GRACE_NS;
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

    void onTick(final long nowNs) {
        if (state == State.OPEN) {
            heartbeat.onTick(nowNs);
        } else if (state == State.CLOSING && nowNs - closeDueNs >= 0) {
            end(cause);
        }
    }

    /** Hands the socket what it takes now, and asks to hear of room when it does not take all. */
    void flush() {
        try {
            if (head < tail) {
                output.limit(tail).position(head);
                final int written = socket.write(output);
                totals.bytesSent += written;
                head += written;
            }
            if (head == tail) {
                head = 0;
                tail = 0;
            }
        } catch (final IOException e) {
            end(CloseCause.CLIENT_LOST);
            return;
        }
        if (endsAfterFlush && head == tail) {
            end(cause);
            return;
        }
        interest(head < tail);
    }

    /** While nothing may be written, room in the socket is of no interest. */
    void interest(final boolean write) {
        final int ops = write ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
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
        close(code, "", CloseCause.PROTOCOL_ERROR, System.nanoTime());
    }

    private void endAfterFlush(final CloseCause why) {
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
        if (hasRoom(control.frameLength())) {
            put(control.array(), control.frameOffset(), control.frameLength());
        }
    }

    private boolean hasRoom(final int length) {
        return output.capacity() - (tail - head) >= length;
    }

    private void put(final byte[] bytes, final int offset, final int length) {
        if (output.capacity() - tail < length) {
            output.limit(tail).position(head);
            output.compact();
            tail -= head;
            head = 0;
        }
        output.limit(output.capacity()).position(tail);
        output.put(bytes, offset, length);
        tail += length;
    }
}
