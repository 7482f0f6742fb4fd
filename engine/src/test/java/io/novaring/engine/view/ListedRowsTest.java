/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which instrument has which row as they are listed and end. */
final class ListedRowsTest {
    @Test
    void shouldLeaveAFinalRowUntilAnotherInstrumentNeedsItsPlace() {
        final Script script = new Script();
        final ViewRig small = new ViewRig(2, script);
        small.quote("A", 100, 101);
        script.ended.add("A");
        small.tick(1);
        assertTrue(small.cut.isEnded(0));
        assertFalse(small.cut.isTrusted(0));
        small.quote("A", 1, 2);
        assertBest(small.cut, 100, 101);

        small.quote("B", 200, 201);
        assertTrue(small.cut.isCoherent(0), "an ended row is no concern");
        final int layout = small.cut.layout();
        script.listed.add("C");
        final MarketCut cut = small.tick(1);

        assertEquals("C", cut.instrument(0));
        assertEquals(BookState.EMPTY, cut.state(0));
        assertEquals(PriceSource.NONE, cut.source(0));
        assertFalse(cut.isCoherent(Long.MAX_VALUE));
        assertTrue(cut.layout() != layout);
        small.quote("A", 1, 2);
        assertEquals(-1, cut.rowOf("A"), "ended, and not asked for again");
        small.quote("C", 300, 301);
        assertBest(cut, 300, 301);
        assertEquals(0, cut.refusedCount());
    }

    @Test
    void shouldTellWhatHadNoRoom() {
        final ViewRig small = new ViewRig(1, name -> true);
        small.quote("A", 100, 101);
        assertTrue(small.cut.isCoherent(0));

        small.quote("B", 200, 201);
        small.quote("B", 200, 201);

        assertEquals(1, small.cut.size());
        assertEquals(1, small.cut.refusedCount());
        assertFalse(small.cut.isCoherent(0));
    }

    @Test
    void shouldGiveAWaitingInstrumentTheNextRowThatIsFree() {
        final Script script = new Script();
        final ViewRig small = new ViewRig(2, script);
        small.quote("A", 100, 101);
        small.quote("B", 200, 201);
        small.quote("C", 300, 301);
        script.listed.addAll(List.of("C", "D"));
        small.tick(1);
        assertEquals(2, small.cut.refusedCount(), "each is counted once");
        script.ended.add("D");
        small.tick(1);
        assertEquals(1, small.cut.refusedCount(), "what has ended is not missing");

        script.ended.add("A");
        final MarketCut cut = small.tick(1);

        assertEquals("C", cut.instrument(0));
        assertEquals(0, cut.refusedCount());
        assertFalse(cut.isCoherent(Long.MAX_VALUE), "C has said nothing since");
        small.quote("C", 300, 301);
        assertBest(cut, 300, 301);
        assertTrue(cut.isCoherent(10));
    }

    @Test
    void shouldNeverBeCoherentAgainWhenItForgetsWhatIsMissing() {
        final Script script = new Script();
        final ViewRig small = new ViewRig(1, script);
        script.listed.addAll(List.of("A", "B", "C", "B"));
        small.tick(1);
        assertEquals(2, small.cut.refusedCount());
        script.ended.addAll(List.of("A", "B", "C"));
        small.tick(1);
        script.listed.add("D");
        small.tick(1);
        small.quote("D", 1, 2);

        assertTrue(small.cut.isTrusted(0));
        assertEquals(1, small.cut.refusedCount(), "there was no room to remember C");
        assertFalse(small.cut.isCoherent(1));
    }

    @Test
    void shouldTakeComingsAndGoingsInTheOrderInWhichTheyWereSaid() {
        final ViewRig both =
                new ViewRig(
                        2,
                        new Listings() {
                            @Override
                            public boolean wants(final String instrument) {
                                return false;
                            }

                            @Override
                            public void onEvent(final MarketEvent event, final MarketView view) {
                                view.list("A");
                                view.end("A");
                            }
                        });

        assertTrue(both.tick(1).isEnded(0));
    }

    @Test
    void shouldGiveAListedInstrumentItsRowBeforeItsFirstMessage() {
        final Script script = new Script();
        final ViewRig small = new ViewRig(2, script);
        script.listed.add("LATER");
        small.tick(1);
        assertEquals(MarketEvent.NONE, small.cut.instrumentId(0));

        small.quote("LATER", 1, 2);

        assertEquals(1, small.cut.size());
        assertBest(small.cut, 1, 2);
        assertEquals(small.event.instrumentId, small.cut.instrumentId(0));
    }

    private static void assertBest(final MarketCut cut, final long bid, final long ask) {
        assertEquals(bid, cut.bidPrice(0));
        assertEquals(ask, cut.askPrice(0));
    }

    /** Lists and ends what a test puts there, at the next event. */
    private static final class Script implements Listings {
        private final List<String> listed = new ArrayList<>();
        private final List<String> ended = new ArrayList<>();

        @Override
        public boolean wants(final String instrument) {
            return true;
        }

        @Override
        public void onEvent(final MarketEvent event, final MarketView view) {
            listed.forEach(view::list);
            ended.forEach(view::end);
            listed.clear();
            ended.clear();
        }
    }
}
