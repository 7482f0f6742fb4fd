/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class ViewAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 10_000;
    private static final String[] NAMES = {"A", "B", "C", "D", "UNWANTED"};

    private final ViewRig rig = ViewRig.of("A", "B", "C", "D");
    private final MarketCut cut = rig.view.newCut();
    private long sum;

    @Test
    void shouldAllocateNothingForMessagesAndCuts() {
        rig.view.onCut(1_000, told -> sum += told.sequence());
        for (final String name : NAMES) {
            rig.symbols.instruments().intern(name);
        }
        run(WARM_UP);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();

        final long before = threads.getThreadAllocatedBytes(self);
        run(ROUNDS);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertTrue(sum != 0);
        assertTrue(allocated < ROUNDS / 10, "allocated " + allocated + " bytes");
    }

    private void run(final int rounds) {
        for (int i = 0; i < rounds; i++) {
            final int id = i % NAMES.length;
            rig.nowNs += 500;
            final MarketEvent event = rig.begin(EventKind.BOOK, 0, id);
            event.bookState = BookState.LIVE;
            event.bestBidPrice = i;
            hand(event);
            rig.begin(EventKind.TICKER, 1, id).flags =
                    i % 2 == 0 ? MarketEvent.SNAPSHOT : MarketEvent.CHANGE;
            hand(event);
            hand(rig.begin(EventKind.QUOTE, 2, id));
            rig.begin(EventKind.TRADES, 3, MarketEvent.NONE);
            final int row = event.trades.add();
            event.trades.instrumentId[row] = id;
            event.trades.tradeId[row] = Text.ABSENT;
            hand(event);
            rig.view.read(cut);
            sum += cut.isCoherent(1) ? cut.minExchangeTimeNs() : cut.hash() | 1;
        }
    }

    private void hand(final MarketEvent event) {
        rig.view.onEvent(event, event.sequence, true);
    }
}
