/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.agreement.Agreement.Example;
import io.novaring.tools.backtest.agreement.Agreement.OfInstrument;
import io.novaring.tools.backtest.agreement.Agreement.Tally;
import io.novaring.tools.backtest.result.Figures.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs written down by hand, and what they have in common. */
final class AgreementTest {
    private static final long USD = 1_000_000_000L;

    private static Agreement compare(final Rows live, final Rows backtest) throws IOException {
        return Agreement.compare(live.run(), backtest.run());
    }

    /** Of the only fill that has no counterpart: why, as the live run has it and as the other. */
    private static Reason reason(final Rows live, final Rows backtest) throws IOException {
        final List<Tally> one = compare(live, backtest).tallies();
        final List<Tally> swapped = compare(backtest, live).tallies();
        assertEquals(1, one.size(), one.toString());
        assertEquals(1, one.get(0).live());
        assertEquals(1, swapped.get(0).backtest());
        assertEquals(one.get(0).reason(), swapped.get(0).reason());
        return one.get(0).reason();
    }

    @Test
    void shouldMatchFillsOfOneSideAndPriceWithinTheWindow() throws IOException {
        final Rows live =
                new Rows()
                        .fill(10_000, "buy", "60000", 100)
                        .fill(20_000, "buy", "60001", 100)
                        .fill(30_000, "sell", "60002", 100)
                        .fill(40_000, "sell", "60003", 100);
        final Rows backtest =
                new Rows()
                        .fill(10_400, "buy", "60000", 100)
                        .fill(20_000, "buy", "60002", 100)
                        .fill(30_000, "buy", "60002", 100)
                        .fill(41_001, "sell", "60003", 100);

        final Agreement agreement = compare(live, backtest);

        final Share fills = agreement.fills();
        assertEquals(1, fills.liveFound());
        assertEquals(1, fills.backtestFound());
        assertEquals(0.25, fills.recall());
        assertEquals(0.25, fills.precision());
        assertEquals(1 / 7.0, fills.ofCount());
        assertEquals(1 / 7.0, fills.ofAmount(), 1e-12);
        assertEquals(400 * Rows.MS, agreement.fillApart().maxNs());
        assertEquals(20_000 * Rows.MS, agreement.partedNs());
    }

    @Test
    void shouldMatchAmountsInPartAndOneFillByTwo() throws IOException {
        final Rows live = new Rows().fill(10_000, "buy", "60000", 100);
        final Rows backtest =
                new Rows().fill(10_001, "buy", "60000", 30).fill(10_300, "buy", "60000", 30);

        final Agreement agreement = compare(live, backtest);

        final OfInstrument one = agreement.instruments().get(0);
        assertEquals(60.0 * USD, one.matchedAmount());
        assertEquals(0.6, agreement.fills().ofAmount(), 1e-12);
        assertEquals(1, agreement.fills().liveFound());
        assertEquals(2, agreement.fills().backtestFound());
        assertEquals(40L * USD, agreement.examples().get(0).amount());
    }

    @Test
    void shouldTakeTheNearestFirst() throws IOException {
        final Rows live =
                new Rows().fill(10_000, "buy", "60000", 10).fill(10_500, "buy", "60000", 10);
        final Rows backtest = new Rows().fill(10_501, "buy", "60000", 10);

        final Agreement agreement = compare(live, backtest);

        assertEquals(Rows.MS, agreement.fillApart().maxNs());
        assertEquals(10_000 * Rows.MS, agreement.examples().get(0).timeNs());
    }

    @Test
    void shouldSayThatTheOtherBookWasNotLive() throws IOException {
        final Rows live = new Rows().rest(9_000, 1, "buy", "60000");
        live.fill(10_000, "buy", "60000", 10);

        assertEquals(
                Reason.NOT_LIVE,
                reason(live, new Rows().rest(9_000, 1, "buy", "60000").notLive(9_500, 10_500)));
    }

    @Test
    void shouldSayThatTheOtherOrderRestedThere() throws IOException {
        final Rows live = new Rows().fill(10_000, "buy", "60000", 10);

        assertEquals(
                Reason.QUEUE,
                reason(
                        live,
                        new Rows()
                                .rest(9_000, 1, "buy", "60000")
                                .order(11_000, 1, "buy", "CANCELLED", "60000")));
    }

    @Test
    void shouldSayThatTheOtherRunTradedThereEarlierOrLater() throws IOException {
        final Rows early = new Rows().fill(10_000, "buy", "60000", 10);
        final Rows late = new Rows().fill(13_000, "buy", "60000", 10);

        final List<Tally> tallies = compare(early, late).tallies();

        assertEquals(
                List.of(
                        new Tally(Reason.FILLED_EARLIER, 0, 0, 1, 10.0 * USD),
                        new Tally(Reason.FILLED_LATER, 1, 10.0 * USD, 0, 0)),
                tallies);
    }

    @Test
    void shouldSayThatTheOtherOrderWasRefusedOrAnsweredOtherwise() throws IOException {
        final Rows live = new Rows().fill(10_000, "buy", "60000", 10);
        final Rows refused = new Rows().asked(9_900, 1, "new", "buy", "60000");

        assertEquals(Reason.REFUSED, reason(live, refused.refused(9_900, 1, "buy")));
        assertEquals(
                Reason.ANSWER,
                reason(
                        live,
                        new Rows()
                                .asked(9_900, 1, "new", "buy", "60000")
                                .order(9_905, 1, "buy", "REJECTED", "60000")));
        assertEquals(
                Reason.ANSWER,
                reason(
                        live,
                        new Rows()
                                .asked(9_900, 1, "new", "buy", "60000")
                                .order(9_905, 1, "buy", "OPEN", "59999.5")));
    }

