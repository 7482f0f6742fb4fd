/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.exchange.Account;
import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.ExchangeConfig;
import io.novaring.tools.simulator.exchange.ExchangeListener;
import io.novaring.tools.simulator.exchange.Fill;
import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Listing;
import io.novaring.tools.simulator.market.Market;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same fills, accounted for by the exchange and here: equal to the last digit. */
final class ExchangeAgreementTest {
    private static final int ORDERS = 600;

    private final Map<String, InstrumentAccount> own = new HashMap<>();
    private long nowMs = Instant.parse("2026-11-02T09:00:00Z").toEpochMilli();
    private long fills;
    private long ownProfit;
    private long profitTold;

    private final class TestClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(final ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(nowMs);
        }
    }

    private final class Follower implements ExchangeListener {
        @Override
        public void onTrade(final Fill fill) {
            final InstrumentAccount account =
                    own.computeIfAbsent(
                            fill.instrument().name,
                            name -> new InstrumentAccount(Contract.ofName(name)));
            final long before = account.realised();
            account.fill(fill.isBuy(), fill.price(), fill.amount(), fill.fee());
            fills++;
            ownProfit += account.realised() - before;
            profitTold += fill.profitLoss();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC-PERPETUAL", "ETH-PERPETUAL", "SOL_USDC-PERPETUAL", "option"})
    void shouldAgreeWithTheExchangeToTheLastDigit(final String wanted) {
        final Market market = new Market(5, new Listing(12, 0, 3, 0, 0, 0), new TestClock());
        final Exchange exchange =
                new Exchange(
                        market,
                        new TestClock(),
                        ExchangeConfig.DEFAULT,
                        new Follower(),
                        step -> {});
        final Account account = exchange.account("one");
        final boolean isOption = "option".equals(wanted);
        final Instrument instrument =
                market.instruments().stream()
                        .filter(any -> any.name.equals(wanted) || any.option && isOption)
                        .findFirst()
                        .orElseThrow();
        market.watch(any -> any == instrument);
        final SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < ORDERS; i++) {
            for (int event = 0; event < 20; event++) {
                nowMs += 10;
                market.next(nowMs);
                exchange.onMarket();
            }
            exchange.place(
                    account,
                    NewOrder.of(instrument.name, random.nextBoolean())
                            .type(OrderType.MARKET)
                            .amount(instrument.amountUnit * random.nextInt(1, 9)),
                    1);
        }

        final InstrumentAccount ours = own.get(instrument.name);
        final Position theirs = exchange.position(account, instrument.name);
        final AccountSummary summary = exchange.summary(account, instrument.currency.name);
        assertTrue(fills > ORDERS / 2, "fills " + fills);
        assertEquals(theirs.size(), ours.position());
        assertEquals(theirs.totalProfitLoss(), ours.unrealised(instrument.markPrice()));
        assertEquals(profitTold, ownProfit);
        assertNotEquals(0, ours.realised());
        assertEquals(summary.feesPaid(), ours.fees());
        if (!instrument.option) {
            // The exchange counts funding of the session as realised.
            assertEquals(theirs.realizedProfitLoss() - theirs.realizedFunding(), ours.realised());
        }
    }
}
