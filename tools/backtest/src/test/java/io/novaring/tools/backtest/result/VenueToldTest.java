/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import static io.novaring.codec.MarketEvent.ABSENT;
import static io.novaring.codec.Side.BUY;
import static io.novaring.codec.Side.SELL;
import static io.novaring.tools.backtest.result.EventRig.DATED;
import static io.novaring.tools.backtest.result.EventRig.LINEAR;
import static io.novaring.tools.backtest.result.EventRig.OPTION;
import static io.novaring.tools.backtest.result.EventRig.PERPETUAL;
import static io.novaring.tools.backtest.result.EventRig.SPOT;
import static io.novaring.tools.backtest.result.EventRig.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.novaring.tools.backtest.result.Figures.AccountTold;
import io.novaring.tools.backtest.result.Figures.Money;
import io.novaring.tools.backtest.result.Figures.OfCurrency;
import io.novaring.tools.backtest.result.Figures.OfInstrument;
import io.novaring.tools.backtest.result.Figures.Trips;
import org.junit.jupiter.api.Test;

/** Where the venue says itself what something came to, and what there is when it says nothing. */
final class VenueToldTest {
    private static final double HOUR = 3_600;

    private final EventRig rig = new EventRig(RecorderSettings.DEFAULT);

    private static OfInstrument only(final Figures figures) {
        assertEquals(1, figures.byInstrument().size());
        return figures.byInstrument().get(0);
    }

    @Test
    void shouldTakeFundingThatTheAccountTellsInPlaceOfWhatWasCounted() {
        rig.at(0).book(LINEAR, 99, 101).ticker(LINEAR, 100, 100, 0.0008);
        rig.fill(1, LINEAR, BUY, 100, 10, 0, scaled(10)).told(LINEAR, 10, 100, -7, 90);
        // The rate says that half of 0.8 dollars was paid until then; the account knows better.
        rig.at(4 * HOUR).told(LINEAR, 10, 100, -7.5, 90);
        // Another quarter is counted by the rate: nothing more was told.
        rig.at(6 * HOUR).tick();

        final Figures figures = rig.finish().figures();

        assertEquals(scaled(-0.5 - 0.2), only(figures).money().funding());
        assertEquals("account", only(figures).fundingFrom());
    }

    @Test
    void shouldKeepWhatWasCountedWhenASessionEnds() {
        rig.at(0).book(LINEAR, 99, 101).ticker(LINEAR, 100, 100, 0.0008);
        rig.fill(1, LINEAR, BUY, 100, 10, 0, scaled(10)).told(LINEAR, 10, 100, -7, 90);
        // It ended at 95, and the next one's funding starts at 0.
        rig.at(4 * HOUR).told(LINEAR, 10, 100, -0.1, 95);
        rig.at(5 * HOUR).told(LINEAR, 10, 100, -0.3, 95);

        assertEquals(scaled(-0.4 - 0.2), only(rig.finish().figures()).money().funding());
    }

    @Test
    void shouldEndAnOptionAtWhatExercisingItIsWorth() {
        rig.at(1).book(OPTION, 0.02, 0.03).ticker(OPTION, 0.025, 58_000, Double.NaN);
        rig.at(2).fill(1, OPTION, BUY, 0.02, 3, 0, scaled(3));
        rig.at(3).told(OPTION, 0, 64_000, Double.NaN, ABSENT);

        final OfInstrument option = only(rig.finish().figures());

        // 4,000 of 64,000 dollars are a sixteenth of a coin, three times.
        assertEquals(new Money(scaled(3 * (0.0625 - 0.02)), 0, 0, 0), option.money());
        assertEquals(0, option.position());
        assertEquals(scaled(3), option.turnover());
        assertEquals(1, option.adjustments());
    }

    @Test
    void shouldEndAnOptionThatIsWorthNothingAtNothing() {
        rig.at(1).book(OPTION, 0.02, 0.03).ticker(OPTION, 0.025, 58_000, Double.NaN);
        rig.at(2).fill(1, OPTION, SELL, 0.02, 3, 0, scaled(-3));
        rig.at(3).told(OPTION, 0, 59_999, Double.NaN, ABSENT);

        assertEquals(new Money(scaled(0.06), 0, 0, 0), only(rig.finish().figures()).money());
    }

    @Test
    void shouldEndAFutureAtItsIndexAndNotBecauseItWasSold() {
        rig.at(1).book(DATED, 49_000, 51_000).ticker(DATED, 50_000, 50_000, Double.NaN);
        rig.at(2).fill(1, DATED, BUY, 50_000, 100, 0, scaled(100));
        // Still held: nothing ends.
        rig.at(3).told(DATED, 100, 40_000, Double.NaN, ABSENT);
        assertEquals(scaled(100), only(rig.recorder.finish(null).figures()).position());
        rig.at(4).told(DATED, 0, 40_000, Double.NaN, ABSENT);

        // Worth 0.002 coins when bought, 0.0025 when it ended.
        assertEquals(scaled(-0.0005), only(rig.finish().figures()).money().realised());
    }

