/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ThroughputTest {
    @Test
    void shouldFeedAReaderAsFastAsItsSocketTakes() throws Exception {
        // Longer runs are for measuring: -Dsimulator.throughput.seconds=10.
        final long seconds = Long.getLong("simulator.throughput.seconds", 0);
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .rawNeedsLogin(false)
                        .ratePerSecond(SimulatorConfig.UNLIMITED)
                        .build();
        try (Simulator simulator = Simulator.start(config);
                RawClient client = new RawClient(simulator.uri().getPort())) {
            client.upgrade("/ws/api/v2");
            final StringBuilder channels = new StringBuilder();
            for (final String instrument : simulator.instruments()) {
                channels.append(",\"book.").append(instrument).append(".raw\"");
            }
            client.sendText(
                    TestClient.request(
                            1,
                            "public/subscribe",
                            "{\"channels\":[" + channels.substring(1) + "]}"));
            final byte[] buffer = new byte[256 * 1024];
            final long startNs = System.nanoTime();
            long bytes = 0;
            while (bytes < 20_000_000 || System.nanoTime() - startNs < seconds * 1_000_000_000L) {
                bytes += client.discard(buffer);
            }
            final long tookNs = System.nanoTime() - startNs;

            final SimulatorCounters counters = simulator.counters();
            System.out.printf(
                    "%,d messages/s, %d bytes each%n",
                    counters.framesSent() * 1_000_000_000L / tookNs,
                    counters.bytesSent() / counters.framesSent());
            assertTrue(counters.framesSent() > 10_000);
            assertEquals(1, counters.connectionsOpen());
        }
    }
}
