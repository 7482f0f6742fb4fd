/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.notice;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.RejectReason;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.notice.NoticeColumns;

/**
 * The way to the decoders of this package, one method for each message type. Consumes the data of
 * one message; allocates nothing but for the columns of a slot that has not carried the kind yet.
 *
 * <p>What the data leaves out and the channel says is taken from the channel: its subject is an
 * instrument or a range of the raw bytes.
 */
public final class Notices {
    private final SymbolTable instruments;

    public Notices(final SymbolTable instruments) {
        this.instruments = instruments;
    }

    /** {@code instrumentId}: of the channel's instrument, or a failure of the symbol table. */
    public void funding(final JsonCursor cursor, final MarketEvent event, final int instrumentId) {
        FundingDecoder.decode(cursor, event);
        instrument(cursor, event, instrumentId);
    }

    /** As {@link #funding}; {@code resolution} is a text of the channel. */
    public void candle(
            final JsonCursor cursor,
            final MarketEvent event,
            final int instrumentId,
            final long resolution) {
        CandleDecoder.decode(cursor, event);
        event.notice.candle.resolution = resolution;
        instrument(cursor, event, instrumentId);
    }

    public void indexRanking(
            final JsonCursor cursor, final MarketEvent event, final long indexName) {
        event.indexName = indexName;
        IndexRankingDecoder.decode(cursor, event);
    }

    public void indexStatistics(
            final JsonCursor cursor, final MarketEvent event, final long indexName) {
        event.indexName = indexName;
        IndexStatisticsDecoder.decode(cursor, event);
    }

    public void volatility(final JsonCursor cursor, final MarketEvent event, final long indexName) {
        event.indexName = indexName;
        VolatilityDecoder.decode(cursor, event);
    }

    public void expirationPrice(
            final JsonCursor cursor, final MarketEvent event, final long indexName) {
        event.indexName = indexName;
        ExpirationPriceDecoder.decode(cursor, event);
    }

    public void markPrices(final JsonCursor cursor, final MarketEvent event, final long indexName) {
        event.indexName = indexName;
        MarkPricesDecoder.decode(cursor, event, instruments);
    }

    public void instrumentState(final JsonCursor cursor, final MarketEvent event) {
        InstrumentStateDecoder.decode(cursor, event, instruments);
    }

    public void platformState(final JsonCursor cursor, final MarketEvent event) {
        PlatformStateDecoder.decode(cursor, event);
    }

    public void announcement(final JsonCursor cursor, final MarketEvent event) {
        AnnouncementDecoder.decode(cursor, event);
    }

    /** {@code indexName}: of the channel; one in the data takes its place. */
    public void mmpTrigger(final JsonCursor cursor, final MarketEvent event, final long indexName) {
        MmpTriggerDecoder.decode(cursor, event, indexName);
    }

    public void accessLog(final JsonCursor cursor, final MarketEvent event) {
        AccessLogDecoder.decode(cursor, event);
    }

    public void accountLock(final JsonCursor cursor, final MarketEvent event) {
        AccountLockDecoder.decode(cursor, event);
    }

    public void liquidation(final JsonCursor cursor, final MarketEvent event) {
        RiskNoticeDecoder.decode(cursor, event, EventKind.LIQUIDATION);
    }

    public void liquiditySupport(final JsonCursor cursor, final MarketEvent event) {
        RiskNoticeDecoder.decode(cursor, event, EventKind.LIQUIDITY_SUPPORT);
    }

    private static void instrument(
            final JsonCursor cursor, final MarketEvent event, final int instrumentId) {
        if (instrumentId == SymbolTable.FULL) {
            cursor.fail(RejectReason.TABLE_FULL, 0);
        }
        event.instrumentId = instrumentId;
    }

    /** Consumes a literal: 1, 0 or UNKNOWN. */
    static byte flag(final JsonCursor cursor) {
        final int value = cursor.bool();
        return value == JsonCursor.ABSENT ? NoticeColumns.UNKNOWN : (byte) value;
    }

    /** Consumes a text; what was known before stands when there is none. */
    static long textOr(final JsonCursor cursor, final long before) {
        final long text = cursor.text();
        return text == Text.ABSENT ? before : text;
    }

    /** Consumes the name of an instrument into the header, and returns its text. */
    static long symbolAndText(
            final JsonCursor cursor, final MarketEvent event, final SymbolTable instruments) {
        final boolean isText = cursor.isText();
        final int start = cursor.valueOffset() + 1;
        event.instrumentId = cursor.symbol(instruments);
        // The reader stands on the closing quote now.
        return isText && !cursor.failed()
                ? Text.of(start, cursor.valueOffset() - start)
                : Text.ABSENT;
    }
}
