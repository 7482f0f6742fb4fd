/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import io.novaring.engine.connection.wire.CertificatePins;
import io.novaring.engine.connection.wire.Endpoint;
import io.novaring.engine.connection.wire.Helper;
import io.novaring.engine.connection.wire.Link;
import io.novaring.engine.connection.wire.MessageSink;
import io.novaring.engine.connection.wire.Utf8;
import io.novaring.engine.connection.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/**
 * A process that takes what a server floods it with and does nothing with it: {@code ours} walks,
 * copies into a slot and looks whether it is UTF-8, as the engine does before it decodes; {@code
 * library} is Java-WebSocket's client with an empty {@code onMessage(String)}.
 */
public final class FloodedClient {
    private static final int MESSAGE_LENGTH_MAX = 8 << 20;
    private static final long WARM_UP_NS = TimeUnit.SECONDS.toNanos(2);

    // Written by the reading thread alone.
    private volatile long messageCount;

    private FloodedClient() {}

    /** Arguments: ours or library, port, seconds. Tells messages a second. */
    public static void main(final String[] arguments) throws Exception {
        final URI uri = URI.create("ws://127.0.0.1:" + arguments[1] + "/");
        final long measureNs = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[2]));
        final FloodedClient client = new FloodedClient();
        final double perSecond =
                "ours".equals(arguments[0])
                        ? client.ours(uri, measureNs)
                        : client.library(uri, measureNs);
        System.out.println("rate " + String.format(Locale.ROOT, "%.0f", perSecond));
        Runtime.getRuntime().halt(0);
    }

    private final class Slot implements MessageSink {
        private final byte[] raw = new byte[1 << 16];
        private long count;

        @Override
        public int onText(final ByteBuffer source, final int offset, final int length) {
            source.get(offset, raw, 0, length);
            count++;
            return Utf8.isValid(raw, length) ? CONTINUE : NOT_UTF8;
        }

        @Override
        public void onBinary(final int length) {}
    }

    private double ours(final URI uri, final long measureNs) throws IOException {
        final Slot slot = new Slot();
        try (Helper helper = new Helper(1, null)) {
            final Wire wire =
                    new Wire(
                            MESSAGE_LENGTH_MAX,
                            1 << 16,
                            null,
                            CertificatePins.NONE,
                            helper,
                            null,
                            slot);
            final Link link = wire.open(Endpoint.of(uri), InetAddress.getByName(uri.getHost()));
            while (!link.finishConnect()) {
                Thread.onSpinWait();
            }
            link.secure();
            link.startUpgrade(Map.of(), System.nanoTime());
            while (!link.finishUpgrade(System.nanoTime())) {
                Thread.onSpinWait();
            }
            link.walk();
            walk(link, WARM_UP_NS);
            final long countBefore = slot.count;
            final long startNs = System.nanoTime();
            final long endNs = startNs + walk(link, measureNs);
            return (slot.count - countBefore) * 1e9 / (endNs - startNs);
        }
    }

    /** The time it took. */
    private static long walk(final Link link, final long lengthNs) throws IOException {
        final long startNs = System.nanoTime();
        long nowNs = startNs;
        while (nowNs - startNs < lengthNs) {
            if (link.read() > 0) {
                link.walk();
            }
            nowNs = System.nanoTime();
        }
        return nowNs - startNs;
    }

    private double library(final URI uri, final long measureNs) throws InterruptedException {
        final WebSocketClient client =
                new WebSocketClient(uri) {
                    @Override
                    public void onOpen(final ServerHandshake handshake) {}

                    @Override
                    public void onMessage(final String message) {
                        messageCount = messageCount + 1;
                    }

                    @Override
                    public void onClose(
                            final int code, final String reason, final boolean remote) {}

                    @Override
                    public void onError(final Exception e) {
                        throw new IllegalStateException(e);
                    }
                };
        client.connectBlocking();
        TimeUnit.NANOSECONDS.sleep(WARM_UP_NS);
        final long countBefore = messageCount;
        final long startNs = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(measureNs);
        return (messageCount - countBefore) * 1e9 / (System.nanoTime() - startNs);
    }
}
