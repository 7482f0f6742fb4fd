/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorClock;
import io.novaring.tools.simulator.SimulatorConfig;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Distinct frames of each kind as the simulator sends them, from one seed and a clock that is
 * moved: the same frames in every run.
 */
final class FrameSource {
    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    private static final int INSTRUMENTS = 8;

    /** At this rate an interval of 100 ms holds some five trades and 30 levels an instrument. */
    private static final int RATE = 2000;

    private static final Duration STEP = Duration.ofMillis(500);
    private static final long TIMEOUT_SECONDS = 30;

    /** The simulator's last message of a step: an answer to this request. */
    private static final String LAST = "\"id\":7";

    private FrameSource() {}

    /**
     * So many messages of a kind.
     *
     * @throws IllegalStateException when they do not come.
     */
    static byte[][] collect(final FrameKind kind, final int count) {
        final byte[][] frames = received(kind, count);
        return switch (kind) {
            case TRADES -> JoinedFrames.trades(frames);
            case SNAPSHOT -> JoinedFrames.snapshots(frames);
            default -> frames;
        };
    }

    private static byte[][] received(final FrameKind kind, final int count) {
        final SimulatorClock clock = SimulatorClock.manual(START);
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .seed(1)
                        .clock(clock)
                        .instruments(INSTRUMENTS)
                        .ratePerSecond(RATE)
                        .rawNeedsLogin(false)
                        .build();
        final List<byte[]> frames = new ArrayList<>(count);
        try (Simulator simulator = Simulator.start(config)) {
            final Collector collector = new Collector();
            final WebSocket socket =
                    HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .buildAsync(simulator.uri(), collector)
                            .join();
            final String channels =
                    simulator.instruments().stream()
                            .map(name -> '"' + kind.channelOf(name) + '"')
                            .collect(Collectors.joining(","));
            request(socket, "public/subscribe", "{\"channels\":[" + channels + "]}", 1);
            while (frames.size() < count) {
                request(socket, "public/test", "{}", 7);
                collector.takeUntilAnswer(kind, count, frames);
                clock.advance(STEP);
            }
            socket.abort();
        }
        return frames.toArray(new byte[0][]);
    }

    private static void request(
            final WebSocket socket, final String method, final String params, final int id) {
        socket.sendText(
                        "{\"jsonrpc\":\"2.0\",\"id\":"
                                + id
                                + ",\"method\":\""
                                + method
                                + "\",\"params\":"
                                + params
                                + '}',
                        true)
                .join();
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

        void takeUntilAnswer(final FrameKind kind, final int count, final List<byte[]> frames) {
            try {
                while (true) {
                    final String message = messages.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                    if (message == null) {
                        throw new IllegalStateException(
                                "only " + frames.size() + " frames of " + kind.label() + " came");
                    }
                    if (message.contains(LAST)) {
                        return;
                    }
                    final byte[] frame = message.getBytes(StandardCharsets.UTF_8);
                    if (frames.size() < count && kind.includes(frame)) {
                        frames.add(frame);
                    }
                }
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while collecting frames", e);
            }
        }
    }
}
