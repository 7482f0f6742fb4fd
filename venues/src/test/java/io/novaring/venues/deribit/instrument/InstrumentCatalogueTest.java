/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.Request;
import io.novaring.venues.deribit.DeribitRequestType;
import io.novaring.venues.deribit.DeribitRequests;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InstrumentCatalogueTest {
    private static final int LIST = DeribitRequestType.GET_INSTRUMENTS;
    private static final int ONE = DeribitRequestType.GET_INSTRUMENT;
    private static final Request BTC = DeribitRequests.getInstruments("BTC");

    /** Microseconds; states are in milliseconds. */
    private static final long T1_US = 1_772_000_001_000_000L;

    private static final long T2_US = 1_772_000_002_000_000L;
    private static final long T1_MS = 1_772_000_001_000L;
    private static final long T2_MS = 1_772_000_002_000L;
    private static final long T3_MS = 1_772_000_003_000L;

    private final Instruments venue = new Instruments();
    private final RecordingListener listener = new RecordingListener();
    private final InstrumentCatalogue catalogue = new InstrumentCatalogue(0, 3, listener);

    @Test
    void shouldListWhatAnAnswerHas() {
        see(venue.answer(LIST, 1, list(Instruments.PERPETUAL, Instruments.OPTION), T1_US));

        assertReported("listed BTC-PERPETUAL 1 OPEN", "listed BTC-27MAR26-90000-C 1 OPEN");
        final InstrumentDefinition perpetual = catalogue.get("BTC-PERPETUAL");
        assertEquals(T1_US * 1000, perpetual.validFromNs());
        assertEquals(2, catalogue.snapshot().size());
        assertEquals(
                List.of("BTC-27MAR26-90000-C"),
                catalogue.snapshot().live(InstrumentKind.OPTION).stream()
                        .map(InstrumentDefinition::name)
                        .toList());
        assertNull(catalogue.get("BTC-26JUN26"));
    }

    @Test
    void shouldMakeAVersionOfEveryChangeAndOfNothingElse() {
        see(venue.answer(LIST, 1, list(Instruments.PERPETUAL), T1_US));
        listener.take();
        final InstrumentSnapshot before = catalogue.snapshot();

        see(venue.answer(ONE, 2, Instruments.PERPETUAL, T2_US));

        assertReported();
        assertSame(before, catalogue.snapshot());

        see(venue.answer(ONE, 3, Instruments.PERPETUAL.replace(":0.5,", ":0.25,"), T2_US));

        assertReported("changed BTC-PERPETUAL 2 OPEN");
        assertEquals(250_000_000, catalogue.get("BTC-PERPETUAL").ticks().baseTick());
        assertEquals(T2_US * 1000, catalogue.get("BTC-PERPETUAL").validFromNs());
        // What was taken before stays as it was.
        assertNotSame(before, catalogue.snapshot());
        assertEquals(500_000_000, before.get("BTC-PERPETUAL").ticks().baseTick());
        assertEquals(2, catalogue.snapshot().changeCount());
    }

    @Test
    void shouldFollowStates() {
        see(venue.answer(LIST, 1, list(Instruments.OPTION), T1_US));
        listener.take();

        see(venue.state("BTC-27MAR26-90000-C", "settlement", T2_MS));
        see(venue.state("BTC-27MAR26-90000-C", "settlement", T2_MS));
        see(venue.state("BTC-27MAR26-90000-C", "delivered", T3_MS));
        see(venue.state("BTC-27MAR26-90000-C", "archivized", T3_MS));

        assertReported(
                "changed BTC-27MAR26-90000-C 2 SETTLEMENT",
                "expired BTC-27MAR26-90000-C 3 DELIVERED",
                "changed BTC-27MAR26-90000-C 4 ARCHIVIZED");
        assertFalse(catalogue.get("BTC-27MAR26-90000-C").isActive());
        assertEquals(List.of(), catalogue.snapshot().live(InstrumentKind.OPTION));
        assertEquals(1, catalogue.snapshot().all().size());
    }

    @Test
    void shouldNotGoBackToAnOlderState() {
        see(venue.answer(LIST, 1, list(Instruments.OPTION), T1_US));
        see(venue.state("BTC-27MAR26-90000-C", "locked", T3_MS));
        listener.take();

        see(venue.state("BTC-27MAR26-90000-C", "open", T2_MS));
        // An answer that was made before the state was.
        see(venue.answer(ONE, 2, Instruments.OPTION, T2_US));

        assertReported();
        assertEquals(InstrumentState.LOCKED, catalogue.get("BTC-27MAR26-90000-C").state());

        // Its other fields still count.
        see(venue.answer(ONE, 2, Instruments.OPTION.replace("0.1,", "0.2,"), T2_US));
        assertReported("changed BTC-27MAR26-90000-C 3 LOCKED");
    }

    @Test
    void shouldNameWhatHasNoDefinitionAndKeepItsState() {
        see(venue.state("BTC-27MAR26-90000-C", "open", T1_MS));
        see(venue.state("BTC-27MAR26-90000-C", "locked", T3_MS));
        see(venue.state("GONE", "archivized", T3_MS));
        assertReported("unknown BTC-27MAR26-90000-C", "unknown BTC-27MAR26-90000-C");

        see(venue.answer(ONE, 2, Instruments.OPTION, T2_US));

        assertReported("listed BTC-27MAR26-90000-C 1 LOCKED");
        assertEquals(T3_MS * 1_000_000, catalogue.get("BTC-27MAR26-90000-C").validFromNs());
    }

    @Test
    void shouldEndWhatTheSameListNoLongerHas() {
        ask(BTC, 1, Instruments.PERPETUAL, Instruments.OPTION);
        ask(DeribitRequests.getInstruments("USDC"), 2, Instruments.SPOT);
        listener.take();

        ask(BTC, 3, Instruments.PERPETUAL);

        assertReported("expired BTC-27MAR26-90000-C 2 ARCHIVIZED");
        assertEquals(InstrumentState.OPEN, catalogue.get("BTC_USDC").state());

        ask(BTC, 4, Instruments.PERPETUAL);
        assertReported();
    }

    @Test
    void shouldEndNothingByAListItDidNotSeeAskedOrOfThePast() {
        ask(BTC, 1, Instruments.PERPETUAL, Instruments.OPTION);
        listener.take();

        see(venue.answer(LIST, 9, "[]", T2_US));
        see(venue.asked(DeribitRequests.getExpiredInstruments("BTC", "option"), 5));
        see(venue.answer(LIST, 5, list(Instruments.SPOT), T2_US));

        assertReported();
        assertEquals(2, catalogue.snapshot().size());
    }

    @Test
    void shouldForgetTheFirstThatEndedWhenFull() {
        see(
                venue.answer(
                        LIST,
                        1,
                        list(Instruments.PERPETUAL, Instruments.OPTION, Instruments.LINEAR),
                        T1_US));
        see(venue.answer(ONE, 2, Instruments.SPOT, T1_US));
        assertEquals(1, catalogue.refusedCount());
        assertNull(catalogue.get("BTC_USDC"));

        see(venue.state("BTC-27MAR26-90000-C", "delivered", T2_MS));
        see(venue.answer(ONE, 3, Instruments.SPOT, T2_US));

        assertEquals(1, catalogue.refusedCount());
        assertEquals(3, catalogue.snapshot().size());
        assertEquals("BTC_USDC", catalogue.get("BTC_USDC").name());
        assertNull(catalogue.get("BTC-27MAR26-90000-C"));
    }

    @Test
    void shouldCountWhatItCannotRead() {
        see(venue.answer(LIST, 1, "7", T1_US));
        see(venue.answer(LIST, 1, "[{}," + Instruments.SPOT + "]", T1_US));

        assertEquals(2, catalogue.unreadableCount());
        assertReported("listed BTC_USDC 1 OPEN");
    }

    @Test
    void shouldPassOverWhatIsNotItsOwn() {
        final MarketEvent other = venue.answer(LIST, 1, list(Instruments.SPOT), T1_US);
        other.connectionId = 1;
        see(other);
        see(venue.answer(DeribitRequestType.TICKER, 1, list(Instruments.SPOT), T1_US));
        see(venue.state("", "open", T1_MS));

        assertEquals(0, catalogue.snapshot().size());
        assertEquals(0, catalogue.snapshot().changeCount());
        assertThrows(IllegalArgumentException.class, () -> new InstrumentCatalogue(0, 0, listener));
    }

    @Test
    void shouldTellOfSessions() {
        see(venue.connected());

        assertReported("connected");
    }

    @Test
    void shouldSayTheSameOfTheSameEvents() {
        final InstrumentCatalogue again = new InstrumentCatalogue(0, 3, new RecordingListener());
        for (final InstrumentCatalogue each : List.of(catalogue, again)) {
            each.onEvent(venue.asked(BTC, 1), 0, true);
            each.onEvent(
                    venue.answer(LIST, 1, list(Instruments.OPTION, Instruments.SPOT), T1_US),
                    1,
                    true);
            each.onEvent(venue.state("BTC_USDC", "delivered", T2_MS), 2, true);
            each.onEvent(venue.answer(ONE, 2, Instruments.LINEAR, T2_US), 3, true);
            each.onEvent(venue.answer(ONE, 3, Instruments.COMBO, T2_US), 4, true);
        }

        assertEquals(catalogue.snapshot().changeCount(), again.snapshot().changeCount());
        for (final InstrumentDefinition definition : catalogue.snapshot().all()) {
            assertEquals(definition, again.get(definition.name()));
        }
    }

    private void ask(final Request request, final long token, final String... instruments) {
        see(venue.asked(request, token));
        see(venue.answer(LIST, token, list(instruments), T1_US + token));
    }

    private void see(final MarketEvent event) {
        catalogue.onEvent(event, 0, true);
    }

    private static String list(final String... instruments) {
        return "[" + String.join(",", instruments) + "]";
    }

    private void assertReported(final String... lines) {
        assertEquals(List.of(lines), listener.take());
    }
}
