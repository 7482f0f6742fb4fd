/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.Topology;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.connection.ConnectionStatus;
import io.novaring.engine.reconnect.BackoffSettings;
import io.novaring.engine.telemetry.TelemetryEvent;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.engine.telemetry.TelemetryListener;
import io.novaring.engine.venue.Request;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole engine logs in over a real socket, stays so, and leaves no trace of a secret. */
@Timeout(120)
final class DeribitLoginTest {
    private static final Request QUESTION =
            Request.of(DeribitRequestType.GET_OPEN_ORDERS, "{\"kind\":\"any\"}");

    private final List<String> traces = Collections.synchronizedList(new ArrayList<>());
    private final List<MarketEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private AccountVenue venue;

    @BeforeEach
    void listen() throws InterruptedException {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        venue = new AccountVenue();
    }

    @AfterEach
    void shouldLeaveNoTraceOfASecret() throws InterruptedException {
        System.setErr(err);
        venue.shutDown();
        traces.add(log.toString(StandardCharsets.UTF_8));
        assertTrue(traces.size() > 10, "events were seen");
        for (final String trace : traces) {
            assertFalse(trace.contains("CANARY"), trace);
        }
        assertEquals(List.of(), venue.reused);
    }

    private DeribitPrivateClient client() {
        return new DeribitPrivateClient(
                DeribitConfig.of(venue.uri()),
                DeribitCredentials.of(
                        AccountVenue.ID,
                        Secret.copyOf(AccountVenue.SECRET.getBytes(StandardCharsets.US_ASCII))),
                DeribitAccount.of(List.of("BTC")));
    }

    /** Keeps what is told of every message. */
    private final class Telling implements TelemetryListener {
        @Override
        public void onDisconnected(final TelemetryEvent event) {
            traces.add(event.toString());
        }

        @Override
        public void onMessageReceived(final TelemetryEvent event) {
            traces.add(event.toString());
        }

        @Override
        public void onMessageSent(final TelemetryEvent event) {
            traces.add(event.toString());
        }

        @Override
        public void onErrorOccurred(final TelemetryEvent event) {
            traces.add(event.toString());
        }
    }

    private Engine launch(final VenueClient... clients) {
        final EventHandler<MarketEvent> keeper =
                (event, sequence, endOfBatch) -> {
                    traces.add(event.toString());
                    traces.add(new String(event.raw, StandardCharsets.UTF_8));
                    final MarketEvent copy = new MarketEvent();
                    copy.copyFrom(event);
                    events.add(copy);
                };
        final EngineContext context =
                new EngineContext()
                        .cores(4)
                        .topology(Topology.FUSED)
                        .ioIdle(IdleMode.BACKOFF)
                        .connections(
                                ConnectionSettings.DEFAULT.withBackoff(
                                        BackoffSettings.of(
                                                BackoffSettings.Kind.EXPONENTIAL,
                                                1_000_000,
                                                20_000_000)))
                        .telemetry(TelemetryLevel.DETAILED)
                        .telemetry(new Telling())
                        .handler("keeper", keeper);
        for (final VenueClient client : clients) {
            context.client(client);
        }
        return Engine.launch(context);
    }

    private long count(final Lifecycle state) {
        synchronized (events) {
            return events.stream()
                    .filter(event -> event.kind == EventKind.LIFECYCLE)
                    .filter(event -> event.code == state.code())
                    .count();
        }
    }

