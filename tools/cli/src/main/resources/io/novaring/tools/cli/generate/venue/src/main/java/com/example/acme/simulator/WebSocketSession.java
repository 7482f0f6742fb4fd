/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's end of one WebSocket: as much of RFC 6455 as a well-behaved client needs. One thread
 * reads; whoever holds the simulator's lock writes.
 */
final class WebSocketSession {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY =
            Pattern.compile("\r\nSec-WebSocket-Key: *(\\S+) *\r\n", Pattern.CASE_INSENSITIVE);
    private static final int HEAD_LENGTH_MAX = 8192;
    private static final int MESSAGE_LENGTH_MAX = 1 << 20;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    WebSocketSession(final Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    /** Reads the upgrade request and grants it. */
    void upgrade() throws IOException {
        final StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            final int next = in.read();
            if (next < 0 || head.length() == HEAD_LENGTH_MAX) {
                throw new EOFException("no upgrade request within " + head.length() + " bytes");
            }
            head.append((char) next);
        }
        final Matcher key = KEY.matcher(head);
        if (!key.find()) {
            throw new IOException("an upgrade request without a key: " + head);
        }
        final String answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + accept(key.group(1))
                        + "\r\n\r\n";
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private static String accept(final String key) {
        try {
            final MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            final byte[] digest = sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** The next text message; answers pings on the way. Null when the client closes. */
    String read() throws IOException {
        while (true) {
            final int head = in.readUnsignedByte();
            final int second = in.readUnsignedByte();
            if ((head & FINAL) == 0 || (second & MASKED) == 0) {
                throw new IOException("a fragment, or a frame without a mask");
            }
            final byte[] payload = payload(second & ~MASKED);
            switch (head & 0x0F) {
                case TEXT -> {
                    return new String(payload, StandardCharsets.UTF_8);
                }
                case PING -> write(PONG, payload);
                case CLOSE -> {
                    write(CLOSE, payload);
                    return null;
                }
                default -> {
                    // A pong, which nobody asked for.
                }
            }
        }
    }

    private byte[] payload(final int shortLength) throws IOException {
        final long length =
                switch (shortLength) {
                    case 126 -> in.readUnsignedShort();
                    case 127 -> in.readLong();
                    default -> shortLength;
                };
        if (length < 0 || length > MESSAGE_LENGTH_MAX) {
            throw new IOException("a message of " + length + " bytes");
        }
        final byte[] mask = new byte[4];
        in.readFully(mask);
        final byte[] payload = new byte[(int) length];
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    void write(final String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    // Two threads write: the market's, and the reader's for answers and pongs.
    private synchronized void write(final int opcode, final byte[] payload) throws IOException {
        final ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 10);
        frame.write(FINAL | opcode);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.write(126);
            frame.write(payload.length >>> 8);
            frame.write(payload.length);
        } else {
            frame.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >>> shift));
            }
        }
        frame.write(payload);
        // In one piece: half a frame would wait for the other side's acknowledgement.
        out.write(frame.toByteArray());
    }

    /** Ends the connection without a word. */
    void drop() {
        try {
            socket.close();
        } catch (final IOException e) {
            // Closed is what it was to become.
        }
    }
}
