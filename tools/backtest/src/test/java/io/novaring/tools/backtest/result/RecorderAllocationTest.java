/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import static io.novaring.codec.Side.BUY;
import static io.novaring.tools.backtest.result.EventRig.LINEAR;
import static io.novaring.tools.backtest.result.EventRig.PERPETUAL;
import static io.novaring.tools.backtest.result.EventRig.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A recorder on a live engine leaves nothing to collect of what does not concern it. */
final class RecorderAllocationTest {
    private static final int WARM_UP = 50_000;
    private static final int ROUNDS = 100_000;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final EventRig rig =
            new EventRig(RecorderSettings.DEFAULT.withIntervals(HOUR_NS, HOUR_NS));

    @Test
    void shouldAllocateNothingForTheMarketsOfOtherInstruments() {
        rig.at(10).book(PERPETUAL, 59_999, 60_001).ticker(PERPETUAL, 60_000, 60_000, 0.0001);
        rig.fill(1, PERPETUAL, BUY, 60_000, 100, 0, scaled(100));
        // Its row is written now, and not between.
        rig.at(100).tick();
        assertEquals(0, allocated(ROUNDS, LINEAR));
        rig.finish().close();
    }

    /** Prices of what is held are looked at, too: the total may never have been lower. */
    @Test
    void shouldAllocateNothingForTheBookOfWhatItHolds() {
        rig.at(10).book(PERPETUAL, 59_999, 60_001).ticker(PERPETUAL, 60_000, 60_000, 0.0001);
        rig.fill(1, PERPETUAL, BUY, 60_000, 100, 0, scaled(100));
        rig.at(100).tick();
        final long bytes = allocated(ROUNDS, PERPETUAL);
        // Funding is kept exactly: a few objects a ticker of a perpetual that is held.
        assertTrue(bytes / ROUNDS < 1_000, "allocated " + bytes / ROUNDS + " bytes a ticker");
        rig.finish().close();
    }

    private long allocated(final int rounds, final int id) {
        run(WARM_UP, id);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(self);
        run(rounds, id);
        return threads.getThreadAllocatedBytes(self) - before;
    }

    private void run(final int rounds, final int id) {
        for (int i = 0; i < rounds; i++) {
            final double price = 60_000 + i % 100;
            rig.at(100 + i * 1e-3).book(id, price - 1, price + 1).tick();
            rig.ticker(id, price, price, 0.0001).quote(id, price - 1, price + 1);
        }
    }
}
