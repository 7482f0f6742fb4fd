/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.venues.deribit.decode.notice.Notices;
import java.util.Arrays;

/** Routes the data of a subscription message to the decoder for its channel. */
final class DataDecoder {
    private final BookDecoder books;
    private final TradesDecoder trades;
    private final TickerDecoder tickers;
    private final IndexDecoder indexes = new IndexDecoder();
    private final OrdersDecoder orders;
    private final ChangesDecoder changes;
    private final PortfolioDecoder portfolios;
    private final AnswerRows answers;
    private final ComboTradesDecoder comboTrades;
    private final Notices notices;
    private final BlockTradesDecoder blockTrades;
    private final BlockTradeConfirmationDecoder confirmations;
    private final QuoteRequestDecoder quoteRequests;
    private final SymbolTable channels;
    private final SymbolTable instruments;
    private final boolean hasNotices;

    /** By channel id: the name of a channel is looked at once. */
    private ChannelSubject[] subjects = new ChannelSubject[64];

    DataDecoder(final Symbols symbols, final boolean hasNotices, final boolean hasDetails) {
        this.hasNotices = hasNotices;
        instruments = symbols.instruments();
        final TradeRowDecoder tradeRows = new TradeRowDecoder(instruments, hasDetails);
        final OrderRowDecoder orderRows = new OrderRowDecoder(instruments, hasDetails);
        final PositionRowDecoder positionRows = new PositionRowDecoder(instruments, hasDetails);
        channels = symbols.channels();
        books = new BookDecoder(instruments);
        trades = new TradesDecoder(tradeRows);
        tickers = new TickerDecoder(instruments, hasDetails);
        orders = new OrdersDecoder(orderRows);
        changes = new ChangesDecoder(instruments, orderRows, tradeRows, positionRows);
        portfolios = new PortfolioDecoder(hasDetails);
        answers = new AnswerRows(orderRows, tradeRows, positionRows, portfolios);
        comboTrades = new ComboTradesDecoder(new TradeRowDecoder(instruments, true));
        notices = new Notices(instruments);
        blockTrades = new BlockTradesDecoder(instruments);
        confirmations = new BlockTradeConfirmationDecoder(tradeRows);
        quoteRequests = new QuoteRequestDecoder(instruments);
    }

    /** Decoders of the rows that answers carry, too. */
    AnswerRows answers() {
        return answers;
    }

    /** False for channels whose messages mean something without data. */
    boolean isNeeded(final int channelId) {
        return subject(channelId).kind() != ChannelKind.OTHER;
    }

    /** Consumes the data of a message of this channel, whose name stands at this offset. */
    void decode(
            final JsonCursor cursor,
            final MarketEvent event,
            final int channelId,
            final int channelOffset) {
        event.flags &= ~(MarketEvent.SNAPSHOT | MarketEvent.CHANGE | MarketEvent.WINDOW);
        // A second data takes the place of the first, whatever its channel was.
        event.instrumentId = MarketEvent.NONE;
        final ChannelSubject subject = subject(channelId);
        switch (subject.kind()) {
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
            default -> {
                final long text = textOf(subject, event, channelId, channelOffset);
                decodeNotice(cursor, event, subject, text);
            }
        }
    }

    private void decodeNotice(
            final JsonCursor cursor,
            final MarketEvent event,
            final ChannelSubject subject,
            final long text) {
        switch (subject.kind()) {
            case FUNDING -> notices.funding(cursor, event, subject.instrumentId());
            case CANDLE -> notices.candle(cursor, event, subject.instrumentId(), text);
            case INDEX_RANKING -> notices.indexRanking(cursor, event, text);
            case INDEX_STATISTICS -> notices.indexStatistics(cursor, event, text);
            case VOLATILITY_INDEX -> notices.volatility(cursor, event, text);
            case EXPIRATION_PRICE -> notices.expirationPrice(cursor, event, text);
            case MARK_PRICES -> notices.markPrices(cursor, event, text);
            case INSTRUMENT_STATE -> notices.instrumentState(cursor, event);
            case PLATFORM_STATE -> notices.platformState(cursor, event);
            case ANNOUNCEMENT -> notices.announcement(cursor, event);
            case BLOCK_TRADES -> blockTrades.decode(cursor, event);
            case BLOCK_TRADE_CONFIRMATION -> confirmations.decode(cursor, event);
            case REQUEST_FOR_QUOTE -> quoteRequests.decode(cursor, event);
            case COMBO_TRADES -> comboTrades.decode(cursor, event);
            case MMP_TRIGGER -> notices.mmpTrigger(cursor, event, text);
            case ACCESS_LOG -> notices.accessLog(cursor, event);
            case ACCOUNT_LOCK -> notices.accountLock(cursor, event);
            case LIQUIDATION -> notices.liquidation(cursor, event);
            case LIQUIDITY_SUPPORT -> notices.liquiditySupport(cursor, event);
            default -> throw new IllegalStateException("no decoder for " + subject.kind());
        }
    }

    /** Part of the channel's name as a range of the message; absent when it has escapes there. */
    private long textOf(
            final ChannelSubject subject,
            final MarketEvent event,
            final int channelId,
            final int channelOffset) {
        final int length = channels.bytes(channelId).length;
        final boolean isPlain =
                subject.length() > 0
                        && channelOffset + length <= event.rawLength
                        && channels.matches(channelId, event.raw, channelOffset, length);
        return isPlain ? Text.of(channelOffset + subject.offset(), subject.length()) : Text.ABSENT;
    }

    private ChannelSubject subject(final int channelId) {
        if (channelId >= subjects.length) {
            subjects = Arrays.copyOf(subjects, Integer.highestOneBit(channelId) << 1);
        }
        final ChannelSubject known = subjects[channelId];
        if (known != null) {
            return known;
        }
        final ChannelSubject subject =
                ChannelSubject.of(channels.name(channelId), hasNotices, instruments);
        subjects[channelId] = subject;
        return subject;
    }
}
