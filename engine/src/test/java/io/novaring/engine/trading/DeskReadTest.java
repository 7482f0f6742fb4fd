/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static io.novaring.codec.MarketEvent.ABSENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.Origin;
import io.novaring.codec.PortfolioColumns;
import io.novaring.codec.Side;
import io.novaring.engine.trading.ModelVenue.Deal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class DeskReadTest {
    private static final int EVENTS = 20_000;

    private final DeskRig rig = DeskRig.ready();

    @Test
    @Timeout(60)
    void shouldNeverShowHalfAnEventToAnotherThread() throws InterruptedException {
        final Deal deal = rig.placed(100);
        final AtomicBoolean isDone = new AtomicBoolean();
        final AtomicReference<String> torn = new AtomicReference<>();
        final AtomicLong reads = new AtomicLong();
        final Thread reader =
                new Thread(
                        () -> {
                            final OrderReport report = new OrderReport();
                            while (!isDone.get()) {
                                if (rig.desk.read(DeskRig.HANDLE + 1, report)) {
                                    reads.incrementAndGet();
                                    if (report.price != report.amount) {
                                        torn.set(report.price + " " + report.amount);
                                    }
                                }
                            }
                        });
        reader.start();
        // Price and amount are the same in each word of the venue.
        for (int i = 0; i < EVENTS || reads.get() < 100; i++) {
            rig.notice(rig.venue.edit(deal.id(), 100 + i, 100 + i));
        }
        isDone.set(true);
        reader.join();

        assertNull(torn.get());
        assertTrue(rig.desk.read(DeskRig.HANDLE + 1, rig.report));
    }

    @Test
    void shouldReadAPositionWhileOneOfItsArraysIsLargerAlready() {
        final boolean[] isKnown = {true};

        assertEquals(7, Positions.sizeIn(new long[] {7, 8}, isKnown, true, 0));
        assertEquals(0, Positions.sizeIn(new long[] {7, 8}, isKnown, true, 1));
        assertEquals(ABSENT, Positions.sizeIn(new long[] {7, 8}, isKnown, false, 1));
        assertEquals(0, Positions.sizeIn(new long[0], isKnown, true, 0));
    }

    @Test
    void shouldTellTheAccountOfACurrency() {
        final PortfolioColumns account = new PortfolioColumns();
        assertEquals(false, rig.desk.readAccount("BTC".getBytes(), account));
        for (final String currency : new String[] {"BTC", "ETH", "BTC"}) {
            rig.begin(Origin.INBOUND, EventKind.PORTFOLIO);
            event(currency);
            rig.publish();
        }

        assertTrue(rig.desk.readAccount("BTC".getBytes(), account));
        assertEquals(rig.nowNs + 3, account.equity);
        assertTrue(rig.desk.readAccount("ETH".getBytes(), account));
        assertEquals(rig.nowNs + 2, account.equity);
        assertEquals(ABSENT, account.balance);
    }

    private int accounts;

    private void event(final String currency) {
        rig.event.portfolio.clear();
        rig.event.portfolio.currency = rig.text(currency);
        rig.event.portfolio.equity = rig.nowNs + ++accounts;
    }

    @Test
    void shouldKnowNothingOfAnOrderThatIsNone() {
        assertEquals(false, rig.desk.read(DeskRig.HANDLE + 7, rig.report));
        rig.notice(rig.venue.place("", Side.BUY, 1, 1));
        assertTrue(rig.desk.read(-1, rig.report));
        assertEquals("", rig.report.label());
    }
}
