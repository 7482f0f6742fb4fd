/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.codec.json.JsonCursor;
import java.util.Arrays;

/** Routes the data of a subscription message to the decoder for its channel. */
final class DataDecoder {
    private final BookDecoder books;
    private final TradesDecoder trades;
    private final TickerDecoder tickers;
    private final IndexDecoder indexes = new IndexDecoder();
    private final OrdersDecoder orders;
    private final ChangesDecoder changes;
    private final PortfolioDecoder portfolios = new PortfolioDecoder();
    private final SymbolTable channels;

    /** By channel id: the name of a channel is looked at once. */
    private ChannelKind[] kinds = new ChannelKind[64];

    DataDecoder(final Symbols symbols) {
        final SymbolTable instruments = symbols.instruments();
        final TradeRowDecoder tradeRows = new TradeRowDecoder(instruments);
        final OrderRowDecoder orderRows = new OrderRowDecoder(instruments);
        channels = symbols.channels();
        books = new BookDecoder(instruments);
        trades = new TradesDecoder(tradeRows);
        tickers = new TickerDecoder(instruments);
        orders = new OrdersDecoder(orderRows);
        changes = new ChangesDecoder(instruments, orderRows, tradeRows);
    }

    /** False for channels whose messages mean something without data. */
    boolean isNeeded(final int channelId) {
        return kind(channelId) != ChannelKind.OTHER;
    }

    /** Consumes the data of a message of this channel. */
    void decode(final JsonCursor cursor, final MarketEvent event, final int channelId) {
        event.flags &= ~(MarketEvent.SNAPSHOT | MarketEvent.CHANGE | MarketEvent.WINDOW);
        switch (kind(channelId)) {
            case BOOK -> books.decode(cursor, event, false);
            case BOOK_WINDOW -> books.decode(cursor, event, true);
            case TRADES -> trades.decode(cursor, event, false);
            case TICKER -> tickers.decode(cursor, event, false);
            case INCREMENTAL_TICKER -> tickers.decode(cursor, event, true);
            case QUOTE -> tickers.decodeQuote(cursor, event);
            case INDEX -> indexes.decode(cursor, event);
            case USER_ORDERS -> orders.decode(cursor, event);
            case USER_TRADES -> trades.decode(cursor, event, true);
            case USER_CHANGES -> changes.decode(cursor, event);
            case USER_PORTFOLIO -> portfolios.decode(cursor, event);
            case OTHER -> {
                cursor.skip();
                event.kind = EventKind.NOTIFICATION;
            }
        }
    }

    private ChannelKind kind(final int channelId) {
        if (channelId >= kinds.length) {
            kinds = Arrays.copyOf(kinds, Integer.highestOneBit(channelId) << 1);
        }
        final ChannelKind known = kinds[channelId];
        if (known != null) {
            return known;
        }
        final ChannelKind kind = ChannelKind.of(channels.name(channelId));
        kinds[channelId] = kind;
        return kind;
    }
}
