/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static io.novaring.engine.connection.ScriptedServer.upgraded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventSink;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.connection.wire.Frames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The way of an order through one cycle of the I/O thread, with consumers inline: a stand-in for
 * the stages sends something for every command.
 */
@Timeout(60)
final class OrderPathTest implements EventSink {
    private static final byte[] COMMAND = {'c'};
    private static final byte[] ORDER = "order".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEAT = "heartbeat".getBytes(StandardCharsets.US_ASCII);

    private final MarketEvent event = new MarketEvent();
    private final List<String> sent = new ArrayList<>();
    private IoFixture io;
    private int inbound;

    @Override
    public MarketEvent claim() {
        return event;
    }

    @Override
    public void publish() {
        if (event.origin == Origin.COMMAND) {
            io.stages.send(4, 0, 1, 1, 4, 0, ORDER, ORDER.length);
        } else if (event.origin == Origin.INBOUND) {
            inbound++;
            offer();
        } else if (event.origin == Origin.OUTBOUND) {
            sent.add(event.rawText());
        }
    }

    private void offer() {
        assertTrue(io.users.offer(0, CommandType.REQUEST, 1, 0, COMMAND, COMMAND.length));
    }

    @Test
    void shouldSendWhatACommandBecomesWithinTheCycle() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(upgraded(ScriptedServer.Peer::readFrames))) {
            io = new IoFixture(IoFixture.SETTINGS, null, this, new TestClient(server.uri()));
            io.untilOpen();

            offer();
            io.agent.doWork();

            assertEquals(List.of("order"), sent);
            io.close();
        }
    }

    @Test
    void shouldSendWhatAHandlerAsksForWithinTheCycleOfItsMessage() throws Exception {
        final ScriptedServer.Script script =
                upgraded(
                        peer -> {
                            peer.out.write(Frames.text("tick"));
                            peer.readFrames();
                        });
        try (ScriptedServer server = new ScriptedServer(script)) {
            io = new IoFixture(IoFixture.SETTINGS, null, this, new TestClient(server.uri()));
            while (inbound == 0) {
                io.agent.doWork();
            }

            assertEquals(List.of("order"), sent);
            io.close();
        }
    }

    @Test
    void shouldSendAHeartbeatBeforeTheOrdersOfItsCycleHoweverManyCome() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(upgraded(ScriptedServer.Peer::readFrames))) {
            io = new IoFixture(IoFixture.SETTINGS, null, this, new TestClient(server.uri()));
            io.untilOpen();
            for (int i = 0; i < 200; i++) {
                offer();
            }

            for (int cycle = 0; cycle < 3; cycle++) {
                sent.clear();
                io.stages.send(1, 0, 1, 2, 1, 0, BEAT, BEAT.length);
                io.agent.doWork();

                assertEquals("heartbeat", sent.get(0));
                // Sixteen at a time, before the sockets and, where a tick came of one, behind it.
                assertTrue(sent.size() == 17 || sent.size() == 33, () -> sent.size() + " sent");
            }
            io.close();
        }
    }
}
