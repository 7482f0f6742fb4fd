/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static io.novaring.tools.simulator.ConnectFaultsTest.assertFiredOnce;
import static io.novaring.tools.simulator.ConnectFaultsTest.assertHangs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What faults do to a connection that is open, seen at the level of frames. */
final class ConnectionFaultsTest {
    private Simulator simulator;
    private RawClient client;

    @BeforeEach
    void open() throws Exception {
        simulator =
                Simulator.start(
                        SimulatorConfig.builder().rawNeedsLogin(false).ratePerSecond(0).build());
        client = new RawClient(simulator.uri().getPort());
        client.upgrade(SimulatorServer.PATH);
        // An answered request: the server knows of the upgrade.
        client.request(1, "public/test", "{}");
        client.readFrame();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        simulator.close();
    }

    @Test
    void shouldReset() throws Exception {
        final FaultReport report = inject(Fault.of(FaultKind.RESET));

        assertThrows(IOException.class, client::next);
        assertEquals(List.of(0), report.connections());
        Await.closes(simulator, CloseCause.FAULT);
    }

    @Test
    void shouldStayHalfOpen() throws Exception {
        inject(Fault.of(FaultKind.HALF_OPEN));

        client.request(2, "public/test", "{}");
        assertHangs(client);
        assertEquals(1, simulator.counters().connectionsOpen());
    }

    @Test
    void shouldStopReadingAndWriteOn() throws Exception {
        client.request(2, "public/subscribe", "{\"channels\":[\"book.BTC-PERPETUAL.raw\"]}");
        client.readFrame();
        client.readFrame();
        inject(Fault.of(FaultKind.STOP_READING));

        client.request(3, "public/test", "{}");
        simulator.setRate(1_000);

        for (int i = 0; i < 20; i++) {
            assertEquals("change", client.next().json().at("/params/data/type").asText());
        }
    }

    @Test
    void shouldStopSendingForAWhile() throws Exception {
        final SimulatorClock clock = SimulatorClock.manual(Instant.EPOCH);
        final SimulatorConfig config =
                SimulatorConfig.builder().ratePerSecond(0).clock(clock).build();
        try (Simulator other = Simulator.start(config);
                RawClient muted = new RawClient(other.uri().getPort())) {
            muted.upgrade(SimulatorServer.PATH);
            other.inject(Fault.of(FaultKind.STOP_SENDING).withDuration(Duration.ofSeconds(7)));
            muted.request(2, "public/test", "{}");
            clock.advance(Duration.ofSeconds(6));
            assertHangs(muted);

            muted.socket.setSoTimeout(20_000);
            clock.advance(Duration.ofSeconds(1));
            assertEquals(2, muted.next().json().path("id").asInt());
            assertFiredOnce(other, FaultKind.STOP_SENDING);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1008, 1009, 1011, 1012, 1013, 4000})
    void shouldCloseWithACode(final int code) throws Exception {
        inject(Fault.of(FaultKind.CLOSE).withCode(code));

        final RawClient.Frame frame = client.next();
        assertEquals(FrameWriter.CLOSE, frame.opcode());
        assertEquals(code, frame.closeCode());
    }

