/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.shape.ShapeCounts;
import io.novaring.engine.telemetry.JfrTelemetry;
import io.novaring.engine.telemetry.Measures;
import io.novaring.engine.telemetry.TelemetryEvent;
import io.novaring.engine.telemetry.TelemetryEvent.Problem;
import io.novaring.engine.telemetry.TelemetryFilter;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.engine.telemetry.TelemetryListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What listeners are told of events that a test puts on the ring. */
final class TelemetryTest {
    private static final String BOOK = "book.X.raw";
    private static final long STEP_NS = 1_000_000;

    private final TelemetryRecorder told = new TelemetryRecorder();
    private final Reports reports = new Reports();

    private EngineContext context(final TelemetryLevel level) {
        return Rig.context().listener(reports).telemetry(level).telemetry(told);
    }

    private static void disconnect(final Rig rig, final DisconnectReason reason, final int code) {
        final MarketEvent event = rig.claim(Origin.LIFECYCLE, EventKind.LIFECYCLE, 0);
        event.code = Lifecycle.DISCONNECTED.code();
        event.reason = reason.code();
        event.token = code;
        rig.pipeline.publish();
    }

    private static void life(final Rig rig) {
        rig.lifecycle(Lifecycle.CONNECTING, 0);
        rig.subscribe(BOOK);
        rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
        rig.inbound("book " + BOOK + " change 11 10 b:101:3");
        disconnect(rig, DisconnectReason.CLOSED_BY_PEER, 1001);
        rig.lifecycle(Lifecycle.CONNECTING, 0);
        disconnect(rig, DisconnectReason.CONNECT_FAILED, 0);
        rig.lifecycle(Lifecycle.CONNECTING, 0);
        rig.lifecycle(Lifecycle.CONNECTED, 0);
    }

    @Test
    void shouldTellOfConnectionsAtEveryLevel() {
        try (Rig rig = Rig.start(context(TelemetryLevel.MINIMAL))) {
            life(rig);
        }

        assertEquals(
                List.of(
                        "CONNECTION_STARTED attempt=1",
                        "CONNECTION_COMPLETED attempt=1 duration=1",
                        "DISCONNECTED reason=CLOSED_BY_PEER code=1001 duration=6",
                        "CONNECTION_STARTED attempt=1",
                        "RECONNECTION_STARTED attempt=1",
                        "DISCONNECTED attempt=1 reason=CONNECT_FAILED",
                        "CONNECTION_STARTED attempt=2",
                        "RECONNECTION_STARTED attempt=2",
                        "CONNECTION_COMPLETED attempt=2 duration=1",
                        "RECONNECTION_COMPLETED attempt=2 duration=4"),
                told.lines);
        assertEquals(List.of("test"), told.venues.stream().distinct().toList());
    }

    @Test
    void shouldTellOfSubscriptionsAtStandardAndOfMessagesAtDetailed() {
        try (Rig rig = Rig.start(context(TelemetryLevel.STANDARD))) {
            life(rig);
        }
        final List<String> standard = List.copyOf(told.lines);
        told.lines.clear();
        try (Rig rig = Rig.start(context(TelemetryLevel.DETAILED))) {
            life(rig);
        }

        assertTrue(
                standard.containsAll(
                        List.of(
                                "SUBSCRIPTION_STARTED request=1",
                                "SUBSCRIPTION_COMPLETED request=1 duration=1",
                                "SUBSCRIPTION_DATA channel=" + BOOK + " count=1")),
                standard.toString());
        assertFalse(standard.toString().contains("MESSAGE"), standard.toString());
        assertFalse(standard.toString().contains("count=2"), standard.toString());
        assertTrue(told.lines.containsAll(standard), told.lines.toString());
        assertTrue(told.lines.contains("SUBSCRIPTION_DATA channel=" + BOOK + " count=2"));
        assertTrue(told.lines.contains("MESSAGE_SENT request=1 sent"), told.lines.toString());
        assertTrue(told.lines.contains("MESSAGE_RECEIVED channel=" + BOOK + " kind=BOOK"));
    }

    @Test
    void shouldTellTheSameOfTheSameEvents() {
        try (Rig rig = Rig.start(context(TelemetryLevel.DETAILED))) {
            life(rig);
        }
        final List<String> first = List.copyOf(told.lines);
        told.lines.clear();
        try (Rig rig = Rig.start(context(TelemetryLevel.DETAILED).topology(Topology.STAGED))) {
            life(rig);
            rig.settle();
        }

        assertEquals(first, told.lines);
    }

