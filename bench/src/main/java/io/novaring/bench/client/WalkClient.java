/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The least that any client has to do: it reads without blocking, as fast as it can, and walks from
 * frame to frame. Nothing is decoded but when a paced message was due, and that only after the time
 * was taken. It keeps no books, so its hash is a dash.
 */
public final class WalkClient implements Closeable {
    private static final int BUFFER_LENGTH = 256 << 10;
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int LENGTH_16 = 126;
    private static final byte[] CHANGE_ID = "\"change_id\":".getBytes(StandardCharsets.US_ASCII);

    private static final int METHOD_AT = "{\"jsonrpc\":\"2.0\",\"".length();

    // Where the kind of a channel begins in a notification.
    private static final int CHANNEL_AT =
            "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"".length();

    private final Meter meter;
    private final SocketChannel socket;
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    private final Thread thread = new Thread(this::run, "walk");

    private volatile boolean isClosed;

    private WalkClient(final Setup setup, final Meter meter) throws IOException {
        this.meter = meter;
        socket =
                SocketChannel.open(
                        new InetSocketAddress(setup.uri().getHost(), setup.uri().getPort()));
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        upgrade(setup);
        write(request(setup.subscribeRequest()));
        thread.setDaemon(true);
        thread.start();
    }

    /** Arguments as in {@link Setup#parse}. */
    public static void main(final String[] arguments) throws Exception {
        ClientProcess.run(arguments, WalkClient::connect);
    }

    static WalkClient connect(final Setup setup, final Meter meter) throws IOException {
        return new WalkClient(setup, meter);
    }

    private void upgrade(final Setup setup) throws IOException {
        write(
                ByteBuffer.wrap(
                        ("GET "
                                        + setup.uri().getPath()
                                        + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII)));
        final StringBuilder answer = new StringBuilder();
        // Nothing else comes before the request, so no byte of a frame is read here.
        while (answer.indexOf("\r\n\r\n") < 0) {
            input.clear();
            if (socket.read(input) < 0) {
                throw new IOException("the server left during the upgrade");
            }
            answer.append(StandardCharsets.US_ASCII.decode(input.flip()));
        }
        input.clear();
    }

    /** A masked text frame; the mask is zero. */
    private static ByteBuffer request(final String text) {
        final byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + payload.length)
                .put((byte) TEXT)
                .put((byte) (0x80 | LENGTH_16))
                .putShort((short) payload.length)
                .putInt(0)
                .put(payload)
                .flip();
    }

    private void write(final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    private void run() {
        try {
            socket.configureBlocking(false);
            while (!isClosed) {
                final int count = socket.read(input);
                if (count < 0) {
                    return;
                }
                if (count > 0) {
                    walk();
                } else {
                    Thread.onSpinWait();
                }
            }
        } catch (final IOException e) {
            if (!isClosed) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void walk() {
        final int end = input.position();
        int at = 0;
        while (end - at >= 4) {
            final int first = input.get(at) & 0xFF;
            int length = input.get(at + 1) & 0x7F;
            int payloadAt = at + 2;
            if (length == LENGTH_16) {
                length = input.getShort(at + 2) & 0xFFFF;
                payloadAt = at + 4;
            }
            if (payloadAt + length > end) {
                break;
            }
            if (first == TEXT) {
                onText(payloadAt, payloadAt + length);
            } else if (first == PING) {
                meter.onPing();
            }
            at = payloadAt + length;
        }
        // A ping of two bytes at the very end is taken here.
        if (end - at == 2 && (input.get(at) & 0xFF) == PING) {
            meter.onPing();
            at = end;
        }
        input.limit(end).position(at).compact();
    }

    private void onText(final int from, final int to) {
        // Answers have an id in its place.
        if (input.get(from + METHOD_AT) != 'm') {
            return;
        }
        if (input.get(from + CHANNEL_AT) == 'b' && meter.isPaced()) {
            final long nowNs = System.nanoTime();
            final long id = changeId(from + CHANNEL_AT, to);
            if (Ids.isPaced(id)) {
                meter.onPaced(id, nowNs);
            }
        }
        meter.onMessage();
    }

    private long changeId(final int from, final int to) {
        for (int at = from; at < to - CHANGE_ID.length - Ids.LENGTH; at++) {
            int matched = 0;
            while (matched < CHANGE_ID.length && input.get(at + matched) == CHANGE_ID[matched]) {
                matched++;
            }
            if (matched == CHANGE_ID.length) {
                long id = 0;
                for (int i = 0; i < Ids.LENGTH; i++) {
                    id = id * 10 + input.get(at + CHANGE_ID.length + i) - '0';
                }
                return id;
            }
        }
        return Ids.END;
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        socket.close();
    }
}
