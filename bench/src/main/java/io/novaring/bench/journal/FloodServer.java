/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import io.novaring.tools.simulator.wire.Handshake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A venue in a process of its own that grants every channel and sends changes of books by a
 * schedule, whether the client keeps up or not. Told by lines of standard input:
 *
 * <pre>
 * flood ORIGIN_NS BEGIN_NS RATE BURST COUNT
 * end
 * </pre>
 *
 * Times are those of System.nanoTime(), which all processes of a machine share; ids count from the
 * origin, the same for all floods of a connection. Tells {@code port N} first, and {@code sent N
 * LATE_NS STALLED_NS} behind each flood: the worst lateness of its own, and how long the client's
 * socket took nothing.
 */
final class FloodServer {
    private static final Pattern REQUEST = Pattern.compile("\"id\":(\\d+),\"method\":\"([^\"]+)\"");
    private static final Pattern CHANNELS = Pattern.compile("\"channels\":(\\[[^]]*])");

    /** Within this it looks at the clock without sleeping: sleeps end late by as much. */
    private static final long SPIN_NS = 80_000;

    private final BookFlood flood = new BookFlood();
    private final ByteBuffer in = ByteBuffer.allocate(1 << 16);
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Selector writable;
    private ByteBuffer out;
    private SocketChannel channel;
    private long stalledNs;

    private FloodServer() throws IOException {
        writable = Selector.open();
    }

    public static void main(final String[] arguments) throws Exception {
        new FloodServer().run();
    }

    private void run() throws Exception {
        final Thread reader = new Thread(this::readLines, "lines");
        reader.setDaemon(true);
        reader.start();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.configureBlocking(false);
            System.out.println("port " + ((InetSocketAddress) server.getLocalAddress()).getPort());
            while (true) {
                final SocketChannel accepted = server.accept();
                if (accepted != null) {
                    serve(accepted);
                }
                final String line = lines.poll();
                if (line != null) {
                    if ("end".equals(line)) {
                        return;
                    }
                    flood(line.split(" "));
                }
                if (channel != null && channel.isOpen()) {
                    answer();
                }
                LockSupport.parkNanos(200_000);
            }
        }
    }

    private void readLines() {
        try {
            final BufferedReader input =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                lines.add(line);
            }
        } catch (final IOException e) {
            // The other process has ended.
        }
        lines.add("end");
    }

    private void serve(final SocketChannel accepted) throws Exception {
        if (channel != null) {
            channel.close();
        }
        channel = accepted;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        in.clear();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            if (channel.read(in) < 0) {
                throw new IOException("the client left before it asked for anything: " + head);
            }
            head = new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII);
        }
        in.clear();
        send(Handshake.answer(head, head.split(" ")[1]).getBytes(StandardCharsets.US_ASCII));
        channel.configureBlocking(false);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    private void send(final byte[] bytes) throws IOException {
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Answers what has come; masked frames below 64 KiB. */
    private void answer() throws IOException {
        if (channel.read(in) < 0) {
            channel.close();
            return;
        }
        in.flip();
        while (in.remaining() >= 6) {
            final int at = in.position();
            final int opcode = in.get(at) & 15;
            int length = in.get(at + 1) & 127;
            int header = 6;
            if (length == 126) {
                if (in.remaining() < 8) {
                    break;
                }
                length = in.getShort(at + 2) & 0xFFFF;
                header = 8;
            }
            if (in.remaining() < header + length) {
                break;
            }
            final byte[] text = new byte[length];
            for (int i = 0; i < length; i++) {
                text[i] = (byte) (in.get(at + header + i) ^ in.get(at + header - 4 + (i & 3)));
            }
            in.position(at + header + length);
            if (opcode == 8) {
                channel.close();
                in.clear();
                return;
            }
            if (opcode == 9) {
                final byte[] pong = BookFlood.frame(text);
                pong[0] = (byte) 0x8A;
                send(pong);
            } else if (opcode == 1) {
                answer(new String(text, StandardCharsets.US_ASCII));
            }
        }
        in.compact();
    }

    private void answer(final String request) throws IOException {
        final Matcher head = REQUEST.matcher(request);
        if (!head.find()) {
            return;
        }
        final boolean isSubscribe = head.group(2).endsWith("/subscribe");
        final Matcher channels = CHANNELS.matcher(request);
        final String result =
                head.group(2).endsWith("subscribe") && channels.find()
                        ? channels.group(1)
                        : "\"ok\"";
        send(
                BookFlood.frame(
                        ("{\"jsonrpc\":\"2.0\",\"id\":"
                                        + head.group(1)
                                        + ",\"result\":"
                                        + result
                                        + ",\"usIn\":1,\"usOut\":2,\"usDiff\":1,\"testnet\":true}")
                                .getBytes(StandardCharsets.US_ASCII)));
        if (isSubscribe) {
            for (int i = 0; i < BookFlood.INSTRUMENTS; i++) {
                if (result.contains(BookFlood.channel(i) + '"')) {
                    send(flood.snapshot(i));
                }
            }
        }
    }

    private void flood(final String[] words) throws IOException {
        final long originNs = Long.parseLong(words[1]);
        final long beginNs = Long.parseLong(words[2]) - originNs;
        final double intervalNs = 1e9 / Double.parseDouble(words[3]);
        final int burst = Integer.parseInt(words[4]);
        final long count = Long.parseLong(words[5]);
        if (out == null || out.capacity() < burst * flood.lengthMax()) {
            out = ByteBuffer.allocateDirect(burst * flood.lengthMax());
        }
        long lateNs = 0;
        long lastNs = 0;
        boolean isBehind = false;
        stalledNs = 0;
        for (long sent = 0; sent < count; sent += burst) {
            final long dueNs = beginNs + (long) (sent * intervalNs);
            if (awaitDue(originNs + dueNs)) {
                isBehind = false;
            }
            final long sentNs = System.nanoTime() - originNs;
            lateNs = Math.max(lateNs, sentNs - dueNs);
            // Its own lateness is not the engine's; but once it waited for the socket, it was.
            final long fromNs = Math.max(isBehind ? dueNs : sentNs, lastNs + burst);
            lastNs = fromNs;
            out.clear();
            for (int i = 0; i < burst; i++) {
                flood.put(out, fromNs + i);
            }
            out.flip();
            isBehind |= write();
        }
        System.out.println("sent " + count + ' ' + lateNs + ' ' + stalledNs);
    }

    /** False when that time is past already. */
    private static boolean awaitDue(final long dueNs) {
        long leftNs = dueNs - System.nanoTime();
        final boolean isAhead = leftNs > 0;
        while (leftNs > 0) {
            if (leftNs > SPIN_NS) {
                LockSupport.parkNanos(leftNs - SPIN_NS);
            } else {
                Thread.onSpinWait();
            }
            leftNs = dueNs - System.nanoTime();
        }
        return isAhead;
    }

    /** True when the socket did not take all of it at once. */
    private boolean write() throws IOException {
        channel.write(out);
        final boolean isSlow = out.hasRemaining();
        if (isSlow) {
            final long beforeNs = System.nanoTime();
            while (out.hasRemaining()) {
                // Asleep: a sender that spins takes a core from the engine it waits for.
                writable.select();
                writable.selectedKeys().clear();
                channel.write(out);
            }
            stalledNs += System.nanoTime() - beforeNs;
        }
        return isSlow;
    }
}
