/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that does what the JDK's does not: breaks rules, reads nothing, counts bytes. */
final class RawClient implements AutoCloseable {
    private static final int FRAME_MAX = 16 * 1024 * 1024;

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
        final String head = upgradeHead(path);
        return head.substring(0, head.indexOf("\r\n"));
    }

    /** Returns the whole head of the answer. */
    String upgradeHead(final String path) throws IOException {
        sendUpgrade(path);
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    void sendUpgrade(final String path) throws IOException {
        final String request =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
    }

    void sendText(final String text) throws IOException {
        out.write(masked(0x81, text.getBytes(StandardCharsets.UTF_8)));
    }

    void write(final byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Returns the payload of the next frame. */
    byte[] readFrame() throws IOException {
        return next().payload();
    }

    /** The next frame, as broken as it may be; a masked one is unmasked. */
    Frame next() throws IOException {
        final int first = in.readUnsignedByte();
        final int second = in.readUnsignedByte();
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length > FRAME_MAX) {
            return new Frame(first, (second & 0x80) != 0, length, new byte[0]);
        }
        final byte[] mask = in.readNBytes((second & 0x80) == 0 ? 0 : 4);
        final byte[] payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length && mask.length > 0; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Frame(first, mask.length > 0, length, payload);
    }

    /** Sends a request. */
    void request(final int id, final String method, final String params) throws IOException {
        sendText(TestClient.request(id, method, params));
    }

    /** A frame; the payload of one that is too long for a test is left where it is. */
    record Frame(int first, boolean masked, long length, byte[] payload) {
        int opcode() {
            return first & 0x0F;
        }

        boolean isLast() {
            return (first & 0x80) != 0;
        }

        int closeCode() {
            return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        JsonNode json() throws IOException {
            return TestClient.JSON.readTree(payload);
        }
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
