/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.limit.AccountTier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of orders and positions as the states of instruments change. */
final class InstrumentLifeTest {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long START_MS = VirtualBench.START_NS / VirtualBench.MS;
    private static final String FUTURE = "BTC-21SEP26";
    private static final VirtualConfig CONFIG =
            VirtualConfig.DEFAULT
                    .withFees(FeeSchedule.NONE)
                    .withTier(AccountTier.UNLIMITED)
                    .withDeposits(Map.of("BTC", VirtualBench.scaled(1_000)));

    private static VirtualBench future(final long afterMs) {
        return new VirtualBench(
                        CONFIG,
                        VirtualInstrument.of(
                                VirtualBench.json(
                                        """
                                        {"instrument_name":"%s","kind":"future",
                                         "instrument_type":"reversed","tick_size":0.5,
                                         "min_trade_amount":10,"contract_size":10,
                                         "base_currency":"BTC","quote_currency":"USD",
                                         "settlement_currency":"BTC",
                                         "settlement_period":"week",
                                         "expiration_timestamp":%d}"""
                                                .formatted(FUTURE, START_MS + afterMs))))
                .ready();
    }

    private static VirtualBench option(final String type, final long afterMs) {
        final VirtualBench bench =
                new VirtualBench(
                        CONFIG,
                        VirtualInstrument.of(
                                VirtualBench.json(
                                        """
                                        {"instrument_name":"BTC-21SEP26-80-C","kind":"option",
                                         "instrument_type":"reversed","tick_size":0.0005,
                                         "min_trade_amount":0.1,"contract_size":1,
                                         "strike":80,"option_type":"%s",
                                         "base_currency":"BTC","quote_currency":"BTC",
                                         "counter_currency":"USD",
                                         "settlement_currency":"BTC",
                                         "settlement_period":"day",
                                         "expiration_timestamp":%d}"""
                                                .formatted(type, START_MS + afterMs))));
        bench.snapshotAt("0.2", "0.25", 50);
        bench.ticker("0.22", "100", 0);
        return bench.login();
    }

    @Test
    void shouldDeliverAtTheAverageOfTheIndex() {
        final VirtualBench bench = future(HOUR_MS);
        bench.call("private/buy", bench.atMarket(50));
        final String resting = bench.buy("99", 20);
        bench.call("private/subscribe", "{\"channels\":[\"user.changes.any.any.raw\"]}");
        bench.frames.clear();
        // Before the half hour nothing counts; then 100 for ten minutes and 130 for twenty.
        bench.pass(25 * MINUTE_MS);
        bench.ticker("100", "500", 0);
        bench.pass(4 * MINUTE_MS);
        bench.ticker("100", "100", 0);
        bench.pass(11 * MINUTE_MS - 1);
        bench.ticker("100", "130", 0);
        bench.pass(20 * MINUTE_MS);
        assertEquals("open", bench.order(resting).path("order_state").asText());
        bench.pass(1);
        bench.ticker("100", "900", 0);
        assertEquals("cancelled", bench.order(resting).path("order_state").asText());
        // 50 dollars bought at 101 and delivered at 120: 50 / 101 - 50 / 120 in coins.
        assertEquals(
                VirtualBench.scaled(1_000) + 78_382_838,
                bench.exchange.summary("BTC").balance(),
                2);
        assertEquals(0, bench.exchange.position(FUTURE).size());
        assertTrue(bench.frames.stream().anyMatch(frame -> frame.contains("user.changes")));
        assertTrue(bench.error("private/buy", bench.limitOf("99", 10)) > 0);
    }

    @Test
    void shouldDeliverAtTheLastIndexWhenTheRecordingBeginsThen() {
        final VirtualBench bench = future(MINUTE_MS);
        bench.call("private/buy", bench.atMarket(50));
        bench.pass(2 * MINUTE_MS);
        // The index was 100 all the time: 50 / 101 - 50 / 100.
        assertEquals(
                VirtualBench.scaled(1_000) - 4_950_495, bench.exchange.summary("BTC").balance(), 2);
    }

    @Test
    void shouldExerciseOptionsInTheMoneyOnly() {
        final VirtualBench call = option("call", HOUR_MS);
        call.call("private/buy", call.atMarket(10));
        call.pass(2 * HOUR_MS);
        // Paid 2.5 coins; 10 calls at 80 with the index at 100 are worth 10 * 20 / 100.
        assertEquals(VirtualBench.scaled("999.5"), call.exchange.summary("BTC").balance());
        final VirtualBench put = option("put", HOUR_MS);
        put.call("private/buy", put.atMarket(10));
        put.pass(2 * HOUR_MS);
        assertEquals(VirtualBench.scaled("997.5"), put.exchange.summary("BTC").balance());
    }

    @Test
    void shouldEndOrdersOfADayAtEight() {
        final VirtualBench bench = new VirtualBench(CONFIG).ready();
        final String day = bench.buy("99", 10, ",\"time_in_force\":\"good_til_day\"");
        final String longer = bench.buy("99", 10);
        final long atMs = Math.floorDiv(START_MS, 24 * HOUR_MS) * 24 * HOUR_MS + 32 * HOUR_MS;
        bench.pass(atMs - START_MS - 1);
        assertEquals("open", bench.order(day).path("order_state").asText());
        bench.pass(1);
        assertEquals("cancelled", bench.order(day).path("order_state").asText());
        assertEquals("open", bench.order(longer).path("order_state").asText());
    }

    @Test
    void shouldKeepToTheStatesThatAreRecorded() {
        final VirtualBench bench = new VirtualBench(CONFIG).ready();
        final String resting = bench.buy("99", 10);
        final String day = bench.buy("99", 10, ",\"time_in_force\":\"good_til_day\"");
        bench.state("locked");
        assertTrue(bench.error("private/buy", bench.limitOf("99", 10)) > 0);
        bench.call("private/cancel", "{\"order_id\":\"" + resting + "\"}");
        bench.state("settlement");
        assertEquals("cancelled", bench.order(day).path("order_state").asText());
        assertTrue(bench.error("private/buy", bench.limitOf("99", 10)) > 0);
        bench.state("never heard of");
        bench.state("open");
        final String again = bench.buy("99", 10);
        bench.state("inactive");
        assertEquals("cancelled", bench.order(again).path("order_state").asText());
    }

    @Test
    void shouldLockAnUnknownBookOnlyWhileItIsOpen() {
        final VirtualBench bench =
                new VirtualBench(CONFIG.withUnknownBook(UnknownBook.REFUSE)).ready();
        bench.state("halted");
        bench.lose();
        bench.state("open");
        assertTrue(bench.error("private/buy", bench.limitOf("99", 10)) > 0);
        bench.snapshot(50, 50);
        bench.buy("99", 10);
    }

    @Test
    void shouldCarryOutAtLastWhatWaitsForABookThatHasEnded() {
        final VirtualBench bench =
                new VirtualBench(
                                CONFIG.withUnknownBook(UnknownBook.HOLD)
                                        .withMatchingDelay(Duration.ZERO))
                        .ready();
        bench.lose();
        final int held = bench.send("private/buy", bench.limitOf("99", 10));
        assertEquals(null, bench.answer(held));
        bench.state("archivized");
        assertTrue(bench.answer(held).has("error"));
        assertEquals(List.of("BTC"), bench.exchange.currencies());
    }
}
