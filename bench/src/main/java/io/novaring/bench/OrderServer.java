/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.simulator.wire.Handshake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * The least of an exchange that a client places orders at: it grants every login and subscription,
 * sends a change of a book every so often and takes the time at which the order that answers it
 * arrives. One connection; its thread spins, so that it sees an order without delay.
 */
final class OrderServer implements AutoCloseable {
    static final String INSTRUMENT = "BTC-PERPETUAL";
    static final String CHANNEL = "book." + INSTRUMENT + ".100ms";

    private static final int ORDER_GAP_NS = 1_200_000;
    private static final int ORDER_TIMEOUT_NS = 1_000_000_000;
    private static final int BUFFER_LENGTH = 1 << 16;

    private final ServerSocketChannel listener;
    private final Thread thread;
    private final LongConsumer onOrder;
    private final ObjectMapper mapper = new ObjectMapper();
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER_LENGTH);
    private final byte[] payload = new byte[BUFFER_LENGTH];

    private long changeId = 1;
    private long nextChangeNs = Long.MAX_VALUE;
    private boolean isAwaiting;
    private SocketChannel socket;

    private volatile boolean isClosed;

    /**
     * @param onOrder called on the server's thread with the nanoTime at which an order was read.
     */
    OrderServer(final LongConsumer onOrder) {
        this.onOrder = onOrder;
        try {
            listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, "order-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("ws://localhost:" + listener.socket().getLocalPort() + "/ws/api/v2");
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        listener.close();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (SocketChannel accepted = listener.accept()) {
            socket = accepted;
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            upgrade();
            socket.configureBlocking(false);
            while (!isClosed) {
                poll();
            }
        } catch (final IOException e) {
            // The round is over: a client may leave with a reset.
            isClosed = true;
        }
    }

    private void upgrade() throws IOException {
        final StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            input.clear();
            if (socket.read(input) < 0) {
                throw new IOException("the client left before its upgrade");
            }
            request.append(new String(input.array(), 0, input.position(), StandardCharsets.UTF_8));
        }
        final String head = request.toString();
        write(
                ByteBuffer.wrap(
                        Handshake.answer(head, head.split(" ")[1])
                                .getBytes(StandardCharsets.US_ASCII)));
        input.clear();
    }

    private void poll() throws IOException {
        final int count = socket.read(input);
        final long nowNs = System.nanoTime();
        if (count < 0) {
            isClosed = true;
            return;
        }
        if (count > 0) {
            frames(nowNs);
        }
        // An order that does not come, in a full minute's credits say, must not end the run.
        final boolean isOverdue = isAwaiting && nowNs - nextChangeNs > ORDER_TIMEOUT_NS;
        if (nowNs - nextChangeNs >= 0 && (!isAwaiting || isOverdue)) {
            isAwaiting = true;
            nextChangeNs = nowNs;
            change();
        }
        Thread.onSpinWait();
    }

    private void frames(final long nowNs) throws IOException {
        input.flip();
        while (input.remaining() >= 6) {
            input.mark();
            final int opcode = input.get() & 0xF;
            int length = input.get() & 0x7F;
            if (length == 126 && input.remaining() >= 2) {
                length = input.getShort() & 0xFFFF;
            }
            if (input.remaining() < 4 + length) {
                input.reset();
                break;
            }
            final int mask = input.getInt();
            input.get(payload, 0, length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= (byte) (mask >> 24 - (i & 3) * 8);
            }
            if (opcode == 1) {
                request(length, nowNs);
            }
        }
        input.compact();
    }

    private void request(final int length, final long nowNs) throws IOException {
        final JsonNode request = mapper.readTree(payload, 0, length);
        final String method = request.path("method").asText();
        if ("private/buy".equals(method)) {
            onOrder.accept(nowNs);
            isAwaiting = false;
            nextChangeNs = nowNs + ORDER_GAP_NS;
        }
        final String params = request.path("params").toString();
        answer(request.path("id").asLong(), result(method, params, request));
        if (method.endsWith("/subscribe") && params.contains(CHANNEL)) {
            snapshot();
            nextChangeNs = System.nanoTime() + ORDER_GAP_NS;
        }
    }

    private static String result(final String method, final String params, final JsonNode request) {
        return switch (method) {
            case "public/auth" ->
                    "{\"access_token\":\"access\",\"refresh_token\":\"refresh\",\"expires_in\":"
                            + "31536000,\"token_type\":\"bearer\",\"scope\":\"connection"
                            + " trade:read_write account:read_write wallet:none\"}";
            case "public/subscribe", "private/subscribe" ->
                    request.path("params").path("channels").toString();
            case "public/hello", "public/test" -> "{\"version\":\"1.2.26\"}";
            case "private/get_cancel_on_disconnect" ->
                    "{\"scope\":\"connection\",\"enabled\":true}";
            case "private/get_account_summary" ->
                    "{\"currency\":\"BTC\",\"equity\":10,\"balance\":10,\"available_funds\":10,"
                            + "\"initial_margin\":0,\"maintenance_margin\":0}";
            case "private/buy" -> order(request.path("id").asLong(), request.path("params"));
            default -> {
                if (method.startsWith("private/get_user_trades")) {
                    yield "{\"trades\":[],\"has_more\":false}";
                }
                yield method.startsWith("private/get_") ? "[]" : "\"ok\"";
            }
        };
    }

    /** It is cancelled at once, so that orders do not pile up. */
    private static String order(final long id, final JsonNode params) {
        return "{\"order\":{\"order_id\":\""
                + id
                + "\",\"order_state\":\"cancelled\",\"order_type\":\"limit\",\"time_in_force\":"
                + "\"immediate_or_cancel\",\"instrument_name\":\""
                + INSTRUMENT
                + "\",\"direction\":\"buy\",\"price\":"
                + params.path("price")
                + ",\"amount\":"
                + params.path("amount")
                + ",\"filled_amount\":0,\"average_price\":0,\"creation_timestamp\":1767978363493,"
                + "\"last_update_timestamp\":1767978363493,\"label\":"
                + params.path("label")
                + ",\"post_only\":false,\"reduce_only\":false,\"api\":true},\"trades\":[]}";
    }

    private void answer(final long id, final String result) throws IOException {
        text("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + ",\"testnet\":true}");
    }

    private void snapshot() throws IOException {
        book("snapshot", "\"bids\":[[\"new\",50000.0,10.0]],\"asks\":[[\"new\",50010.0,10.0]]");
    }

    private void change() throws IOException {
        final long amount = 10 * (1 + changeId % 9);
        book("change", "\"bids\":[[\"change\",50000.0," + amount + "]],\"asks\":[]");
    }

    private void book(final String type, final String levels) throws IOException {
        final String previous = "change".equals(type) ? ",\"prev_change_id\":" + changeId++ : "";
        text(
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\""
                        + CHANNEL
                        + "\",\"data\":{\"type\":\""
                        + type
                        + "\",\"timestamp\":1767978363493,\"instrument_name\":\""
                        + INSTRUMENT
                        + "\",\"change_id\":"
                        + changeId
                        + previous
                        + ','
                        + levels
                        + "}}}");
    }

    private void text(final String message) throws IOException {
        final byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        final ByteBuffer frame = ByteBuffer.allocate(bytes.length + 4);
        frame.put((byte) 0x81);
        if (bytes.length < 126) {
            frame.put((byte) bytes.length);
        } else {
            frame.put((byte) 126).putShort((short) bytes.length);
        }
        frame.put(bytes).flip();
        write(frame);
    }

    private void write(final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (socket.write(bytes) == 0) {
                LockSupport.parkNanos(1_000);
            }
        }
    }
}
