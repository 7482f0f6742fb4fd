/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.examples;

import static io.novaring.codec.MarketEvent.ABSENT;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.Engine;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.order.OrderListener;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.engine.order.OrderUpdatesReader;
import java.nio.charset.StandardCharsets;

/**
 * A market maker to start from: a bid and an ask around the middle of the book, moved away from
 * what it holds already, taken back while the book is not LIVE, and flat at the end. It allocates
 * nothing while it runs. A handler that gates: everything but {@link #start}, {@link #stop} and
 * {@link #isFlat} happens on the thread that hands it events.
 */
public final class Maker implements EventHandler<MarketEvent>, OrderListener {
    private static final long RETRY_NS = 100_000_000L;

    private final Settings settings;
    private final byte[] instrument;
    private final OrderUpdatesReader updates = new OrderUpdatesReader(this);
    private final OrderCommand command = new OrderCommand();
    private final Quote bid = new Quote(Side.BUY);
    private final Quote ask = new Quote(Side.SELL);
    private final Quote exit = new Quote(Side.NONE);
    private int instrumentId = MarketEvent.NONE;
    private long nowNs;
    private long position;
    private boolean isReady;
    private SymbolTable names;

    // Set by any thread, read by the strategy's.
    private volatile OrderEntry orders;
    private volatile boolean isStopping;

    // Set by the strategy's thread, read by any.
    private volatile boolean isFlat;

    /**
     * @param amount of each quote; scaled, as every number here.
     * @param positionMax beyond which it quotes one side only.
     * @param halfSpread between the middle and a quote.
     * @param requoteAfter how far a quote may be from where it belongs before it follows.
     * @param tick of the instrument.
     */
    public record Settings(
            String instrument,
            long amount,
            long positionMax,
            long halfSpread,
            long requoteAfter,
            long tick) {}

    /** One order that is worked on, or none; isPending while the venue has a word to say on it. */
    private static final class Quote {
        private final byte side;
        private long handle;
        private long price;
        private boolean isPending;
        private long notBeforeNs;

        private Quote(final byte side) {
            this.side = side;
        }
    }

    public Maker(final Settings settings) {
        this.settings = settings;
        this.instrument = settings.instrument().getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins to quote through this engine, whose handler it is. */
    public void start(final Engine engine) {
        names = engine.symbols().instruments();
        orders = engine.orders();
    }

    /** Takes its quotes back and closes its position with the next events. */
    public void stop() {
        isStopping = true;
    }

    /** True once it has, after {@link #stop}, neither order nor position. */
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
        if (event.kind == EventKind.LIFECYCLE && event.connectionId == orders.connectionId()) {
            isReady &= event.code != Lifecycle.DISCONNECTED.code();
        } else if (isStopping) {
            flatten();
        } else if (event.kind == EventKind.BOOK && isMine(event.instrumentId)) {
            if (event.bookState == BookState.LIVE) {
                quote(event.bestBidPrice, event.bestAskPrice);
            } else {
                withdraw();
            }
        }
        for (int i = 0; i < event.lostBooks.size(); i++) {
            if (isMine(event.lostBooks.instrumentId(i))) {
                withdraw();
            }
        }
    }

    private boolean isMine(final int id) {
        if (instrumentId == MarketEvent.NONE
                && id != MarketEvent.NONE
                && names.matches(id, instrument, 0, instrument.length)) {
            instrumentId = id;
        }
        return id == instrumentId && id != MarketEvent.NONE;
    }

    private void quote(final long bestBid, final long bestAsk) {
        if (!isReady || bestBid == ABSENT || bestAsk == ABSENT) {
            return;
        }
        // What it holds moves both quotes the other way: half a spread at the largest position.
        final double skew = (double) settings.halfSpread * position / settings.positionMax;
        final long middle = (bestBid + bestAsk) / 2 - Math.round(skew);
        final long tick = settings.tick;
        work(bid, Math.floorDiv(middle - settings.halfSpread, tick) * tick);
        work(ask, -Math.floorDiv(-middle - settings.halfSpread, tick) * tick);
    }

    private void work(final Quote quote, final long price) {
        final boolean isFull =
                (quote.side == Side.BUY ? position : -position) >= settings.positionMax;
        if (isFull) {
            cancel(quote);
        } else if (quote.handle == 0 && nowNs >= quote.notBeforeNs) {
            command.clear().instrument(instrument);
            command.action = OrderCommand.NEW;
            command.side = quote.side;
            command.price = price;
            command.amount = settings.amount;
            command.flags = OrderCommand.POST_ONLY;
            sent(quote, orders.submit(command), price);
        } else if (quote.handle != 0
                && !quote.isPending
                && nowNs >= quote.notBeforeNs
                && Math.abs(price - quote.price) >= settings.requoteAfter) {
            retry(quote, orders.edit(quote.handle, price, settings.amount));
        }
    }

    private void withdraw() {
        cancel(bid);
        cancel(ask);
    }

    private void cancel(final Quote quote) {
        if (quote.handle != 0 && !quote.isPending && nowNs >= quote.notBeforeNs) {
            retry(quote, orders.cancel(quote.handle));
        }
    }

    private void flatten() {
        withdraw();
        if (bid.handle != 0 || ask.handle != 0 || exit.handle != 0 || !isReady) {
            return;
        }
        isFlat = position == 0;
        if (!isFlat && nowNs >= exit.notBeforeNs) {
            sent(exit, orders.closePosition(instrument, ABSENT), ABSENT);
        }
    }

    private void sent(final Quote quote, final long result, final long price) {
        quote.price = price;
        quote.handle = Math.max(0, result);
        retry(quote, result);
    }

    /** Waits for the answer, or, when nothing was sent, for credits. */
    private void retry(final Quote quote, final long result) {
        quote.isPending = result > 0;
        quote.notBeforeNs = nowNs + (result > 0 ? 0 : RETRY_NS + OrderEntry.waitNs(result));
    }

    /** What an update says of the quote it concerns, if it concerns one. */
    private void read(final OrderUpdate update, final long waitNs) {
        final long handle = update.handle();
        final Quote quote = handle == bid.handle ? bid : handle == ask.handle ? ask : exit;
        if (handle == 0 || quote.handle != handle) {
            return;
        }
        final OrderState state = update.state();
        quote.price = update.price();
        quote.isPending = state != OrderState.OPEN;
        quote.notBeforeNs = nowNs + waitNs;
        if (state.isFinal()) {
            quote.handle = 0;
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

    @Override
    public void onReady(final OrderUpdate ready) {
        isReady = true;
    }
}
