/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import io.novaring.tools.simulator.schedule.LivenessCheck;
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
 * One client: its socket, its channels, and what it has not read yet, which may grow beyond its
 * mark by one answer and what that answer begins. Playback thread only.
 */
final class PlaybackClient implements InboundFrames.Sink, LivenessCheck.Line {
    private static final int MARK_BYTES = 1 << 20;
    private static final int CHUNK_BYTES = 128 * 1024;
    private static final long CLOSE_GRACE_NS = 1_000_000_000L;

    /** What a client asks of the server. */
    interface Owner {
        /** The HTTP answer to a request head. */
        String answerUpgrade(String head);

        void onRequest(PlaybackClient client, byte[] bytes, int length);

        void onTooLarge(PlaybackClient client);
    }

    private enum State {
        UPGRADING,
        OPEN,
        CLOSING,
        ENDED
    }

    private State state = State.UPGRADING;
    private boolean endsAfterFlush;
    private boolean stuck;
    private boolean loggedIn;
    private long closeDueNs;
    private long stuckSinceNs;
    private long channelFrames;
    private int head;
    private int tail;
    private byte[] output = new byte[64 * 1024];
    private final SocketChannel socket;
    private final SelectionKey key;
    private final Owner owner;
    private final PlaybackTotals totals;
    private final FrameWriter control = new FrameWriter();
    private final InboundFrames inbound = new InboundFrames(this);

    final LivenessCheck liveness;
    final Map<String, RecordedChannel> channels = new LinkedHashMap<>();

    PlaybackClient(
            final SocketChannel socket,
            final SelectionKey key,
            final double heartbeatScale,
            final PlaybackTotals totals,
            final Owner owner) {
        this.socket = socket;
        this.key = key;
        this.totals = totals;
        this.owner = owner;
        this.liveness = new LivenessCheck(this, heartbeatScale);
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isSubscribed() {
        return state == State.OPEN && !channels.isEmpty();
    }

    boolean isLoggedIn() {
        return loggedIn;
    }

    void logIn() {
        loggedIn = true;
    }

    /** Whether it may get more; one that is not subscribed is not waited for. */
    boolean hasRoom() {
        return !isSubscribed() || tail - head < MARK_BYTES;
    }

    boolean hasUnwritten() {
        return tail > head;
    }

    void read() {
        // Requests of one who reads no answers wait in the socket.
        if (tail - head >= MARK_BYTES) {
            return;
        }
        try {
            if (socket.read(inbound.input()) < 0) {
                end();
                return;
            }
        } catch (final IOException e) {
            end();
            return;
        }
        if (state != State.UPGRADING || upgrade()) {
            inbound.decode();
        }
    }

    private boolean upgrade() {
        final ByteBuffer input = inbound.input();
        final int length = Handshake.headLength(input.array(), input.position());
        if (length < 0) {
            if (input.position() > Handshake.HEAD_BYTES_MAX) {
                end();
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
            endAfterFlush();
            return false;
        }
        totals.clients++;
        state = State.OPEN;
        return true;
    }

    /** As {@link #send}, for a message of a channel. */
    void publish(final FrameWriter frame, final long nowNs) {
        channelFrames++;
        send(frame, nowNs);
    }

    @Override
    public void send(final FrameWriter frame, final long nowNs) {
        if (state == State.OPEN) {
            totals.framesSent++;
            put(frame.array(), frame.frameOffset(), frame.frameLength());
        }
    }

    private void put(final byte[] source, final int offset, final int length) {
        if (output.length - tail < length) {
            final int pending = tail - head;
            final byte[] target =
                    output.length - pending < length
                            ? new byte[Math.max(2 * output.length, pending + length)]
                            : output;
            System.arraycopy(output, head, target, 0, pending);
            output = target;
            head = 0;
            tail = pending;
        }
        System.arraycopy(source, offset, output, tail, length);
        tail += length;
    }

    /** Hands the socket what it takes now, and asks to hear of room when it does not take all. */
    void flush(final long nowNs) {
        if (state == State.ENDED) {
            return;
        }
        final int before = head;
        try {
            int written = 1;
            while (tail > head && written > 0) {
                final int chunk = Math.min(CHUNK_BYTES, tail - head);
                written = socket.write(ByteBuffer.wrap(output, head, chunk));
                head += written;
                totals.bytesSent += written;
            }
        } catch (final IOException e) {
            end();
            return;
        }
        stuck &= head == before;
        if (tail > head && !stuck) {
            stuck = true;
            stuckSinceNs = nowNs;
        }
        if (tail == head) {
            stuck = false;
            head = 0;
            tail = 0;
            if (endsAfterFlush) {
                end();
                return;
            }
        }
        interest();
    }

    private void interest() {
        final int read = tail - head < MARK_BYTES ? SelectionKey.OP_READ : 0;
        final int ops = tail > head ? read | SelectionKey.OP_WRITE : read;
        if (key.isValid() && key.interestOps() != ops) {
            key.interestOps(ops);
        }
    }

    /** How long it has taken nothing of what it was to be given. */
    long stuckNs(final long nowNs) {
        return stuck ? nowNs - stuckSinceNs : 0;
    }

    void onTick(final long nowNs) {
        if (state == State.OPEN) {
            liveness.onTick(nowNs);
        } else if (state == State.CLOSING && !hasUnwritten() && nowNs - closeDueNs >= 0) {
            end();
        }
    }

    /** Starts the closing handshake; TCP ends with the client's answer or a second later. */
    void close(final int code, final String reason, final long nowNs) {
        if (state == State.OPEN) {
            sendClose(code, reason);
            state = State.CLOSING;
            closeDueNs = nowNs + CLOSE_GRACE_NS;
        } else if (state == State.UPGRADING) {
            end();
        }
    }

    void endAfterFlush() {
        endsAfterFlush = true;
        state = State.CLOSING;
    }

    void end() {
        state = State.ENDED;
    }

    void release() {
        key.cancel();
        try {
            socket.close();
        } catch (final IOException e) {
            // Nothing is left to be done with it.
        }
    }

    private void sendClose(final int code, final String reason) {
        control.reset().octet(code >> 8).octet(code).ascii(reason).finish(FrameWriter.CLOSE);
        put(control.array(), control.frameOffset(), control.frameLength());
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
            control.reset().raw(bytes, 0, length).finish(FrameWriter.PONG);
            put(control.array(), control.frameOffset(), control.frameLength());
        }
    }

    @Override
    public void onClose(final int code) {
        if (state == State.OPEN) {
            sendClose(code == 1005 ? 1000 : code, "");
        }
        endAfterFlush();
    }

    @Override
    public void onViolation(final int code) {
        close(code, "", System.nanoTime());
    }

    @Override
    public long channelFrameCount() {
        return channelFrames;
    }

    @Override
    public void onTestSent() {
        // counted with all frames
    }

    @Override
    public void onTestAnswered() {
        // nothing is owed any more, which the check knows itself
    }

    @Override
    public void onSilence() {
        close(LivenessCheck.CODE, LivenessCheck.REASON, System.nanoTime());
    }
}
