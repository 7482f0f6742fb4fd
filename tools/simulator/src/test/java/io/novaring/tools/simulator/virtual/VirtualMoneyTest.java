/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.market.Contract;
import io.novaring.tools.simulator.market.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fees, funding and positions of a backtest, against values computed by hand. */
final class VirtualMoneyTest {
    private static final long BTC = 1_000_000_000L;

    private static VirtualBench bench(final FeeSchedule fees) {
        return new VirtualBench(
                        VirtualConfig.DEFAULT
                                .withFees(fees)
                                .withDeposits(Map.of("BTC", 1_000 * BTC)))
                .ready();
    }

    @Test
    void shouldTakeFeesOfTakersAndPayRebatesToMakers() {
        // 0.05 % to takers, a rebate of 0.01 % to makers.
        final VirtualBench bench = bench(new FeeSchedule(-100_000, 500_000, 0, 0, 0, 0, 0));
        bench.call("private/sell", VirtualBench.market(50, ""));
        // 50 dollars at 100 are 0.5 BTC.
        assertEquals(250_000, bench.exchange.totalFees("BTC"));
        bench.buy("100", 20);
        bench.sells("99", 20);
        // 20 at 100 are 0.2 BTC.
        assertEquals(250_000 - 20_000, bench.exchange.totalFees("BTC"));
        final Position position = bench.exchange.position(VirtualBench.NAME);
        assertEquals(VirtualBench.scaled(-30), position.size());
        assertEquals(VirtualBench.scaled(100), position.averagePrice());
    }

    @Test
    void shouldPayFundingByTheRecordedRate() {
        final VirtualBench bench = bench(FeeSchedule.NONE);
        bench.ticker("100", "100", 0.0008);
        bench.call("private/buy", VirtualBench.market(50, ""));
        for (int i = 0; i < 60; i++) {
            bench.passUnseen(60_000);
            bench.ticker("100", "100", 0.0008);
        }
        // An hour is an eighth of the rate's period: 0.0001 of 50 dollars at 100, which is 0.5 BTC.
        // Every minute is rounded.
        assertEquals(-50_000, bench.exchange.totalFunding("BTC"), 30);
        assertEquals(0, bench.exchange.totalFunding("ETH"));
    }

    @Test
    void shouldValueAPositionAtTheRecordedMark() {
        final VirtualBench bench = bench(FeeSchedule.NONE);
        bench.call("private/buy", VirtualBench.market(50, ""));
        bench.ticker("202", "202", 0);
        // Bought at 101: 50 / 101 - 50 / 202 in coins.
        assertEquals(
                247_524_752, bench.exchange.position(VirtualBench.NAME).floatingProfitLoss(), 1);
        assertEquals(1_000 * BTC, bench.exchange.summary("BTC").balance());
        assertEquals(1_000 * BTC + 247_524_752, bench.exchange.summary("BTC").equity(), 1);
        assertEquals(List.of("BTC"), bench.exchange.currencies());
        assertNull(bench.exchange.position("ETH-PERPETUAL"));
    }

    @Test
    void shouldAccountForALinearPerpetualInItsQuoteCurrency() {
        final String name = "BTC_USDC-PERPETUAL";
        final VirtualBench bench =
                new VirtualBench(
                                VirtualConfig.DEFAULT
                                        .withFees(new FeeSchedule(0, 500_000, 0, 0, 0, 0, 0))
                                        .withDeposits(Map.of("USDC", VirtualBench.scaled(10_000))),
                                VirtualInstrument.wellKnown(name))
                        .ready();
        bench.ticker("100", "100", 0.0008);
        bench.call("private/buy", bench.atMarket(50));
        // 50 coins at 101 are 5050 dollars, of which a taker pays 0.05 %.
        assertEquals(VirtualBench.scaled("2.525"), bench.exchange.totalFees("USDC"));
        bench.ticker("110", "100", 0.0008);
        assertEquals(VirtualBench.scaled(450), bench.exchange.position(name).floatingProfitLoss());
        bench.passUnseen(3_600_000);
        bench.ticker("110", "100", 0.0008);
        // An hour is an eighth of the rate's period: 0.0001 of 5500 dollars.
        assertEquals(VirtualBench.scaled("-0.55"), bench.exchange.totalFunding("USDC"));
        bench.call("private/sell", bench.atMarket(20));
        // 20 coins bought at 101 and sold at 100.
        assertEquals(VirtualBench.scaled(30), bench.exchange.position(name).size());
        assertEquals(VirtualBench.scaled(101), bench.exchange.position(name).averagePrice());
        assertEquals(
                VirtualBench.scaled(10_000)
                        - VirtualBench.scaled("2.525")
                        - VirtualBench.scaled(1)
                        - VirtualBench.scaled("0.55")
                        - VirtualBench.scaled(20)
                        + VirtualBench.scaled(270),
                bench.exchange.summary("USDC").equity());
    }

    @Test
    void shouldReadWhatTheVenueSaysOfAnOption() {
        final VirtualInstrument option =
                VirtualInstrument.of(
                        VirtualBench.json(
                                "{\"instrument_name\":\"BTC-27NOV26-60000-C\",\"kind\":\"option\","
                                        + "\"instrument_type\":\"reversed\",\"tick_size\":1.0e-4,"
                                        + "\"tick_size_steps\":[{\"above_price\":0.005,"
                                        + "\"tick_size\":5.0e-4}],\"min_trade_amount\":0.1,"
                                        + "\"contract_size\":1.0,\"strike\":60000.0,"
                                        + "\"option_type\":\"call\",\"base_currency\":\"BTC\","
                                        + "\"quote_currency\":\"BTC\",\"counter_currency\":\"USD\","
                                        + "\"settlement_currency\":\"BTC\",\"instrument_id\":7,"
                                        + "\"settlement_period\":\"week\","
                                        + "\"expiration_timestamp\":1795766400000}"));
        assertEquals(7, option.id());
        assertEquals(
                new Contract(
                        Kind.OPTION,
                        "BTC",
                        "USD",
                        "BTC",
                        100_000,
                        List.of(new Contract.TickStep(5_000_000, 500_000)),
                        100_000_000,
                        BTC,
                        1_795_766_400_000L,
                        60_000 * BTC,
                        true),
                option.contract());
    }

    @Test
    void shouldSayWhatItDoesNotKnow() {
        final String unknown =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> VirtualInstrument.wellKnown("BTC-27NOV26"))
                        .getMessage();
        assertTrue(unknown.contains("BTC-27NOV26") && unknown.contains("get_instruments"));
        final String combo =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        VirtualInstrument.of(
                                                VirtualBench.json(
                                                        "{\"instrument_name\":\"BTC-FS-X\","
                                                                + "\"kind\":\"future_combo\"}")))
                        .getMessage();
        assertTrue(combo.contains("BTC-FS-X"));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new VirtualExchange(
                                VirtualConfig.DEFAULT,
                                List.of(
                                        VirtualInstrument.wellKnown(VirtualBench.NAME),
                                        VirtualInstrument.wellKnown(VirtualBench.NAME))));
    }
}
