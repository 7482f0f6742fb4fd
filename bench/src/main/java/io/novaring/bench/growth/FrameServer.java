/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Child: the least of a venue. It grants every channel, and from the first subscription on sends
 * prepared quotes on that connection as fast as its socket takes them, one connection after the
 * other. Tells {@code port N}; one thread, which never sleeps while anybody is connected.
 */
final class FrameServer {
    private static final int FRAMES = 512;

    private final List<FramePeer> peers = new ArrayList<>();

    private FrameServer() {}

    /** The instrument of the connection with this number. */
    static String instrument(final int connection) {
        return "C" + (10 + connection) + "-PERPETUAL";
    }

    public static void main(final String[] arguments) throws Exception {
        new FrameServer().run();
    }

    private void run() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            server.configureBlocking(false);
            System.out.println("port " + ((InetSocketAddress) server.getLocalAddress()).getPort());
            while (true) {
                final SocketChannel accepted = server.accept();
                if (accepted != null) {
                    peers.add(new FramePeer(accepted));
                }
                for (int i = peers.size() - 1; i >= 0; i--) {
                    poll(i);
                }
                if (peers.isEmpty()) {
                    Thread.sleep(1);
                }
            }
        }
    }

    private void poll(final int index) throws IOException {
        try {
            if (peers.get(index).poll()) {
                return;
            }
        } catch (final IOException e) {
            // A client that is done may leave with a reset.
        }
        peers.remove(index).close();
    }

    /** Quotes of one channel, as one run of frames. */
    static ByteBuffer quotes(final String channel) {
        final ByteArrayOutputStream frames = new ByteArrayOutputStream();
        final String instrument = channel.substring(channel.indexOf('.') + 1);
        for (int i = 0; i < FRAMES; i++) {
            frames.writeBytes(
                    frame(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{"
                                    + "\"channel\":\""
                                    + channel
                                    + "\",\"data\":{\"timestamp\":"
                                    + (1_772_000_000_000L + i)
                                    + ",\"instrument_name\":\""
                                    + instrument
                                    + "\",\"best_bid_price\":"
                                    + (60_000 + i * 7919 % 977)
                                    + ".5,\"best_bid_amount\":"
                                    + (10 + i * 104_729 % 49_999)
                                    + ".0,\"best_ask_price\":"
                                    + (61_000 + i * 7907 % 983)
                                    + ".0,\"best_ask_amount\":"
                                    + (10 + i * 104_723 % 49_999)
                                    + ".0}}}"));
        }
        return ByteBuffer.allocateDirect(frames.size()).put(frames.toByteArray()).flip();
    }

    /** A text frame, unmasked. */
    static byte[] frame(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        final boolean isShort = bytes.length < 126;
        final ByteBuffer frame = ByteBuffer.allocate(bytes.length + (isShort ? 2 : 4));
        frame.put((byte) 0x81);
        if (isShort) {
            frame.put((byte) bytes.length);
        } else {
            frame.put((byte) 126).putShort((short) bytes.length);
        }
        return frame.put(bytes).array();
    }
}