    @Test
    void shouldTellWhenABookIsLostAndRestored() {
        final Measures measures = new Measures();
        try (Rig rig = Rig.start(context(TelemetryLevel.STANDARD))) {
            rig.telemetry.start(
                    rig.stages.subscriptions(), id -> null, id -> ShapeCounts.NONE, measures);
            rig.subscribe(BOOK);
            rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
            rig.inbound("book " + BOOK + " change 11 10 b:101:3");
            rig.inbound("book " + BOOK + " change 11 10 b:101:3");
            assertEquals(1, figure(rig, "novaring_duplicates"));
            rig.inbound("book " + BOOK + " change 14 13 b:101:4");
            assertEquals(1, figure(rig, "novaring_gaps"));
            assertEquals(0, figure(rig, "novaring_resyncs"));
            rig.answer();
            rig.inbound("book " + BOOK + " snapshot 20 0 b:100:5,a:102:7");
            assertEquals(BookState.LIVE, rig.stages.subscriptions().book("X").state());
            assertEquals(1, figure(rig, "novaring_resyncs"));
            assertEquals(1, figure(rig, "novaring_gaps"));
        }
        assertTrue(told.lines.contains("BOOK_LOST channel=" + BOOK), told.lines.toString());
        final String last = told.lines.get(told.lines.size() - 1);
        assertTrue(
                last.matches("BOOK_RESTORED channel=" + BOOK + " duration=[1-9]\\d*"),
                told.lines.toString());
    }

    @Test
    void shouldTellALostBookAtTheEventThatLostIt() {
        try (Rig rig = Rig.start(context(TelemetryLevel.STANDARD))) {
            rig.subscribe(BOOK);
            rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
            rig.inbound("book " + BOOK + " change 11 10 b:103:3");
            for (int i = 0; i <= 200; i++) {
                assertFalse(told.lines.contains("BOOK_LOST channel=" + BOOK), "at tick " + i);
                rig.tick();
            }
            assertEquals("BOOK_LOST channel=" + BOOK, told.lines.get(told.lines.size() - 1));

            rig.answer();
            rig.inbound("book " + BOOK + " snapshot 20 0 b:100:5,a:102:7");
            final String last = told.lines.get(told.lines.size() - 1);
            assertTrue(last.startsWith("BOOK_RESTORED channel=" + BOOK), told.lines.toString());
        }
        assertEquals(1, told.lines.stream().filter(line -> line.startsWith("BOOK_LOST")).count());
    }