    @Test
    void shouldTellTheAccountsWorthAgainstWhatIsCounted() {
        rig.at(0).account("BTC", 2).account("USDC", 50);
        rig.at(1).book(PERPETUAL, 49_999, 50_001).ticker(PERPETUAL, 50_000, 50_000, 0);
        rig.at(2).fill(1, PERPETUAL, BUY, 50_000, 100, 1_000, scaled(100));
        rig.at(3).fill(2, PERPETUAL, SELL, 62_500, 100, 0, 0);
        // 0.0004 were won, a thousandth of a millionth less a fee; the rest is a deposit of 3.
        rig.at(4).account("BTC", 5.000399);

        final OfCurrency coins = rig.finish().figures().byCurrency().get(0);

        assertEquals("BTC", coins.currency());
        assertEquals(new AccountTold(scaled(2), scaled(5.000399), scaled(3)), coins.account());
    }

    @Test
    void shouldPayAFeeInTheCurrencyItIsIn() {
        rig.at(0).index("eth_usd", 3_000).index("btc_usd", 60_000);
        rig.at(1).book(SPOT, 0.049, 0.051).at(2);
        rig.fill(1, SPOT, BUY, 0.05, 10, scaled(0.01), "ETH", ABSENT);
        rig.index("eth_usd", 3_000).index("btc_usd", 60_000);
        rig.at(3).fill(2, SPOT, SELL, 0.05, 10, 0, "ETH", ABSENT);

        final Figures figures = rig.finish().figures();

        assertEquals(scaled(30), figures.usd().fees());
        assertEquals(scaled(30), only(figures).usd().fees());
        assertEquals(0, only(figures).money().fees());
        assertEquals(scaled(0.01), figures.byCurrency().get(1).money().fees());
        assertEquals("ETH", figures.byCurrency().get(1).currency());
        assertEquals(new Trips(1, 0, 0), figures.roundTrips());
    }

    @Test
    void shouldCountACoinAsWhatItsContractCostsWhereNoIndexIsTold() {
        rig.at(1).book(PERPETUAL, 49_999, 50_001);
        rig.at(2).fill(1, PERPETUAL, BUY, 50_000, 100, 1_000, scaled(100));

        final Figures figures = rig.finish().figures();

        assertEquals("contract", figures.byCurrency().get(0).usdPriceFrom());
        assertEquals(scaled(0.05), figures.usd().fees());
        assertEquals("mid", only(figures).valuation());
        assertNull(figures.byCurrency().get(0).account());
    }

    @Test
    void shouldTakeBestPricesOfAChannelThatTellsNothingElse() {
        rig.at(1).quote(LINEAR, 99, 101).at(2).fill(1, LINEAR, BUY, 100, 1, 0, scaled(1));
        rig.at(3).quote(LINEAR, 109, 111);

        final RunResult result = rig.finish();

        assertEquals(scaled(10), result.figures().usd().unrealised());
        assertEquals(0, result.figures().notLiveNs());
    }

    @Test
    void shouldOpenWhatWasHeldBeforeAtItsPrice() {
        rig.at(1).book(LINEAR, 99, 101).position(LINEAR, scaled(3));
        rig.at(2).fill(1, LINEAR, SELL, 104, 1, 0, scaled(2));
        // The rest goes somewhere else, in no round trip of ours; then one that loses.
        rig.at(3).position(LINEAR, 0);
        rig.at(4).fill(2, LINEAR, SELL, 100, 1, 0, scaled(-1));
        rig.at(5).fill(3, LINEAR, BUY, 101, 1, 0, 0);

        final Figures figures = rig.finish().figures();

        assertEquals(new Trips(2, 1, 0.5), figures.roundTrips());
        assertEquals(scaled(4 - 1), figures.usd().total());
    }

    @Test
    void shouldHaveFiguresOfNothing() {
        final Figures empty = rig.finish().figures();
        assertEquals(new Money(0, 0, 0, 0), empty.usd());
        assertEquals(0, empty.byHour().size());

        final EventRig blind = new EventRig(RecorderSettings.DEFAULT);
        blind.at(1).fill(1, LINEAR, BUY, 100, 2, 0, scaled(2));
        final Figures one = blind.finish().figures();
        assertEquals(new Money(0, 0, 0, 0), one.usd());
        assertEquals("last", only(one).valuation());
        assertEquals(1, one.adverse().get(0).missing());
        assertEquals(1, one.byHour().get(0).fills());
    }
}
