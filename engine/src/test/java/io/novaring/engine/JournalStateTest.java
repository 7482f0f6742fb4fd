/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.recording.RecorderState;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.order.OrderSettings;
import io.novaring.engine.telemetry.JfrTelemetry;
import io.novaring.engine.telemetry.Measure;
import io.novaring.engine.telemetry.TelemetryLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who hears of it when the journal's disk fills up, and when the journal stops. */
@Timeout(120)
final class JournalStateTest {
    private final ChangingRecorder recorder = new ChangingRecorder();
    private final Recording seen = new Recording();
    private final TelemetryRecorder told = new TelemetryRecorder();

    @TempDir private Path folder;

    private EngineContext context(final TestServer server) {
        return new EngineContext()
                .client(new TradingVenue(server.uri()))
                .cores(8)
                .topology(Topology.FUSED)
                .ioIdle(IdleMode.BACKOFF)
                .handler("seen", seen)
                .telemetry(TelemetryLevel.MINIMAL)
                .telemetry(told)
                .journal(recorder);
    }

    private static List<MarketEvent> changes(final Recording recording) {
        synchronized (recording) {
            return recording.events.stream()
                    .filter(event -> event.code == Lifecycle.JOURNAL_STATE.code())
                    .filter(event -> event.connectionId == MarketEvent.NONE)
                    .toList();
        }
    }

    private static List<RecorderState> states(final Recording recording) {
        return changes(recording).stream()
                .map(event -> RecorderState.ofCode(event.reason))
                .toList();
    }

    private void change(final RecorderState state, final int count) {
        recorder.state = state;
        Await.until(() -> changes(seen).size() == count, state + " is on the ring");
    }

    private static OrderCommand order() {
        final OrderCommand order = new OrderCommand().instrument("X");
        order.action = OrderCommand.NEW;
        return order;
    }

    private static long value(final Engine engine, final String name) {
        return engine.telemetry().measures().stream()
                .filter(measure -> measure.name().equals("novaring_" + name))
                .mapToLong(Measure::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
    }

    private static Map<String, Long> stateGauges(final Engine engine) {
        final Map<String, Long> gauges = new TreeMap<>();
        for (final Measure measure : engine.telemetry().measures()) {
            if (measure.name().equals("novaring_journal_state")) {
                gauges.put(measure.labels().get(0).value(), measure.value());
            }
        }
        return gauges;
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldTellHandlersOfEveryChange(final Topology topology) {
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            engine = Engine.launch(context(server).topology(topology));
            try (engine) {
                Await.until(() -> seen.size() > 2, "the engine is under way");
                assertEquals(List.of(), changes(seen));
                recorder.freeBytes.set(1 << 30);
                change(RecorderState.LOW_SPACE, 1);
                change(RecorderState.RECORDING, 2);
                change(RecorderState.LOW_SPACE, 3);
                Await.until(() -> changes(recorder.recording).size() == 3, "it is recorded");
                change(RecorderState.STOPPED, 4);
            }
        }

        assertEquals(
                List.of(
                        RecorderState.LOW_SPACE,
                        RecorderState.RECORDING,
                        RecorderState.LOW_SPACE,
                        RecorderState.STOPPED),
                states(seen));
        assertEquals(1 << 30, changes(seen).get(0).requestId);
        assertEquals(0, changes(seen).get(0).rawLength);
        assertEquals(3, changes(recorder.recording).size(), "what it recorded itself");
        final ShutdownReport report = engine.report();
        assertNull(report.failure());
        assertEquals(report.published(), report.handled());
        assertEquals(recorder.recording.size(), report.journalled());
        assertTrue(report.journalled() < report.published(), report.toString());
        assertFalse(report.isComplete());
    }

    @Test
    void shouldReplayWhatWasSaidOfTheJournal() {
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            engine = Engine.launch(context(server));
            try (engine) {
                change(RecorderState.LOW_SPACE, 1);
                change(RecorderState.RECORDING, 2);
            }
        }
        assertTrue(engine.report().isComplete(), engine.report().toString());
        final Recording again = new Recording();

        final ReplayResult replayed =
                new Replay(
                                new EngineContext()
                                        .client(new TradingVenue(URI.create("ws://127.0.0.1:1/")))
                                        .handler("again", again),
                                recorder.recording.source())
                        .run();

        assertNull(replayed.divergence());
        assertEquals(engine.stateHash(), replayed.stateHash());
        assertEquals(List.of(RecorderState.LOW_SPACE, RecorderState.RECORDING), states(again));
    }

