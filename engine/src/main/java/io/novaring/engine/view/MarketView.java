/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Keeps, for a chosen set of instruments, what is known of each behind one event: best prices and
 * the state of the book they come from, quotes, tickers, marks and the last trade, each with its
 * times. A handler that gates; events of the ring are in one order, so what it has behind one of
 * them is what was known of all instruments then. It computes from events alone: live and in a
 * replay it has the same behind the same event.
 *
 * <p>Any thread takes a {@link MarketCut} with {@link #read}; a {@link CutListener} is handed one
 * at a rhythm of event time. All memory is taken at the start; a message allocates nothing, an
 * instrument that is new does once.
 */
public final class MarketView implements NamedHandler {
    private final Rows rows;
    private final RowIndex index;
    private final RowWriter writer;
    private final Listings listings;
    private final List<Change> changes = new ArrayList<>();

    private CutListener listener;
    private long intervalNs;
    private long dueNs = MarketEvent.ABSENT;
    private MarketCut told;

    /** What is said of an instrument while an event is handled. */
    private record Change(String instrument, boolean isEnd) {}

    /**
     * @param rowsMax instruments that have room: about half a kilobyte each. When there are more,
     *     those that ended make room, the first first; while none has, others wait for it, and each
     *     cut says so.
     * @param listings which instruments.
     */
    public MarketView(final int rowsMax, final Listings listings) {
        if (rowsMax < 1 || rowsMax > 1 << 16) {
            throw new IllegalArgumentException("rowsMax not within 1 and 65536: " + rowsMax);
        }
        this.listings = Objects.requireNonNull(listings, "listings");
        rows = new Rows(rowsMax);
        index = new RowIndex(rows, listings);
        writer = new RowWriter(rows, index);
    }

    /**
     * Hands out a cut behind the first event of each interval, by the time at which events were
     * received. The first interval is the one behind that of the first event.
     *
     * @param newIntervalNs 0 for a cut behind every event that changes a row.
     */
    public MarketView onCut(final long newIntervalNs, final CutListener newListener) {
        if (newIntervalNs < 0) {
            throw new IllegalArgumentException("intervalNs below 0: " + newIntervalNs);
        }
        if (listener != null) {
            throw new IllegalStateException("the view has a listener already");
        }
        intervalNs = newIntervalNs;
        listener = Objects.requireNonNull(newListener, "listener");
        told = newCut();
        return this;
    }

    /** An empty cut with room for every row. */
    public MarketCut newCut() {
        return new MarketCut(this, rows.max());
    }

    /**
     * Makes the cut what was true behind the event handled last. Any thread, without lock or
     * allocation; events are never held up. Costs about as much as what has changed since this cut
     * was read last.
     *
     * @return false when events came too fast in each of many tries, or the view's thread lost its
     *     core in the middle of one for a millisecond or so: the cut is then empty, and may be read
     *     again.
     * @throws IllegalArgumentException when the cut is of another view.
     */
    public boolean read(final MarketCut into) {
        if (into.view != this) {
            throw new IllegalArgumentException("the cut was made by another view");
        }
        return rows.read(into);
    }

    /** Gives an instrument a row that no event has named yet; within {@link Listings#onEvent}. */
    public void list(final String instrument) {
        changes.add(new Change(Objects.requireNonNull(instrument, "instrument"), false));
    }

    /**
     * Says that an instrument is traded no more: its row stays as this event finds it until another
     * instrument needs its place. Within {@link Listings#onEvent}.
     */
    public void end(final String instrument) {
        changes.add(new Change(Objects.requireNonNull(instrument, "instrument"), true));
    }

    @Override
    public void names(final Symbols symbols) {
        index.names(Objects.requireNonNull(symbols, "symbols"));
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        if (!index.hasNames()) {
            throw new IllegalStateException(
                    "a view inside another handler has to be handed the names first: call names()"
                            + " before any event");
        }
        listings.onEvent(event, this);
        final long changesBefore = rows.changeCount();
        rows.begin();
        try {
            rows.sequence = event.sequence;
            rows.timeNs = Math.max(rows.timeNs, event.receivedTimeNs);
            if (!changes.isEmpty()) {
                takeListings();
            }
            writer.onEvent(event);
        } finally {
            rows.end();
        }
        if (listener != null && isDue(rows.changeCount() != changesBefore)) {
            rows.read(told);
            listener.onCut(told);
        }
    }

    /** In the order in which they were said: an instrument may come and go with one event. */
    private void takeListings() {
        for (int i = 0; i < changes.size(); i++) {
            final Change change = changes.get(i);
            final int row =
                    change.isEnd ? index.end(change.instrument) : index.list(change.instrument);
            if (change.isEnd && row >= 0) {
                writer.changed(row);
            }
        }
        changes.clear();
        index.admitWaiting();
    }

    private boolean isDue(final boolean isChanged) {
        if (intervalNs == 0) {
            return isChanged;
        }
        if (dueNs != MarketEvent.ABSENT && rows.timeNs < dueNs) {
            return false;
        }
        final boolean isFirst = dueNs == MarketEvent.ABSENT;
        dueNs = (Math.floorDiv(rows.timeNs, intervalNs) + 1) * intervalNs;
        return !isFirst;
    }
}
