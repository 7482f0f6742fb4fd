/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.fault.FaultReport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that fail on their way to the upgrade; the one after always works. */
final class ConnectFaultsTest {
    private static final String PATH = SimulatorServer.PATH;

    @Test
    void shouldResetTheSecondConnectionAndNoOther() throws Exception {
        final FaultPlan plan = FaultPlan.builder().onConnection(2, FaultKind.TCP_RESET).build();
        try (Simulator simulator = start(plan);
                RawClient first = client(simulator)) {
            assertTrue(first.upgrade(PATH).contains("101"));
            try (RawClient second = client(simulator)) {
                assertThrows(IOException.class, () -> second.upgrade(PATH));
            }
            try (RawClient third = client(simulator)) {
                assertTrue(third.upgrade(PATH).contains("101"));
            }
            assertFiredOnce(simulator, FaultKind.TCP_RESET);
        }
    }

    @Test
    void shouldNeitherReadNorAnswer() throws Exception {
        for (final FaultKind kind : List.of(FaultKind.TCP_HANG, FaultKind.UPGRADE_HANG)) {
            final FaultPlan plan = FaultPlan.builder().onConnection(1, kind).build();
            try (Simulator simulator = start(plan);
                    RawClient first = client(simulator);
                    RawClient second = client(simulator)) {
                first.sendUpgrade(PATH);
                assertTrue(second.upgrade(PATH).contains("101"));
                assertHangs(first);
                assertFiredOnce(simulator, kind);
            }
        }
    }

    @Test
    void shouldAnswerTheUpgradeWithAStatus() throws Exception {
        final FaultPlan plan =
                FaultPlan.builder()
                        .onConnection(1, status(429).withDelay(Duration.ofSeconds(7)))
                        .onConnection(2, status(302))
                        .onConnection(3, status(400))
                        .onConnection(4, status(503))
                        .build();
        try (Simulator simulator = start(plan)) {
            final String tooMany = head(simulator);
            final String found = head(simulator);
            final String bad = head(simulator);
            final String unavailable = head(simulator);

            assertTrue(tooMany.startsWith("HTTP/1.1 429 Too Many Requests\r\n"), tooMany);
            assertTrue(tooMany.contains("\r\nRetry-After: 7\r\n"), tooMany);
            assertTrue(found.startsWith("HTTP/1.1 302 Found\r\n"), found);
            assertTrue(found.contains("\r\nLocation: ws://"), found);
            assertTrue(bad.startsWith("HTTP/1.1 400 Bad Request\r\n"), bad);
            assertTrue(unavailable.startsWith("HTTP/1.1 503 Service Unavailable\r\n"));
            assertFalse(unavailable.contains("Retry-After"), unavailable);
            assertTrue(head(simulator).startsWith("HTTP/1.1 101 "));
            assertEquals(4, simulator.faultReports().size());
            assertEquals(List.of(), simulator.pendingFaults());
        }
    }

    @Test
    void shouldAnswerWithSomebodyElsesKey() throws Exception {
        final FaultPlan plan =
                FaultPlan.builder().onConnection(1, FaultKind.WRONG_ACCEPT_KEY).build();
        try (Simulator simulator = start(plan)) {
            final String wrong = head(simulator);
            final String right = head(simulator);

            assertTrue(wrong.startsWith("HTTP/1.1 101 "), wrong);
            assertFalse(wrong.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), wrong);
            assertTrue(right.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), right);
            assertFiredOnce(simulator, FaultKind.WRONG_ACCEPT_KEY);
        }
    }

    @Test
    void shouldCloseThePortAndOpenItAgain() throws Exception {
        final SimulatorClock clock = SimulatorClock.manual(Instant.EPOCH);
        try (Simulator simulator = start(FaultPlan.none(), clock);
                TestClient stays = new TestClient(simulator.uri())) {
            simulator.inject(Fault.of(FaultKind.REFUSE).withDuration(Duration.ofSeconds(4)));
            clock.advance(Duration.ofSeconds(3));
            assertThrows(ConnectException.class, () -> client(simulator).close());

            assertTrue(stays.call("public/test", "{}").has("result"), "open ones stay");
            clock.advance(Duration.ofSeconds(1));
            client(simulator).close();
            assertFiredOnce(simulator, FaultKind.REFUSE);
        }
    }

    @Test
    void shouldGoThroughMaintenance() throws Exception {
        final Fault fault =
                Fault.of(FaultKind.MAINTENANCE)
                        .withDelay(Duration.ofSeconds(2))
                        .withDuration(Duration.ofSeconds(3));
        final SimulatorClock clock = SimulatorClock.manual(Instant.EPOCH);
        final FaultPlan plan = FaultPlan.builder().onRequest("public/hello", 1, fault).build();
        try (Simulator simulator = start(plan, clock);
                TestClient client = new TestClient(simulator.uri())) {
            client.subscribe("platform_state");
            client.call("public/hello", "{}");
            clock.advance(Duration.ofMillis(1));
            client.awaitFrame(frame -> frame.at("/params/data/maintenance").asBoolean());

            assertEquals(11051, client.call("public/test", "{}").at("/error/code").asInt());
            clock.advance(Duration.ofMillis(1_999));
            assertNotEquals(1000, client.awaitClose());
            assertThrows(ConnectException.class, () -> client(simulator).close());
            clock.advance(Duration.ofSeconds(3));
            try (TestClient again = new TestClient(simulator.uri())) {
                assertTrue(again.call("public/test", "{}").has("result"));
            }
            assertEquals(1, simulator.counters().closes().get(CloseCause.MAINTENANCE));
            assertFiredOnce(simulator, FaultKind.MAINTENANCE);
        }
    }

    static void assertFiredOnce(final Simulator simulator, final FaultKind kind) {
        Await.until(
                () ->
                        simulator.faultReports().stream()
                                .anyMatch(report -> report.planned().fault().kind() == kind));
        final List<FaultReport> reports =
                simulator.faultReports().stream()
                        .filter(report -> report.planned().fault().kind() == kind)
                        .toList();
        assertEquals(1, reports.size(), simulator.faultReports().toString());
        assertEquals(List.of(), simulator.pendingFaults());
        assertTrue(reports.get(0).toString().contains(kind.word()));
        assertFalse(reports.get(0).sinceStart().isNegative());
    }

    static void assertHangs(final RawClient client) throws IOException {
        client.socket.setSoTimeout(200);
        assertThrows(SocketTimeoutException.class, () -> client.discard(new byte[1]));
    }

    private static Fault status(final int code) {
        return Fault.of(FaultKind.UPGRADE_STATUS).withCode(code);
    }

    private static String head(final Simulator simulator) throws IOException {
        try (RawClient client = client(simulator)) {
            return client.upgradeHead(PATH);
        }
    }

    private static RawClient client(final Simulator simulator) throws IOException {
        return new RawClient(simulator.uri().getPort());
    }

    private static Simulator start(final FaultPlan plan) {
        return start(plan, SimulatorClock.system());
    }

    private static Simulator start(final FaultPlan plan, final SimulatorClock clock) {
        return Simulator.start(
                SimulatorConfig.builder().ratePerSecond(0).faults(plan).clock(clock).build());
    }
}
