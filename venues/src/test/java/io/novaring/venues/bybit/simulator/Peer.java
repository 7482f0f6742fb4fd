/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** One client: its socket, and WebSocket frames over it. */
final class Peer {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    /** Takes what the client sends. */
    interface Listener {
        void onText(Peer peer, String text);

        void onGone(Peer peer);
    }

    private volatile boolean isMute;
    private Dialect dialect;
    private final Socket socket;
    private final DataInputStream in;

    Peer(final Socket socket, final int idleCutMs) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        // Nothing read for so long: the venue cuts the connection.
        socket.setSoTimeout(idleCutMs);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    Dialect dialect() {
        return dialect;
    }

    /** Reads until the client goes, is idle for too long, or is cut off. */
    void run(final Listener listener) {
        try (socket) {
            upgrade();
            while (readFrame(listener)) {
                // Until the client closes.
            }
        } catch (final IOException e) {
            // The client went away, was idle for too long, or the test is over.
        } finally {
            listener.onGone(this);
        }
    }

    /** Neither hears nor says anything from now on, and stays connected. */
    void mute() {
        isMute = true;
    }

    void cut() {
        try {
            socket.close();
        } catch (final IOException e) {
            // It is gone already.
        }
    }

    void send(final String text) {
        try {
            sendFrame(TEXT, text.getBytes(StandardCharsets.UTF_8));
        } catch (final IOException e) {
            // Its reader finds out.
        }
    }

    private void sendFrame(final int opcode, final byte[] payload) throws IOException {
        if (isMute) {
            return;
        }
        final ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 10);
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length < 65_536) {
            frame.write(126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.write(payload);
        synchronized (socket) {
            socket.getOutputStream().write(frame.toByteArray());
        }
    }

    private void upgrade() throws IOException {
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        dialect = Dialect.ofPath(head.substring(4, head.indexOf(" HTTP/")));
        final String header = "Sec-WebSocket-Key: ";
        final int key = head.indexOf(header) + header.length();
        final String answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + acceptKey(head.substring(key, head.indexOf("\r\n", key)))
                        + "\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private static String acceptKey(final String key) {
        try {
            final byte[] text =
                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private boolean readFrame(final Listener listener) throws IOException {
        final int opcode = in.readUnsignedByte() & 0xF;
        final int form = in.readUnsignedByte() & 0x7F;
        final int length = form == 126 ? in.readUnsignedShort() : form;
        final byte[] mask = in.readNBytes(4);
        final byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        if (isMute) {
            return true;
        }
        switch (opcode) {
            case TEXT -> listener.onText(this, new String(payload, StandardCharsets.UTF_8));
            case PING -> sendFrame(PONG, payload);
            case CLOSE -> {
                sendFrame(CLOSE, payload);
                return false;
            }
            default -> {
                // The engine's own pings are answered; nothing else comes.
            }
        }
        return true;
    }
}
