/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.engine.book.OrderBook;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Makes tables of a recording: a handler of its replay, behind the stages, so that books and orders
 * are what they were. One thread.
 */
public interface TableWriter extends EventHandler<MarketEvent>, AutoCloseable {
    /**
     * Tells what events refer to; once, before the first of them.
     *
     * @param books the book of an instrument, null when there is none.
     */
    void bind(Symbols symbols, Function<String, OrderBook> books, ChannelBooks channelBooks)
            throws IOException;

    /** Shows the next event before any stage has seen it: books are as they were until then. */
    void before(MarketEvent next);

    /**
     * Writes what is left.
     *
     * @throws java.io.UncheckedIOException when that cannot be done.
     */
    List<TableTotals> finish(ExportSource source);

    /** Removes what did not come to an end. */
    @Override
    void close() throws IOException;
}
