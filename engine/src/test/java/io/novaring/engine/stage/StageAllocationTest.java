/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.BookState;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class StageAllocationTest {
    private static final int WARM_UP = 200_000;
    private static final int EVENTS = 1_000_000;

    private static final RequestSink NOWHERE =
            new RequestSink() {
                @Override
                public void send(
                        final int stage,
                        final int connectionId,
                        final int epoch,
                        final int requestType,
                        final long requestId,
                        final long token,
                        final byte[] message,
                        final int length) {
                    // Recording would allocate.
                }

                @Override
                public void disconnect(
                        final int stage,
                        final int connectionId,
                        final int epoch,
                        final DisconnectReason reason) {
                    throw new AssertionError(reason);
                }

                @Override
                public void reauthenticate(
                        final int stage, final int connectionId, final int epoch) {
                    throw new AssertionError("reauthenticate");
                }
            };

    private long changeId = 1;

    @Test
    void shouldAllocateNothingInTheSteadyState() {
        final StageRig rig = new StageRig(new TestVenue(), 0, NOWHERE);
        rig.connect();
        rig.subscribe("book.A.raw", "trades.A");
        // Stage 3 has sent its first request: id 1 of this stage.
        rig.answer(new RecordingSink.Sent(3, 0, 1, 4, 11, 0, ""), "book.A.raw,trades.A");
        rig.snapshot("book.A.raw", changeId);
        final int bookId = rig.symbols.channels().lookup("book.A.raw");
        final int tradesId = rig.symbols.channels().intern("trades.A");
        run(rig, bookId, tradesId, WARM_UP);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();

        final long before = threads.getThreadAllocatedBytes(self);
        run(rig, bookId, tradesId, EVENTS);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertEquals(BookState.LIVE, rig.subscription.book("A").state());
        assertTrue(allocated < EVENTS / 10, "allocated " + allocated + " bytes");
    }

    private void run(final StageRig rig, final int bookId, final int tradesId, final int events) {
        final MarketEvent event = rig.event;
        for (int i = 0; i < events; i++) {
            rig.nowNs += 10_000;
            switch (i & 15) {
                case 0 -> rig.tick(0);
                case 1 -> {
                    rig.begin(Origin.INBOUND, EventKind.TRADES).channelId = tradesId;
                    rig.publish();
                }
                case 2 -> {
                    // A test request and the answer to what was said to it.
                    rig.begin(Origin.INBOUND, EventKind.HEARTBEAT).flags = MarketEvent.TEST_REQUEST;
                    rig.publish();
                }
                case 3 -> {
                    rig.begin(Origin.OUTBOUND, EventKind.OUTBOUND).code = TestVenue.REPLY;
                    event.requestId = 8L * i + 1_000_001L;
                    rig.publish();
                }
                case 4 -> {
                    rig.begin(Origin.INBOUND, EventKind.RESPONSE).requestId =
                            8L * (i - 1) + 1_000_001L;
                    rig.publish();
                }
                default -> change(rig, bookId, i);
            }
        }
    }

    private void change(final StageRig rig, final int bookId, final int i) {
        final MarketEvent event = rig.begin(Origin.INBOUND, EventKind.BOOK);
        event.flags = MarketEvent.CHANGE;
        event.channelId = bookId;
        event.prevChangeId = changeId;
        event.changeId = ++changeId;
        event.bids.clear();
        event.asks.clear();
        final long price = 100 - (changeId >> 1) % 20 - 1;
        event.bids.add((changeId & 1) == 0 ? LevelColumns.NEW : LevelColumns.DELETE, price, 1 + i);
        event.asks.add(LevelColumns.CHANGE, 101, 1 + i);
        rig.publish();
    }
}
