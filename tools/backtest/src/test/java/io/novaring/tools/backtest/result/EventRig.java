/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.BookState;
import io.novaring.codec.CommandType;
import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Makes the events that stages would hand on, and hands them to a recorder. */
public final class EventRig {
    public static final int PERPETUAL = 0;
    public static final int LINEAR = 1;
    public static final int OPTION = 2;
    public static final int DATED = 3;
    public static final int SPOT = 4;
    public static final long SECOND_NS = 1_000_000_000L;

    private static final Map<Integer, String> NAMES =
            Map.of(
                    PERPETUAL,
                    "BTC-PERPETUAL",
                    LINEAR,
                    "SOL_USDC-PERPETUAL",
                    OPTION,
                    "BTC-27MAR26-60000-C",
                    DATED,
                    "BTC-27MAR26",
                    SPOT,
                    "ETH_BTC");

    public final RunRecorder recorder;
    private final MarketEvent event = new MarketEvent();
    private long sequence;
    private long nowNs;
    private int trades;

    public EventRig(final RecorderSettings settings) {
        recorder = new RunRecorder(settings, NAMES::get);
    }

    public static long scaled(final double value) {
        return Math.round(value * Decimals.SCALE);
    }

    /** Time of the events that come now. */
    public EventRig at(final double seconds) {
        nowNs = Math.round(seconds * SECOND_NS);
        return this;
    }

    private MarketEvent begin(final Origin origin, final EventKind kind) {
        event.reset(origin, kind);
        event.sequence = sequence++;
        event.connectionId = 0;
        event.receivedTimeNs = nowNs;
        event.bookState = null;
        return event;
    }

    private void hand() {
        recorder.onEvent(event, event.sequence, true);
    }

    public EventRig tick() {
        begin(Origin.TICK, EventKind.TICK);
        hand();
        return this;
    }

    public EventRig book(final int id, final double bid, final double ask) {
        begin(Origin.INBOUND, EventKind.BOOK);
        event.instrumentId = id;
        event.channelId = id;
        event.bookState = BookState.LIVE;
        event.bestBidPrice = scaled(bid);
        event.bestAskPrice = scaled(ask);
        hand();
        return this;
    }

    public EventRig staleBook(final int id) {
        begin(Origin.INBOUND, EventKind.BOOK);
        event.instrumentId = id;
        event.channelId = id;
        event.bookState = BookState.STALE;
        hand();
        return this;
    }

    public EventRig ticker(final int id, final double mark, final double index, final double rate) {
        begin(Origin.INBOUND, EventKind.TICKER);
        event.instrumentId = id;
        event.ticker.clear();
        event.ticker.markPrice = scaled(mark);
        event.ticker.indexPrice = scaled(index);
        event.ticker.currentFunding = rate;
        hand();
        return this;
    }

    /** Best prices of a channel that tells nothing else. */
    public EventRig quote(final int id, final double bid, final double ask) {
        begin(Origin.INBOUND, EventKind.QUOTE);
        event.instrumentId = id;
        event.ticker.clear();
        event.ticker.bestBidPrice = scaled(bid);
        event.ticker.bestAskPrice = scaled(ask);
        hand();
        return this;
    }

    public EventRig index(final String name, final double price) {
        begin(Origin.INBOUND, EventKind.INDEX);
        event.indexName = raw(name);
        event.indexPrice = scaled(price);
        hand();
        return this;
    }

    public EventRig account(final String currency, final double equity) {
        begin(Origin.INBOUND, EventKind.PORTFOLIO);
        event.portfolio.clear();
        event.portfolio.currency = raw(currency);
        event.portfolio.equity = scaled(equity);
        hand();
        return this;
    }

    /**
     * A position as the venue tells it, with no trade.
     *
     * @param funding of its session, NaN for none.
     * @param settled price that the last session ended at.
     */
    public EventRig told(
            final int id,
            final double size,
            final double index,
            final double funding,
            final double settled) {
        begin(Origin.INBOUND, EventKind.CHANGES);
        event.trades.clear();
        event.orders.clear();
        event.positions.clear();
        final int row = event.positions.add();
        event.positions.instrumentId[row] = id;
        event.positions.positionSize[row] = scaled(size);
        event.positions.direction[row] = size == 0 ? Side.ZERO : size > 0 ? Side.BUY : Side.SELL;
        event.positions.indexPrice[row] = scaled(index);
        event.positions.realizedFunding[row] = funding;
        event.positions.settlementPrice[row] = scaled(settled);
        hand();
        return this;
    }

