/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When orders trade with a recording, and with how much of it. */
final class FillsTest {
    private final VirtualBench pessimistic = VirtualBench.of("pessimistic").ready();

    @Test
    void shouldFillAfterWhatStoodInFrontWasTraded() {
        final String order = pessimistic.buy("100", 20);
        pessimistic.assertAhead(50, order);
        pessimistic.sells("100", 30);
        pessimistic.bid("100", 20);
        pessimistic.assertAhead(20, order);
        assertEquals(0, pessimistic.filled(order));

        pessimistic.pass(1);
        pessimistic.sells("100", 30);
        assertEquals(10, pessimistic.filled(order));
        assertEquals(100, pessimistic.order(order).path("average_price").asDouble());
        assertEquals("open", pessimistic.order(order).path("order_state").asText());
    }

    @Test
    void shouldCountATradeOnceWhenTheBookComesFirst() {
        final String order = pessimistic.buy("100", 20);
        pessimistic.bid("100", 20);
        pessimistic.sells("100", 30);
        pessimistic.pass(100);
        pessimistic.assertAhead(20, order);
        pessimistic.sells("100", 25);
        pessimistic.bid("100", 0);
        pessimistic.pass(100);
        assertEquals(5, pessimistic.filled(order));
        pessimistic.assertAhead(0, order);
    }

    @Test
    void shouldCountATradeOnceWhenItComesFirst() {
        final String order = pessimistic.buy("100", 20);
        pessimistic.sells("100", 30);
        pessimistic.bid("100", 20);
        pessimistic.pass(100);
        pessimistic.assertAhead(20, order);
        // What is cancelled later is none of the trade.
        pessimistic.bid("100", 10);
        pessimistic.pass(100);
        pessimistic.assertAhead(10, order);
    }

