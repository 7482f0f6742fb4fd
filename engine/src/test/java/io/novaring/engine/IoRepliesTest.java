/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.connection.ConnectionStatus;
import io.novaring.engine.profile.Profile;
import io.novaring.engine.reconnect.ReconnectSettings;
import io.novaring.engine.reconnect.ReconnectStrategy;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.Request;
import io.novaring.engine.venue.Wishes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the I/O thread sends of its own is recorded, and a replay misses nobody who asked for it.
 */
final class IoRepliesTest {
    private static final String KEY = "CANARY-key";

    private final Recording recording = new Recording();

    private EngineContext context(final Topology topology) {
        return new EngineContext()
                .cores(8)
                .topology(topology)
                .ioIdle(IdleMode.BACKOFF)
                .journal(recording, (count, hash) -> {});
    }

    private void assertReplaysAlike(final Engine engine, final TestVenue venue) {
        assertTrue(engine.report().isComplete(), engine.report().toString());
        final ReplayResult replayed =
                new Replay(new EngineContext().client(venue), recording.source()).run();
        assertNull(replayed.divergence());
        assertNull(replayed.missing());
        assertEquals(engine.stateHash(), replayed.stateHash());
        assertEquals(recording.size(), replayed.eventCount());
    }

    private List<MarketEvent> ownMessages() {
        return recording.events.stream()
                .filter(event -> event.origin == Origin.OUTBOUND)
                .filter(event -> RequestIds.stageOf(event.requestId) == RequestIds.IO)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldReplayEchoes(final Topology topology) {
        final Profile echoing =
                Profile.LIGHTWEIGHT.withReconnect(
                        ReconnectSettings.DEFAULT.withStrategy(ReconnectStrategy.ECHO));
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            server.isMute = true;
            engine = Engine.launch(context(topology).client(new TestVenue(server.uri()), echoing));
            try (engine) {
                for (int i = 0; i < 20; i++) {
                    server.send("note notes.X number" + i);
                }
                Await.until(() -> server.received.size() == 20, "all are sent back");
                assertEquals("note notes.X number19", server.received.get(19));
            }
        }
        assertEquals(20, ownMessages().size());
        assertReplaysAlike(engine, new TestVenue());
    }

    /** Answers every note with a request. */
    private static final class Replying extends TestVenue {
        Replying(final URI endpoint) {
            super(endpoint);
        }

        @Override
        public boolean onFrame(final MarketEvent event, final long nowNs, final Wishes wishes) {
            if (event.kind == EventKind.NOTIFICATION) {
                wishes.message().raw("echo ").integer(wishes.requestId()).raw(" seen");
                wishes.send(ECHO);
            }
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldReplayRepliesAndKnowTheirAnswers(final Topology topology) {
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            engine = Engine.launch(context(topology).client(new Replying(server.uri())));
            try (engine) {
                engine.subscribe("notes.X");
                server.send("note notes.X one");
                server.send("note notes.X two");
                Await.until(
                        () ->
                                recording.texts().stream()
                                                .filter(text -> text.endsWith(" seen"))
                                                .filter(text -> text.startsWith("ok "))
                                                .count()
                                        == 2,
                        "the replies are answered");
            }
        }
        assertEquals(2, ownMessages().size());
        assertReplaysAlike(engine, new Replying(URI.create("ws://127.0.0.1:1/")));
    }

    /** Is authenticated by saying a key, which this server says back. */
    private static final class Private extends TestVenue implements AuthHandler {
        private long requestId;

        Private(final URI endpoint) {
            super(endpoint);
        }

        @Override
        public AuthHandler auth() {
            return this;
        }

        @Override
        public boolean isRequired() {
            return true;
        }

        @Override
        public int encodeRequest(final long id, final long nowNs, final JsonEncoder out) {
            requestId = id;
            out.raw("auth ").integer(id).raw(" key=").raw(KEY);
            return PRIVATE;
        }

        @Override
        public void encodeRedacted(final long id, final JsonEncoder out) {
            out.raw("auth ").integer(id).raw(" key=***");
        }

        @Override
        public Outcome read(final MarketEvent answer, final long nowNs) {
            if (answer.requestId != requestId) {
                return Outcome.NOT_MINE;
            }
            final int at = answer.rawText().indexOf(KEY);
            final byte[] blank = "*".repeat(KEY.length()).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(blank, 0, answer.raw, at, blank.length);
            return Outcome.AUTHENTICATED;
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldReplayAnAuthenticatedRunWithoutTheSecret(final Topology topology) throws Exception {
        final Engine engine;
        try (TestServer server = TestServer.open()) {
            engine = Engine.launch(context(topology).client(new Private(server.uri())));
            try (engine) {
                Await.until(
                        () ->
                                engine.connectionStatus(0).state()
                                        == ConnectionStatus.State.AUTHENTICATED,
                        "the venue knows us");
                assertEquals(
                        "hello",
                        engine.request(Request.of(TestVenue.ECHO, "hello"))
                                .get(30, TimeUnit.SECONDS));
                assertTrue(server.received.get(0).endsWith(KEY), "the venue got the key");
            }
            assertEquals(ConnectionStatus.State.DISCONNECTED, engine.connections().get(0).state());
        }
        assertEquals(1, ownMessages().size());
        for (final String text : recording.texts()) {
            assertFalse(text.contains("CANARY"), text);
        }
        assertReplaysAlike(engine, new Private(URI.create("ws://127.0.0.1:1/")));
    }

    @Test
    void shouldTellTheStatusOfEveryConnection() {
        try (TestServer server = TestServer.open();
                Engine engine =
                        Engine.launch(
                                context(Topology.INLINE)
                                        .client(new TestVenue(server.uri()))
                                        .client(new TestVenue()))) {
            Await.until(
                    () -> engine.connectionStatus(0).state() == ConnectionStatus.State.CONNECTED,
                    "it connects");
            Await.until(
                    () ->
                            engine.connections().get(1).lastReason()
                                    == DisconnectReason.CONNECT_FAILED,
                    "nobody listens there");
            assertEquals(
                    List.of(0, 1),
                    engine.connections().stream().map(s -> s.connectionId()).toList());
            assertThrows(IllegalArgumentException.class, () -> engine.connectionStatus(2));
        }
    }
}
