/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeterminismTest {
    @Test
    void shouldSendTheSameFramesForTheSameSeed() throws Exception {
        final List<String> first = frames(7);
        final List<String> second = frames(7);
        final List<String> different = frames(8);

        assertEquals(first, second);
        assertNotEquals(first, different);
    }

    private static List<String> frames(final long seed) throws Exception {
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .seed(seed)
                        .rawNeedsLogin(false)
                        .ratePerSecond(0)
                        .clock(Clock.fixed(Instant.parse("2026-11-02T09:00:00Z"), ZoneOffset.UTC))
                        .build();
        final List<String> frames = new ArrayList<>();
        try (Simulator simulator = Simulator.start(config);
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(
                    "book.BTC-PERPETUAL.raw",
                    "trades.future.any.raw",
                    "ticker.ETH-PERPETUAL.raw",
                    "quote." + simulator.instruments().get(4));
            simulator.setRate(20_000);
            for (int i = 0; i < 2_000; i++) {
                frames.add(client.next());
            }
        }
        return frames;
    }
}
