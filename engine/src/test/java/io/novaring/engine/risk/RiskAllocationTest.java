/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class RiskAllocationTest {
    private static final int WARM_UP = 200_000;
    private static final int ROUNDS = 1_000_000;

    private final DeskFixture desk =
            DeskFixture.ready(
                    "priceBand=0.05 passiveBand=0.5 amountMax=1000 openOrdersMax=100"
                            + " ordersPerSecondMax=1000 positionMax=1000");
    private final OrderCommand good = DeskFixture.buy("10", "100.5");
    private final OrderCommand bad = DeskFixture.sell("1000", "100");
    private final OrderCommand unknown = DeskFixture.buy("10", "100").instrument("NEVER-SEEN");

    @Test
    void shouldAllocateNothingForBooksAndChecks() {
        desk.command(
                CommandType.INSTRUMENT_RULES, "X-PERP tick=0.5 amountMin=10 steps=10:0.5,200:1");
        desk.position = DeskFixture.scaled("-1");
        run(WARM_UP);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();

        final long before = threads.getThreadAllocatedBytes(self);
        run(ROUNDS);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertTrue(allocated < ROUNDS / 10, "allocated " + allocated + " bytes");
        final int rounds = WARM_UP + ROUNDS;
        assertEquals(rounds, desk.desk.count(OrderRefusal.NONE));
        assertEquals(2 * rounds, desk.desk.count(OrderRefusal.POSITION_LIMIT));
        assertEquals(rounds, desk.desk.count(OrderRefusal.BOOK_NOT_LIVE));
    }

    private void run(final int rounds) {
        final int channelId = desk.symbols.channels().lookup("book.X");
        final int instrumentId = desk.symbols.instruments().lookup(DeskFixture.X);
        final MarketEvent event = desk.event;
        for (int i = 0; i < rounds; i++) {
            desk.nowNs += 10_000_000;
            desk.begin(Origin.INBOUND, EventKind.BOOK, 0);
            event.channelId = channelId;
            event.instrumentId = instrumentId;
            event.bookState = BookState.LIVE;
            event.bestBidPrice = 99_000_000_000L + i % 100;
            event.bestAskPrice = 101_000_000_000L - i % 100;
            desk.desk.onEvent(event);
            desk.desk.check(good, instrumentId, desk, desk.nowNs);
            desk.desk.onAccepted(good, instrumentId, desk.nowNs);
            desk.desk.check(good, MarketEvent.NONE, desk, desk.nowNs);
            desk.desk.check(bad, instrumentId, desk, desk.nowNs);
            desk.desk.check(unknown, MarketEvent.NONE, desk, desk.nowNs);
        }
    }
}
