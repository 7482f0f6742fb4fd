/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Distinct frames as the simulator sends them: many, so that no branch predictor learns one. */
public final class Frames {
    private static final int INSTRUMENTS = 8;
    private static final int RATE = 20_000;
    private static final long TIMEOUT_SECONDS = 30;

    private Frames() {}

    /** The first {@code count} messages of a kind of channel: book, trades, ticker or quote. */
    public static List<byte[]> of(final String kind, final int count) {
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .seed(1)
                        .instruments(INSTRUMENTS)
                        .ratePerSecond(RATE)
                        .rawNeedsLogin(false)
                        .build();
        try (Simulator simulator = Simulator.start(config)) {
            final String interval = "quote".equals(kind) ? "" : ".raw";
            final String channels =
                    simulator.instruments().stream()
                            .map(name -> '"' + kind + '.' + name + interval + '"')
                            .collect(Collectors.joining(","));
            final Collector collector = new Collector();
            final WebSocket socket =
                    HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .buildAsync(simulator.uri(), collector)
                            .join();
            socket.sendText(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/subscribe\","
                                    + "\"params\":{\"channels\":["
                                    + channels
                                    + "]}}",
                            true)
                    .join();
            final List<byte[]> frames = collector.take(count, '"' + kind + '.');
            socket.abort();
            return frames;
        }
    }

    private static final class Collector implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(
                final WebSocket socket, final CharSequence data, final boolean last) {
            parts.append(data);
            if (last) {
                messages.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        List<byte[]> take(final int count, final String wanted) {
            final List<byte[]> frames = new ArrayList<>();
            try {
                while (frames.size() < count) {
                    final String message = messages.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                    if (message == null) {
                        throw new IllegalStateException(
                                "only " + frames.size() + " frames of " + wanted + " came");
                    }
                    if (message.contains("\"subscription\"") && message.contains(wanted)) {
                        frames.add(message.getBytes(StandardCharsets.UTF_8));
                    }
                }
            } catch (final InterruptedException e) {
                throw new IllegalStateException("interrupted while collecting frames", e);
            }
            return frames;
        }
    }
}
