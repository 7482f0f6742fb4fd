/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** A desk, the events it is fed by hand, and what the account is said to have at stake. */
final class DeskFixture implements Exposure {
    static final String X = "X-PERP";

    final Symbols symbols = new Symbols();
    final MarketEvent event = new MarketEvent();
    final RiskDesk desk = new RiskDesk(symbols.instruments());

    long nowNs = 1_700_000_000_000_000_000L;
    int openOrders;
    long openBuy;
    long openSell;
    long position;
    long amountBefore;
    private long sequence;

    /** A desk with a live book of 99 to 101, rules of tick 0.5 and no limits but those given. */
    static DeskFixture ready(final String limits) {
        final DeskFixture fixture = new DeskFixture();
        fixture.command(CommandType.RISK_LIMITS, "* " + limits);
        fixture.command(CommandType.INSTRUMENT_RULES, X + " tick=0.5 amountMin=10 amountStep=5");
        fixture.book(0, "book.X", X, BookState.LIVE, "99", "101");
        return fixture;
    }

    static long scaled(final String number) {
        return number == null
                ? MarketEvent.ABSENT
                : new BigDecimal(number).movePointRight(9).longValueExact();
    }

    MarketEvent begin(final Origin origin, final EventKind kind, final int connectionId) {
        event.reset(origin, kind);
        event.sequence = sequence++;
        event.connectionId = connectionId;
        event.receivedTimeNs = nowNs;
        return event;
    }

    void command(final CommandType type, final String text) {
        command(0, type, text);
    }

    void command(final int connectionId, final CommandType type, final String text) {
        begin(Origin.COMMAND, EventKind.COMMAND, connectionId).code = type.code();
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        event.setRaw(bytes, 0, bytes.length);
        desk.onEvent(event);
    }

    /** A book message as stage 3 leaves it; null for a side that is empty. */
    void book(
            final int connectionId,
            final String channel,
            final String instrument,
            final BookState state,
            final String bid,
            final String ask) {
        begin(Origin.INBOUND, EventKind.BOOK, connectionId);
        event.channelId = symbols.channels().intern(channel);
        event.instrumentId = symbols.instruments().intern(instrument);
        event.bookState = state;
        if (state == BookState.LIVE) {
            event.bestBidPrice = scaled(bid);
            event.bestAskPrice = scaled(ask);
        }
        desk.onEvent(event);
    }

    /** Books of a connection lost at a tick. */
    void lose(final int connectionId, final String... channels) {
        begin(Origin.TICK, EventKind.TICK, connectionId);
        for (final String channel : channels) {
            event.lostBooks.add(symbols.channels().intern(channel), MarketEvent.NONE, 0);
        }
        desk.onEvent(event);
    }

    void disconnect(final int connectionId) {
        begin(Origin.LIFECYCLE, EventKind.LIFECYCLE, connectionId).code =
                Lifecycle.DISCONNECTED.code();
        desk.onEvent(event);
    }

    OrderRefusal check(final OrderCommand order) {
        final String name =
                new String(order.instrument, 0, order.instrumentLength, StandardCharsets.US_ASCII);
        return desk.check(order, symbols.instruments().lookup(name), this, nowNs);
    }

    /** Checks and, when it may go out, sends it. */
    OrderRefusal send(final OrderCommand order) {
        final OrderRefusal refusal = check(order);
        if (refusal == OrderRefusal.NONE) {
            desk.onAccepted(order, 0, nowNs);
        }
        return refusal;
    }

    static OrderCommand buy(final String amount, final String price) {
        return order(Side.BUY, amount, price);
    }

    static OrderCommand sell(final String amount, final String price) {
        return order(Side.SELL, amount, price);
    }

    static OrderCommand market(final byte side, final String amount) {
        final OrderCommand order = order(side, amount, null);
        order.type = OrderCommand.MARKET;
        return order;
    }

    static OrderCommand order(final byte side, final String amount, final String price) {
        final OrderCommand order = new OrderCommand().instrument(X);
        order.action = OrderCommand.NEW;
        order.side = side;
        order.amount = scaled(amount);
        order.price = scaled(price);
        return order;
    }

    static OrderCommand edit(final byte side, final String amount, final String price) {
        final OrderCommand order = order(side, amount, price);
        order.action = OrderCommand.EDIT;
        return order;
    }

    static OrderCommand close(final String price) {
        final OrderCommand order = new OrderCommand().instrument(X);
        order.action = OrderCommand.CLOSE_POSITION;
        order.type = price == null ? OrderCommand.MARKET : OrderCommand.LIMIT;
        order.price = scaled(price);
        return order;
    }

    static OrderCommand flagged(final OrderCommand order, final int flags) {
        order.flags |= flags;
        return order;
    }

    @Override
    public int openOrders() {
        return openOrders;
    }

    @Override
    public long openBuyAmount(final int instrumentId) {
        return openBuy;
    }

    @Override
    public long openSellAmount(final int instrumentId) {
        return openSell;
    }

    @Override
    public long position(final int instrumentId) {
        return position;
    }

    @Override
    public long amountBefore(final OrderCommand edit) {
        return amountBefore;
    }
}
