/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.wire.Handshake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One connection of a {@link FeedServer}: either a WebSocket session, whose requests are granted on
 * a thread of its own while the feed is sent by another, or one question over HTTP.
 */
final class FeedLink implements Runnable {
    static final String PATH = "/ws/api/v2/";

    private static final int INPUT_LENGTH = 1 << 16;
    private static final int OPCODE_CLOSE = 8;
    private static final int OPCODE_PING = 9;
    private static final int OPCODE_TEXT = 1;
    private static final int MASK_BYTES = 4;
    private static final int LENGTH_16 = 126;

    private final SocketChannel socket;
    private final Market market;
    private final BiConsumer<String, FeedLink> onSession;
    private final Consumer<String> log;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Set<String> channels = new HashSet<>();
    private final ByteBuffer input = ByteBuffer.allocate(INPUT_LENGTH);
    private final byte[] payload = new byte[INPUT_LENGTH];

    private String name = "";
    private long sentCount;

    /**
     * @param onSession told the name of the client and its link when it is upgraded.
     */
    FeedLink(
            final SocketChannel socket,
            final Market market,
            final BiConsumer<String, FeedLink> onSession,
            final Consumer<String> log) {
        this.socket = socket;
        this.market = market;
        this.onSession = onSession;
        this.log = log;
    }

    /** Name of the client and notifications sent to it. */
    @Override
    public synchronized String toString() {
        return name + ' ' + sentCount;
    }

    /** Writes whole frames; waits for room. */
    synchronized void send(final ByteBuffer frames, final int messages) {
        try {
            while (frames.hasRemaining()) {
                socket.write(frames);
            }
            sentCount += messages;
        } catch (final IOException e) {
            throw new UncheckedIOException(name + " has gone", e);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void run() {
        try (socket) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            final String head = head();
            final String target = head.split(" ")[1];
            if (!target.startsWith(PATH)) {
                answerHttp(target);
                return;
            }
            name = target.substring(PATH.length());
            send(ascii(Handshake.answer(head, target)), 0);
            onSession.accept(name, this);
            while (frames() && socket.read(input) >= 0) {
                input.flip();
            }
        } catch (final IOException | UncheckedIOException e) {
            log.accept("gone " + name);
        }
    }

    private static ByteBuffer ascii(final String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String head() throws IOException {
        final StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            input.clear();
            if (socket.read(input) < 0) {
                throw new IOException("a client left before it asked");
            }
            request.append(new String(input.array(), 0, input.position(), StandardCharsets.UTF_8));
        }
        input.clear().flip();
        return request.toString();
    }

    private void answerHttp(final String target) throws IOException {
        final String body;
        if (target.contains("/public/get_instruments")) {
            body = market.catalogue();
        } else if (target.contains("/public/get_currencies")) {
            body = market.currencies();
        } else {
            body = "{\"jsonrpc\":\"2.0\",\"result\":[]}";
        }
        send(
                ascii(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                                + "Content-Length: "
                                + body.length()
                                + "\r\n\r\n"
                                + body),
                0);
        socket.shutdownOutput();
        input.clear();
        while (socket.read(input) >= 0) {
            input.clear();
        }
    }

    /** Handles what has come as a whole, keeps the rest; false when the client says goodbye. */
    private boolean frames() throws IOException {
        while (input.remaining() >= 2 + MASK_BYTES) {
            input.mark();
            final int opcode = input.get() & 0xF;
            int length = input.get() & 0x7F;
            if (length == LENGTH_16) {
                length = input.getShort() & 0xFFFF;
            }
            if (input.remaining() < MASK_BYTES + length) {
                input.reset();
                break;
            }
            final int mask = input.getInt();
            input.get(payload, 0, length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= (byte) (mask >> 24 - (i & 3) * 8);
            }
            if (opcode == OPCODE_CLOSE) {
                return false;
            }
            if (opcode == OPCODE_TEXT) {
                request(mapper.readTree(payload, 0, length));
            } else if (opcode == OPCODE_PING) {
                send(
                        ByteBuffer.allocate(2 + length)
                                .put((byte) 0x8A)
                                .put((byte) length)
                                .put(payload, 0, length)
                                .flip(),
                        0);
            }
        }
        input.compact();
        return true;
    }

    private void request(final JsonNode request) {
        final String method = request.path("method").asText();
        final JsonNode asked = request.path("params").path("channels");
        final String result =
                switch (method) {
                    case "public/subscribe" -> asked.toString();
                    case "public/hello", "public/test" -> "{\"version\":\"1.2.26\"}";
                    default -> "\"ok\"";
                };
        final String answer =
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + request.path("id")
                        + ",\"result\":"
                        + result
                        + ",\"usIn\":1795295527770259,\"usOut\":1795295527820929,\"usDiff\":50670,"
                        + "\"testnet\":true}";
        send(ByteBuffer.wrap(Feed.frame(answer)), 0);
        if ("public/subscribe".equals(method)) {
            asked.forEach(channel -> channels.add(channel.asText()));
            if (channels.containsAll(market.channels())) {
                log.accept("subscribed " + name);
            }
        }
    }
}
