/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.book.StaleCause;

/** Events as stages leave them, handed to a view one by one. */
final class ViewRig {
    static final long SECOND_NS = 1_000_000_000L;

    final Symbols symbols = new Symbols(1 << 10, 1 << 10);
    final MarketEvent event = new MarketEvent();
    final MarketView view;
    final MarketCut cut;
    int connectionId;
    int epoch = 1;
    long nowNs = 1_000 * SECOND_NS;
    private long sequence;

    ViewRig(final int rowsMax, final Listings listings) {
        view = new MarketView(rowsMax, listings);
        view.names(symbols);
        cut = view.newCut();
    }

    static ViewRig of(final String... instruments) {
        return new ViewRig(instruments.length, Listings.of(instruments));
    }

    /** An event of the channel, which is the instrument's. */
    MarketEvent begin(final EventKind kind, final String channel, final String instrument) {
        return begin(
                kind,
                channel == null ? MarketEvent.NONE : symbols.channels().intern(channel),
                instrument == null ? MarketEvent.NONE : symbols.instruments().intern(instrument));
    }

    /** The same by number; allocates nothing. */
    MarketEvent begin(final EventKind kind, final int channelId, final int instrumentId) {
        final Origin origin =
                kind == EventKind.TICK
                        ? Origin.TICK
                        : kind == EventKind.LIFECYCLE ? Origin.LIFECYCLE : Origin.INBOUND;
        event.reset(origin, kind);
        event.sequence = sequence++;
        event.connectionId = connectionId;
        event.epoch = epoch;
        event.receivedTimeNs = nowNs;
        event.exchangeTimeNs = nowNs - 1_000;
        event.bookState = null;
        event.channelId = channelId;
        event.instrumentId = instrumentId;
        event.ticker.clear();
        event.trades.clear();
        return event;
    }

    MarketCut publish() {
        view.onEvent(event, event.sequence, true);
        return read();
    }

    MarketCut read() {
        if (!view.read(cut)) {
            throw new AssertionError("nobody writes, and the cut could not be read");
        }
        return cut;
    }

    MarketCut book(final String channel, final String instrument, final long bid, final long ask) {
        begin(EventKind.BOOK, channel, instrument).bookState = BookState.LIVE;
        event.bestBidPrice = bid;
        event.bestBidAmount = bid * 10;
        event.bestAskPrice = ask;
        event.bestAskAmount = ask * 10;
        return publish();
    }

    MarketCut badBook(final String channel, final String instrument, final int code) {
        begin(EventKind.BOOK, channel, instrument).bookState = BookState.STALE;
        event.bookCode = code;
        return publish();
    }

    MarketCut quote(final String instrument, final long bid, final long ask) {
        best(begin(EventKind.QUOTE, "quote." + instrument, instrument), bid, ask);
        return publish();
    }

    /** A ticker begun, to be filled and published. */
    MarketEvent ticker(final String instrument, final int flag) {
        begin(EventKind.TICKER, "ticker." + instrument, instrument).flags = flag;
        return event;
    }

    static void best(final MarketEvent event, final long bid, final long ask) {
        event.ticker.bestBidPrice = bid;
        event.ticker.bestBidAmount = bid * 10;
        event.ticker.bestAskPrice = ask;
        event.ticker.bestAskAmount = ask * 10;
    }

    MarketCut tick(final long afterNs) {
        nowNs += afterNs;
        begin(EventKind.TICK, null, null);
        return publish();
    }

    MarketCut lose(final String channel, final String instrument, final StaleCause cause) {
        begin(EventKind.TICK, null, null)
                .lostBooks
                .add(
                        symbols.channels().intern(channel),
                        symbols.instruments().intern(instrument),
                        cause.ordinal());
        return publish();
    }

    MarketCut disconnect() {
        begin(EventKind.LIFECYCLE, null, null).code = Lifecycle.DISCONNECTED.code();
        return publish();
    }
}
