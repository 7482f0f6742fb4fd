/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.examples;

import static io.novaring.codec.MarketEvent.ABSENT;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.order.OrderListener;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.engine.order.OrderUpdatesReader;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyContext;
import java.nio.charset.StandardCharsets;

/**
 * The smallest strategy that trades: long while a fast moving average of the middle is above a slow
 * one, short while it is below, by limit orders at the other side's best price that are filled at
 * once or not at all. One order at a time.
 */
public final class Crossing implements Strategy, OrderListener {
    private static final long PAUSE_NS = 1_000_000_000L;

    private final byte[] instrument;
    private final long amount;
    private final long fast;
    private final long slow;
    private final OrderUpdatesReader updates = new OrderUpdatesReader(this);
    private final OrderCommand command = new OrderCommand();
    private double fastMean;
    private double slowMean;
    private long bookCount;
    private long position;
    private long handle;
    private long notBeforeNs;
    private StrategyContext context;
    private volatile boolean isStopping;
    private volatile boolean isFlat;

    /**
     * @param amount it holds, long or short, scaled by 10^9.
     * @param fast weight of an average: that of so many changes of the book.
     */
    public Crossing(final String instrument, final long amount, final long fast, final long slow) {
        this.instrument = instrument.getBytes(StandardCharsets.US_ASCII);
        this.amount = amount;
        this.fast = fast;
        this.slow = slow;
    }

    @Override
    public void start(final StrategyContext given) {
        context = given;
    }

    @Override
    public void stop() {
        isStopping = true;
    }

    @Override
    public boolean isFlat() {
        return isFlat;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        if (context == null) {
            return;
        }
        updates.read(event);
        isFlat = isStopping && handle == 0 && position == 0;
        if (event.kind == EventKind.BOOK
                && event.bookState == BookState.LIVE
                && event.bestBidPrice != ABSENT
                && event.bestAskPrice != ABSENT
                && isMine(event.instrumentId)) {
            onBook(event);
        }
    }

    private void onBook(final MarketEvent book) {
        final double middle = 0.5 * (book.bestBidPrice + book.bestAskPrice);
        bookCount++;
        fastMean += (middle - fastMean) / Math.min(bookCount, fast);
        slowMean += (middle - slowMean) / Math.min(bookCount, slow);
        final boolean isDue =
                handle == 0 && book.receivedTimeNs >= notBeforeNs && context.desk().isReady();
        if (isDue && (bookCount > slow || isStopping)) {
            final long wanted = isStopping ? 0 : fastMean > slowMean ? amount : -amount;
            if (wanted != position) {
                trade(wanted - position, book);
            }
        }
    }

    private void trade(final long missing, final MarketEvent book) {
        command.clear().instrument(instrument);
        command.action = OrderCommand.NEW;
        command.type = OrderCommand.LIMIT;
        command.timeInForce = OrderCommand.IMMEDIATE_OR_CANCEL;
        command.side = missing > 0 ? Side.BUY : Side.SELL;
        command.price = missing > 0 ? book.bestAskPrice : book.bestBidPrice;
        command.amount = Math.abs(missing);
        final long result = context.orders().submit(command);
        handle = Math.max(0, result);
        notBeforeNs = book.receivedTimeNs + PAUSE_NS + OrderEntry.waitNs(result);
    }

    private boolean isMine(final int id) {
        return id != MarketEvent.NONE
                && context.symbols().instruments().matches(id, instrument, 0, instrument.length);
    }

    private void read(final OrderUpdate update) {
        final OrderState state = update.state();
        if (update.handle() == handle && (state == null || state.isFinal())) {
            handle = 0;
        }
    }

    @Override
    public void onOrder(final OrderUpdate order) {
        read(order);
    }

    @Override
    public void onRefused(final OrderUpdate refused) {
        read(refused);
    }

    @Override
    public void onFailed(final OrderUpdate failed) {
        read(failed);
    }

    @Override
    public void onFill(final OrderUpdate fill) {
        onPosition(fill);
    }

    @Override
    public void onPosition(final OrderUpdate update) {
        if (isMine(update.instrumentId()) && update.position() != ABSENT) {
            position = update.position();
        }
    }
}
