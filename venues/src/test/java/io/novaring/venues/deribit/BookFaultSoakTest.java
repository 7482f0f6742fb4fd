/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.stage.SubscriptionStage;
import io.novaring.engine.stage.SubscriptionStage.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Books under a long stream with faults: frames as the venue writes them, its decoder, the stages.
 * No book is ever live with a top it did not have in truth, each fault is noticed, and none touches
 * another book. {@code -Dnovaring.soak.changes=5000000 -Dnovaring.soak.faults=2000} for the whole.
 */
final class BookFaultSoakTest {
    private static final long CHANGES = Long.getLong("novaring.soak.changes", 250_000);
    private static final int FAULTS = Integer.getInteger("novaring.soak.faults", 100);
    private static final long SEED = Long.getLong("novaring.seed", 20_261_121L);
    private static final int INSTRUMENTS = 20;

    /** So that the faults of a minute stay below what ends a session. */
    private static final long STEP_NS = 60_000_000_000L * FAULTS / (10 * CHANGES) + 1;

    private final Random random = new Random(SEED);
    private final SoakVenue venue = new SoakVenue(INSTRUMENTS, random);
    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
    private long wrongTops;
    private long checkedTops;

    private enum Fault {
        GAP,
        DUPLICATE,
        REORDER,
        CROSS
    }

    @Test
    void shouldNoticeEveryFaultAndPublishNoWrongTop() {
        venue.open();
        final long every = CHANGES / FAULTS;
        for (long i = 0; i < CHANGES; i++) {
            venue.passTime(STEP_NS);
            final int instrument = random.nextInt(INSTRUMENTS);
            if (i % every == every / 2) {
                // In turn: a book that breaks twice within a minute is mended more slowly.
                final int next = (int) (i / every % INSTRUMENTS);
                inject(Fault.values()[random.nextInt(Fault.values().length)], next);
            } else {
                venue.deliver(venue.change(instrument), instrument);
                check(instrument);
            }
        }
        venue.settle();

        final SubscriptionStage stage = venue.subscriptions();
        assertEquals(0, wrongTops, "wrong tops, seed " + SEED);
        assertEquals(count(Fault.GAP) + count(Fault.REORDER), stage.counters().get(Counter.GAPS));
        assertEquals(count(Fault.DUPLICATE), stage.counters().get(Counter.DUPLICATES));
        assertEquals(count(Fault.CROSS), stage.counters().get(Counter.CROSSED));
        assertEquals(count(Fault.CROSS), stage.counters().get(Counter.CROSSED_TOO_LONG));
        assertEquals(
                count(Fault.GAP) + count(Fault.REORDER) + count(Fault.CROSS),
                stage.counters().get(Counter.RESYNCS));
        assertEquals(0, stage.counters().get(Counter.UNUSABLE_STREAMS));
        for (int i = 0; i < INSTRUMENTS; i++) {
            assertEquals(BookState.LIVE, venue.book(i).state());
            assertTrue(venue.isEqual(i), venue.nameOf(i));
        }
        System.out.printf(
                "%,d changes, faults %s, all noticed; %,d live tops checked, %d wrong%n",
                CHANGES, injected, checkedTops, wrongTops);
    }

    private void inject(final Fault fault, final int instrument) {
        injected.merge(fault, 1, Integer::sum);
        final long resyncsBefore = venue.subscriptions().counters().get(Counter.RESYNCS);
        switch (fault) {
            case GAP -> {
                venue.change(instrument);
                deliver(instrument);
                assertEquals(BookState.STALE, venue.lastState());
            }
            case DUPLICATE -> {
                final String frame = venue.change(instrument);
                venue.deliver(frame, instrument);
                check(instrument);
                venue.deliver(frame, instrument);
                check(instrument);
                assertEquals(BookState.LIVE, venue.lastState());
            }
            case REORDER -> {
                final String first = venue.change(instrument);
                deliver(instrument);
                assertEquals(BookState.STALE, venue.lastState());
                venue.deliver(first, instrument);
            }
            case CROSS -> {
                venue.deliver(venue.crossing(instrument), instrument);
                assertTrue(venue.wasCrossed(), "a crossed top is marked as such");
                deliver(instrument);
                assertEquals(BookState.STALE, venue.lastState());
            }
        }
        for (int other = 0; other < INSTRUMENTS; other++) {
            if (other != instrument) {
                assertEquals(BookState.LIVE, venue.book(other).state(), "another book");
                assertTrue(venue.isEqual(other), "another book");
            }
        }
        final long resyncs = venue.subscriptions().counters().get(Counter.RESYNCS);
        assertEquals(fault == Fault.DUPLICATE ? 0 : 1, resyncs - resyncsBefore);
        venue.answerAll();
        check(instrument);
        assertEquals(BookState.LIVE, venue.book(instrument).state());
    }

    private void deliver(final int instrument) {
        venue.deliver(venue.change(instrument), instrument);
        check(instrument);
    }

    /** A live book has the top the venue's book had at the same id. */
    private void check(final int instrument) {
        final OrderBook book = venue.book(instrument);
        if (book.state() != BookState.LIVE) {
            return;
        }
        checkedTops++;
        final boolean isEqual =
                book.bestBidPrice() != MarketEvent.ABSENT
                        && venue.isTopOf(instrument, book.changeId(), book);
        wrongTops += isEqual ? 0 : 1;
    }

    private int count(final Fault fault) {
        return injected.getOrDefault(fault, 0);
    }
}
