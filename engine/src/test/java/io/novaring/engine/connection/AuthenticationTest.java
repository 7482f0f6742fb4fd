/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.Origin;
import io.novaring.engine.connection.wire.Frames;
import io.novaring.engine.reconnect.AuthenticationRetrySettings;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.venue.ErrorClass;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes between a venue that wants to know who we are and the ring. */
@Timeout(60)
final class AuthenticationTest {
    private final BlockingQueue<String> fromClient = new LinkedBlockingQueue<>();
    private final TestAuth auth = new TestAuth();

    private TestClient client(final ScriptedServer server) {
        final TestClient client = new TestClient(server.uri());
        client.auth = auth;
        return client;
    }

    /** Reads a request to authenticate; its id. */
    private String readRequest(final ScriptedServer.Peer peer) throws IOException {
        final String text = peer.readFrame().text();
        fromClient.add(text);
        return text.split(" ")[1];
    }

    private void grant(final ScriptedServer.Peer peer) throws IOException {
        peer.out.write(Frames.text("ok " + readRequest(peer) + " token=" + TestAuth.TOKEN));
    }

    private static void assertNoSecret(final IoFixture io) {
        for (final RecordingSink.Seen seen : io.sink.events) {
            assertFalse(seen.text().contains("CANARY"), seen.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAuthenticateFirstAndTellItWithoutTheSecrets(final boolean select) throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.text("hello"));
                    grant(peer);
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io =
                        new IoFixture(
                                IoFixture.SETTINGS,
                                IoFixture.selector(select),
                                null,
                                client(server))) {
            io.until(() -> !io.sink.of(Lifecycle.AUTHENTICATED).isEmpty());

            assertTrue(fromClient.take().endsWith(" key=" + TestAuth.KEY), "the venue gets it");
            final RecordingSink.Seen sent = io.sink.of(Origin.OUTBOUND).get(0);
            assertEquals("auth " + sent.requestId() + " key=***", sent.text());
            assertEquals(RequestIds.IO, RequestIds.stageOf(sent.requestId()));
            assertEquals(TestAuth.TYPE, sent.code());
            assertEquals(0, sent.flags());
            final List<RecordingSink.Seen> events = io.sink.events;
            final int connected = events.indexOf(io.sink.of(Lifecycle.CONNECTED).get(0));
            assertEquals(sent, events.get(connected + 1), "right behind CONNECTED");
            final RecordingSink.Seen answer = events.get(events.size() - 2);
            assertEquals(
                    "ok " + sent.requestId() + " token=" + "*".repeat(TestAuth.TOKEN.length()),
                    answer.text());
            assertTrue(events.get(events.size() - 1).is(Lifecycle.AUTHENTICATED));
            assertNoSecret(io);
            assertEquals(ConnectionStatus.State.AUTHENTICATED, io.agent.status(0).state());
        }
        assertEquals(1, auth.disconnects);
    }

