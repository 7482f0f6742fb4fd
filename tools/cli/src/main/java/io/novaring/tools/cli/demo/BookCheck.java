/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import io.novaring.codec.BookState;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.tools.simulator.BookSnapshot.Level;
import io.novaring.tools.simulator.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Holds books against those of the exchange, level by level. One thread. */
final class BookCheck {
    private static final int DEPTH_MAX = 1 << 13;

    private final BookSnapshot best = new BookSnapshot(1);
    private final BookSnapshot whole = new BookSnapshot(DEPTH_MAX);
    private final Simulator simulator;

    BookCheck(final Simulator simulator) {
        this.simulator = simulator;
    }

    /**
     * One book.
     *
     * @param equal whether all levels of both sides are those of the exchange.
     */
    record Result(
            String instrument,
            int bidLevels,
            int askLevels,
            long changeId,
            BookState state,
            boolean equal) {
        boolean isLiveAndEqual() {
            return equal && state == BookState.LIVE;
        }
    }

    /** True when every instrument has a live book, whatever is in it. */
    boolean allLive(final Function<String, OrderBook> books) {
        for (final String instrument : simulator.instruments()) {
            final OrderBook book = books.apply(instrument);
            if (book == null || !book.snapshotInto(best) || best.state() != BookState.LIVE) {
                return false;
            }
        }
        return true;
    }

    List<Result> compare(final Function<String, OrderBook> books) {
        final List<Result> results = new ArrayList<>();
        for (final String instrument : simulator.instruments()) {
            results.add(compare(instrument, books.apply(instrument)));
        }
        return results;
    }

    private Result compare(final String instrument, final OrderBook book) {
        if (book == null || !book.snapshotInto(whole)) {
            return new Result(instrument, 0, 0, 0, BookState.EMPTY, false);
        }
        final var theirs = simulator.book(instrument);
        final boolean equal =
                whole.changeId() == theirs.changeId()
                        && hasBids(theirs.bids())
                        && hasAsks(theirs.asks());
        return new Result(
                instrument,
                whole.bidCount(),
                whole.askCount(),
                whole.changeId(),
                whole.state(),
                equal);
    }

    private boolean hasBids(final List<Level> levels) {
        boolean equal = whole.bidCount() == levels.size();
        for (int i = 0; equal && i < levels.size(); i++) {
            equal =
                    whole.bidPrice(i) == levels.get(i).price()
                            && whole.bidAmount(i) == levels.get(i).amount();
        }
        return equal;
    }

    private boolean hasAsks(final List<Level> levels) {
        boolean equal = whole.askCount() == levels.size();
        for (int i = 0; equal && i < levels.size(); i++) {
            equal =
                    whole.askPrice(i) == levels.get(i).price()
                            && whole.askAmount(i) == levels.get(i).amount();
        }
        return equal;
    }
}