    private long raw(final String text) {
        final byte[] raw = text.getBytes(StandardCharsets.US_ASCII);
        event.setRaw(raw, 0, raw.length);
        return Text.of(0, raw.length);
    }

    public EventRig ask(final long handle, final int id, final byte side, final String label) {
        final OrderCommand command = new OrderCommand();
        command.action = OrderCommand.NEW;
        command.handle = handle;
        command.side = side;
        command.price = scaled(1);
        command.amount = scaled(1);
        command.instrument(NAMES.get(id));
        final byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
        command.label(bytes, 0, bytes.length);
        begin(Origin.COMMAND, EventKind.COMMAND);
        event.code = CommandType.ORDER.code();
        event.rawLength = command.encode(event.ensureRaw(OrderCommand.LENGTH_MAX));
        hand();
        return this;
    }

    public EventRig order(
            final long handle, final int id, final byte side, final OrderState state) {
        begin(Origin.INBOUND, EventKind.ORDERS);
        final OrderUpdates updates = event.claimUpdates();
        final int row = updates.add(OrderUpdates.ORDER);
        updates.handle[row] = handle;
        updates.instrumentId[row] = id;
        updates.side[row] = side;
        updates.state[row] = state.code();
        hand();
        return this;
    }

    public EventRig fill(
            final long handle,
            final int id,
            final byte side,
            final double price,
            final double amount,
            final long fee,
            final long position) {
        return fill(handle, id, side, price, amount, fee, null, position);
    }

    /**
     * @param feeCurrency null for the one the instrument is settled in.
     */
    public EventRig fill(
            final long handle,
            final int id,
            final byte side,
            final double price,
            final double amount,
            final long fee,
            final String feeCurrency,
            final long position) {
        begin(Origin.INBOUND, EventKind.USER_TRADES);
        final String number = "M" + trades++;
        final byte[] raw =
                (number + (feeCurrency == null ? "" : feeCurrency))
                        .getBytes(StandardCharsets.US_ASCII);
        event.setRaw(raw, 0, raw.length);
        event.trades.clear();
        final int trade = event.trades.addOwn();
        event.trades.tradeId[trade] = Text.of(1, number.length() - 1);
        event.trades.liquidity[trade] = Text.of(0, 1);
        event.trades.timeNs[trade] = nowNs - 1;
        event.trades.fee[trade] = fee;
        event.trades.feeCurrency[trade] =
                feeCurrency == null ? Text.ABSENT : Text.of(number.length(), feeCurrency.length());
        final OrderUpdates updates = event.claimUpdates();
        final int row = updates.add(OrderUpdates.FILL);
        updates.handle[row] = handle;
        updates.instrumentId[row] = id;
        updates.side[row] = side;
        updates.row[row] = trade;
        updates.price[row] = scaled(price);
        updates.amount[row] = scaled(amount);
        updates.position[row] = position;
        hand();
        return this;
    }

    public EventRig position(final int id, final long position) {
        begin(Origin.INBOUND, EventKind.RESPONSE);
        final OrderUpdates updates = event.claimUpdates();
        final int row = updates.add(OrderUpdates.POSITION);
        updates.instrumentId[row] = id;
        updates.position[row] = position;
        hand();
        return this;
    }

    public EventRig request(final long requestId, final int type) {
        begin(Origin.OUTBOUND, EventKind.OUTBOUND);
        event.requestId = requestId;
        event.code = type;
        hand();
        return this;
    }

    public EventRig answer(final long requestId) {
        begin(Origin.INBOUND, EventKind.RESPONSE);
        event.requestId = requestId;
        event.usIn = 10;
        event.usOut = 30;
        hand();
        return this;
    }

    public RunResult finish() {
        return recorder.finish(
                new RunIdentity(
                        "maker",
                        Map.of("halfSpread", "2"),
                        Map.of("queue", "pessimistic"),
                        7,
                        new RunIdentity.Journal("day", 1, 0, sequence - 1, "0x1"),
                        Map.of("novaring", "0.1.0"),
                        "0x2"));
    }
}
