/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.login.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginTest {
    private static final String PRIVATE = "private/get_cancel_on_disconnect";
    private static final Instant START = Instant.ofEpochMilli(1_576_074_319_000L);

    private SimulatorClock clock;
    private Simulator simulator;
    private TestClient client;

    @BeforeEach
    void start() {
        clock = SimulatorClock.manual(START);
        simulator =
                Simulator.start(
                        SimulatorConfig.builder()
                                .ratePerSecond(0)
                                .clock(clock)
                                .idleTimeout(Duration.ZERO)
                                .apiKey("novaring-demo", "novaring-demo-secret", "demo")
                                .apiKey("AMANDA", "AMANDASECRECT", "amanda", "account:read")
                                .apiKey("reader", "hidden", "demo", "trade:read", "account:read")
                                .accounts(rules -> rules.withTokenLife(Duration.ofSeconds(600)))
                                .build());
        client = new TestClient(simulator.uri());
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void shouldGrantAPairOfTokens() throws Exception {
        final JsonNode answer =
                client.call(
                        "public/auth",
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"novaring-demo\","
                                + "\"client_secret\":\"novaring-demo-secret\","
                                + "\"state\":\"a\\\"\u00fc\"}");
        final JsonNode result = answer.path("result");

        assertEquals("bearer", result.path("token_type").asText());
        assertEquals(600, result.path("expires_in").asInt());
        assertEquals("a\"\u00fc", result.path("state").asText());
        assertEquals(
                "account:read_write block_rfq:read_write block_trade:read_write connection"
                        + " mainaccount trade:read_write wallet:read_write",
                result.path("scope").asText());
        assertFalse(result.path("sid").asText().isEmpty());
        final String access = result.path("access_token").asText();
        assertTrue(access.matches("\\d{13}\\.[\\w-]{8}\\.[\\w-]{150,}"), access);
        assertNotEquals(access, result.path("refresh_token").asText());
        assertOk(client.call(PRIVATE, "{}"));
        assertOk(client.call(PRIVATE, token(result)));
    }

    @Test
    void shouldRefuseWhoHasNotLoggedIn() throws Exception {
        final JsonNode answer = client.call(PRIVATE, "{}");

        assertEquals(13009, TestClient.code(answer));
        assertEquals("invalid_token", answer.at("/error/data/reason").asText());
        assertEquals(13009, TestClient.code(client.call(PRIVATE, "{\"access_token\":\"x\"}")));
        assertEquals(13009, TestClient.code(client.call("private/whatever", "{}")));
    }

    @ParameterizedTest
    @CsvSource({"novaring-demo,wrong", "nobody,novaring-demo-secret", "novaring-demo,''"})
    void shouldRefuseWrongCredentials(final String id, final String secret) throws Exception {
        assertEquals(13004, TestClient.code(client.login(id, secret, "")));
        assertEquals(13009, TestClient.code(client.call(PRIVATE, "{}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"grant_type\":\"password\"}",
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"x\"}",
                "{\"grant_type\":\"client_signature\",\"client_id\":\"x\",\"nonce\":\"n\"}",
                "{\"grant_type\":\"refresh_token\"}"
            })
    void shouldRefuseWhatIsIncomplete(final String params) throws Exception {
        assertEquals(-32602, TestClient.code(client.call("public/auth", params)));
    }

    @Test
    void shouldAcceptTheSignatureOfTheVenuesOwnExample() throws Exception {
        final String signature = "56590594f97921b09b18f166befe0d1319b198bbcdad7ca73382de2f88fe9aa1";

        assertOk(
                client.call("public/auth", signature("1iqt2wls", START.toEpochMilli(), signature)));
    }

    @Test
    void shouldSignData() throws Exception {
        final String params =
                "{\"grant_type\":\"client_signature\",\"client_id\":\"AMANDA\",\"timestamp\":"
                        + START.toEpochMilli()
                        + ",\"nonce\":\"n\",\"data\":\"some\",\"signature\":\""
                        + sign(START.toEpochMilli() + "\nn\nsome")
                        + "\"}";

        assertOk(client.call("public/auth", params));
    }

    @Test
    void shouldTakeANonceOnce() throws Exception {
        assertOk(client.call("public/auth", signature("n", 0)));
        assertEquals(13004, TestClient.code(client.call("public/auth", signature("n", 1))));
        assertOk(client.call("public/auth", signature("m", 1)));
    }

    @ParameterizedTest
    @CsvSource({"-60000,0", "60000,0", "-60001,13004", "60001,13004"})
    void shouldTakeASignatureForAMinute(final long offsetMs, final int code) throws Exception {
        assertEquals(code, TestClient.code(client.call("public/auth", signature("n", offsetMs))));
    }

    @Test
    void shouldRefuseAWrongSignature() throws Exception {
        final JsonNode answer =
                client.call("public/auth", signature("n", START.toEpochMilli(), "00".repeat(32)));

        assertEquals(13004, TestClient.code(answer));
        assertEquals("invalid_signature", answer.at("/error/data/reason").asText());
        // It has not used the nonce up.
        assertOk(client.call("public/auth", signature("n", 0)));
    }

    @Test
    void shouldLockAKeyAfterTenFailures() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertEquals(13004, TestClient.code(client.login("reader", "wrong", "")));
        }

        assertEquals(12003, TestClient.code(client.login("reader", "hidden", "")));
        assertOk(client.login("novaring-demo", "novaring-demo-secret", ""));

        clock.advance(Duration.ofSeconds(60));
        assertOk(client.login("reader", "hidden", ""));
    }

    @Test
    void shouldCutTheScopeToTheKeys() throws Exception {
        final JsonNode result =
                client.login(
                                "reader",
                                "hidden",
                                "trade:read_write account:read wallet:read nonsense:read")
                        .path("result");

        assertEquals("account:read connection trade:read", result.path("scope").asText());
    }

    @Test
    void shouldGrantLessWhenLessIsWished() throws Exception {
        final JsonNode result =
                client.login("novaring-demo", "novaring-demo-secret", "trade:read expires:30")
                        .path("result");

        final Set<String> scope = Set.of(result.path("scope").asText().split(" "));
        assertTrue(scope.containsAll(Set.of("trade:read", "account:none", "connection")));
        assertEquals(30, result.path("expires_in").asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "private/enable_cancel_on_disconnect,account:read_write",
        "private/buy,trade:read_write",
        "private/cancel_all,trade:read_write"
    })
    void shouldNameTheScopeThatIsMissing(final String method, final String scope) throws Exception {
        client.login("reader", "hidden", "");
        final JsonNode answer = client.call(method, "{}");

        assertEquals(13021, TestClient.code(answer));
        assertEquals("forbidden", answer.at("/error/message").asText());
        assertEquals(scope, answer.at("/error/data/scope").asText());
    }

    @Test
    void shouldForgetATokenWhenItsTimeIsOver() throws Exception {
        client.login();
        clock.advance(Duration.ofSeconds(599));
        assertOk(client.call(PRIVATE, "{}"));

        clock.advance(Duration.ofSeconds(1));
        final JsonNode answer = client.call(PRIVATE, "{}");
        assertEquals(13009, TestClient.code(answer));
        assertEquals("invalid_token", answer.at("/error/data/reason").asText());
        client.login();
        assertOk(client.call(PRIVATE, "{}"));
    }

    @Test
    void shouldReplaceThePairByARefresh() throws Exception {
        final JsonNode before = client.login();
        clock.advance(Duration.ofSeconds(500));
        final JsonNode after = client.call("public/auth", refresh(before)).path("result");

        assertEquals(600, after.path("expires_in").asInt());
        assertEquals(before.path("scope"), after.path("scope"));
        assertEquals(13009, TestClient.code(client.call(PRIVATE, token(before))));
        assertEquals(13009, TestClient.code(client.call("public/auth", refresh(before))));
        clock.advance(Duration.ofSeconds(500));
        assertOk(client.call(PRIVATE, token(after)));
        assertOk(client.call(PRIVATE, "{}"));
    }

    @Test
    void shouldBindATokenToItsConnection() throws Exception {
        final JsonNode result = client.login();
        try (TestClient other = new TestClient(simulator.uri())) {
            assertEquals(13009, TestClient.code(other.call(PRIVATE, token(result))));
            assertEquals(13009, TestClient.code(other.call("public/auth", refresh(result))));
            client.close();
            Await.until(() -> simulator.counters().connectionsOpen() == 1);

            assertEquals(13009, TestClient.code(other.call(PRIVATE, token(result))));
        }
    }

    @Test
    void shouldKeepASessionOverConnections() throws Exception {
        final JsonNode result = session(client, "one");
        client.close();
        try (TestClient other = new TestClient(simulator.uri())) {
            assertOk(other.call(PRIVATE, token(result)));
            // A token in a request is no login.
            assertEquals(13009, TestClient.code(other.call(PRIVATE, "{}")));
            assertOk(other.call("public/auth", refresh(result)));
            assertOk(other.call(PRIVATE, "{}"));
        }
    }

    @Test
    void shouldEvictTheOldestOfSixteenSessions() throws Exception {
        final JsonNode oldest = session(client, "s0");
        final JsonNode second = session(client, "s1");
        for (int i = 2; i < 16; i++) {
            session(client, "s" + i);
        }
        // The same name takes no place, a connection takes none either.
        session(client, "s15");
        client.login();
        assertOk(client.call(PRIVATE, token(oldest)));

        session(client, "s16");
        assertEquals(13009, TestClient.code(client.call(PRIVATE, token(oldest))));
        assertOk(client.call(PRIVATE, token(second)));
    }

    @Test
    void shouldForkASession() throws Exception {
        final JsonNode result = session(client, "one");
        final JsonNode fork =
                client.call(
                                "public/fork_token",
                                "{\"session_name\":\"two\",\"refresh_token\":\""
                                        + result.path("refresh_token").asText()
                                        + "\"}")
                        .path("result");

        assertTrue(fork.path("scope").asText().contains("session:two"));
        assertOk(client.call(PRIVATE, token(result)));
        assertOk(client.call(PRIVATE, token(fork)));
        final JsonNode ofConnection = client.login();
        final String wrong =
                "{\"session_name\":\"two\",\"refresh_token\":\""
                        + ofConnection.path("refresh_token").asText()
                        + "\"}";
        assertEquals(-32602, TestClient.code(client.call("public/fork_token", wrong)));
    }

    @Test
    void shouldExchangeATokenForAnotherAccounts() throws Exception {
        final JsonNode result = client.login();
        final String exchange =
                "{\"subject_id\":1002,\"refresh_token\":\""
                        + result.path("refresh_token").asText()
                        + "\"}";
        final JsonNode other = client.call("public/exchange_token", exchange).path("result");

        assertEquals(13009, TestClient.code(client.call(PRIVATE, token(result))));
        assertOk(client.call(PRIVATE, token(other)));
        final JsonNode summary =
                client.call(
                        "private/get_account_summary", "{\"currency\":\"BTC\",\"extended\":true}");
        assertEquals(1002, summary.at("/result/id").asInt());
        assertEquals(
                -32602,
                TestClient.code(
                        client.call("public/exchange_token", exchange.replace("1002", "7"))));
    }

    @Test
    void shouldLeaveWithoutAWord() throws Exception {
        final JsonNode result = session(client, "one");
        client.request("private/logout", "{}");

        assertEquals(1000, client.awaitClose());
        assertTrue(client.frames.isEmpty());
        Await.closes(simulator, CloseCause.LOGGED_OUT);
        try (TestClient other = new TestClient(simulator.uri())) {
            assertEquals(13009, TestClient.code(other.call(PRIVATE, token(result))));
        }
    }

    @Test
    void shouldKeepTheSessionWhenAskedTo() throws Exception {
        final JsonNode result = session(client, "one");
        client.request("private/logout", "{\"invalidate_token\":false}");
        client.awaitClose();
        try (TestClient other = new TestClient(simulator.uri())) {
            assertOk(other.call(PRIVATE, token(result)));
        }
    }

    @Test
    void shouldNotShowSecrets() {
        final ApiKey key = ApiKey.of("id", "hidden", "account");

        assertFalse(key.toString().contains("hidden"));
        final SimulatorConfig config =
                SimulatorConfig.builder().apiKey("id", "hidden", "account").build();
        assertFalse(config.toString().contains("hidden"));
    }

    private static JsonNode session(final TestClient client, final String name) throws Exception {
        final JsonNode answer =
                client.login("novaring-demo", "novaring-demo-secret", "session:" + name);
        assertTrue(answer.at("/result/scope").asText().contains("session:" + name));
        return answer.path("result");
    }

    private static String token(final JsonNode result) {
        return "{\"access_token\":\"" + result.path("access_token").asText() + "\"}";
    }

    private static String refresh(final JsonNode result) {
        return "{\"grant_type\":\"refresh_token\",\"refresh_token\":\""
                + result.path("refresh_token").asText()
                + "\"}";
    }

    private static String signature(final String nonce, final long offsetMs) throws Exception {
        final long timestampMs = START.toEpochMilli() + offsetMs;
        return signature(nonce, timestampMs, sign(timestampMs + "\n" + nonce + "\n"));
    }

    private static String signature(
            final String nonce, final long timestampMs, final String signature) {
        return "{\"grant_type\":\"client_signature\",\"client_id\":\"AMANDA\",\"timestamp\":"
                + timestampMs
                + ",\"nonce\":\""
                + nonce
                + "\",\"signature\":\""
                + signature
                + "\"}";
    }

    private static String sign(final String text) throws GeneralSecurityException {
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("AMANDASECRECT".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertOk(final JsonNode answer) {
        assertTrue(answer.has("result"), answer.toString());
    }
}