    @Test
    void shouldDecideTheSameWithoutIt() {
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            engine = Engine.launch(context(server));
            try (engine) {
                change(RecorderState.LOW_SPACE, 1);
            }
        }
        final Recording without = new Recording();
        for (final MarketEvent event : recorder.recording.events) {
            if (event.code == Lifecycle.JOURNAL_STATE.code()
                    && event.connectionId == MarketEvent.NONE) {
                continue;
            }
            event.sequence = without.events.size();
            without.events.add(event);
        }

        final ReplayResult replayed =
                new Replay(
                                new EngineContext()
                                        .client(new TradingVenue(URI.create("ws://127.0.0.1:1/"))),
                                without.source())
                        .run();

        assertEquals(recorder.recording.size() - 1, replayed.eventCount());
        assertEquals(engine.stateHash(), replayed.stateHash());
    }

    @Test
    void shouldTellWhoAsksAndWhoListens() {
        try (TestServer server = TestServer.open();
                Engine engine = Engine.launch(context(server))) {
            assertEquals(RecorderState.RECORDING, engine.connectionStatus(0).journal());
            assertEquals(
                    Map.of(
                                    "opening",
                                    0L,
                                    "recording",
                                    1L,
                                    "low-space",
                                    0L,
                                    "stopped",
                                    0L,
                                    "failed",
                                    0L)
                            .entrySet(),
                    stateGauges(engine).entrySet().stream()
                            .filter(entry -> !entry.getKey().equals("sealed"))
                            .collect(Collectors.toSet()));
            assertEquals(0, value(engine, "journal_dropped_events"));
            change(RecorderState.LOW_SPACE, 1);
            change(RecorderState.STOPPED, 2);

            assertEquals(RecorderState.STOPPED, engine.connectionStatus(0).journal());
            assertEquals(RecorderState.STOPPED, engine.connections().get(0).journal());
            assertEquals(1, stateGauges(engine).get("stopped"));
            assertEquals(0, stateGauges(engine).get("recording"));
            final long recorded = recorder.recordedCount();
            assertEquals(recorded, value(engine, "journal_recorded_events"));
            assertEquals(recorded / 2, value(engine, "journal_synced_events"));
            assertEquals(ChangingRecorder.DISK_BYTES, value(engine, "journal_disk"));
            assertEquals(80L << 30, value(engine, "journal_free"));
            assertTrue(value(engine, "journal_dropped_events") > 0);
            Await.until(() -> told.lines.stream().anyMatch(l -> l.contains("STOPPED")), "told");
        }
        assertEquals(
                List.of(
                        "JOURNAL_CHANGED journal=LOW_SPACE free=" + (80L << 30),
                        "JOURNAL_CHANGED journal=STOPPED free=" + (80L << 30)),
                told.lines.stream().filter(line -> line.startsWith("JOURNAL")).toList());
    }

    @Test
    void shouldHaveNoStateWithoutAJournal() {
        try (TestServer server = TestServer.open();
                Engine engine =
                        Engine.launch(
                                new EngineContext()
                                        .client(new TestVenue(server.uri()))
                                        .cores(8)
                                        .ioIdle(IdleMode.BACKOFF)
                                        .handler("seen", seen))) {
            Await.until(() -> seen.size() > 2, "the engine is under way");
            assertEquals(RecorderState.NONE, engine.connectionStatus(0).journal());
            assertEquals(Map.of(), stateGauges(engine));
        }
        assertEquals(List.of(), changes(seen));
    }

    @ParameterizedTest
    @EnumSource(RecorderState.class)
    void shouldTakeOrdersWhileItRecords(final RecorderState state) {
        try (TestServer server = TestServer.open();
                Engine engine = Engine.launch(context(server))) {
            assertTrue(engine.orders().submit(order()) > 0);

            recorder.state = state;
            final long handle = engine.orders().submit(order());

            if (state == RecorderState.RECORDING || state == RecorderState.LOW_SPACE) {
                assertTrue(handle > 0, state + ": " + handle);
            } else {
                assertEquals(OrderRefusal.JOURNAL_OFF, OrderEntry.refusalOf(handle));
            }
            assertEquals(OrderEntry.TAKEN, engine.orders().cancelAll());
            recorder.state = RecorderState.RECORDING;
            assertTrue(engine.orders().submit(order()) > 0);
        }
    }

    @Test
    void shouldTakeOrdersUnjournalledWhereThatIsAllowed() {
        try (TestServer server = TestServer.open();
                Engine engine =
                        Engine.launch(
                                context(server)
                                        .orders(
                                                OrderSettings.DEFAULT.withTradesUnjournalled(
                                                        true)))) {
            change(RecorderState.STOPPED, 1);
            assertTrue(engine.orders().submit(order()) > 0);
        }
    }

    @Test
    void shouldLogWarningsAndErrors() {
        final PrintStream err = System.err;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try (Rig rig = Rig.start(Rig.context())) {
            for (final RecorderState state :
                    List.of(
                            RecorderState.LOW_SPACE,
                            RecorderState.RECORDING,
                            RecorderState.STOPPED)) {
                publish(rig, state);
            }
        } finally {
            System.setErr(err);
        }
        final List<String> lines =
                bytes.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains("telemetry.Telemetry"))
                        .toList();
        assertEquals(3, lines.size(), lines.toString());
        assertTrue(
                lines.get(0).contains("WARN")
                        && lines.get(0).contains("journal=low-space sequence=0 freeBytes=77"),
                lines.get(0));
        assertTrue(
                lines.get(1).contains("INFO") && lines.get(1).endsWith("has room again"),
                lines.get(1));
        assertTrue(
                lines.get(2).contains("ERROR")
                        && lines.get(2).endsWith("the journal records no further event"),
                lines.get(2));
    }

    private static void publish(final Rig rig, final RecorderState state) {
        final MarketEvent event =
                rig.claim(Origin.LIFECYCLE, EventKind.LIFECYCLE, MarketEvent.NONE);
        event.code = Lifecycle.JOURNAL_STATE.code();
        event.reason = state.code();
        event.requestId = 77;
        rig.pipeline.publish();
    }

    @Test
    void shouldStandInAFlightRecording() throws IOException {
        final Path file = folder.resolve("run.jfr");
        try (jdk.jfr.Recording flight = new jdk.jfr.Recording();
                Rig rig = Rig.start(Rig.context().telemetry(new JfrTelemetry(1)))) {
            flight.enable("novaring.JournalChanged");
            flight.start();
            publish(rig, RecorderState.STOPPED);
            flight.stop();
            flight.dump(file);
        }
        final List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertEquals(1, events.size(), events.toString());
        assertEquals("stopped", events.get(0).getString("state"));
        assertEquals(77, events.get(0).getLong("freeBytes"));
    }

    /** A handler that conflates learns of the journal whatever else is said meanwhile. */
    @Test
    void shouldReachAHandlerThatIsBehind() {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final Recording late = new Recording();
        final EngineContext context =
                Rig.context()
                        .handler(
                                "late",
                                HandlerContract.CONFLATE,
                                8,
                                (event, sequence, end) -> {
                                    entered.countDown();
                                    Await.until(release);
                                    late.onEvent(event, sequence, end);
                                });
        try (Rig rig = Rig.start(context)) {
            rig.tick();
            Await.until(entered);
            while (rig.stats("late").dropped() == 0) {
                rig.tick();
            }
            publish(rig, RecorderState.LOW_SPACE);
            publish(rig, RecorderState.STOPPED);
            rig.lifecycle(Lifecycle.HANDLER_DETACHED, MarketEvent.NONE);
            release.countDown();
        }
        assertEquals(List.of(RecorderState.STOPPED), states(late));
        assertEquals(Lifecycle.HANDLER_DETACHED.code(), late.last().code);
    }
}
