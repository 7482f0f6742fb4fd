/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import io.novaring.tools.simulator.wire.Handshake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own that serves one client after the other: floods it with frames that were made
 * before, or sends the time in a frame whenever so long has passed.
 */
public final class FrameServer {
    static final int STAMP_LENGTH = 20;

    private static final int REQUEST_LENGTH_MAX = 8 << 10;

    private FrameServer() {}

    /** Argument: microseconds between two frames; 0 floods. Tells the port. */
    public static void main(final String[] arguments) throws Exception {
        final long gapNs = Long.parseLong(arguments[0]) * 1_000;
        final ByteBuffer stream = Stream.framed(Stream.payloads(), true);
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            System.out.println("port " + ((InetSocketAddress) server.getLocalAddress()).getPort());
            while (true) {
                try (SocketChannel client = server.accept()) {
                    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    upgrade(client);
                    serve(client, stream, gapNs);
                } catch (final IOException e) {
                    System.out.println("end " + e.getMessage());
                }
            }
        }
    }

    private static void upgrade(final SocketChannel client) throws IOException {
        final ByteBuffer request = ByteBuffer.allocate(REQUEST_LENGTH_MAX);
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            if (client.read(request) < 0) {
                throw new IOException("no request");
            }
            text = new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
        }
        final String answer = Handshake.answer(text, text.split(" ")[1]);
        client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void serve(final SocketChannel client, final ByteBuffer stream, final long gapNs)
            throws IOException {
        if (gapNs == 0) {
            while (true) {
                stream.position(0);
                while (stream.hasRemaining()) {
                    client.write(stream);
                }
            }
        }
        final ByteBuffer frame = ByteBuffer.allocateDirect(2 + STAMP_LENGTH);
        while (true) {
            LockSupport.parkNanos(gapNs);
            frame.clear();
            frame.put((byte) 0x81).put((byte) STAMP_LENGTH);
            putDigits(frame, System.nanoTime());
            client.write(frame.flip());
        }
    }

    private static void putDigits(final ByteBuffer frame, final long value) {
        long rest = value;
        for (int i = STAMP_LENGTH - 1; i >= 0; i--) {
            frame.put(2 + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        frame.position(2 + STAMP_LENGTH);
    }

    /** Nanoseconds since the stamp in the first bytes; both processes have the same clock. */
    static long sinceNs(final byte[] raw) {
        long sentNs = 0;
        for (int i = 0; i < STAMP_LENGTH; i++) {
            sentNs = sentNs * 10 + raw[i] - '0';
        }
        return System.nanoTime() - sentNs;
    }
}
