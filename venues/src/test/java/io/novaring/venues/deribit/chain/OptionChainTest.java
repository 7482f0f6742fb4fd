/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.venues.deribit.instrument.InstrumentListener;
import io.novaring.venues.deribit.instrument.InstrumentName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class OptionChainTest {
    private static final LocalDate NEAR = LocalDate.of(2026, 3, 27);
    private static final LocalDate FAR = LocalDate.of(2026, 4, 24);

    /** 27 March 2026, 08:00 UTC. */
    private static final long NEAR_MS = 1_774_598_400_000L;

    static final long FAR_MS = NEAR_MS + 28 * 86_400_000L;
    private static final long EARLY_MS = NEAR_MS - 86_400_000L;
    private static final String CALL = "BTC-27MAR26-90000-C";
    private static final String PUT = "BTC-27MAR26-90000-P";
    private static final String LOW = "BTC-27MAR26-80000-P";
    private static final String LATER = "BTC-24APR26-90000-C";

    private final List<String> told = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final ChainRig rig = new ChainRig(chain(null, 10));

    @Test
    void shouldSortByExpiryAndStrikeWithCallAndPut() {
        rig.quote(LATER, "4", EARLY_MS);
        rig.quote(CALL, "1", EARLY_MS);
        rig.quote("BTC-PERPETUAL", "9", EARLY_MS);
        rig.quote("ETH-27MAR26-90000-C", "9", EARLY_MS);
        rig.quote("BTC_USDC-27MAR26-90000-C", "9", EARLY_MS);
        rig.quote(LOW, "3", EARLY_MS);
        rig.quote(PUT, "2", EARLY_MS);

        final ChainCut cut = rig.read();

        assertEquals(3, cut.size());
        assertEquals(NEAR, cut.expiry(0));
        assertEquals(80_000 * Decimals.SCALE, cut.strike(0));
        assertEquals(ChainCut.NONE, cut.call(0));
        assertBid(cut, cut.put(0), 3);
        assertBid(cut, cut.call(1), 1);
        assertBid(cut, cut.put(1), 2);
        assertEquals(FAR, cut.expiry(2));
        assertBid(cut, cut.call(2), 4);
        assertEquals(NEAR, cut.nextExpiry());
        assertEquals(2, cut.first(FAR));
        assertEquals(3, cut.behind(FAR));
        assertEquals(6, cut.market().sequence());
        assertTrue(cut.market().isCoherent(10));
    }

    @Test
    void shouldHaveWhatIsListedBeforeItsFirstMessage() {
        rig.list(EARLY_MS * 1000, NEAR_MS, CALL, PUT);

        final ChainCut cut = rig.read();

        assertEquals(1, cut.size());
        assertEquals(BookState.EMPTY, cut.market().state(cut.call(0)));
        assertFalse(cut.market().isCoherent(Long.MAX_VALUE));
        assertEquals(List.of("listed " + CALL, "listed " + PUT), told);
        rig.quote(CALL, "1", EARLY_MS);
        rig.quote(PUT, "2", EARLY_MS);
        assertTrue(rig.read().market().isCoherent(10));
        assertEquals(2, told.size());
    }

    @Test
    void shouldEndAnExpiryByTheVenuesTimeAndGoOnWithTheNext() {
        rig.quote(CALL, "1", EARLY_MS);
        rig.quote(LATER, "4", NEAR_MS - 1);
        assertEquals(NEAR, rig.read().nextExpiry());

        rig.quote(LATER, "5", NEAR_MS);

        final ChainCut cut = rig.read();
        assertTrue(cut.market().isEnded(cut.call(0)));
        assertBid(cut, cut.call(0), 1);
        assertEquals(FAR, cut.nextExpiry());
        assertEquals(List.of("listed " + CALL, "listed " + LATER, "ended " + CALL), told);
        // What comes too late changes nothing any more, and gets no row.
        rig.quote(CALL, "7", NEAR_MS);
        rig.quote(PUT, "7", NEAR_MS);
        assertBid(rig.read(), cut.call(0), 1);
        assertEquals(2, rig.read().market().size());
    }

    @Test
    void shouldEndNothingForATimeThatIsFarAhead() {
        rig.receivedNs = EARLY_MS * 1_000_000L;
        rig.quote(CALL, "1", EARLY_MS);
        rig.quote(LATER, "4", FAR_MS + 1);

        assertEquals(List.of("listed " + CALL, "listed " + LATER), told);
        assertEquals(NEAR, rig.read().nextExpiry());
    }

    @Test
    void shouldTakeTheVenuesWordForWhenAnOptionExpires() {
        rig.quote(CALL, "1", EARLY_MS);
        rig.list(EARLY_MS * 1000, NEAR_MS + 5_000, CALL);
        rig.quote(CALL, "2", NEAR_MS + 4_999);
        assertFalse(rig.read().market().isEnded(0));

        rig.quote(LATER, "4", NEAR_MS + 5_000);

        assertTrue(rig.read().market().isEnded(0));
        assertBid(rig.read(), 0, 2);
    }

    @Test
    void shouldEndWhatTheVenueEnds() {
        rig.list(EARLY_MS * 1000, NEAR_MS, CALL, PUT);
        rig.quote(CALL, "1", EARLY_MS);
        rig.state(CALL, "delivered", EARLY_MS + 1);

        final ChainCut cut = rig.read();

        assertTrue(cut.market().isEnded(cut.call(0)));
        assertFalse(cut.market().isEnded(cut.put(0)));
        assertEquals(NEAR, cut.nextExpiry());
        rig.state(PUT, "archivized", EARLY_MS + 1);
        assertNull(rig.read().nextExpiry());
    }

    @Test
    void shouldHaveOneExpiryOnlyWhenAsked() {
        final ChainRig one = new ChainRig(chain(FAR, 10));
        one.list(EARLY_MS * 1000, NEAR_MS, CALL);
        one.list(EARLY_MS * 1000, FAR_MS, LATER);
        one.quote(PUT, "1", EARLY_MS);

        assertEquals(1, one.read().market().size());
        assertEquals(List.of("listed " + LATER), told);
    }

    @Test
    void shouldTellWhatHasNoRoom() {
        final ChainRig small = new ChainRig(chain(null, 1));
        small.quote(CALL, "1", EARLY_MS);
        small.quote(PUT, "1", EARLY_MS);

        assertEquals(1, small.read().market().refusedCount());
        assertFalse(small.read().market().isCoherent(Long.MAX_VALUE));
    }

    @Test
    void shouldMakeTheSameOfTheSameEvents() {
        final ChainRig again = new ChainRig(chain(null, 10));
        final ChainRig other = new ChainRig(chain(null, 10));
        final Consumer<ChainRig> day =
                to -> {
                    to.quote(LOW, "3", EARLY_MS);
                    to.list(EARLY_MS * 1000, NEAR_MS, CALL, PUT);
                    to.quote(CALL, "1", EARLY_MS);
                    to.quote(LATER, "4", NEAR_MS);
                };
        day.accept(rig);
        day.accept(again);
        day.accept(other);
        other.quote(LATER, "5", NEAR_MS);

        assertEquals(rig.read().market().hash(), again.read().market().hash());
        assertTrue(rig.read().market().hash() != other.read().market().hash());
    }

    @Test
    void shouldAskForTheNearestExpiriesAndGiveUpWhatEnded() {
        final List<String> asked = new ArrayList<>();
        final List<Runnable> tasks = new ArrayList<>();
        final ChainSubscriber subscriber =
                new ChainSubscriber(
                        1, 2, name -> List.of("ticker." + name), tasks::add, later::add);
        final Runnable work =
                () -> {
                    while (!tasks.isEmpty()) {
                        tasks.remove(0).run();
                    }
                };
        subscriber.onListed(InstrumentName.parse(LATER));
        subscriber.start((isWanted, channels) -> asked.add((isWanted ? "+" : "-") + channels));
        work.run();
        assertEquals(List.of("+[ticker." + LATER + "]"), asked);

        subscriber.onListed(InstrumentName.parse(PUT));
        subscriber.onListed(InstrumentName.parse(CALL));
        subscriber.onListed(InstrumentName.parse(LOW));
        work.run();
        assertEquals("-[ticker." + LATER + "]", asked.get(1));
        assertEquals("+[ticker." + LOW + ", ticker." + CALL + "]", asked.get(2));
        assertEquals(1, subscriber.refusedCount());

        subscriber.onEnded(InstrumentName.parse(LOW));
        work.run();
        assertEquals("-[ticker." + LOW + "]", asked.get(3));
        assertEquals("+[ticker." + PUT + "]", asked.get(4));
        assertEquals(0, subscriber.refusedCount());

        subscriber.onEnded(InstrumentName.parse(CALL));
        subscriber.onEnded(InstrumentName.parse(PUT));
        work.run();
        assertEquals("+[ticker." + LATER + "]", asked.get(6));
        assertEquals(1, subscriber.askedCount());
    }

    @Test
    void shouldAskAgainForWhatCouldNotBeAskedFor() {
        final List<String> asked = new ArrayList<>();
        final boolean[] isFull = {true};
        final ChainSubscriber subscriber =
                new ChainSubscriber(1, 9, List::of, Runnable::run, later::add);
        subscriber.start(
                (isWanted, channels) -> {
                    if (isFull[0]) {
                        throw new IllegalStateException("full");
                    }
                    asked.addAll(channels);
                });
        subscriber.onListed(InstrumentName.parse(CALL));
        assertEquals(0, subscriber.askedCount());

        isFull[0] = false;
        subscriber.onListed(InstrumentName.parse(PUT));

        assertEquals(List.of(CALL, PUT), asked);
    }

    @Test
    void shouldAskAgainAfterAWhileWithoutAnyChange() {
        final List<String> asked = new ArrayList<>();
        final RuntimeException[] failure = {new IllegalArgumentException("no such channel")};
        final ChainSubscriber subscriber =
                new ChainSubscriber(1, 9, List::of, Runnable::run, later::add);
        subscriber.start(
                (isWanted, channels) -> {
                    if (failure[0] != null) {
                        throw failure[0];
                    }
                    asked.addAll(channels);
                });
        final InstrumentName call = InstrumentName.parse(CALL);
        assertThrows(IllegalArgumentException.class, () -> subscriber.onListed(call));
        assertEquals(1, later.size());

        failure[0] = new IllegalStateException("full");
        later.remove(0).run();
        assertEquals(0, subscriber.askedCount());
        failure[0] = null;
        later.remove(0).run();

        assertEquals(List.of(CALL), asked);
        assertEquals(1, subscriber.askedCount());
        assertEquals(List.of(), later);
    }

    @Test
    void shouldStopAskingAnEngineThatHasEnded() {
        final ChainSubscriber subscriber =
                new ChainSubscriber(1, 9, List::of, Runnable::run, later::add);
        subscriber.start(
                (isWanted, channels) -> {
                    throw new IllegalStateException("ended");
                });
        subscriber.onListed(InstrumentName.parse(CALL));
        int attempts = 1;
        while (!later.isEmpty() && attempts < 100) {
            later.remove(0).run();
            attempts++;
        }

        assertEquals(10, attempts);
    }

    @Test
    void shouldHaveARowFromTheEventOnThatNamesAnOptionForTheFirstTime() {
        rig.quote(CALL, "1", EARLY_MS);
        assertTrue(rig.read().isCoherent(NEAR, 10));
        rig.state(PUT, "open", EARLY_MS);

        assertEquals(2, rig.read().market().size());
        assertFalse(rig.read().isCoherent(NEAR, 10), "what was announced has no price yet");
        rig.state(PUT, "delivered", EARLY_MS + 1);
        assertTrue(rig.read().market().isEnded(1));
        assertTrue(rig.read().isCoherent(NEAR, 10));
        assertEquals(List.of("listed " + CALL, "listed " + PUT, "ended " + PUT), told);
    }

    @Test
    void shouldSayOfEachExpiryWhetherItIsCoherent() {
        rig.quote(CALL, "1", EARLY_MS);
        rig.list(EARLY_MS * 1000, FAR_MS, LATER);

        final ChainCut cut = rig.read();

        assertTrue(cut.isCoherent(NEAR, 10));
        assertFalse(cut.isCoherent(FAR, 10));
        assertFalse(cut.isCoherent(NEAR.plusDays(1), 10), "nothing is listed");
        assertFalse(cut.market().isCoherent(10));
    }

    private OptionChain chain(final LocalDate expiry, final int rowsMax) {
        final ChainListener listener =
                new ChainListener() {
                    @Override
                    public void onListed(final InstrumentName option) {
                        told.add("listed " + option);
                    }

                    @Override
                    public void onEnded(final InstrumentName option) {
                        told.add("ended " + option);
                    }
                };
        return new OptionChain("BTC", expiry, rowsMax, 0, listener, new InstrumentListener() {});
    }

    private static void assertBid(final ChainCut cut, final int row, final long bid) {
        assertEquals(bid * Decimals.SCALE, cut.market().bidPrice(row));
        assertEquals(5 * Decimals.SCALE, cut.market().bidAmount(row));
        assertTrue(cut.market().instrumentId(row) != MarketEvent.NONE);
    }
}
