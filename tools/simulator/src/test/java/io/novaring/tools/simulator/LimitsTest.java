/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.limit.CreditPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    private static final int BURST = 100;

    private final SimulatorClock clock = SimulatorClock.manual(Instant.EPOCH);

    @Test
    void shouldEndTheSessionThatHasNoCreditsLeft() throws Exception {
        try (Simulator simulator = start(CreditPolicy.PER_CONNECTION);
                RawClient spender = new RawClient(simulator.uri().getPort());
                TestClient other = new TestClient(simulator.uri())) {
            spender.upgrade(SimulatorServer.PATH);
            for (int i = 0; i < BURST; i++) {
                spender.request(i, "public/test", "{}");
                assertTrue(spender.next().json().has("result"));
            }
            spender.request(BURST, "public/test", "{}");
            assertEquals(10_028, spender.next().json().at("/error/code").asInt());
            assertEquals(-1, spender.discard(new byte[1]));
            Await.closes(simulator, CloseCause.NO_CREDITS);

            assertTrue(other.call("public/test", "{}").has("result"));
        }
    }

    @Test
    void shouldShareCreditsOfAnAddressAndRefillThem() throws Exception {
        try (Simulator simulator = start(CreditPolicy.PER_ADDRESS);
                TestClient spender = new TestClient(simulator.uri());
                TestClient other = new TestClient(simulator.uri())) {
            for (int i = 0; i < BURST; i++) {
                assertTrue(spender.call("public/test", "{}").has("result"));
            }
            assertEquals(10_028, other.call("public/test", "{}").at("/error/code").asInt());
            clock.advance(Duration.ofMillis(50));
            assertTrue(spender.call("public/test", "{}").has("result"));
        }
    }

    @Test
    void shouldEndAConnectionThatIsOfNoUse() throws Exception {
        try (Simulator simulator = start(CreditPolicy.OFF);
                TestClient idle = new TestClient(simulator.uri());
                TestClient talks = new TestClient(simulator.uri());
                TestClient listens = new TestClient(simulator.uri())) {
            idle.call("public/test", "{}");
            talks.call("public/test", "{}");
            listens.subscribe("quote.BTC-PERPETUAL");
            clock.advance(Duration.ofMillis(60_499));
            assertEquals(3, simulator.counters().connectionsOpen());
            talks.call("public/test", "{}");
            clock.advance(Duration.ofMillis(1));

            assertNotEquals(1000, idle.awaitClose());
            assertEquals(1, simulator.counters().closes().get(CloseCause.IDLE));
            assertEquals(2, simulator.counters().connectionsOpen());
        }
    }

    private Simulator start(final CreditPolicy credits) {
        return Simulator.start(
                SimulatorConfig.builder().ratePerSecond(0).credits(credits).clock(clock).build());
    }
}
