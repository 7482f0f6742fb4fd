/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between a client that has logged in and the venue. */
final class PrivateFaultsTest {
    private static final String BUY = "private/buy";
    private static final String ORDERS = "user.orders.BTC-PERPETUAL.raw";

    private Simulator simulator;
    private RawClient client;
    private int id;

    @BeforeEach
    void start() throws Exception {
        start(Duration.ZERO, FaultPlan.none());
    }

    private void start(final Duration delay, final FaultPlan plan) throws Exception {
        simulator =
                Simulator.start(
                        SimulatorConfig.builder()
                                .ratePerSecond(0)
                                .faults(plan)
                                .accounts(rules -> rules.withMatchingDelay(delay))
                                .build());
        client = connect();
        login(client);
        ask("private/subscribe", TestClient.channels(ORDERS));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CUT_BEFORE_REQUEST,false,false,false",
        "CUT_AFTER_REQUEST,true,false,false",
        "CUT_BEFORE_ANSWER,true,true,false",
        "CUT_AFTER_ANSWER,true,false,true"
    })
    void shouldCutTheConnectionAroundARequest(
            final FaultKind kind,
            final boolean executed,
            final boolean notified,
            final boolean answered)
            throws Exception {
        for (int i = 0; i < 4; i++) {
            simulator.inject(Fault.of(kind).withMethod(BUY));
            assertTrue(ask("private/get_positions", "{}").has("result"));
            client.request(++id, BUY, Orders.params("x" + i));
            final List<JsonNode> heard = untilReset();

            assertEquals(notified, heard.stream().anyMatch(frame -> frame.has("params")));
            assertEquals(
                    answered, heard.stream().anyMatch(frame -> frame.path("id").asInt() == id));
            assertEquals(executed, Orders.open(simulator).contains("x" + i));
            client = connect();
            login(client);
            ask("private/subscribe", TestClient.channels(ORDERS));
        }
        assertEquals(4, simulator.counters().closes().get(CloseCause.FAULT));
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"CUT_AFTER_REQUEST", "CUT_BEFORE_ANSWER", "CUT_AFTER_ANSWER"})
    void shouldCutAroundARequestThatHadToWait(final FaultKind kind) throws Exception {
        stop();
        start(Duration.ofMillis(20), FaultPlan.builder().onRequest(BUY, 2, Fault.of(kind)).build());
        client.request(++id, BUY, Orders.params("first"));
        client.request(++id, BUY, Orders.params("second"));
        final List<JsonNode> heard = untilReset();

        assertTrue(heard.stream().anyMatch(frame -> frame.path("id").asInt() == id - 1));
        assertEquals(
                kind == FaultKind.CUT_AFTER_ANSWER,
                heard.stream().anyMatch(frame -> frame.path("id").asInt() == id));
        assertEquals(List.of("first", "second"), Orders.open(simulator));
    }

    @Test
    void shouldHarmOnlyThoseWithALoginOrOnlyThoseWithout() throws Exception {
        assertFalse(simulator.inject(Fault.of(FaultKind.RESET), false));
        try (RawClient anonymous = connect()) {
            anonymous.request(++id, "public/test", "{}");
            anonymous.readFrame();

            assertTrue(simulator.inject(Fault.of(FaultKind.RESET), false));

            assertThrows(IOException.class, anonymous::next);
            assertTrue(ask("private/get_positions", "{}").has("result"));
        }
        assertTrue(simulator.inject(Fault.of(FaultKind.RESET), true));
        assertThrows(IOException.class, client::next);
        assertThrows(
                IllegalArgumentException.class,
                () -> simulator.inject(Fault.of(FaultKind.NO_ANSWER), true));
    }

    @Test
    void shouldCutAnyRequest() throws Exception {
        simulator.inject(Fault.of(FaultKind.CUT_AFTER_ANSWER));
        client.request(++id, "public/get_time", "{}");

        assertEquals(1, untilReset().size());
    }

    @ParameterizedTest
    @CsvSource({"NOTIFY_BEFORE_ANSWER,false", "ANSWER_BEFORE_NOTIFY,true"})
    void shouldOrderAnswerAndNotification(final FaultKind kind, final boolean answersFirst)
            throws Exception {
        for (int i = 0; i < 6; i++) {
            simulator.inject(Fault.of(kind).withMethod(BUY));
            client.request(++id, BUY, Orders.params("x"));
            final boolean firstIsAnswer = client.next().json().has("id");
            final boolean secondIsAnswer = client.next().json().has("id");

            assertEquals(answersFirst, firstIsAnswer);
            assertEquals(!answersFirst, secondIsAnswer);
        }
    }

    @Test
    void shouldHaveEitherOrderOtherwise() throws Exception {
        int answersFirst = 0;
        for (int i = 0; i < 16; i++) {
            client.request(++id, BUY, Orders.params("x"));
            answersFirst += client.next().json().has("id") ? 1 : 0;
            client.next();
        }

        assertTrue(answersFirst > 0 && answersFirst < 16, "answers first: " + answersFirst);
    }

    @Test
    void shouldLoseTheAnswerOfAnOrder() throws Exception {
        simulator.inject(Fault.of(FaultKind.NO_ANSWER).withMethod(BUY));
        client.request(++id, BUY, Orders.params("silent"));

        assertEquals("silent", client.next().json().at("/params/data/label").asText());
        assertTrue(ask("private/get_positions", "{}").has("result"));
    }

    @Test
    void shouldAnswerAnOrderTwice() throws Exception {
        simulator.inject(Fault.of(FaultKind.DUPLICATE_ANSWER).withMethod(BUY));
        client.request(++id, BUY, Orders.params("once"));
        final List<JsonNode> frames = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            frames.add(client.next().json());
        }

        assertEquals(2, frames.stream().filter(frame -> frame.path("id").asInt() == id).count());
        assertEquals(List.of("once"), Orders.open(simulator));
    }

    @Test
    void shouldTakeBackATokenUntilTheNextLogin() throws Exception {
        simulator.inject(Fault.of(FaultKind.TOKEN_REVOKED)).join();
        final JsonNode refused = ask("private/get_positions", "{}");

        assertEquals(13009, TestClient.code(refused));
        assertEquals("invalid_token", refused.at("/error/data/reason").asText());
        assertEquals(13009, TestClient.code(ask(BUY, Orders.params("x"))));
        login(client);
        assertTrue(ask("private/get_positions", "{}").has("result"));
    }

    @Test
    void shouldTakeBackATokenOnARequest() throws Exception {
        stop();
        start(
                Duration.ZERO,
                FaultPlan.builder().onRequest(BUY, 2, FaultKind.TOKEN_REVOKED).build());
        client.request(++id, BUY, Orders.params("x"));
        client.next();
        client.next();

        assertEquals(13009, TestClient.code(ask(BUY, Orders.params("y"))));
        assertEquals(List.of("x"), Orders.open(simulator));
    }

    @Test
    void shouldRefuseARefreshAndNothingElse() throws Exception {
        simulator.inject(Fault.of(FaultKind.REFRESH_REFUSED));
        final JsonNode result = login(client);
        final String refresh =
                "{\"grant_type\":\"refresh_token\",\"refresh_token\":\""
                        + result.path("refresh_token").asText()
                        + "\"}";

        assertEquals(13009, TestClient.code(ask("public/auth", refresh)));
        assertTrue(ask("public/auth", refresh).has("result"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-error", "auth-error code=10040"})
    void shouldRefuseALogin(final String fault) throws Exception {
        simulator.inject(Fault.parse(fault));

        assertEquals(
                fault.endsWith("error") ? 13004 : 10040,
                TestClient.code(ask("public/auth", credentials())));
        assertTrue(ask("public/auth", credentials()).has("result"));
    }

    @Test
    void shouldNotAnswerALogin() throws Exception {
        simulator.inject(Fault.of(FaultKind.AUTH_SILENT));
        try (RawClient silent = connect()) {
            silent.request(1, "public/auth", credentials());
            silent.request(2, "private/get_positions", "{}");

            final JsonNode first = silent.next().json();
            assertEquals(2, first.path("id").asInt());
            assertEquals(13009, TestClient.code(first));
        }
    }

    @Test
    void shouldBePlannedAsText() {
        final String plan =
                """
                request 1 private/buy: cut-after-request
                at 2s: cut-before-answer method=private/cancel
                at 2s: lost-notification channel=user.orders.any.any.raw
                connection 2: token-revoked
                at 0s: auth-error code=13004
                at 0s: cod-delayed duration=5s
                """;

        assertEquals(plan, FaultPlan.parse(plan).toString());
        assertThrows(
                IllegalArgumentException.class, () -> Fault.parse("cod-lost method=private/buy"));
    }

    private JsonNode ask(final String method, final String params) throws IOException {
        client.request(++id, method, params);
        while (true) {
            final JsonNode frame = client.next().json();
            if (frame.path("id").asInt(-1) == id) {
                return frame;
            }
        }
    }

    /** Everything that still comes before the connection is reset. */
    private List<JsonNode> untilReset() {
        final List<JsonNode> frames = new ArrayList<>();
        try {
            while (true) {
                frames.add(client.next().json());
            }
        } catch (final IOException e) {
            assertFalse(e instanceof java.net.SocketTimeoutException, "nothing was cut");
            return frames;
        }
    }

    private JsonNode login(final RawClient connection) throws IOException {
        connection.request(++id, "public/auth", credentials());
        final JsonNode answer = connection.next().json();
        assertTrue(answer.has("result"), answer.toString());
        return answer.path("result");
    }

    private static String credentials() {
        return TestClient.credentials("novaring-demo", "novaring-demo-secret", "");
    }

    private RawClient connect() throws IOException {
        final RawClient connection = new RawClient(simulator.uri().getPort());
        connection.upgrade(SimulatorServer.PATH);
        return connection;
    }
}