    @Test
    void shouldSayThatTheOtherOrderCameOrLeftAtAnotherTime() throws IOException {
        final Rows live = new Rows().fill(10_000, "buy", "60000", 10);

        assertEquals(
                Reason.SENT_EARLIER,
                reason(
                        live,
                        new Rows()
                                .rest(9_000, 1, "buy", "60000")
                                .asked(9_500, 1, "edit", "null", "60001")
                                .order(9_505, 1, "buy", "OPEN", "60001")));
        assertEquals(Reason.SENT_LATER, reason(live, new Rows().rest(10_300, 1, "buy", "60000")));
    }

    @Test
    void shouldTellAnotherPositionFromAnotherQuote() throws IOException {
        final Rows live = new Rows().fill(2_000, "sell", "60010", 10).fill(20_000, "buy", "60", 10);
        final Rows quoted =
                new Rows().fill(2_000, "sell", "60010", 10).rest(19_000, 1, "buy", "59");
        final Example example = compare(live, quoted).examples().get(0);

        assertEquals(Reason.QUOTE, reason(live, quoted));
        assertEquals("59", example.otherPrice());
        assertEquals(-10L * USD, example.position());
        assertEquals(-10L * USD, example.otherPosition());
        assertTrue(example.isLive());

        final List<Tally> apart = compare(live, new Rows()).tallies();
        assertEquals(Reason.POSITION, apart.get(0).reason());
        assertEquals(Reason.QUOTE, apart.get(1).reason());
    }

    @Test
    void shouldCountOrdersThatWereSentAndEditsAmongThem() throws IOException {
        final Rows live =
                new Rows()
                        .rest(1_000, 1, "buy", "60000")
                        .asked(5_000, 1, "edit", "null", "60001")
                        .asked(6_000, 2, "new", "sell", "60009")
                        .refused(6_000, 2, "sell");
        final Rows backtest =
                new Rows().rest(1_100, 7, "buy", "60000").asked(5_000, 7, "edit", "null", "60002");

        final Share orders = compare(live, backtest).orders();

        assertEquals(2, orders.live());
        assertEquals(2, orders.backtest());
        assertEquals(1 / 3.0, orders.ofCount(), 1e-12);
    }

    @Test
    void shouldMeasureHowFarPositionsWereApartForAWindow() throws IOException {
        final Rows live =
                new Rows()
                        .fill(10_000, "buy", "60000", 100)
                        .fill(20_000, "sell", "60000", 100)
                        .fill(30_000, "buy", "60000", 10);
        final Rows backtest =
                new Rows().fill(10_500, "buy", "60000", 100).fill(20_000, "sell", "60000", 100);

        final OfInstrument one = compare(live, backtest).instruments().get(0);

        assertEquals(10L * USD, one.apartMax());
        // 100 for half a second and 10 for seventy, of ninety seconds.
        assertEquals((50.0 + 700.0) / 90 * USD, one.apartAverage(), 1);
        assertEquals(10L * USD, one.livePosition());
        assertEquals(0, one.backtestPosition());
    }

    @Test
    void shouldTellTheDifferenceOfTheProfit() throws IOException {
        final Agreement agreement = compare(new Rows(), new Rows());

        assertEquals(
                -2L * USD,
                Agreement.profit(new Money(9 * USD, 0, 2 * USD, 0), new Money(5 * USD, 0, 0, 0))
                        .get(0)
                        .difference());
        assertEquals(0, agreement.profit().get(0).difference());
        assertEquals(MarketEvent.ABSENT, agreement.partedNs());
        assertTrue(Double.isNaN(agreement.fills().ofAmount()));
    }

    @Test
    void shouldWriteTheSameBytesAgainAndEscapeWhatComesFromOutside(@TempDir final Path dir)
            throws IOException {
        final Rows live = new Rows().rest(9_000, 1, "buy", "60000").fill(10_000, "buy", "6", 10);
        final String name = "<script>alert(1)</script>";
        final List<Compared> runs =
                List.of(
                        new Compared(name, "pessimistic", compare(live, new Rows())),
                        new Compared(Compared.RECORDED, "pessimistic", compare(live, live)));

        AgreementWriter.write(dir.resolve("one"), name, runs);
        AgreementWriter.write(dir.resolve("two"), name, runs);

        for (final String file : List.of("agreement.json", "agreement.html")) {
            assertEquals(
                    -1, Files.mismatch(dir.resolve("one/" + file), dir.resolve("two/" + file)));
        }
        final String page =
                Files.readString(dir.resolve("one/agreement.html"), StandardCharsets.UTF_8);
        assertTrue(!page.contains(name), "not escaped");
        assertTrue(page.contains("&lt;script&gt;alert(1)"), "not there");
        final String text = AgreementText.of(runs);
        assertTrue(text.contains("100.0 %"), text);
        assertTrue(text.contains(Reason.QUOTE.meaning()), text);
    }
}
