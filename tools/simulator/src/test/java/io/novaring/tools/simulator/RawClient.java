/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that does what the JDK's does not: breaks rules, reads nothing, counts bytes. */
final class RawClient implements AutoCloseable {
    final Socket socket;

    private final DataInputStream in;
    private final OutputStream out;

    RawClient(final int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Returns the status line. */
    String upgrade(final String path) throws IOException {
        final String request =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    void sendText(final String text) throws IOException {
        out.write(masked(0x81, text.getBytes(StandardCharsets.UTF_8)));
    }

    void write(final byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Returns the payload of the next frame. */
    byte[] readFrame() throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        return in.readNBytes(length);
    }

    /** Bytes read, or -1 at the end. */
    int discard(final byte[] buffer) throws IOException {
        return in.read(buffer);
    }

    static byte[] masked(final int first, final byte[] payload) {
        final int lengthBytes = payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8;
        final byte[] frame = new byte[2 + lengthBytes + 4 + payload.length];
        frame[0] = (byte) first;
        frame[1] =
                (byte) (0x80 | (lengthBytes == 0 ? payload.length : lengthBytes == 2 ? 126 : 127));
        for (int i = 0; i < lengthBytes; i++) {
            frame[2 + i] = (byte) ((long) payload.length >> 8 * (lengthBytes - 1 - i));
        }
        final int mask = 2 + lengthBytes;
        for (int i = 0; i < 4; i++) {
            frame[mask + i] = (byte) (0x5A + 31 * i);
        }
        for (int i = 0; i < payload.length; i++) {
            frame[mask + 4 + i] = (byte) (payload[i] ^ frame[mask + (i & 3)]);
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