    @Test
    void shouldEndWithoutACloseFrame() throws Exception {
        inject(Fault.of(FaultKind.CLOSE).withCode(1006));

        assertEquals(-1, client.discard(new byte[1]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-byte", "reserved-code", "invalid-utf8", "too-long"})
    void shouldCloseAsNobodyMay(final String variant) throws Exception {
        inject(Fault.of(FaultKind.BAD_CLOSE).withVariant(variant));

        final RawClient.Frame frame = client.next();
        assertEquals(FrameWriter.CLOSE, frame.opcode());
        switch (variant) {
            case "one-byte" -> assertEquals(1, frame.length());
            case "reserved-code" -> assertEquals(1005, frame.closeCode());
            case "invalid-utf8" -> {
                final ByteBuffer reason = ByteBuffer.wrap(frame.payload(), 2, 2);
                assertThrows(
                        CharacterCodingException.class,
                        () -> StandardCharsets.UTF_8.newDecoder().decode(reason));
            }
            default -> assertTrue(frame.length() > 125);
        }
        assertEquals(-1, client.discard(new byte[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATED_JSON",
                "NOT_JSON",
                "CONTROL_CHARACTERS",
                "INVALID_UTF8",
                "DEEP_NESTING",
                "UNKNOWN_MESSAGE"
            })
    void shouldSendRubbishAndGoOn(final String kind) throws Exception {
        inject(Fault.of(FaultKind.valueOf(kind)));

        final RawClient.Frame frame = client.next();
        final String rubbish = "CONTROL_CHARACTERS".equals(kind) ? "BINARY" : kind;
        assertEquals(0x81, frame.first());
        assertEquals(
                ByteBuffer.wrap(Rubbish.valueOf(rubbish).bytes()),
                ByteBuffer.wrap(frame.payload()));
        assertAnswers();
    }

    @Test
    void shouldAnnounceAHugeFrame() throws Exception {
        inject(Fault.of(FaultKind.HUGE_FRAME).withCount(1 << 30));

        assertEquals(1 << 30, client.next().length());
    }

    @Test
    void shouldSendAHugeFrameWholeWhenItFits() throws Exception {
        inject(Fault.of(FaultKind.HUGE_FRAME).withCount(1 << 20));

        final RawClient.Frame frame = client.next();
        assertEquals(1 << 20, frame.payload().length);
        assertTrue(frame.text().isBlank());
        assertAnswers();
    }

    @Test
    void shouldMaskAFrame() throws Exception {
        inject(Fault.of(FaultKind.MASKED_FRAME));

        final RawClient.Frame frame = client.next();
        assertTrue(frame.masked());
        assertEquals("surprise", frame.json().path("method").asText());
        assertAnswers();
    }

    @Test
    void shouldSetAReservedBit() throws Exception {
        inject(Fault.of(FaultKind.RESERVED_BITS));

        assertEquals(0x40, client.next().first() & 0x70);
        assertAnswers();
    }

    @Test
    void shouldSendManyFragments() throws Exception {
        inject(Fault.of(FaultKind.FRAGMENTS).withCount(500));

        final StringBuilder message = new StringBuilder();
        RawClient.Frame frame = client.next();
        assertEquals(FrameWriter.TEXT, frame.opcode());
        while (!frame.isLast()) {
            message.append(frame.text());
            frame = client.next();
            assertEquals(0, frame.opcode());
        }
        message.append(frame.text());
        assertEquals(500, message.length());
        assertEquals(
                "surprise", TestClient.JSON.readTree(message.toString()).path("method").asText());
        assertAnswers();
    }

    @Test
    void shouldWaitForAConnectionAndConcernThatOneAlone() throws Exception {
        final FaultPlan plan =
                FaultPlan.builder()
                        .at(Duration.ZERO, FaultKind.NOT_JSON)
                        .onConnection(2, Fault.of(FaultKind.CLOSE).withCode(1012))
                        .build();
        final SimulatorConfig config =
                SimulatorConfig.builder().ratePerSecond(0).faults(plan).build();
        try (Simulator other = Simulator.start(config);
                RawClient first = new RawClient(other.uri().getPort())) {
            assertEquals(2, other.pendingFaults().size());
            first.upgrade(SimulatorServer.PATH);
            assertFalse(first.next().text().startsWith("{"));
            try (RawClient second = new RawClient(other.uri().getPort())) {
                second.upgrade(SimulatorServer.PATH);
                assertEquals(1012, second.next().closeCode());
            }
            first.request(5, "public/test", "{}");
            assertEquals(5, first.next().json().path("id").asInt());
            assertFiredOnce(other, FaultKind.NOT_JSON);
            assertFiredOnce(other, FaultKind.CLOSE);
            assertEquals(List.of(1), other.faultReports().get(1).connections());
        }
    }

    private FaultReport inject(final Fault fault) throws Exception {
        final CompletableFuture<FaultReport> fired = simulator.inject(fault);
        final FaultReport report = fired.get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertFiredOnce(simulator, fault.kind());
        return report;
    }

    private void assertAnswers() throws IOException {
        client.request(77, "public/test", "{}");
        assertEquals(77, client.next().json().path("id").asInt());
    }
}