    @Test
    void shouldTryAgainAfterRefusalsAndStopBehindTheLast() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.text("err " + readRequest(peer) + " 13"));
                    peer.readFrames();
                };
        final long baseNs = TimeUnit.MILLISECONDS.toNanos(100);
        final ConnectionSettings settings =
                IoFixture.SETTINGS.withReconnect(
                        IoFixture.SETTINGS
                                .reconnect()
                                .withAuthentication(new AuthenticationRetrySettings(baseNs, 2)));
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(settings, client(server))) {
            io.until(() -> io.agent.state(0) == ConnectionState.STOPPED);

            assertEquals(3, auth.requests);
            final RecordingSink.Seen refused = io.sink.of(Lifecycle.AUTHENTICATION_REFUSED).get(0);
            assertEquals(13, refused.requestId());
            assertEquals(
                    DisconnectReason.AUTHENTICATION_FAILED,
                    io.untilDisconnected().disconnectReason());
            final List<RecordingSink.Seen> waits = io.sink.of(Lifecycle.RECONNECT_SCHEDULED);
            assertEquals(2, waits.size());
            assertEquals(baseNs, waits.get(0).requestId());
            assertEquals(2 * baseNs, waits.get(1).requestId());
            final ConnectionStatus status = io.agent.status(0);
            assertEquals(ConnectionStatus.State.ERROR, status.state());
            assertEquals("the venue refused to authenticate us: error 13", status.lastText());
            final RecordingSink.Seen stopped = io.sink.of(Lifecycle.CONNECTION_STOPPED).get(0);
            assertTrue(stopped.text().contains("3 times in a row"), stopped.text());
            assertEquals(3, auth.disconnects);
            assertNoSecret(io);
        }
    }

    @Test
    void shouldTryTheOtherWayInTheSameSession() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    grant(peer);
                    peer.out.write(Frames.text("err " + readRequest(peer) + " 21"));
                    grant(peer);
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, client(server))) {
            io.until(() -> io.sink.of(Lifecycle.AUTHENTICATED).size() == 1);
            auth.againAtNs = 1;
            io.until(() -> io.sink.of(Lifecycle.AUTHENTICATED).size() == 2);

            assertEquals(3, auth.requests);
            assertTrue(io.sink.of(Lifecycle.AUTHENTICATION_REFUSED).isEmpty());
            assertTrue(io.sink.of(Lifecycle.DISCONNECTED).isEmpty());
        }
    }

    @Test
    void shouldStopWhenItIsDeniedAgainBehindANewLogin() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    grant(peer);
                    deny(peer);
                    grant(peer);
                    deny(peer);
                    peer.readFrames();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, denied(server))) {
            io.until(() -> io.sink.of(Lifecycle.AUTHENTICATED).size() == 1);
            io.send(1, 1 << 3 | 1, "ask 9");
            io.until(() -> io.sink.of(Lifecycle.AUTHENTICATED).size() == 2);
            assertEquals(1, auth.denials);
            io.stages.reauthenticate(4, 0, 1);
            io.send(1, 2 << 3 | 1, "ask 17");
            io.until(() -> io.agent.state(0) == ConnectionState.STOPPED);

            assertEquals(2, auth.requests);
            final RecordingSink.Seen stopped = io.sink.of(Lifecycle.CONNECTION_STOPPED).get(0);
            assertEquals(DisconnectReason.AUTHENTICATION_FAILED, stopped.disconnectReason());
            assertTrue(stopped.text().contains("denies requests although"), stopped.text());
        }
    }

    private TestClient denied(final ScriptedServer server) {
        final TestClient client = client(server);
        client.errors =
                error ->
                        error.errorCode == 13_009
                                ? ErrorClass.REAUTHENTICATE
                                : ErrorClass.FIX_REQUEST;
        return client;
    }

    /** Refuses the request of a stage. */
    private void deny(final ScriptedServer.Peer peer) throws IOException {
        peer.out.write(Frames.text("err " + readRequest(peer) + " 13009"));
    }

    @Test
    void shouldNeverShowCredentialsAgainThatAreRefusedForGood() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.text("err " + readRequest(peer) + " 99"));
                    peer.readFrames();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, client(server))) {
            io.until(() -> io.agent.state(0) == ConnectionState.STOPPED);

            final RecordingSink.Seen stopped = io.sink.of(Lifecycle.CONNECTION_STOPPED).get(0);
            assertEquals(DisconnectReason.AUTHENTICATION_FAILED, stopped.disconnectReason());
            assertTrue(stopped.text().contains("must not be tried again"), stopped.text());
            assertEquals(ConnectionStatus.State.ERROR, io.agent.status(0).state());
            assertTrue(io.sink.of(Lifecycle.RECONNECT_SCHEDULED).isEmpty());
            assertEquals(1, auth.requests);
        }
    }

    @Test
    void shouldNotWaitForEverForAnAnswer() throws Exception {
        final ConnectionSettings impatient =
                IoFixture.SETTINGS.withConnectTimeoutNs(TimeUnit.MILLISECONDS.toNanos(300));
        try (ScriptedServer server = new ScriptedServer(upgraded(ScriptedServer.Peer::goMute));
                IoFixture io = new IoFixture(impatient, client(server))) {
            final RecordingSink.Seen seen = io.untilDisconnected();

            assertEquals(DisconnectReason.AUTHENTICATION_FAILED, seen.disconnectReason());
            assertEquals("the venue did not answer our authentication within 300 ms", seen.text());
        }
    }

    @Test
    void shouldAuthenticateAnewWhenTheHandlerOrAStageWantsIt() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    for (int i = 0; i < 3; i++) {
                        grant(peer);
                    }
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, client(server))) {
            io.until(() -> io.sink.of(Lifecycle.AUTHENTICATED).size() == 1);
            io.stages.reauthenticate(4, 0, 7);
            auth.againAtNs = 1;
            io.until(() -> io.sink.of(Lifecycle.AUTHENTICATED).size() == 2);
            assertEquals(2, auth.requests, "an epoch that is not");
            io.stages.reauthenticate(4, 0, 1);
            io.stages.reauthenticate(4, 0, 1);
            io.until(() -> io.sink.of(Lifecycle.AUTHENTICATED).size() == 3);

            assertEquals(3, auth.requests);
            assertTrue(io.sink.of(Lifecycle.DISCONNECTED).isEmpty());
            assertNoSecret(io);
        }
    }

    @Test
    void shouldHideTheSecretsOfAnAnswerThatComesTwiceOrBroken() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    final String id = readRequest(peer);
                    final String answer = "ok " + id + " token=" + TestAuth.TOKEN;
                    peer.out.write(Frames.text("bad " + answer));
                    peer.out.write(Frames.text(answer));
                    peer.out.write(Frames.text(answer));
                    peer.out.write(Frames.text("end"));
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script));
                IoFixture io = new IoFixture(IoFixture.SETTINGS, client(server))) {
            io.until(() -> io.sink.texts().contains("end"));

            assertEquals(4, io.sink.texts().size());
            assertEquals(1, io.sink.of(Lifecycle.AUTHENTICATED).size());
            assertTrue(io.sink.texts().get(0).matches("\\*+"), io.sink.texts().get(0));
            assertNoSecret(io);
        }
    }
}
