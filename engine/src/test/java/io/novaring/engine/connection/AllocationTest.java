/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.EventSink;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.connection.wire.Frames;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class AllocationTest implements EventSink {
    private static final int MEASURED = 200_000;
    private static final int WARM_UP = 200_000;
    private static final double BYTES_PER_MESSAGE_MAX = 0.1;

    private final MarketEvent event = new MarketEvent();
    private int messages;
    private long byteCount;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAllocateNothingOnPlainWs(final boolean select) throws Exception {
        final byte[] message = Frames.text("x".repeat(300));
        final byte[] batch = new byte[message.length * 100];
        for (int i = 0; i < 100; i++) {
            System.arraycopy(message, 0, batch, i * message.length, message.length);
        }
        final ScriptedServer.Script script =
                peer -> {
                    while (true) {
                        peer.out.write(batch);
                    }
                };
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.upgraded(script));
                IoFixture io =
                        new IoFixture(
                                IoFixture.SETTINGS,
                                IoFixture.selector(select),
                                this,
                                new TestClient(server.uri()))) {
            final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            final long threadId = Thread.currentThread().getId();
            run(io, WARM_UP);
            threads.getThreadAllocatedBytes(threadId);
            messages = 0;
            byteCount = 0;

            final long before = threads.getThreadAllocatedBytes(threadId);
            final long startNs = System.nanoTime();
            run(io, MEASURED);
            final long tookNs = System.nanoTime() - startNs;
            final long allocated = threads.getThreadAllocatedBytes(threadId) - before;

            final double bytesPerMessage = (double) allocated / messages;
            System.out.printf(
                    "select=%s: %d ns a message, %.4f B a message%n",
                    select, tookNs / messages, bytesPerMessage);
            assertEquals(300L * messages, byteCount);
            assertTrue(bytesPerMessage < BYTES_PER_MESSAGE_MAX, bytesPerMessage + " B a message");
        }
    }

    private void run(final IoFixture io, final int count) {
        final long startNs = System.nanoTime();
        while (messages < count) {
            io.agent.doWork();
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(20), "too slow");
        }
    }

    @Override
    public MarketEvent claim() {
        return event;
    }

    @Override
    public void publish() {
        if (event.origin == Origin.INBOUND) {
            messages++;
            byteCount += event.rawLength;
        }
    }
}