    @Test
    void shouldTellNoLossOfABookThatWasGivenBack() {
        try (Rig rig = Rig.start(context(TelemetryLevel.STANDARD))) {
            rig.subscribe(BOOK);
            rig.inbound("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
            final MarketEvent command = rig.claim(Origin.COMMAND, EventKind.COMMAND, 0);
            command.code = CommandType.UNSUBSCRIBE.code();
            Rig.raw(command, BOOK);
            rig.pipeline.publish();
            rig.inbound("book " + BOOK + " change 11 10 b:101:3");
            rig.answer();
        }

        assertFalse(told.lines.toString().contains("BOOK_"), told.lines.toString());
    }

    private static long figure(final Rig rig, final String name) {
        return rig.telemetry.measures().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void shouldTellOfErrorsWithTheirClass() {
        try (Rig rig = Rig.start(context(TelemetryLevel.MINIMAL))) {
            rig.lifecycle(Lifecycle.CONNECTED, 0);
            rig.inbound("err 99 42 not today");
            rig.inbound("gibberish of the venue");
        }

        assertEquals(
                List.of(
                        "ERROR_OCCURRED problem=VENUE_ERROR error=42 class=FIX_REQUEST",
                        "ERROR_OCCURRED problem=REJECT reject=malformed"),
                told.lines.subList(1, told.lines.size()));
    }

    @Test
    void shouldChangeLevelAndFilterWhileItRuns() {
        try (Rig rig = Rig.start(context(TelemetryLevel.MINIMAL))) {
            rig.lifecycle(Lifecycle.CONNECTED, 0);
            rig.inbound("note notes.X a");
            assertEquals(1, told.lines.size(), told.lines.toString());
            rig.telemetry.level(TelemetryLevel.DETAILED);
            rig.inbound("note notes.X b");
            assertEquals(3, told.lines.size(), told.lines.toString());
            rig.telemetry.filter(event -> event.type() == TelemetryEvent.Type.SUBSCRIPTION_DATA);
            rig.inbound("note notes.X c");
            assertEquals(4, told.lines.size(), told.lines.toString());
            rig.telemetry.filter(TelemetryFilter.ALL);
            rig.telemetry.level(TelemetryLevel.MINIMAL);
            rig.inbound("note notes.X d");
            assertEquals(4, told.lines.size(), told.lines.toString());
        }
    }

    @Test
    void shouldCallAListenerThatThrewNoMore() {
        final int[] calls = {0};
        final TelemetryListener broken =
                new TelemetryListener() {
                    @Override
                    public void onMessageReceived(final TelemetryEvent event) {
                        calls[0]++;
                        throw new IllegalStateException("on purpose");
                    }
                };
        try (Rig rig =
                Rig.start(
                        Rig.context()
                                .listener(reports)
                                .telemetry(TelemetryLevel.DETAILED)
                                .telemetry(broken)
                                .telemetry(told))) {
            for (int i = 0; i < 10; i++) {
                rig.inbound("note notes.X a");
            }
            assertEquals(10, rig.stats("telemetry").events());
            assertNull(rig.failures.halted());
        }
        assertEquals(1, calls[0]);
        assertEquals(1, reports.detached.size(), reports.detached.toString());
        assertTrue(reports.detached.get(0).contains("telemetry listener"));
        assertEquals(10, told.lines.stream().filter(l -> l.startsWith("MESSAGE_REC")).count());
    }

    @Test
    void shouldRemoveAFilterThatThrows() {
        try (Rig rig = Rig.start(context(TelemetryLevel.DETAILED))) {
            rig.telemetry.filter(
                    event -> {
                        throw new IllegalStateException("on purpose");
                    });
            rig.inbound("note notes.X a");
            rig.inbound("note notes.X b");
            assertEquals(TelemetryFilter.ALL, rig.telemetry.filter());
        }
        assertEquals(1, reports.detached.size());
        assertEquals(4, told.lines.size(), told.lines.toString());
    }

    @Test
    void shouldTellOfADetachedHandler() {
        try (Rig rig = Rig.start(context(TelemetryLevel.MINIMAL))) {
            final MarketEvent event =
                    rig.claim(Origin.LIFECYCLE, EventKind.LIFECYCLE, MarketEvent.NONE);
            event.code = Lifecycle.HANDLER_DETACHED.code();
            rig.pipeline.publish();
        }
        assertEquals(List.of("ERROR_OCCURRED problem=" + Problem.HANDLER_DETACHED), told.lines);
    }

    @Test
    void shouldLogALineWithoutAnyTextOfTheFrame() {
        final PrintStream err = System.err;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try (Rig rig = Rig.start(Rig.context())) {
            rig.lifecycle(Lifecycle.CONNECTING, 0);
            rig.lifecycle(Lifecycle.CONNECTED, 0);
            rig.inbound("SECRET-OF-A-FRAME");
            disconnect(rig, DisconnectReason.PEER_SILENT, 0);
        } finally {
            System.setErr(err);
        }
        final List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(3, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("venue=test role=public epoch=1"), lines.get(0));
        assertTrue(lines.get(0).endsWith("connected"), lines.get(0));
        assertTrue(lines.get(1).contains("reason=malformed bytes=17"), lines.get(1));
        assertTrue(lines.get(2).contains("WARN") && lines.get(2).contains("peer-silent"));
        assertFalse(lines.toString().contains("SECRET"), lines.toString());
    }

    @Test
    void shouldAllocateNothingForAMessage() {
        final long[] seen = {0};
        final TelemetryListener counting =
                new TelemetryListener() {
                    @Override
                    public void onMessageReceived(final TelemetryEvent event) {
                        seen[0] += event.sizeBytes();
                    }

                    @Override
                    public void onSubscriptionData(final TelemetryEvent event) {
                        seen[0] += event.channel().length();
                    }
                };
        final EngineContext context =
                Rig.context()
                        .telemetry(TelemetryLevel.DETAILED)
                        .telemetry(counting)
                        .telemetry(new JfrTelemetry(1))
                        .telemetry(event -> event.connectionId() == 0);
        try (Rig rig = Rig.start(context)) {
            final int channel = rig.symbols.channels().intern(BOOK);
            final MarketEvent event = new MarketEvent();
            run(rig, event, channel, 200_000);
            final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            final long self = Thread.currentThread().getId();
            threads.getThreadAllocatedBytes(self);
            seen[0] = 0;

            final long before = threads.getThreadAllocatedBytes(self);
            run(rig, event, channel, 1_000_000);
            final long allocated = threads.getThreadAllocatedBytes(self) - before;

            assertEquals(1_000_000L / 2 * (100 + BOOK.length()), seen[0]);
            assertTrue(allocated < 100_000, "allocated " + allocated + " bytes");
        }
    }

    private static void run(
            final Rig rig, final MarketEvent event, final int channel, final int count) {
        for (int i = 0; i < count; i++) {
            final boolean isIn = (i & 1) == 0;
            event.reset(
                    isIn ? Origin.INBOUND : Origin.OUTBOUND,
                    isIn ? EventKind.BOOK : EventKind.OUTBOUND);
            event.connectionId = 0;
            event.epoch = 1;
            event.sequence = i;
            event.receivedTimeNs = i * STEP_NS;
            event.publishedTimeNs = i * STEP_NS + 500;
            event.rawLength = 100;
            if (isIn) {
                event.channelId = channel;
                event.flags = MarketEvent.CHANGE;
                event.changeId = i;
                event.prevChangeId = i - 2;
                // A book that is lost and restored now and then.
                event.bookState = (i & 63) == 0 ? BookState.STALE : BookState.LIVE;
            } else {
                // An id of the subscription stage.
                event.requestId = i * 8L + 3;
                event.code = 1;
            }
            try {
                rig.telemetry.latency().onEvent(event, i, true);
                rig.telemetry.tap().onEvent(event, i, true);
            } catch (final Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
