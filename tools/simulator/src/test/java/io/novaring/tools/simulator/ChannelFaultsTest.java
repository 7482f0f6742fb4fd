/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static io.novaring.tools.simulator.ConnectFaultsTest.assertFiredOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.fault.FaultReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults in a channel's messages, and in how channels and answers are acknowledged. */
final class ChannelFaultsTest {
    private static final String BOOK = "book.BTC-PERPETUAL.raw";
    private static final int FRAMES = 5;

    @ParameterizedTest
    @ValueSource(strings = {"GAP", "DUPLICATE", "REORDER", "CROSSED", "DELETE_ABSENT"})
    void shouldBreakExactlyOneMessageAfterFive(final String name) throws Exception {
        final FaultKind kind = FaultKind.valueOf(name);
        final FaultPlan plan = FaultPlan.builder().afterFrames(BOOK, FRAMES, kind).build();
        try (Simulator simulator = start(plan);
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(BOOK);
            simulator.setRate(1_000);
            final List<JsonNode> data = new ArrayList<>();
            for (int i = 0; i < FRAMES + 10; i++) {
                data.add(client.awaitData(BOOK));
            }

            assertFiredOnce(simulator, kind);
            final FaultReport report = simulator.faultReports().get(0);
            assertEquals(BOOK, report.channel());
            assertEquals(List.of(0), report.connections());
            final List<Integer> breaks = breaks(data);
            switch (kind) {
                case GAP -> {
                    assertEquals(List.of(FRAMES), breaks);
                    final long lost = data.get(FRAMES).path("prev_change_id").asLong();
                    assertEquals("change_id " + lost, report.detail());
                }
                case DUPLICATE -> {
                    assertEquals(data.get(FRAMES), data.get(FRAMES + 1));
                    assertEquals(List.of(FRAMES + 1), breaks);
                }
                case REORDER -> {
                    assertEquals(List.of(FRAMES, FRAMES + 1, FRAMES + 2), breaks);
                    assertEquals(
                            data.get(FRAMES + 1).path("change_id"),
                            data.get(FRAMES).path("prev_change_id"));
                }
                case CROSSED -> {
                    assertEquals(List.of(), breaks);
                    assertTrue(bestBid(data, FRAMES + 1).compareTo(bestAsk(data, FRAMES)) > 0);
                    assertTrue(bestBid(data, FRAMES).compareTo(bestAsk(data, FRAMES)) < 0);
                }
                default -> {
                    assertEquals(List.of(), breaks);
                    final JsonNode wrong = data.get(FRAMES).path("asks").get(0);
                    assertEquals("delete", wrong.get(0).asText());
                    assertTrue(
                            levels(data, FRAMES, "asks").stream()
                                    .noneMatch(
                                            price ->
                                                    price.compareTo(wrong.get(1).decimalValue())
                                                            == 0));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "negative, -10.0",
        "not-a-number, NaN",
        "overflow, 1.0e400",
        "string, '\"10\"'",
    })
    void shouldSendAmountsThatAreNone(final String variant, final String wrong) throws Exception {
        final Fault fault = Fault.of(FaultKind.BAD_AMOUNT).withVariant(variant);
        final FaultPlan plan = FaultPlan.builder().afterFrames(BOOK, 1, fault).build();
        try (Simulator simulator = start(plan);
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(BOOK);
            client.awaitData(BOOK);
            simulator.setRate(100);

            assertTrue(client.next().contains("," + wrong + "]"));
            assertFalse(client.next().contains("," + wrong + "]"));
            assertFiredOnce(simulator, FaultKind.BAD_AMOUNT);
        }
    }

    @Test
    void shouldBreakAChannelThatIsNoBook() throws Exception {
        final String channel = "deribit_price_index.btc_usd";
        final FaultPlan plan =
                FaultPlan.builder()
                        .afterFrames(channel, 1, FaultKind.DUPLICATE)
                        .afterFrames(channel, 3, Fault.of(FaultKind.CLOSE).withCode(1012))
                        .build();
        try (Simulator simulator = start(plan);
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe(channel);
            client.awaitData(channel);
            assertEquals(client.awaitData(channel), client.awaitData(channel));
            assertEquals(1012, client.awaitClose());
            assertFiredOnce(simulator, FaultKind.CLOSE);
        }
    }

    @Test
    void shouldLeaveHalfOfTheChannelsOut() throws Exception {
        final FaultPlan plan =
                FaultPlan.builder()
                        .onRequest("public/subscribe", 1, FaultKind.PARTIAL_ACKNOWLEDGEMENT)
                        .build();
        final String[] channels = {"quote.BTC-PERPETUAL", "quote.ETH-PERPETUAL", BOOK, "x"};
        try (Simulator simulator = start(plan);
                TestClient client = new TestClient(simulator.uri())) {
            assertEquals(1, client.subscribe(channels).size());
            assertEquals(1, simulator.counters().subscriptions());
            assertEquals(3, client.subscribe(channels).size());
            assertFiredOnce(simulator, FaultKind.PARTIAL_ACKNOWLEDGEMENT);
        }
    }

    @Test
    void shouldAcknowledgeLateWhileDataComesAtOnce() throws Exception {
        final FaultPlan plan =
                FaultPlan.builder()
                        .onRequest("public/subscribe", 1, FaultKind.LATE_ACKNOWLEDGEMENT)
                        .build();
        try (Simulator simulator = start(plan);
                TestClient client = new TestClient(simulator.uri())) {
            client.send(TestClient.request(9, "public/subscribe", TestClient.channels(BOOK)));

            assertFalse(TestClient.JSON.readTree(client.next()).has("id"));
            assertEquals(9, TestClient.JSON.readTree(client.next()).path("id").asInt());
            assertFiredOnce(simulator, FaultKind.LATE_ACKNOWLEDGEMENT);
        }
    }

    @Test
    void shouldRefuseSilenceAndWithholdOneChannel() throws Exception {
        final FaultPlan plan =
                FaultPlan.parse(
                        """
                        at 0s: refused-channel channel=quote.ETH-PERPETUAL
                        at 0s: silent-channel channel=quote.BTC-PERPETUAL
                        at 0s: withheld-snapshot channel=book.BTC-PERPETUAL.raw
                        """);
        try (Simulator simulator = start(plan);
                TestClient client = new TestClient(simulator.uri())) {
            final String eth = "quote.ETH-PERPETUAL";
            final String btc = "quote.BTC-PERPETUAL";
            assertEquals(Set.of(btc, BOOK), Set.copyOf(client.subscribe(eth, btc, BOOK)));
            simulator.setRate(1_000);

            final JsonNode first = client.awaitFrame(frame -> frame.has("params"));
            assertEquals(BOOK, first.at("/params/channel").asText());
            assertEquals("change", first.at("/params/data/type").asText());
            for (int i = 0; i < 100; i++) {
                assertEquals(
                        BOOK,
                        client.awaitFrame(frame -> frame.has("params"))
                                .at("/params/channel")
                                .asText());
            }
            // Who subscribes again is served again.
            client.unsubscribe(btc, BOOK);
            client.subscribe(eth, btc, BOOK);
            client.awaitData(btc);
            assertEquals("snapshot", client.awaitData(BOOK).path("type").asText());
            assertFiredOnce(simulator, FaultKind.REFUSED_CHANNEL);
            assertFiredOnce(simulator, FaultKind.SILENT_CHANNEL);
            assertFiredOnce(simulator, FaultKind.WITHHELD_SNAPSHOT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WRONG_ID", "UNKNOWN_ID", "DUPLICATE_ANSWER", "NO_ANSWER"})
    void shouldSpoilOneAnswer(final String name) throws Exception {
        final FaultKind kind = FaultKind.valueOf(name);
        final FaultPlan plan = FaultPlan.builder().onRequest("public/test", 2, kind).build();
        try (Simulator simulator = start(plan);
                TestClient client = new TestClient(simulator.uri())) {
            for (int id = 11; id <= 13; id++) {
                client.send(TestClient.request(id, "public/test", "{}"));
            }
            final List<Long> expected =
                    switch (kind) {
                        case WRONG_ID -> List.of(11L, 11L, 13L);
                        case UNKNOWN_ID -> List.of(11L, 8_999_999_999_999_999L, 13L);
                        case DUPLICATE_ANSWER -> List.of(11L, 12L, 12L, 13L);
                        default -> List.of(11L, 13L);
                    };
            final List<Long> ids = new ArrayList<>();
            for (int i = 0; i < expected.size(); i++) {
                ids.add(TestClient.JSON.readTree(client.next()).path("id").asLong());
            }

            assertEquals(expected, ids);
            assertFiredOnce(simulator, kind);
            assertEquals("public/test", simulator.faultReports().get(0).detail());
        }
    }

    @Test
    void shouldAnswerLate() throws Exception {
        final FaultPlan plan =
                FaultPlan.builder().onRequest("public/test", 1, FaultKind.LATE_ANSWER).build();
        final SimulatorClock clock = SimulatorClock.manual(Instant.EPOCH);
        final SimulatorConfig config =
                SimulatorConfig.builder().ratePerSecond(0).faults(plan).clock(clock).build();
        try (Simulator simulator = Simulator.start(config);
                TestClient client = new TestClient(simulator.uri())) {
            client.send(TestClient.request(11, "public/test", "{}"));
            client.send(TestClient.request(12, "public/test", "{}"));

            assertEquals(12, TestClient.JSON.readTree(client.next()).path("id").asInt());
            clock.advance(Duration.ofMillis(999));
            client.call("public/get_time", "{}");
            assertTrue(client.frames.isEmpty());
            clock.advance(Duration.ofMillis(1));
            assertEquals(11, TestClient.JSON.readTree(client.next()).path("id").asInt());
            assertFiredOnce(simulator, FaultKind.LATE_ANSWER);
        }
    }

    @Test
    void shouldAnswerWithAnErrorAndNotCarryOut() throws Exception {
        final FaultPlan plan =
                FaultPlan.builder()
                        .onRequest(
                                "public/subscribe",
                                1,
                                Fault.of(FaultKind.ERROR_ANSWER).withCode(13_028))
                        .build();
        try (Simulator simulator = start(plan);
                TestClient client = new TestClient(simulator.uri())) {
            final JsonNode answer = client.call("public/subscribe", TestClient.channels(BOOK));

            assertEquals(13_028, answer.at("/error/code").asInt());
            assertEquals(0, simulator.counters().subscriptions());
            assertFiredOnce(simulator, FaultKind.ERROR_ANSWER);
        }
    }

    @Test
    void shouldRunOutOfCreditsAndEndTheSession() throws Exception {
        final FaultPlan plan =
                FaultPlan.builder()
                        .onRequest("public/test", 2, FaultKind.TOO_MANY_REQUESTS)
                        .build();
        try (Simulator simulator = start(plan);
                RawClient client = new RawClient(simulator.uri().getPort())) {
            client.upgrade(SimulatorServer.PATH);
            client.request(1, "public/test", "{}");
            assertTrue(client.next().json().has("result"));
            client.request(2, "public/test", "{}");

            assertEquals(10_028, client.next().json().at("/error/code").asInt());
            assertEquals(-1, client.discard(new byte[1]));
            assertFiredOnce(simulator, FaultKind.TOO_MANY_REQUESTS);
        }
    }

    @Test
    void shouldTellTheListenerAndKeepWhatNeverHappened() {
        final List<FaultReport> heard = new ArrayList<>();
        final SimulatorConfig config =
                SimulatorConfig.builder()
                        .faults(
                                FaultPlan.parse(
                                        """
                                        at 0s: settlement duration=1ms
                                        connection 5: tcp-reset
                                        """))
                        .faultListener(heard::add)
                        .build();
        final Simulator simulator = Simulator.start(config);
        Await.until(() -> !simulator.faultReports().isEmpty());
        simulator.close();

        assertEquals(1, heard.size());
        assertEquals(heard, simulator.faultReports());
        assertNull(heard.get(0).channel());
        assertEquals("connection 5: tcp-reset", simulator.pendingFaults().get(0).toString());
    }

    private static List<Integer> breaks(final List<JsonNode> data) {
        final List<Integer> breaks = new ArrayList<>();
        for (int i = 1; i < data.size(); i++) {
            if (data.get(i).path("prev_change_id").asLong()
                    != data.get(i - 1).path("change_id").asLong()) {
                breaks.add(i);
            }
        }
        return breaks;
    }

    private static BigDecimal bestBid(final List<JsonNode> data, final int count) {
        return levels(data, count, "bids").stream().max(BigDecimal::compareTo).orElseThrow();
    }

    private static BigDecimal bestAsk(final List<JsonNode> data, final int count) {
        return levels(data, count, "asks").stream().min(BigDecimal::compareTo).orElseThrow();
    }

    /** The prices on a side after so many messages. */
    private static List<BigDecimal> levels(
            final List<JsonNode> data, final int count, final String side) {
        final List<BigDecimal> prices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (final JsonNode level : data.get(i).path(side)) {
                final BigDecimal price = level.get(1).decimalValue().stripTrailingZeros();
                prices.remove(price);
                if (!"delete".equals(level.get(0).asText())) {
                    prices.add(price);
                }
            }
        }
        return prices;
    }

    private static Simulator start(final FaultPlan plan) {
        return Simulator.start(
                SimulatorConfig.builder()
                        .rawNeedsLogin(false)
                        .ratePerSecond(0)
                        .faults(plan)
                        .build());
    }
}
