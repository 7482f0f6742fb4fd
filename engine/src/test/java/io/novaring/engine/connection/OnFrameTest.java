/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.Origin;
import io.novaring.engine.connection.wire.Frames;
import io.novaring.engine.stage.RequestIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The venue's handler sees every message before the ring does. */
@Timeout(60)
final class OnFrameTest {
    private final BlockingQueue<ScriptedServer.Frame> fromClient = new LinkedBlockingQueue<>();

    @Test
    void shouldSendWhatTheHandlerWishesBehindTheMessage() throws Exception {
        final List<EventKind> kinds = new ArrayList<>();
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.text("ask"));
                    peer.out.write(Frames.text("bad thing"));
                    fromClient.add(peer.readFrame());
                    fromClient.add(peer.readFrame());
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script))) {
            final TestClient client = new TestClient(server.uri());
            client.onFrame =
                    (event, wishes) -> {
                        kinds.add(event.kind);
                        if ("ask".equals(event.rawText())) {
                            for (int i = 0; i < 2; i++) {
                                wishes.message().raw("reply ").integer(wishes.requestId());
                                wishes.send(8);
                            }
                        }
                        return true;
                    };
            try (IoFixture io = new IoFixture(IoFixture.SETTINGS, client)) {
                io.until(() -> io.sink.texts().size() == 2 && fromClient.size() == 2);

                assertEquals(List.of(EventKind.NOTIFICATION, EventKind.REJECT), kinds);
                final List<RecordingSink.Seen> seen =
                        io.sink.events.stream()
                                .filter(e -> e.origin() != Origin.LIFECYCLE)
                                .toList();
                assertEquals(
                        List.of("ask", "reply 13", "reply 21", "bad thing"),
                        seen.stream().map(RecordingSink.Seen::text).toList());
                assertEquals(Origin.OUTBOUND, seen.get(1).origin());
                assertEquals(8, seen.get(1).code());
                assertEquals(13, seen.get(1).requestId());
                assertEquals(RequestIds.IO, RequestIds.stageOf(13));
                assertEquals("reply 13", fromClient.take().text());
                assertEquals("reply 21", fromClient.take().text());
            }
        }
    }

    @Test
    void shouldEndTheSessionBehindAMessageTheHandlerRefuses() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(
                            Frames.concat(
                                    Frames.text("one"),
                                    Frames.text("refuse"),
                                    Frames.text("never seen")));
                    fromClient.addAll(peer.readFrames());
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script))) {
            final TestClient client = new TestClient(server.uri());
            client.onFrame =
                    (event, wishes) -> {
                        if (!"refuse".equals(event.rawText())) {
                            return true;
                        }
                        wishes.message().raw("farewell");
                        wishes.send(1);
                        return false;
                    };
            try (IoFixture io = new IoFixture(IoFixture.SETTINGS, client)) {
                final RecordingSink.Seen end = io.untilDisconnected();

                assertEquals(DisconnectReason.FRAME_REFUSED, end.disconnectReason());
                assertEquals(List.of("one", "refuse"), io.sink.texts());
                assertEquals("farewell", fromClient.poll(5, TimeUnit.SECONDS).text());
                assertEquals(Frames.CLOSE, fromClient.poll(5, TimeUnit.SECONDS).opcode());
                assertEquals(1, io.sink.of(Lifecycle.RECONNECT_SCHEDULED).size());
            }
        }
    }

    @Test
    void shouldEndTheSessionWhenTheHandlerWishesIt() throws Exception {
        final ScriptedServer.Script script =
                peer -> {
                    peer.out.write(Frames.concat(Frames.text("go"), Frames.text("never seen")));
                    peer.goMute();
                };
        try (ScriptedServer server = new ScriptedServer(upgraded(script))) {
            final TestClient client = new TestClient(server.uri());
            client.onFrame =
                    (event, wishes) -> {
                        wishes.disconnect(DisconnectReason.VENUE_ERROR);
                        return true;
                    };
            try (IoFixture io = new IoFixture(IoFixture.SETTINGS, client)) {
                assertEquals(
                        DisconnectReason.VENUE_ERROR, io.untilDisconnected().disconnectReason());
                assertEquals(List.of("go"), io.sink.texts());
            }
        }
    }

    @Test
    void shouldBoundWhatOneMessageIsAnsweredWith() {
        final IoWishes wishes = new IoWishes(new RequestIds(RequestIds.IO));
        for (int i = 0; i < 64; i++) {
            wishes.message().raw("x");
            wishes.send(1);
        }

        assertThrows(IllegalStateException.class, wishes::message);
        wishes.clear();
        assertTrue(wishes.isEmpty());
        wishes.message();
    }
}
