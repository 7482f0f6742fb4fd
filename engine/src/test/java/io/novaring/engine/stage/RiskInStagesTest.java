/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static io.novaring.codec.order.OrderRefusal.BOOK_NOT_LIVE;
import static io.novaring.codec.order.OrderRefusal.KILLED;
import static io.novaring.codec.order.OrderRefusal.NONE;
import static io.novaring.codec.order.OrderRefusal.PRICE_BAND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.novaring.codec.CommandType;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.engine.risk.Exposure;
import org.junit.jupiter.api.Test;

/** The risk desk behind the stages that feed it. The books of the rig are 100 to 101. */
final class RiskInStagesTest {
    private static final String CHAINED = "book.A.raw";
    private static final String WINDOW = "book.A.none.10.100ms";

    private final StageRig rig = StageRig.connected();

    /** An account with nothing at stake. */
    static final class Flat implements Exposure {
        @Override
        public int openOrders() {
            return 0;
        }

        @Override
        public long openBuyAmount(final int instrumentId) {
            return 0;
        }

        @Override
        public long openSellAmount(final int instrumentId) {
            return 0;
        }

        @Override
        public long position(final int instrumentId) {
            return 0;
        }
    }

    private OrderRefusal buyAt(final long price) {
        final OrderCommand order = new OrderCommand().instrument("A");
        order.action = OrderCommand.NEW;
        order.side = Side.BUY;
        order.amount = 1;
        order.price = price;
        final int instrumentId = rig.symbols.instruments().lookup("A");
        return rig.response.risk().check(order, instrumentId, new Flat(), rig.nowNs);
    }

    @Test
    void shouldFollowTheMiddleOfTheLiveBook() {
        rig.command(CommandType.INSTRUMENT_RULES, "A tick=0.000000001");
        assertEquals(BOOK_NOT_LIVE, buyAt(100));
        rig.openBook(CHAINED, 5);
        assertEquals(NONE, buyAt(105));
        assertEquals(PRICE_BAND, buyAt(106));

        rig.book(CHAINED, MarketEvent.CHANGE, 6, 5);
        rig.event.bids.add(LevelColumns.NEW, 109, 1);
        rig.event.asks.add(LevelColumns.DELETE, 101, 0);
        rig.event.asks.add(LevelColumns.NEW, 112, 1);
        rig.publish();

        assertEquals(NONE, buyAt(115));
        assertEquals(PRICE_BAND, buyAt(116));
    }

    @Test
    void shouldGoOnWithAnotherBookOfTheInstrument() {
        rig.command(CommandType.INSTRUMENT_RULES, "A tick=0.000000001");
        rig.subscribe(CHAINED, WINDOW);
        rig.outbound();
        rig.grant(rig.last());
        rig.snapshot(CHAINED, 5);
        rig.window(WINDOW, 1);
        rig.change(CHAINED, 7, 8);
        rig.outbound();
        rig.grant(rig.last());
        rig.outbound();
        rig.grant(rig.last());
        assertEquals(NONE, buyAt(105));

        rig.unsubscribe(WINDOW);
        assertEquals(BOOK_NOT_LIVE, buyAt(105));
        rig.snapshot(CHAINED, 20);
        assertEquals(NONE, buyAt(105));
        rig.disconnect();

        assertEquals(BOOK_NOT_LIVE, buyAt(105));
    }

    @Test
    void shouldTakeCommandsOfAnyConnectionAndHaveThemInTheHash() {
        final StageRig other = StageRig.connected();
        assertEquals(other.response.stateHash(), rig.response.stateHash());
        rig.connectionId = 1;

        rig.command(CommandType.KILL, "1");
        other.tick(0);

        assertEquals(KILLED, buyAt(100));
        assertNotEquals(other.response.stateHash(), rig.response.stateHash());
    }
}
