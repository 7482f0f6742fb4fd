/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.examples;

import static io.novaring.codec.MarketEvent.ABSENT;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.order.OrderListener;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.engine.order.OrderUpdatesReader;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyContext;
import io.novaring.engine.trading.TradingDesk;
import java.nio.charset.StandardCharsets;

/**
 * A market maker to start from: a bid and an ask around the middle of the book, moved away from
 * what it holds, taken back while the book is not LIVE, flat at the end. A handler that gates:
 * everything but {@link #start}, {@link #stop} and {@link #isFlat} happens on the thread that hands
 * it events. Allocates nothing while it runs.
 */
public final class Maker implements Strategy, OrderListener {
    private static final long RETRY_NS = 100_000_000L;
    private static final long CANCEL_AGAIN_NS = 1_000_000_000L;

    /**
     * Prices and amounts are scaled by 10^9. It quotes {@code amount} at {@code halfSpread} from
     * the middle, one side only from {@code positionMax} on, and follows by {@code requoteAfter}.
     */
    public record Settings(
            String instrument,
            long tick,
            long amount,
            long positionMax,
            long halfSpread,
            long requoteAfter) {}

    /** One order, or none: its handle is 0. */
    private static final class Quote {
        private byte side;
        private long handle;
        private long price;
        private boolean isOpen;
        private long notBeforeNs;
        private long cancelNotBeforeNs;
    }

    private final Settings settings;
    private final byte[] instrument;
    private final OrderUpdatesReader updates = new OrderUpdatesReader(this);
    private final OrderCommand command = new OrderCommand();
    private final Quote bid = new Quote();
    private final Quote ask = new Quote();
    private final Quote exit = new Quote();
    private int instrumentId = MarketEvent.NONE;
    private long nowNs;
    private long middle = ABSENT;
    private long position;
    private TradingDesk desk;
    private Symbols symbols;
    private volatile OrderEntry orders; // last, by the thread that starts it
    private volatile boolean isStopping;
    private volatile boolean isFlat;

    public Maker(final Settings settings) {
        this.settings = settings;
        this.instrument = settings.instrument().getBytes(StandardCharsets.US_ASCII);
        bid.side = Side.BUY;
        ask.side = Side.SELL;
    }

    /** Begins to quote. */
    @Override
    public void start(final StrategyContext context) {
        symbols = context.symbols();
        desk = context.desk();
        orders = context.orders();
    }

    /** Takes its quotes back and closes its position, from the next event on. */
    @Override
    public void stop() {
        isStopping = true;
    }

    /** True while it has, after {@link #stop}, neither order nor position. */
    @Override
    public boolean isFlat() {
        return isFlat;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        if (orders == null) {
            return;
        }
        nowNs = event.receivedTimeNs;
        updates.read(event);
        if (event.kind == EventKind.BOOK && isMine(event.instrumentId)) {
            final boolean hasMiddle =
                    event.bookState == BookState.LIVE
                            && event.bestBidPrice != ABSENT
                            && event.bestAskPrice != ABSENT;
            middle = hasMiddle ? (event.bestBidPrice + event.bestAskPrice) / 2 : ABSENT;
        }
        for (int i = 0; i < event.lostBooks.size(); i++) {
            middle = isMine(event.lostBooks.instrumentId(i)) ? ABSENT : middle;
        }
        if (isStopping || middle == ABSENT || !desk.isReady()) {
            cancel(bid);
            cancel(ask);
        } else {
            quote();
        }
        if (isStopping) {
            flatten();
        }
    }

    private boolean isMine(final int id) {
        if (instrumentId == MarketEvent.NONE
                && id != MarketEvent.NONE
                && symbols.instruments().matches(id, instrument, 0, instrument.length)) {
            instrumentId = id;
            position = desk.position(id) == ABSENT ? 0 : desk.position(id);
        }
        return id != MarketEvent.NONE && id == instrumentId;
    }

    private void quote() {
        // What it holds moves both quotes the other way: by half a spread when it is full.
        final double skew = (double) settings.halfSpread * position / settings.positionMax;
        final long skewed = middle - Math.round(skew);
        work(bid, position, onTick(skewed - settings.halfSpread));
        work(ask, -position, -onTick(-skewed - settings.halfSpread));
    }

    private long onTick(final long price) {
        return Math.floorDiv(price, settings.tick) * settings.tick;
    }

    private void work(final Quote quote, final long held, final long price) {
        if (held >= settings.positionMax) {
            cancel(quote);
        } else if (quote.handle == 0
                || quote.isOpen && Math.abs(price - quote.price) >= settings.requoteAfter) {
            send(quote, price, settings.amount, OrderCommand.POST_ONLY);
        }
    }

    /** With a label, unlike a request to close: what became of it can be asked for. */
    private void flatten() {
        final boolean isDone = bid.handle == 0 && ask.handle == 0 && exit.handle == 0;
        isFlat = isDone && position == 0 && desk.isReady();
        if (isDone && position != 0 && middle != ABSENT) {
            exit.side = position > 0 ? Side.SELL : Side.BUY;
            send(exit, ABSENT, Math.abs(position), OrderCommand.REDUCE_ONLY);
        }
    }

    /** A new order, or another price for the one there is. */
    private void send(final Quote quote, final long price, final long amount, final int flags) {
        if (nowNs < quote.notBeforeNs) {
            return;
        }
        command.clear().instrument(instrument);
        command.action = quote.handle == 0 ? OrderCommand.NEW : OrderCommand.EDIT;
        command.handle = quote.handle;
        command.type = price == ABSENT ? OrderCommand.MARKET : OrderCommand.LIMIT;
        command.side = quote.side;
        command.price = price;
        command.amount = amount;
        command.flags = flags;
        final long result = orders.submit(command);
        if (result > 0) {
            quote.handle = result;
            quote.isOpen = false;
        } else {
            quote.notBeforeNs = nowNs + RETRY_NS + OrderEntry.waitNs(result);
        }
    }

    /** Asked again until an update says that the order is done. */
    private void cancel(final Quote quote) {
        if (quote.handle != 0 && nowNs >= quote.cancelNotBeforeNs) {
            orders.cancel(quote.handle);
            quote.cancelNotBeforeNs = nowNs + CANCEL_AGAIN_NS;
        }
    }

    private void read(final OrderUpdate update, final long pauseNs) {
        final long handle = update.handle();
        final Quote quote = handle == bid.handle ? bid : handle == ask.handle ? ask : exit;
        final OrderState state = update.state();
        if (handle == 0 || handle != quote.handle) {
            // One that was given up as NOT_FOUND turns up after all.
            if (handle > 0 && state == OrderState.OPEN) {
                orders.cancel(handle);
            }
            return;
        }
        quote.isOpen = state == OrderState.OPEN;
        quote.price = update.price();
        quote.notBeforeNs = Math.max(quote.notBeforeNs, nowNs + pauseNs);
        if (state == null || state.isFinal()) {
            quote.handle = 0;
            quote.cancelNotBeforeNs = 0;
        }
    }

    @Override
    public void onOrder(final OrderUpdate order) {
        read(order, 0);
    }

    @Override
    public void onRefused(final OrderUpdate refused) {
        read(refused, RETRY_NS + refused.waitNs());
    }

    @Override
    public void onFailed(final OrderUpdate failed) {
        read(failed, RETRY_NS);
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
