/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does with each connection what its script says. */
final class ScriptedServer implements Closeable {
    /** What to do with one connection; it is closed when the script ends. */
    interface Script {
        void run(Peer peer) throws IOException, InterruptedException;
    }

    final AtomicInteger acceptedCount = new AtomicInteger();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final Script script;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedServer(final Script script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    ScriptedServer(final ServerSocket server, final Script script) {
        this.server = server;
        this.script = script;
        start(this::acceptAll);
    }

    /** A script that upgrades and goes on with another. */
    static Script upgraded(final Script script) {
        return peer -> {
            peer.readHead();
            peer.answer();
            script.run(peer);
        };
    }

    int port() {
        return server.getLocalPort();
    }

    String uri() {
        return "ws://127.0.0.1:" + port() + "/path?key=value";
    }

    private void start(final Runnable task) {
        final Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                final Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                acceptedCount.incrementAndGet();
                start(() -> run(socket));
            } catch (final IOException e) {
                // The server socket is closed: the loop ends.
            }
        }
    }

    private void run(final Socket socket) {
        try (socket) {
            script.run(new Peer(socket));
        } catch (final IOException | InterruptedException e) {
            // The client went away, or the test is over.
        } catch (final RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (final Socket socket : sockets) {
            socket.close();
        }
        for (final Thread thread : threads) {
            thread.interrupt();
        }
    }

    /** One frame of the client. */
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
    }

    /** The server's end of one connection. */
    final class Peer {
        final Socket socket;
        final OutputStream out;
        final DataInputStream in;
        String head = "";

        Peer(final Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            this.in = new DataInputStream(socket.getInputStream());
        }

        /** Reads the upgrade request. */
        void readHead() throws IOException {
            final StringBuilder text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                text.append((char) in.readUnsignedByte());
            }
            head = text.toString();
        }

        byte[] answerBytes() {
            return answerBytes("");
        }

        byte[] answerBytes(final String moreHeaders) {
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\n"
                            + moreHeaders
                            + "Sec-WebSocket-Accept: "
                            + acceptKey()
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        private String acceptKey() {
            final String key =
                    head.lines()
                            .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                            .findFirst()
                            .orElseThrow()
                            .substring("Sec-WebSocket-Key: ".length());
            try {
                final byte[] hash =
                        MessageDigest.getInstance("SHA-1")
                                .digest(
                                        (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                                .getBytes(StandardCharsets.US_ASCII));
                return Base64.getEncoder().encodeToString(hash);
            } catch (final GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        void answer() throws IOException {
            out.write(answerBytes());
        }

        void write(final String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        Frame readFrame() throws IOException {
            final int opcode = in.readUnsignedByte() & 0xF;
            final int second = in.readUnsignedByte();
            final int form = second & 0x7F;
            final long length =
                    form == 126 ? in.readUnsignedShort() : form == 127 ? in.readLong() : form;
            if ((second & 0x80) == 0) {
                throw new AssertionError("a client's frame is not masked");
            }
            final byte[] key = in.readNBytes(4);
            final byte[] payload = in.readNBytes((int) length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= key[i % 4];
            }
            return new Frame(opcode, payload);
        }

        /** Everything the client still sends, until it ends the stream. */
        List<Frame> readFrames() {
            final List<Frame> frames = new ArrayList<>();
            try {
                while (true) {
                    frames.add(readFrame());
                }
            } catch (final IOException e) {
                return frames;
            }
        }

        /** Neither reads nor writes until the test is over. */
        void goMute() throws InterruptedException {
            closed.await();
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
