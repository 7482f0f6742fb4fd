/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.reconnect.BreakerSettings;
import io.novaring.engine.reconnect.BudgetSettings;
import io.novaring.engine.reconnect.ReconnectSettings;
import io.novaring.engine.stage.SubscriptionStatus;
import io.novaring.engine.venue.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine against a server on loopback. */
final class EngineTest {
    private static final String BOOK = "book.X.raw";

    private static final BreakerSettings NO_BREAKER = new BreakerSettings(0, 1);
    private static final BudgetSettings AMPLE = new BudgetSettings(1_000, 1_000_000);

    private final Recording recording = new Recording();

    private EngineContext context(final TestServer server) {
        return new EngineContext()
                .client(new TestVenue(server.uri()))
                .cores(8)
                .ioIdle(IdleMode.BACKOFF)
                .handler("recording", recording);
    }

    private static void awaitActive(final Engine engine, final String channel) {
        Await.until(
                () ->
                        engine.subscriptions().subscriptions().stream()
                                .anyMatch(
                                        s ->
                                                s.channel().equals(channel)
                                                        && s.state()
                                                                == SubscriptionStatus.State.ACTIVE),
                channel + " is active");
    }

    private static String result(final CompletableFuture<String> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (final InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static RequestFailedException failure(final CompletableFuture<String> future) {
        final ExecutionException e =
                assertThrows(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS));
        return assertInstanceOf(RequestFailedException.class, e.getCause());
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldRunFromTheSocketToTheReplay(final Topology topology) {
        final AtomicLong sealedHash = new AtomicLong();
        final AtomicLong sealedCount = new AtomicLong();
        final Recording journal = new Recording();
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            engine =
                    Engine.launch(
                            context(server)
                                    .topology(topology)
                                    .journal(
                                            journal,
                                            (count, hash) -> {
                                                sealedCount.set(count);
                                                sealedHash.set(hash);
                                            }));
            try (engine) {
                engine.subscribe(BOOK, "notes.X");
                awaitActive(engine, BOOK);
                server.send("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
                server.send("book " + BOOK + " change 11 10 b:101:3");
                Await.until(
                        () -> engine.book("X") != null && engine.book("X").changeId() == 11,
                        "the book arrives");
                assertEquals("hello", result(engine.request(echo("hello"))));
                final RequestFailedException refused = failure(engine.request(echo("refuse")));
                assertEquals(42, refused.errorCode());
                assertEquals("the venue refused: not today", refused.getMessage());
                assertEquals(ConnectionState.OPEN, engine.connectionState(0));
                assertTrue(engine.latency().interval().getTotalCount() > 0);
                assertNull(engine.report());
            }
        }

        final ShutdownReport report = engine.report();
        assertTrue(report.isComplete(), report.toString());
        assertEquals(report.published(), recording.size());
        assertEquals(report.published(), sealedCount.get());
        assertEquals(engine.stateHash(), sealedHash.get());
        assertEquals(Lifecycle.ENGINE_STOPPED.code(), recording.last().code);
        for (final Thread thread : engine.threads()) {
            assertFalse(thread.isAlive(), thread.getName());
        }
        final ReplayResult replayed =
                new Replay(new EngineContext().client(new TestVenue()), journal.source()).run();
        assertNull(replayed.divergence());
        assertNull(replayed.missing());
        assertEquals(engine.stateHash(), replayed.stateHash());
        assertEquals(3, replayed.requestsCompared());
    }

    private static Request echo(final String text) {
        return Request.of(TestVenue.ECHO, text);
    }

    @Test
    void shouldReconnectAndRestoreWhatWasSubscribed() {
        final BackoffSettings backoff =
                BackoffSettings.of(BackoffSettings.Kind.EXPONENTIAL, 1_000_000, 20_000_000);
        final TestServer first = TestServer.open();
        try (Engine engine =
                Engine.launch(
                        context(first)
                                .connections(
                                        ConnectionSettings.DEFAULT.withReconnect(
                                                ReconnectSettings.DEFAULT
                                                        .withBackoff(backoff)
                                                        .withBreaker(NO_BREAKER)
                                                        .withBudget(AMPLE))))) {
            engine.subscribe(BOOK);
            awaitActive(engine, BOOK);
            first.send("book " + BOOK + " snapshot 10 0 b:100:5,a:102:7");
            Await.until(() -> engine.book("X").changeId() == 10, "the book arrives");
            first.isMute = true;
            final CompletableFuture<String> open = engine.request(echo("never"));
            Await.until(() -> first.received.size() == 2, "the request is there");

            first.close();

            final RequestFailedException lost = failure(open);
            assertTrue(lost.getMessage().contains("fate is unknown: DISCONNECTED"), "" + lost);
            Await.until(() -> engine.connectionState(0) != ConnectionState.OPEN, "it is gone");
            assertEquals(BookState.STALE, engine.book("X").state());
            try (TestServer second = TestServer.open(first.getPort())) {
                awaitActive(engine, BOOK);
                assertTrue(second.received.get(0).endsWith(BOOK));
                second.send("book " + BOOK + " snapshot 20 0 b:100:5,a:102:7");
                Await.until(() -> engine.book("X").changeId() == 20, "the book is back");
                assertEquals(BookState.LIVE, engine.book("X").state());
            }
        }
    }

    @Test
    void shouldRefuseARequestWithoutASession() {
        try (Engine engine = Engine.launch(new EngineContext().client(new TestVenue()))) {
            final RequestFailedException e = failure(engine.request(echo("x")));
            assertTrue(e.getMessage().contains("was not sent: NOT_CONNECTED"), e.getMessage());
            assertEquals(0, e.errorCode());
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        try (Engine engine = Engine.launch(new EngineContext().client(new TestVenue()))) {
            assertThrows(IllegalArgumentException.class, () -> engine.subscribe(""));
            assertThrows(IllegalArgumentException.class, () -> engine.subscribe("a\nb"));
            assertThrows(
                    IllegalArgumentException.class, () -> engine.subscribe("x".repeat(70_000)));
            assertThrows(
                    IllegalArgumentException.class, () -> engine.subscribe(1, List.of("book.X")));
            assertThrows(IllegalArgumentException.class, () -> engine.connectionState(1));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> engine.request(Request.of(TestVenue.PRIVATE, "x")));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> engine.request(echo("x".repeat(200_000))));
            assertNull(engine.failure());
        }
    }

    @Test
    void shouldTakeMoreChannelsThanOneCommandHolds() {
        try (TestServer server = TestServer.open();
                Engine engine = Engine.launch(context(server))) {
            final List<String> channels =
                    IntStream.range(0, 6_000)
                            .mapToObj(i -> "notes.A-CHANNEL-WITH-A-LONGISH-NAME-" + i)
                            .toList();
            engine.subscribe(0, channels);
            awaitActive(engine, channels.get(5_999));
            assertEquals(6_000, engine.subscriptions().subscriptions().size());
            engine.unsubscribe(0, channels.subList(0, 5_999));
            Await.until(
                    () -> engine.subscriptions().subscriptions().size() == 1, "they are given up");
        }
    }

    @Test
    void shouldPublishThatAHandlerWasDetached() {
        final EngineContext broken =
                new EngineContext()
                        .client(new TestVenue())
                        .handler("recording", recording)
                        .handler(
                                "broken",
                                HandlerContract.DETACH,
                                (event, sequence, endOfBatch) -> {
                                    throw new IllegalStateException("no more");
                                });
        try (Engine engine = Engine.launch(broken)) {
            Await.until(
                    () -> recording.texts().stream().anyMatch(text -> text.startsWith("broken: ")),
                    "the detachment is on the ring");
            assertNull(engine.failure());
        }
        final List<Integer> codes =
                recording.events.stream()
                        .filter(event -> event.kind == EventKind.LIFECYCLE)
                        .map(event -> event.code)
                        .toList();
        assertTrue(codes.contains(Lifecycle.HANDLER_DETACHED.code()), codes.toString());
    }

    @Test
    void shouldGiveHandlersEventsOfEveryKind() {
        try (TestServer server = TestServer.open();
                Engine engine = Engine.launch(context(server))) {
            engine.subscribe("notes.X");
            awaitActive(engine, "notes.X");
            server.send("note notes.X hello");
            Await.until(() -> recording.texts().contains("note notes.X hello"), "the note arrives");
        }
        final List<EventKind> kinds = recording.events.stream().map(e -> e.kind).toList();
        assertTrue(
                kinds.containsAll(
                        List.of(
                                EventKind.LIFECYCLE,
                                EventKind.COMMAND,
                                EventKind.OUTBOUND,
                                EventKind.RESPONSE,
                                EventKind.TICK,
                                EventKind.NOTIFICATION)),
                kinds.toString());
    }
}
