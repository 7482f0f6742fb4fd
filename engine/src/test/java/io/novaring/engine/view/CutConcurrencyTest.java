/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trades of every instrument but the last have one price, which all get with one event, and the
 * next event gives it to the last: any mixture of events shows.
 */
final class CutConcurrencyTest {
    private static final int EVENTS = 100_000;
    private static final int READERS = 2;

    private volatile boolean isOver;

    /** With few rows changes are copied; with many, every try begins with a copy of all. */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 700})
    void shouldNeverShowATornCut(final int instruments) throws Exception {
        final ViewRig rig = new ViewRig(instruments, name -> true);
        for (int i = 0; i < instruments; i++) {
            rig.symbols.instruments().intern("I" + i);
        }
        trade(rig, 0, instruments, 0);
        final ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            final List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reader(rig, instruments)));
            }
            final int rounds = Math.max(1_000, EVENTS / instruments);
            for (int price = 1; price <= rounds; price++) {
                trade(rig, 0, instruments - 1, price);
                trade(rig, instruments - 1, instruments, price);
            }
            isOver = true;
            for (final Future<Integer> reader : readers) {
                assertTrue(reader.get() > 0, "no cut was read");
            }
            assertEquals(rounds, rig.read().lastTradePrice(instruments - 1));
        } finally {
            isOver = true;
            threads.shutdownNow();
        }
    }

    /** Somebody who was away longer than changes are remembered gets everything. */
    @Test
    void shouldCatchUpHoweverFarBehind() {
        final ViewRig rig = new ViewRig(3, name -> true);
        for (int i = 0; i < 3; i++) {
            rig.symbols.instruments().intern("I" + i);
        }
        trade(rig, 0, 3, 1);
        final MarketCut late = rig.view.newCut();
        assertTrue(rig.view.read(late));
        trade(rig, 0, 1, 2);
        for (int price = 3; price < 10_000; price++) {
            trade(rig, 1, 3, price);
        }

        assertTrue(rig.view.read(late));

        assertEquals(2, late.lastTradePrice(0));
        assertEquals(9_999, late.lastTradePrice(2));
        assertEquals(rig.read().hash(), late.hash());
    }

    private Callable<Integer> reader(final ViewRig rig, final int instruments) {
        return () -> {
            final MarketCut cut = rig.view.newCut();
            int count = 0;
            long last = -1;
            while (!isOver || count == 0) {
                if (rig.view.read(cut)) {
                    count++;
                    assertTrue(cut.sequence() >= last);
                    last = cut.sequence();
                    assertWhole(cut, instruments);
                }
            }
            return count;
        };
    }

    /** Event 0 gives price 0; price p is events 2p - 1 and, for the last instrument, 2p. */
    private static void assertWhole(final MarketCut cut, final int instruments) {
        assertEquals(instruments, cut.size());
        final long price = (cut.sequence() + 1) / 2;
        for (int row = 0; row < instruments - 1; row++) {
            assertEquals(price, cut.lastTradePrice(row), "row " + row);
            assertEquals(-price, cut.lastTradeAmount(row));
        }
        assertEquals(cut.sequence() / 2, cut.lastTradePrice(instruments - 1), "the last row");
    }

    private static void trade(final ViewRig rig, final int from, final int to, final long price) {
        final MarketEvent event = rig.begin(EventKind.TRADES, "trades", null);
        for (int i = from; i < to; i++) {
            final int row = event.trades.add();
            event.trades.instrumentId[row] = i;
            event.trades.tradeId[row] = Text.ABSENT;
            event.trades.price[row] = price;
            event.trades.amount[row] = -price;
        }
        rig.view.onEvent(event, event.sequence, true);
    }
}