    private MarketEvent first(final Lifecycle state) {
        await(() -> count(state) > 0);
        synchronized (events) {
            return events.stream()
                    .filter(event -> event.kind == EventKind.LIFECYCLE)
                    .filter(event -> event.code == state.code())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void await(final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(60),
                    () -> "in vain; grants: " + venue.grants);
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (final InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void keep(final Throwable failure) {
        final StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        traces.add(text.toString());
    }

    /** Asks something of the account; false when the venue does not know us. */
    private boolean ask(final Engine engine) throws InterruptedException {
        final CompletableFuture<String> answer = engine.request(0, QUESTION);
        try {
            traces.add(answer.get());
            return true;
        } catch (final ExecutionException e) {
            keep(e);
            return false;
        }
    }

    @Test
    void shouldStayLoggedInWithTokensOfTwoSeconds() throws Exception {
        venue.expiresInSeconds = 2;
        try (Engine engine = launch(client())) {
            await(() -> engine.connectionStatus(0).state() == ConnectionStatus.State.AUTHENTICATED);
            engine.subscribe("user.portfolio.btc", "book.BTC-PERPETUAL.raw");
            await(
                    () -> {
                        traces.add(engine.connectionStatus(0).toString());
                        engine.request(0, QUESTION).thenAccept(traces::add);
                        return venue.grants.size() >= 4;
                    });

            assertEquals("client_signature", venue.grants.get(0));
            assertEquals(Collections.nCopies(3, "refresh_token"), venue.grants.subList(1, 4));
            assertEquals(0, count(Lifecycle.DISCONNECTED));
            synchronized (events) {
                assertTrue(events.stream().filter(e -> e.kind == EventKind.RESPONSE).count() > 50);
                assertTrue(events.stream().noneMatch(e -> e.kind == EventKind.ERROR), "denied");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldUseTheKeyWhenTheTokenIsRefusedOrNotAnswered(final boolean isRefused) {
        venue.expiresInSeconds = 2;
        venue.refusesRefresh = isRefused;
        venue.ignoresRefresh = !isRefused;
        try (Engine engine = launch(client())) {
            await(() -> count(Lifecycle.AUTHENTICATED) == 2);

            assertEquals(
                    List.of("client_signature", "refresh_token", "client_signature"),
                    venue.grants.subList(0, 3));
            assertEquals(0, count(Lifecycle.DISCONNECTED));
            assertEquals(1, engine.connectionStatus(0).epoch());
        }
    }

    @Test
    void shouldLogInAnewOnceWhenItIsDeniedAndThenStop() throws Exception {
        try (Engine engine = launch(client())) {
            await(() -> count(Lifecycle.AUTHENTICATED) == 1);
            assertTrue(ask(engine));
            venue.deniesRequests = true;
            assertFalse(ask(engine));
            await(() -> count(Lifecycle.AUTHENTICATED) == 2);
            assertEquals(List.of("client_signature", "client_signature"), venue.grants);
            assertEquals(0, count(Lifecycle.DISCONNECTED));
            assertFalse(ask(engine));
            await(() -> count(Lifecycle.CONNECTION_STOPPED) == 1);

            assertEquals(2, venue.grants.size());
            final ConnectionStatus status = engine.connectionStatus(0);
            assertEquals(ConnectionStatus.State.ERROR, status.state());
            assertTrue(status.lastText().contains("denied again"), status.lastText());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {13_004, 12_003, 13_031})
    void shouldStopForGoodAndLeavePublicDataAlone(final long code) {
        venue.refusal = code;
        final VenueClient open = new DeribitPublicClient(DeribitConfig.of(venue.uri()));
        try (Engine engine = launch(client(), open)) {
            await(() -> engine.connectionState(0) == ConnectionState.STOPPED);
            traces.add(engine.connectionStatus(0).toString());

            final String text = first(Lifecycle.CONNECTION_STOPPED).rawText();
            assertTrue(text.contains("must not be tried again: error " + code + ": "), text);
            assertEquals(List.of("client_signature"), venue.grants);
            engine.subscribe(1, List.of("book.BTC-PERPETUAL.100ms"));
            await(() -> engine.connectionState(1) == ConnectionState.OPEN);
        }
    }

    @Test
    void shouldTryAgainAfterASecondWhenARefusalMayPass() {
        venue.refusal = 11_094;
        try (Engine engine = launch(client())) {
            assertEquals(1_000_000_000L, first(Lifecycle.RECONNECT_SCHEDULED).requestId);
            venue.refusal = 0;

            await(() -> count(Lifecycle.AUTHENTICATED) == 1);

            assertEquals(2, engine.connectionStatus(0).epoch());
        }
    }

    @Test
    void shouldWaitForCreditsBehindAThrottle() {
        venue.throttles = true;
        try (Engine engine = launch(client())) {
            final MarketEvent wait = first(Lifecycle.RECONNECT_SCHEDULED);

            assertTrue(wait.requestId >= 5_000_000_000L, "a delay of " + wait.requestId);
            assertEquals(1, engine.connectionStatus(0).epoch());
        }
    }

    @Test
    void shouldReplayWithoutCredentials() throws Exception {
        final Engine engine = launch(client());
        try (engine) {
            await(() -> count(Lifecycle.AUTHENTICATED) == 1);
            engine.subscribe("user.portfolio.btc");
            assertTrue(ask(engine));
        }
        assertTrue(engine.report().isComplete(), engine.report().toString());
        final Iterator<MarketEvent> recorded = List.copyOf(events).iterator();
        final DeribitPrivateClient replaying =
                new DeribitPrivateClient(
                        DeribitConfig.of(venue.uri()),
                        DeribitCredentials.ofReplay(),
                        DeribitAccount.of(List.of("BTC")));

        final ReplayResult result =
                new Replay(
                                new EngineContext().client(replaying),
                                event -> {
                                    if (recorded.hasNext()) {
                                        fill(event, recorded.next());
                                        return true;
                                    }
                                    return false;
                                })
                        .run();

        assertNull(result.divergence());
        assertNull(result.missing());
        assertEquals(engine.stateHash(), result.stateHash());
    }

    /** What a journal keeps of an event. */
    private static void fill(final MarketEvent event, final MarketEvent recorded) {
        event.sequence = recorded.sequence;
        event.origin = recorded.origin;
        event.kind = recorded.kind;
        event.connectionId = recorded.connectionId;
        event.epoch = recorded.epoch;
        event.flags = recorded.flags & MarketEvent.UNSENT;
        event.receivedTimeNs = recorded.receivedTimeNs;
        event.publishedTimeNs = recorded.publishedTimeNs;
        event.code = recorded.code;
        event.reason = recorded.reason;
        event.requestId = recorded.requestId;
        event.token = recorded.token;
        event.setRaw(recorded.raw, 0, recorded.rawLength);
    }
}
