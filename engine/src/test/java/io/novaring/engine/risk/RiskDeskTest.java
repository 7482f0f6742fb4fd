/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import static io.novaring.codec.order.OrderRefusal.AMOUNT_MAX;
import static io.novaring.codec.order.OrderRefusal.AMOUNT_MIN;
import static io.novaring.codec.order.OrderRefusal.BOOK_NOT_LIVE;
import static io.novaring.codec.order.OrderRefusal.KILLED;
import static io.novaring.codec.order.OrderRefusal.MALFORMED;
import static io.novaring.codec.order.OrderRefusal.NONE;
import static io.novaring.codec.order.OrderRefusal.NO_RULES;
import static io.novaring.codec.order.OrderRefusal.OPEN_ORDERS;
import static io.novaring.codec.order.OrderRefusal.ORDER_RATE;
import static io.novaring.codec.order.OrderRefusal.POSITION_LIMIT;
import static io.novaring.codec.order.OrderRefusal.PRICE_BAND;
import static io.novaring.codec.order.OrderRefusal.PRICE_TICK;
import static io.novaring.engine.risk.DeskFixture.X;
import static io.novaring.engine.risk.DeskFixture.buy;
import static io.novaring.engine.risk.DeskFixture.close;
import static io.novaring.engine.risk.DeskFixture.edit;
import static io.novaring.engine.risk.DeskFixture.scaled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the desk makes of the events it sees. */
final class RiskDeskTest {
    private final DeskFixture desk = DeskFixture.ready("priceBand=0.05");

    @Test
    void shouldRefuseEverythingButCancelsWhileKilled() {
        assertFalse(desk.desk.isKilled());
        desk.command(CommandType.KILL, "1");

        assertTrue(desk.desk.isKilled());
        assertEquals(KILLED, desk.check(buy("10", "100")));
        assertEquals(KILLED, desk.check(edit(Side.BUY, "10", "100")));
        assertEquals(KILLED, desk.check(close(null)));
        final OrderCommand cancel = buy("10", "100");
        for (final byte action :
                new byte[] {
                    OrderCommand.CANCEL,
                    OrderCommand.CANCEL_ALL,
                    OrderCommand.CANCEL_INSTRUMENT,
                    OrderCommand.CANCEL_SCOPE,
                    OrderCommand.CANCEL_LABEL
                }) {
            cancel.action = action;
            assertEquals(NONE, desk.check(cancel));
        }
        assertEquals(3, desk.desk.count(KILLED));

        desk.command(CommandType.KILL, "0");
        assertFalse(desk.desk.isKilled());
        assertEquals(NONE, desk.check(buy("10", "100")));
        assertEquals(0, desk.desk.unreadableCount());
    }

