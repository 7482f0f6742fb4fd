/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.limit.CreditPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccountCreditsTest {
    private static final String CANCEL = "{\"order_id\":\"1\"}";
    private static final String SPOT = "{\"instrument_name\":\"BTC_USDC\"}";

    private final SimulatorClock clock =
            SimulatorClock.manual(Instant.parse("2026-11-02T09:00:00Z"));

    @ParameterizedTest
    @CsvSource({"TIER_1,100,30", "TIER_2,50,20", "TIER_3,30,10", "TIER_4,20,5"})
    void shouldLimitTradingByTier(final AccountTier tier, final int burst, final int rate)
            throws Exception {
        try (Simulator simulator = start(tier);
                TestClient client = loggedIn(simulator)) {
            spend(client, "private/cancel", CANCEL, burst);
            clock.advance(Duration.ofSeconds(1));
            spend(client, "private/cancel", CANCEL, rate);

            assertEquals(10028, TestClient.code(client.call("private/cancel", CANCEL)));
            Await.closes(simulator, CloseCause.NO_CREDITS);
        }
    }

    @Test
    void shouldShareCreditsOfAnAccount() throws Exception {
        try (Simulator simulator = start(AccountTier.TIER_4);
                TestClient one = loggedIn(simulator);
                TestClient two = loggedIn(simulator);
                TestClient other = new TestClient(simulator.uri())) {
            other.login("other", "hidden", "");
            spend(one, "private/cancel", CANCEL, 12);
            spend(two, "private/cancel", CANCEL, 8);

            assertEquals(10028, TestClient.code(one.call("private/cancel", CANCEL)));
            Await.closes(simulator, CloseCause.NO_CREDITS);
            // The one that asked too much ends, and nobody else.
            spend(other, "private/cancel", CANCEL, 1);
            assertTrue(two.call("private/get_cancel_on_disconnect", "{}").has("result"));
            assertEquals(2, simulator.counters().connectionsOpen());
        }
    }

    @Test
    void shouldHaveAPoolForEachPurpose() throws Exception {
        try (Simulator simulator = start(AccountTier.TIER_4);
                TestClient client = loggedIn(simulator)) {
            spend(client, "private/cancel", CANCEL, 20);
            spend(client, "private/cancel_all", "{}", 250);
            spend(client, "private/cancel_all_by_instrument", SPOT, 250);
            // Logging in was free: nobody had done so yet.
            spend(client, "private/get_cancel_on_disconnect", "{}", 100);
            spend(client, "private/subscribe", "{\"channels\":[]}", 10);

            assertEquals(10028, TestClient.code(client.call("public/get_time", "{}")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "private/cancel_all_by_currency,'{\"currency\":\"BTC\"}',20",
        "private/cancel_by_label,'{\"label\":\"x\",\"currency\":\"BTC\"}',20",
        "private/cancel_by_label,'{\"label\":\"x\"}',250",
        "private/cancel_all_by_kind_or_type,'{\"currency\":\"any\"}',250",
        "private/cancel_all_by_kind_or_type,'{\"currency\":\"BTC\",\"kind\":\"spot\"}',250",
        "private/cancel,'{\"order_id\":\"BTC_USDC-123\"}',250",
        "private/subscribe,'{\"channels\":[]}',10",
        "private/get_account_summary,'{\"currency\":\"BTC\"}',100",
        "public/get_instruments,'{\"currency\":\"BTC\"}',50"
    })
    void shouldTakeFromTheRightPool(final String method, final String params, final int burst)
            throws Exception {
        try (Simulator simulator = start(AccountTier.TIER_4);
                TestClient client = loggedIn(simulator)) {
            spend(client, method, params, burst);

            assertEquals(10028, TestClient.code(client.call(method, params)));
        }
    }

    @Test
    void shouldTellTheLimits() throws Exception {
        try (Simulator simulator = start(AccountTier.TIER_3);
                TestClient client = loggedIn(simulator)) {
            final JsonNode limits =
                    client.call("private/get_account_summary", "{\"currency\":\"BTC\"}")
                            .at("/result/limits");

            assertEquals(10, limits.at("/matching_engine/trading/total/rate").asInt());
            assertEquals(30, limits.at("/matching_engine/trading/total/burst").asInt());
            assertEquals(250, limits.at("/matching_engine/cancel_all/burst").asInt());
            assertEquals(100, limits.at("/non_matching_engine/burst").asInt());
            assertEquals(20, limits.at("/non_matching_engine/rate").asInt());
        }
    }

    @Test
    void shouldLimitNobodyWhenToldSo() throws Exception {
        try (Simulator simulator = start(AccountTier.UNLIMITED);
                TestClient client = loggedIn(simulator)) {
            spend(client, "private/cancel", CANCEL, 500);
            spend(client, "private/subscribe", "{\"channels\":[]}", 50);
        }
    }

    @Test
    void shouldLeaveThoseWithoutALoginTheirOwn() throws Exception {
        try (Simulator simulator = start(AccountTier.TIER_4);
                TestClient client = loggedIn(simulator);
                TestClient stranger = new TestClient(simulator.uri())) {
            spend(stranger, "public/get_time", "{}", 100);
            assertEquals(10028, TestClient.code(stranger.call("public/get_time", "{}")));

            spend(client, "public/get_time", "{}", 100);
        }
    }

    /** So many requests are answered, however, and not for want of credits. */
    private static void spend(
            final TestClient client, final String method, final String params, final int count)
            throws Exception {
        int last = 0;
        for (int i = 0; i < count; i++) {
            last = client.request(method, params);
        }
        final int end = last;
        int answers = 0;
        while (answers < count) {
            final JsonNode answer = client.awaitFrame(frame -> frame.has("id"));
            assertTrue(TestClient.code(answer) != 10028, "after " + answers + " of " + count);
            assertTrue(answer.path("id").asInt() <= end);
            answers++;
        }
    }

    private static TestClient loggedIn(final Simulator simulator) throws Exception {
        final TestClient client = new TestClient(simulator.uri());
        client.login();
        return client;
    }

    private Simulator start(final AccountTier tier) {
        return Simulator.start(
                SimulatorConfig.builder()
                        .ratePerSecond(0)
                        .clock(clock)
                        .idleTimeout(Duration.ZERO)
                        .credits(CreditPolicy.PER_CONNECTION)
                        .apiKey("novaring-demo", "novaring-demo-secret", "demo")
                        .apiKey("other", "hidden", "other")
                        .accounts(rules -> rules.withTier(tier))
                        .build());
    }
}
