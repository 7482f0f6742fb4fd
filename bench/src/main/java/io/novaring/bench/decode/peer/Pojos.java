/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.peer;

import io.novaring.bench.decode.pojo.Book;
import io.novaring.bench.decode.pojo.Greeks;
import io.novaring.bench.decode.pojo.Level;
import io.novaring.bench.decode.pojo.Stats;
import io.novaring.bench.decode.pojo.Ticker;
import io.novaring.bench.decode.pojo.Trade;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.TradeColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Objects that a library has bound, into an event. */
final class Pojos {
    private static final long NS_PER_MS = 1_000_000;

    /** Where the name of the channel begins in a message as the venue sends it. */
    private static final int CHANNEL_OFFSET =
            "{'jsonrpc':'2.0','method':'subscription','params':{'channel':'".length();

    private final Symbols symbols;

    Pojos(final Symbols symbols) {
        this.symbols = symbols;
    }

    /** First letter of the channel: what to bind to has to be known before. */
    static EventKind kindOf(final byte[] raw) {
        return switch (raw[CHANNEL_OFFSET]) {
            case 'b' -> EventKind.BOOK;
            case 'q' -> EventKind.QUOTE;
            default -> raw[CHANNEL_OFFSET + 1] == 'r' ? EventKind.TRADES : EventKind.TICKER;
        };
    }

    void channel(final String name, final MarketEvent event) {
        event.channelId = intern(symbols.channels(), name);
    }

    void book(final Book book, final MarketEvent event) {
        event.kind = EventKind.BOOK;
        event.flags |=
                "snapshot".equals(book.getType()) ? MarketEvent.SNAPSHOT : MarketEvent.CHANGE;
        event.exchangeTimeNs = book.getTimestamp() * NS_PER_MS;
        event.prevChangeId = book.getPrevChangeId();
        event.changeId = book.getChangeId();
        event.instrumentId = intern(symbols.instruments(), book.getInstrumentName());
        levels(book.getBids(), event.bids);
        levels(book.getAsks(), event.asks);
    }

    private static void levels(final List<Level> from, final LevelColumns levels) {
        levels.clear();
        for (int i = 0; i < from.size(); i++) {
            final Level level = from.get(i);
            levels.add(
                    action(level.getAction()),
                    Scaled.of(level.getPrice()),
                    Scaled.of(level.getAmount()));
        }
    }

    static byte action(final String text) {
        return switch (text) {
            case "new" -> LevelColumns.NEW;
            case "change" -> LevelColumns.CHANGE;
            default -> LevelColumns.DELETE;
        };
    }

    void trades(final List<Trade> from, final MarketEvent event) {
        final TradeColumns trades = event.trades;
        event.kind = EventKind.TRADES;
        trades.clear();
        for (int i = 0; i < from.size(); i++) {
            final Trade trade = from.get(i);
            final int row = trades.add();
            trades.tradeSeq[row] = trade.getTradeSeq();
            trades.timeNs[row] = trade.getTimestamp() * NS_PER_MS;
            trades.tickDirection[row] = (byte) trade.getTickDirection();
            trades.price[row] = Scaled.of(trade.getPrice());
            trades.markPrice[row] = Scaled.of(trade.getMarkPrice());
            trades.indexPrice[row] = Scaled.of(trade.getIndexPrice());
            trades.contracts[row] = Scaled.of(trade.getContracts());
            trades.amount[row] = Scaled.of(trade.getAmount());
            trades.iv[row] = trade.getIv();
            trades.direction[row] = "buy".equals(trade.getDirection()) ? Side.BUY : Side.SELL;
            trades.instrumentId[row] = intern(symbols.instruments(), trade.getInstrumentName());
        }
        Filled.trades(event);
    }

    void quote(final Ticker from, final MarketEvent event) {
        final TickerColumns ticker = event.ticker;
        event.kind = EventKind.QUOTE;
        ticker.clear();
        best(from, event);
    }

    void ticker(final Ticker from, final MarketEvent event) {
        final TickerColumns ticker = event.ticker;
        event.kind = EventKind.TICKER;
        event.flags |= MarketEvent.SNAPSHOT;
        ticker.clear();
        best(from, event);
        ticker.lastPrice = optional(from.getLastPrice());
        ticker.markPrice = optional(from.getMarkPrice());
        ticker.indexPrice = optional(from.getIndexPrice());
        ticker.openInterest = optional(from.getOpenInterest());
        ticker.minPrice = optional(from.getMinPrice());
        ticker.maxPrice = optional(from.getMaxPrice());
        ticker.settlementPrice = optional(from.getSettlementPrice());
        ticker.estimatedDeliveryPrice = optional(from.getEstimatedDeliveryPrice());
        ticker.underlyingPrice = optional(from.getUnderlyingPrice());
        ticker.currentFunding = from.getCurrentFunding();
        ticker.funding8h = from.getFunding8h();
        ticker.markIv = from.getMarkIv();
        ticker.bidIv = from.getBidIv();
        ticker.askIv = from.getAskIv();
        ticker.interestRate = from.getInterestRate();
        ticker.interestValue = from.getInterestValue();
        stats(from.getStats(), ticker);
        greeks(from.getGreeks(), ticker);
    }

    private void best(final Ticker from, final MarketEvent event) {
        final TickerColumns ticker = event.ticker;
        event.exchangeTimeNs = from.getTimestamp() * NS_PER_MS;
        event.instrumentId = intern(symbols.instruments(), from.getInstrumentName());
        ticker.bestBidPrice = optional(from.getBestBidPrice());
        ticker.bestBidAmount = optional(from.getBestBidAmount());
        ticker.bestAskPrice = optional(from.getBestAskPrice());
        ticker.bestAskAmount = optional(from.getBestAskAmount());
    }

    private static void stats(final Stats from, final TickerColumns ticker) {
        if (from != null) {
            ticker.volume = from.getVolume();
            ticker.volumeUsd = from.getVolumeUsd();
            ticker.priceChange = from.getPriceChange();
            ticker.lowPrice = optional(from.getLow());
            ticker.highPrice = optional(from.getHigh());
        }
    }

    private static void greeks(final Greeks from, final TickerColumns ticker) {
        if (from != null) {
            ticker.delta = from.getDelta();
            ticker.gamma = from.getGamma();
            ticker.vega = from.getVega();
            ticker.theta = from.getTheta();
            ticker.rho = from.getRho();
        }
    }

    private static long optional(final double value) {
        return Double.isNaN(value) ? MarketEvent.ABSENT : Scaled.of(value);
    }

    private static long optional(final Double value) {
        return value == null ? MarketEvent.ABSENT : Scaled.of(value.doubleValue());
    }

    private static int intern(final SymbolTable table, final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        return table.intern(bytes, 0, bytes.length);
    }
}
