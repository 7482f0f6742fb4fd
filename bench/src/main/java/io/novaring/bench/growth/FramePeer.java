/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import io.novaring.tools.simulator.wire.Handshake;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of a {@link FrameServer}. */
final class FramePeer {
    private static final Pattern REQUEST = Pattern.compile("\"id\":(\\d+),\"method\":\"([^\"]+)\"");
    private static final Pattern CHANNELS = Pattern.compile("\"channels\":(\\[\"([^\"]+)\"[^]]*])");
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 16);
    private ByteBuffer answers = ByteBuffer.allocate(0);
    private ByteBuffer quotes;
    private boolean isUpgraded;

    FramePeer(final SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /**
     * Reads, answers, and sends what there is room for; false when the client has left.
     *
     * @param isFlooding whether to send quotes, once they were asked for.
     */
    boolean poll(final boolean isFlooding) throws IOException {
        final int read = channel.read(in);
        if (read < 0 || read > 0 && !(isUpgraded ? requests() : upgraded())) {
            return false;
        }
        // An answer waits for the end of a run of frames, not to break into one.
        if (quotes == null || quotes.position() == 0) {
            channel.write(answers);
            if (answers.hasRemaining()) {
                return true;
            }
        }
        if (quotes == null || !isFlooding) {
            return true;
        }
        channel.write(quotes);
        if (!quotes.hasRemaining()) {
            quotes.rewind();
        }
        return true;
    }

    /** True once it has subscribed. */
    boolean isSubscribed() {
        return quotes != null;
    }

    void close() throws IOException {
        channel.close();
    }

    private void answer(final byte[] bytes) {
        final ByteBuffer more = ByteBuffer.allocate(answers.remaining() + bytes.length);
        answers = more.put(answers).put(bytes).flip();
    }

    private boolean upgraded() {
        final String head = new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII);
        if (!head.endsWith("\r\n\r\n")) {
            return true;
        }
        answer(Handshake.answer(head, head.split(" ")[1]).getBytes(StandardCharsets.US_ASCII));
        in.clear();
        isUpgraded = true;
        return true;
    }

    /** Masked frames below 64 kB; false when the client says goodbye. */
    private boolean requests() {
        in.flip();
        boolean isOpen = true;
        while (isOpen && in.remaining() >= 6) {
            final int at = in.position();
            final boolean isShort = (in.get(at + 1) & 127) < 126;
            if (!isShort && in.remaining() < 8) {
                break;
            }
            final int length = isShort ? in.get(at + 1) & 127 : in.getShort(at + 2) & 0xFFFF;
            final int header = isShort ? 6 : 8;
            if (in.remaining() < header + length) {
                break;
            }
            final byte[] text = new byte[length];
            for (int i = 0; i < length; i++) {
                text[i] = (byte) (in.get(at + header + i) ^ in.get(at + header - 4 + (i & 3)));
            }
            in.position(at + header + length);
            final int opcode = in.get(at) & 15;
            isOpen = opcode != CLOSE;
            if (opcode == TEXT) {
                request(new String(text, StandardCharsets.US_ASCII));
            }
        }
        in.compact();
        return isOpen;
    }

    private void request(final String request) {
        final Matcher head = REQUEST.matcher(request);
        if (!head.find()) {
            return;
        }
        String result = "\"ok\"";
        final Matcher channels = CHANNELS.matcher(request);
        if (head.group(2).endsWith("/subscribe") && channels.find()) {
            result = channels.group(1);
            quotes = FrameServer.quotes(channels.group(2));
        }
        answer(
                FrameServer.frame(
                        "{\"jsonrpc\":\"2.0\",\"id\":"
                                + head.group(1)
                                + ",\"result\":"
                                + result
                                + ",\"usIn\":1,\"usOut\":2,\"usDiff\":1,\"testnet\":true}"));
    }
}
