/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.SubscriptionHandler.AcknowledgementSink;
import io.novaring.engine.venue.Wishes;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing of what the stages call leaves garbage. */
class DeribitAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 2_000;

    private long lengths;
    private final DeribitPublicClient client = new DeribitPublicClient(DeribitConfig.test());
    private final JsonEncoder out = new JsonEncoder(1024);
    private final byte[] params = "{\"currency\":\"any\"}".getBytes(StandardCharsets.UTF_8);
    private final MarketEvent acknowledgement = acknowledgement();
    private final MarketEvent error = new MarketEvent();
    private final List<byte[]> channels =
            IntStream.range(0, 250)
                    .mapToObj(i -> "book.BTC-PERPETUAL.100ms".getBytes(StandardCharsets.UTF_8))
                    .toList();
    private final MarketEvent testRequest = testRequest();
    private final Wishes wishes = new Discard();
    private final AcknowledgementSink sink = (source, offset, length) -> lengths += length;

    @Test
    void shouldNotAllocateOnceWarm() {
        round(ROUNDS);
        final long before = THREADS.getCurrentThreadAllocatedBytes();

        round(ROUNDS);

        final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        // The measurement itself, and the compiler moving in, cost a little; one object a round
        // would be 32 kB.
        assertTrue(allocated < 8 * ROUNDS, allocated + " bytes");
        assertTrue(lengths > 0);
    }

    private void round(final int count) {
        for (int i = 0; i < count; i++) {
            client.connection().encodeGreeting(i, out.clear());
            client.heartbeats().configure(i, wishes);
            client.heartbeats().onMessage(testRequest, wishes);
            client.subscriptions().encodeSubscribe(i, channels, out.clear());
            client.subscriptions().encodeUnsubscribe(i, channels, out.clear());
            client.subscriptions().readAcknowledgement(acknowledgement, sink);
            client.messages().encodeRequest(6, i, params, params.length, out.clear());
            error.reset(Origin.INBOUND, EventKind.ERROR);
            error.errorCode = 10_000 + i;
            lengths += client.errors().classify(error) == ErrorClass.STOP ? 1 : 0;
            lengths += client.rateLimits().pauseNs(error) + client.rateLimits().costOf(4);
        }
    }

    private static MarketEvent acknowledgement() {
        final byte[] raw =
                "[\"book.BTC-PERPETUAL.100ms\",\"quote.ETH\\u002dPERPETUAL\"]"
                        .getBytes(StandardCharsets.UTF_8);
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, EventKind.RESPONSE);
        event.setRaw(raw, 0, raw.length);
        event.resultText = Text.of(0, raw.length);
        return event;
    }

    private static MarketEvent testRequest() {
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, EventKind.HEARTBEAT);
        event.flags = MarketEvent.TEST_REQUEST;
        return event;
    }

    /** Counts what is written and keeps nothing. */
    private final class Discard implements Wishes {
        @Override
        public long requestId() {
            return 7;
        }

        @Override
        public JsonEncoder message() {
            return out.clear();
        }

        @Override
        public void send(final int requestType) {
            lengths += out.length();
        }

        @Override
        public void disconnect(final DisconnectReason reason) {
            throw new AssertionError(reason);
        }
    }
}