    @Test
    void shouldTakeATradeNoDecreaseFollowsForOneThatWasFilledUp() {
        final String order = pessimistic.buy("100", 20);
        pessimistic.sells("100", 30);
        pessimistic.bid("100", 55);
        pessimistic.pass(100);
        pessimistic.assertAhead(20, order);
        // 35 came behind us: they leave first.
        pessimistic.bid("100", 20);
        pessimistic.pass(100);
        pessimistic.assertAhead(20, order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pessimistic:50", "optimistic:30", "proportional:40"})
    void shouldSayByTheModelWhereACancellationWas(final String expected) {
        final String[] parts = expected.split(":");
        final VirtualBench bench = VirtualBench.of(parts[0]).ready();
        final String order = bench.buy("100", 20);
        bench.bid("100", 100);
        bench.bid("100", 80);
        bench.pass(100);
        bench.assertAhead(Long.parseLong(parts[1]), order);
    }

    @Test
    void shouldFillByTouchWithTheOptimisticModelOnly() {
        final VirtualBench optimistic = VirtualBench.of("optimistic").ready();
        final String early = optimistic.buy("100", 20);
        final String late = pessimistic.buy("100", 20);
        optimistic.sells("100", 15);
        pessimistic.sells("100", 15);
        assertEquals(15, optimistic.filled(early));
        assertEquals(0, pessimistic.filled(late));
    }

    @Test
    void shouldFillWhatIsTradedThrough() {
        final String better = pessimistic.buy("100.5", 20);
        final String order = pessimistic.buy("100", 20);
        pessimistic.sells("99", 30);
        assertEquals(20, pessimistic.filled(better));
        assertEquals(10, pessimistic.filled(order));
        assertEquals(VirtualBench.scaled("100.5"), pessimistic.fills().get(0).price());
    }

    @Test
    void shouldFillWhatTheOtherSideCrosses() {
        final String order = pessimistic.buy("100.5", 50);
        pessimistic.ask("100", 30);
        assertEquals(30, pessimistic.filled(order));
        assertTrue(pessimistic.fills().get(0).isMaker());
        // What is displayed is had once, however often it is told of; more of it is more.
        pessimistic.pass(1);
        pessimistic.ask("102", 900);
        pessimistic.ask("100", 29);
        assertEquals(30, pessimistic.filled(order));
        pessimistic.ask("100", 34);
        assertEquals(35, pessimistic.filled(order));
        pessimistic.ask("100", 0);
        pessimistic.ask("100", 5);
        assertEquals(40, pessimistic.filled(order));
    }

    @Test
    void shouldTakeWhatIsDisplayedOnce() {
        final String first = pessimistic.buy("101", 30);
        assertEquals(30, pessimistic.filled(first));
        final JsonNode second = pessimistic.call("private/buy", VirtualBench.market(40, ""));
        assertEquals(2, second.path("trades").size());
        assertEquals(20, second.at("/trades/0/amount").asLong());
        assertEquals(102, second.at("/trades/1/price").asDouble());
        // All of it was ours: what is left of it is, and only what comes is not.
        pessimistic.ask("101", 45);
        pessimistic.ask("101", 49);
        final String third = pessimistic.buy("101", 40);
        assertEquals(4, pessimistic.filled(third));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pessimistic:10", "optimistic:30", "proportional:18"})
    void shouldSayByTheModelHowMuchOfWhatItTookHasLeft(final String expected) {
        final String[] parts = expected.split(":");
        final VirtualBench bench = VirtualBench.of(parts[0]).ready();
        bench.buy("101", 20);
        // 20 of 50 are taken; of the 20 that leave, all, none or two fifths were these.
        bench.ask("101", 30);
        final JsonNode next = bench.call("private/buy", VirtualBench.market(900, ""));
        assertEquals(Long.parseLong(parts[1]), next.at("/trades/0/amount").asLong());
        assertEquals(101, next.at("/trades/0/price").asDouble());
    }

    @Test
    void shouldForgetWhatItTookWithTheBook() {
        pessimistic.buy("101", 50);
        pessimistic.snapshot(50, 40);
        final JsonNode none = pessimistic.call("private/buy", VirtualBench.market(10, ""));
        assertEquals(102, none.at("/trades/0/price").asDouble());
        pessimistic.lose();
        pessimistic.snapshot(50, 40);
        final JsonNode all = pessimistic.call("private/buy", VirtualBench.market(40, ""));
        assertEquals(1, all.path("trades").size());
        assertEquals(101, all.at("/trades/0/price").asDouble());
    }

    @Test
    void shouldRestWithWhatIsLeftOfATaker() {
        final String order = pessimistic.buy("101", 80);
        assertEquals(50, pessimistic.filled(order));
        pessimistic.assertAhead(0, order);
        pessimistic.sells("101", 10);
        assertEquals(60, pessimistic.filled(order));
    }

    @Test
    void shouldCancelWhatAMarketOrderFindsNothingFor() {
        final JsonNode order =
                pessimistic.call("private/sell", VirtualBench.market(2_000, "")).path("order");
        assertEquals(1_050, order.path("filled_amount").asLong());
        assertEquals("cancelled", order.path("order_state").asText());
    }

    @Test
    void shouldKeepToTimesInForce() {
        final JsonNode immediate =
                pessimistic.call(
                        "private/buy",
                        VirtualBench.limit(
                                "101", 80, ",\"time_in_force\":\"immediate_or_cancel\""));
        assertEquals(50, immediate.at("/order/filled_amount").asLong());
        assertEquals("cancelled", immediate.at("/order/order_state").asText());
        final JsonNode all =
                pessimistic.call(
                        "private/sell",
                        VirtualBench.limit("100", 60, ",\"time_in_force\":\"fill_or_kill\""));
        assertEquals(0, all.path("trades").size());
        assertEquals("cancelled", all.at("/order/order_state").asText());
    }

    @Test
    void shouldKeepPostOnlyAndReduceOnly() {
        final JsonNode posted =
                pessimistic.call(
                        "private/buy", VirtualBench.limit("103", 10, ",\"post_only\":true"));
        assertEquals(100.5, posted.at("/order/price").asDouble());
        assertEquals(
                11_054,
                pessimistic.error(
                        "private/buy",
                        VirtualBench.limit(
                                "103", 10, ",\"post_only\":true,\"reject_post_only\":true")));
        assertEquals(
                11_030,
                pessimistic.error(
                        "private/sell", VirtualBench.limit("102", 10, ",\"reduce_only\":true")));
    }

    @Test
    void shouldFireAStopWithTheRecordedTrade() {
        final String stop =
                pessimistic
                        .call(
                                "private/sell",
                                VirtualBench.market(
                                        10,
                                        ",\"type\":\"stop_market\",\"trigger\":\"mark_price\","
                                                + "\"trigger_price\":99"))
                        .at("/order/order_id")
                        .asText();
        pessimistic.ticker("99.5", "100", 0);
        assertEquals(0, pessimistic.fills().size());
        pessimistic.ticker("98.9", "100", 0);
        assertEquals(1, pessimistic.fills().size());
        assertEquals(VirtualBench.scaled(100), pessimistic.fills().get(0).price());
        assertEquals("triggered", pessimistic.order(stop).path("order_state").asText());
    }

    @Test
    void shouldLetATradeFindItsOwnDecreaseHoweverManyWereBefore() {
        final VirtualBench bench = VirtualBench.of("optimistic").ready();
        bench.bid("100", 100);
        final String order = bench.buy("100", 20);
        bench.bid("100", 90);
        bench.passUnseen(4);
        bench.bid("100", 80);
        // The first decrease is decided on by now, the second is this trade.
        bench.passUnseen(2);
        bench.sells("99.5", 5);
        bench.sells("100", 10);
        bench.pass(100);
        bench.assertAhead(80, order);
    }

    @Test
    void shouldFillNothingByATradeWithoutASide() {
        final String order = pessimistic.buy("100.5", 20);
        pessimistic.tradeOfNobody("99", 30);
        assertEquals(0, pessimistic.filled(order));
    }

    @Test
    void shouldLeaveOutTheTradesTheRecordedAccountTook() {
        final String order = pessimistic.buy("100.5", 20);
        pessimistic.exchange.ignoreTrade(VirtualBench.NAME, pessimistic.nextTradeSeq());
        pessimistic.sells("99", 5);
        assertEquals(0, pessimistic.filled(order));
        pessimistic.sells("99", 6);
        assertEquals(6, pessimistic.filled(order));
        // Too late: it has been.
        pessimistic.exchange.ignoreTrade(VirtualBench.NAME, pessimistic.nextTradeSeq() - 1);
        pessimistic.sells("99", 7);
        assertEquals(13, pessimistic.filled(order));
    }

    @Test
    void shouldTakeRowsOfSeveralInstrumentsOneByOne() {
        final String order = pessimistic.buy("100.5", 20);
        pessimistic.sellsInARow("99", 5);
        pessimistic.repeatTrade();
        assertEquals(5, pessimistic.filled(order));
    }

    @Test
    void shouldShareATradeThatGoesThroughSeveralPrices() {
        final String first = pessimistic.buy("100.5", 20);
        final String second = pessimistic.buy("100.5", 20);
        final String third = pessimistic.buy("100", 20);
        // 50 of others stand before the third: they and we share nothing twice.
        pessimistic.sells("100", 100);
        assertEquals(20, pessimistic.filled(first));
        assertEquals(20, pessimistic.filled(second));
        assertEquals(20, pessimistic.filled(third));
        final String fourth = pessimistic.buy("100.5", 20);
        pessimistic.buys("100.5", 10);
        pessimistic.sells("101", 10);
        assertEquals(0, pessimistic.filled(fourth));
    }

    @Test
    void shouldKeepWhatIsFilledOfAnOrderThatIsCancelled() {
        final String order = pessimistic.buy("100.5", 20);
        pessimistic.sells("100", 5);
        final JsonNode cancelled =
                pessimistic.call("private/cancel", "{\"order_id\":\"" + order + "\"}");
        assertEquals("cancelled", cancelled.path("order_state").asText());
        assertEquals(5, cancelled.path("filled_amount").asLong());
        pessimistic.sells("99", 50);
        assertEquals(5, pessimistic.filled(order));
    }

    @Test
    void shouldKeepThePlaceOfAnOrderThatIsMadeSmallerOnly() {
        final String order = pessimistic.buy("100", 40);
        pessimistic.bid("100", 80);
        pessimistic.edit(order, "100", 30);
        pessimistic.assertAhead(50, order);
        pessimistic.edit(order, "100", 50);
        pessimistic.assertAhead(80, order);
        pessimistic.edit(order, "99", 50);
        pessimistic.assertAhead(1_000, order);
        // Crossing, it takes.
        pessimistic.edit(order, "101", 50);
        assertEquals(50, pessimistic.filled(order));
    }

    @Test
    void shouldRefuseToTradeWithItself() {
        final String resting = pessimistic.sell("100.5", 20);
        assertEquals(10_003, pessimistic.error("private/buy", VirtualBench.limit("100.5", 10, "")));
        assertEquals(0, pessimistic.filled(resting));
    }

    @Test
    void shouldPostByTheBookThatIsThereWhenItArrives() {
        // The strategy saw 101 as the best ask; meanwhile it is 100.5.
        pessimistic.ask("100.5", 10);
        assertEquals(
                11_054,
                pessimistic.error(
                        "private/buy",
                        VirtualBench.limit(
                                "100.5", 10, ",\"post_only\":true,\"reject_post_only\":true")));
        final JsonNode moved =
                pessimistic.call(
                        "private/buy", VirtualBench.limit("100.5", 10, ",\"post_only\":true"));
        assertEquals(100, moved.at("/order/price").asDouble());
    }

    @Test
    void shouldReduceNoMoreThanThereIs() {
        pessimistic.call("private/buy", VirtualBench.market(30, ""));
        final String order =
                pessimistic
                        .call(
                                "private/sell",
                                VirtualBench.limit("100.5", 50, ",\"reduce_only\":true"))
                        .at("/order/order_id")
                        .asText();
        pessimistic.buys("101", 10);
        pessimistic.call("private/sell", VirtualBench.market(10, ""));
        pessimistic.buys("101", 50);
        assertEquals(20, pessimistic.filled(order));
        assertEquals(0, pessimistic.exchange.position(VirtualBench.NAME).size());
    }

    @Test
    void shouldLeaveOutTheOrdersOfTheRecordedAccount() {
        pessimistic.ignore(true, "100", 30);
        pessimistic.pass(100);
        final String order = pessimistic.buy("100", 20);
        pessimistic.assertAhead(20, order);
        pessimistic.bid("100", 60);
        pessimistic.ignore(true, "100", -30);
        pessimistic.bid("100", 30);
        pessimistic.pass(100);
        pessimistic.assertAhead(20, order);
        pessimistic.sells("100", 25);
        assertEquals(5, pessimistic.filled(order));
    }
}