    @Test
    void shouldStayKilledUntilEveryConnectionTookItBack() {
        desk.command(20, CommandType.KILL, "1");
        desk.command(MarketEvent.NONE, CommandType.KILL, "1");
        desk.command(20, CommandType.KILL, "1");
        desk.command(1, CommandType.KILL, "0");
        desk.command(20, CommandType.KILL, "0");
        assertTrue(desk.desk.isKilled());

        desk.command(MarketEvent.NONE, CommandType.KILL, "0");

        assertFalse(desk.desk.isKilled());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "10", "00", "0 ", "off"})
    void shouldStopRatherThanGuessWhatAKillCommandMeans(final String payload) {
        desk.command(CommandType.KILL, payload);

        assertTrue(desk.desk.isKilled());
        assertEquals(1, desk.desk.unreadableCount());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "X-PERP",
                "X-PERP tick=0",
                "X-PERP tick=-1",
                "X-PERP tick=x",
                "X-PERP tick=",
                "X-PERP tick=1e-10",
                "X-PERP tick=10000000000",
                "X-PERP tick=1e999999999",
                "X-PERP tick=1e-2147483648",
                "X-PERP tick=99999999999999999999999999999999999",
                "X-PERP tick=1 amountMin=0",
                "X-PERP tick=1 amountStep=-1",
                "X-PERP tick=1 size=1",
                "X-PERP tick=1 amountMin",
                "X-PERP tick=1 =1",
                "X-PERP tick=1 steps=",
                "X-PERP tick=1 steps=5",
                "X-PERP tick=1 steps=5:0",
                "X-PERP tick=1 steps=5:1,5:2",
                "X-PERP tick=1 steps=5:1,",
                "X\u00e9 tick=1"
            })
    void shouldKeepTheRulesWhenNewOnesCannotBeRead(final String line) {
        desk.command(CommandType.INSTRUMENT_RULES, line);

        assertEquals(1, desk.desk.unreadableCount());
        assertEquals(PRICE_TICK, desk.check(buy("10", "100.3")));
        assertEquals(NONE, desk.check(buy("10", "100.5")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* priceBand=0",
                "* priceBand=-0.1",
                "* openOrdersMax=0",
                "* openOrdersMax=1.5",
                "* ordersPerSecondMax=4097",
                "* positionMax=-1",
                "* requiresLiveBook=yes",
                "* band=1",
                "* priceBand",
                "X-PERP openOrdersMax=5",
                "X-PERP ordersPerSecondMax=5"
            })
    void shouldKeepTheLimitsWhenNewOnesCannotBeRead(final String line) {
        desk.command(CommandType.RISK_LIMITS, line);

        assertEquals(1, desk.desk.unreadableCount());
        assertEquals(NONE, desk.check(buy("10", "105")));
        assertEquals(PRICE_BAND, desk.check(buy("10", "105.5")));
    }

    @Test
    void shouldTakeTheLinesThatCanBeReadAmongOthers() {
        desk.command(
                CommandType.INSTRUMENT_RULES, "Y tick=1\nnonsense\r\n\n" + X + " tick=0.25\r\n");

        assertEquals(1, desk.desk.unreadableCount());
        assertEquals(NONE, desk.check(buy("1", "100.25")));
    }

    @Test
    void shouldPutNewLimitsInThePlaceOfTheOldOnes() {
        desk.command(CommandType.RISK_LIMITS, "* amountMax=100");
        assertEquals(NONE, desk.check(buy("10", "105.5")));
        assertEquals(AMOUNT_MAX, desk.check(buy("105", "100")));

        desk.command(CommandType.RISK_LIMITS, X + " priceBand=0.1 amountMax=50");
        assertEquals(PRICE_BAND, desk.check(buy("10", "110.5")));
        assertEquals(AMOUNT_MAX, desk.check(buy("55", "100")));
        desk.command(CommandType.RISK_LIMITS, X + " amountMax=1000000");
        assertEquals(NONE, desk.check(buy("105", "110.5")));
        desk.command(CommandType.RISK_LIMITS, X);
        assertEquals(AMOUNT_MAX, desk.check(buy("105", "100")));
    }

    @Test
    void shouldHaveTheLimitsOfAnInstrumentDecideAboutItsBookAndRules() {
        desk.command(CommandType.RISK_LIMITS, X + " requiresLiveBook=false requiresRules=false");
        desk.command(CommandType.RISK_LIMITS, "Y requiresLiveBook=false requiresRules=false");
        desk.lose(0, "book.X");

        assertEquals(NONE, desk.check(buy("10", "100")));
        assertEquals(NONE, desk.check(buy("10", "100").instrument("Y")));
        assertEquals(BOOK_NOT_LIVE, desk.check(buy("10", "100").instrument("Z")));
    }

    @Test
    void shouldKnowAnInstrumentByItsNameBeforeAMessageNamesIt() {
        desk.command(CommandType.INSTRUMENT_RULES, "LATER tick=2");
        desk.command(CommandType.RISK_LIMITS, "LATER amountMax=7");
        final OrderCommand order = buy("8", "100").instrument("LATER");
        order.flags |= OrderCommand.ALLOW_STALE_BOOK;
        assertEquals(AMOUNT_MAX, desk.check(order));

        desk.book(0, "book.LATER", "LATER", BookState.LIVE, "99", "101");

        assertEquals(AMOUNT_MAX, desk.check(buy("8", "100").instrument("LATER")));
        assertEquals(PRICE_TICK, desk.check(buy("7", "101").instrument("LATER")));
        assertEquals(NONE, desk.check(buy("7", "100").instrument("LATER")));
    }

    @Test
    void shouldAnswerWithTheFirstCheckThatFails() {
        desk.openOrders = 5;
        desk.position = scaled("100");
        desk.command(CommandType.KILL, "1");
        desk.command(
                CommandType.RISK_LIMITS,
                "* priceBand=0.05 openOrdersMax=5 ordersPerSecondMax=1 positionMax=1 amountMax=1");
        desk.command(CommandType.INSTRUMENT_RULES, "Y tick=1");
        desk.desk.onAccepted(buy("10", "100"), 0, desk.nowNs);
        final OrderCommand order = buy(null, "105.6").instrument("Y");

        assertEquals(KILLED, desk.check(order));
        desk.command(CommandType.KILL, "0");
        assertEquals(MALFORMED, desk.check(order));
        order.amount = scaled("9");
        assertEquals(BOOK_NOT_LIVE, desk.check(order));
        desk.book(0, "book.Z", "Z", BookState.LIVE, "99", "101");
        assertEquals(NO_RULES, desk.check(order.instrument("Z")));
        order.instrument(X);
        assertEquals(PRICE_TICK, desk.check(order));
        order.price = scaled("105.5");
        assertEquals(PRICE_BAND, desk.check(order));
        order.price = scaled("105");
        assertEquals(AMOUNT_MIN, desk.check(order));
        order.amount = scaled("10");
        assertEquals(AMOUNT_MAX, desk.check(order));
        desk.command(
                CommandType.RISK_LIMITS, "* openOrdersMax=5 ordersPerSecondMax=1 positionMax=1");
        assertEquals(OPEN_ORDERS, desk.check(order));
        desk.openOrders = 4;
        assertEquals(ORDER_RATE, desk.check(order));
        desk.nowNs += 1_000_000_000;
        assertEquals(POSITION_LIMIT, desk.check(order));
        desk.position = scaled("-10");
        assertEquals(NONE, desk.check(order));
    }

    @Test
    void shouldBelieveAnInstrumentAsLongAsOneOfItsBooksIsLive() {
        desk.book(0, "window.X", X, BookState.LIVE, "199", "201");
        desk.book(1, "book.X", X, BookState.LIVE, "299", "301");
        assertEquals(NONE, desk.check(buy("10", "315")));

        desk.lose(1, "book.X");
        assertEquals(NONE, desk.check(buy("10", "210")));
        assertEquals(PRICE_BAND, desk.check(buy("10", "210.5")));
        desk.book(0, "book.X", X, BookState.LIVE, "99", "101");
        assertEquals(PRICE_BAND, desk.check(buy("10", "105.5")));
        desk.book(0, "book.X", X, BookState.STALE, null, null);
        assertEquals(NONE, desk.check(buy("10", "210")));
        desk.disconnect(1);
        assertEquals(NONE, desk.check(buy("10", "210")));
        desk.disconnect(0);
        assertEquals(BOOK_NOT_LIVE, desk.check(buy("10", "210")));

        desk.book(1, "book.X", X, BookState.RESYNCING, null, null);
        assertEquals(BOOK_NOT_LIVE, desk.check(buy("10", "315")));
        desk.book(1, "book.X", X, BookState.LIVE, "299", "301");
        assertEquals(NONE, desk.check(buy("10", "315")));
    }

    @Test
    void shouldTellTheBooksOfConnectionsApart() {
        desk.lose(1, "book.X");
        assertEquals(NONE, desk.check(buy("10", "100")));
        desk.disconnect(2);
        assertEquals(NONE, desk.check(buy("10", "100")));
        desk.disconnect(MarketEvent.NONE);
        assertEquals(NONE, desk.check(buy("10", "100")));

        desk.lose(0, "book.Y", "book.X");

        assertEquals(BOOK_NOT_LIVE, desk.check(buy("10", "100")));
    }

    @Test
    void shouldKeepThousandsOfBooksApart() {
        for (int i = 0; i < 5_000; i++) {
            desk.book(i % 3, "book." + i, "I" + i, BookState.LIVE, "99", "101");
        }
        desk.disconnect(1);

        for (int i = 0; i < 5_000; i++) {
            assertEquals(
                    i % 3 == 1 ? BOOK_NOT_LIVE : NO_RULES,
                    desk.check(buy("10", "100").instrument("I" + i)));
        }
    }

    @Test
    void shouldHaveEveryDecisionInItsHash() {
        final long before = desk.desk.stateHash();
        desk.check(buy("10", "100"));
        final long taken = desk.desk.stateHash();
        desk.check(buy("10", "100.1"));
        final long refused = desk.desk.stateHash();
        desk.command(CommandType.RISK_LIMITS, "* amountMax=5");
        final long limited = desk.desk.stateHash();
        desk.command(CommandType.KILL, "0");

        assertNotEquals(before, taken);
        assertNotEquals(taken, refused);
        assertNotEquals(refused, limited);
        assertNotEquals(limited, desk.desk.stateHash());
        final DeskFixture other = DeskFixture.ready("priceBand=0.05");
        assertEquals(before, other.desk.stateHash());
        other.check(buy("10", "100.1"));
        assertNotEquals(taken, other.desk.stateHash());
    }
}
