/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.Lifecycle;
import io.novaring.engine.connection.wire.Frames;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SpinThenSelectTest {
    private static final long SPIN_NS = 1_000_000;

    /** A key of ours beside the sockets: what is ready on it is known only to who selects. */
    @Test
    void shouldSelectOnlyWhenThereWasNoWorkForLongEnough() throws Exception {
        final ManualClock clock = new ManualClock();
        final Selector selector = Selector.open();
        final ScriptedServer.Script script =
                ScriptedServer.upgraded(
                        peer -> {
                            peer.out.write(Frames.text("one"));
                            peer.readFrame();
                            peer.out.write(Frames.text("two"));
                            peer.readFrame();
                        });
        try (ScriptedServer server = new ScriptedServer(script);
                IoFixture io =
                        new IoFixture(
                                IoFixture.SETTINGS,
                                selector,
                                SPIN_NS,
                                clock,
                                new TestClient(server.uri()))) {
            io.until(() -> io.sink.texts().size() == 1);
            final Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            final SelectionKey key = pipe.source().register(selector, SelectionKey.OP_READ);
            pipe.sink().write(ByteBuffer.wrap(new byte[1]));

            clock.advance(SPIN_NS - 1);
            for (int i = 0; i < 100; i++) {
                io.agent.doWork();
            }
            assertEquals(0, key.readyOps(), "spins");

            clock.advance(1);
            io.agent.doWork();
            assertEquals(SelectionKey.OP_READ, key.readyOps(), "selects");

            io.send(1, 1, "go on");
            io.until(() -> io.sink.texts().size() == 2);
            assertEquals(List.of("one", "two"), io.sink.texts());
            assertEquals(0, io.sink.of(Lifecycle.DISCONNECTED).size());
            pipe.source().close();
            pipe.sink().close();
        }
    }
}
