/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.notice.AccessLogColumns;
import io.novaring.codec.notice.AnnouncementColumns;
import io.novaring.codec.notice.BlockTradeColumns;
import io.novaring.codec.notice.BlockTradeConfirmationColumns;
import io.novaring.codec.notice.CandleColumns;
import io.novaring.codec.notice.ComboTradeColumns;
import io.novaring.codec.notice.ExpirationPriceColumns;
import io.novaring.codec.notice.FillColumns;
import io.novaring.codec.notice.IndexRankingColumns;
import io.novaring.codec.notice.IndexStatisticsColumns;
import io.novaring.codec.notice.LegColumns;
import io.novaring.codec.notice.MarkPriceColumns;
import io.novaring.codec.notice.NoticeColumns;
import io.novaring.codec.notice.PlatformStateColumns;
import io.novaring.codec.notice.QuoteRequestColumns;
import java.util.ArrayList;
import java.util.List;

/** Columns of the rarer kinds as one text to compare. */
final class NoticeText {
    private final MarketEvent event;
    private final Symbols symbols;
    private final List<String> parts = new ArrayList<>();

    private NoticeText(final MarketEvent event, final Symbols symbols) {
        this.event = event;
        this.symbols = symbols;
    }

    static String of(final MarketEvent event, final Symbols symbols) {
        final NoticeText text = new NoticeText(event, symbols);
        text.all();
        return String.join(" ", text.parts);
    }

    private void all() {
        final NoticeColumns notice = event.notice;
        switch (event.kind) {
            case FUNDING -> exact(notice.funding.indexPrice).add(notice.funding.rate);
            case INDEX_RANKING -> ranking(notice.indexRanking);
            case INDEX_STATISTICS -> statistics(notice.indexStatistics);
            case VOLATILITY_INDEX -> text(event.indexName).add(notice.volatility);
            case EXPIRATION_PRICE -> expiration(notice.expirationPrice);
            case MARK_PRICES -> markPrices(notice.markPrices);
            case CANDLE -> candle(notice.candle);
            case INSTRUMENT_STATE ->
                    text(notice.instrumentState.name).text(notice.instrumentState.state);
            case PLATFORM_STATE -> platform(notice.platformState);
            case ANNOUNCEMENT -> announcement(notice.announcement);
            case BLOCK_TRADES -> block(notice.blockTrades);
            case BLOCK_TRADE_CONFIRMATION -> confirmation(notice.confirmation);
            case REQUEST_FOR_QUOTE -> request(notice.quoteRequest);
            case COMBO_TRADES -> legs(notice.comboTrades);
            case MMP_TRIGGER ->
                    text(notice.mmpTrigger.indexName)
                            .number(notice.mmpTrigger.frozenUntilNs)
                            .text(notice.mmpTrigger.group)
                            .add(notice.mmpTrigger.blockRequest);
            case ACCESS_LOG -> accessLog(notice.accessLog);
            case ACCOUNT_LOCK -> text(notice.accountLock.currency).add(notice.accountLock.locked);
            case LIQUIDATION, LIQUIDITY_SUPPORT ->
                    text(notice.riskNotice.state).text(notice.riskNotice.data);
            default -> {
                // No columns.
            }
        }
    }

    private void ranking(final IndexRankingColumns ranking) {
        text(event.indexName);
        for (int i = 0; i < ranking.size(); i++) {
            text(ranking.source[i]).add(ranking.enabled[i]).add(ranking.weight[i]);
            exact(ranking.price[i], ranking.originalPrice[i]).number(ranking.timeNs[i]);
        }
    }

    private void statistics(final IndexStatisticsColumns statistics) {
        text(event.indexName).exact(statistics.low24h, statistics.high24h);
        add(statistics.change24h).add(statistics.highVolatility);
    }

    private void expiration(final ExpirationPriceColumns expiration) {
        text(event.indexName).exact(expiration.price).number(expiration.secondsLeft);
        add(expiration.isEstimated).number(expiration.leftTicks).number(expiration.totalTicks);
    }

    private void markPrices(final MarkPriceColumns prices) {
        text(event.indexName);
        for (int i = 0; i < prices.size(); i++) {
            instrument(prices.instrumentId[i]).exact(prices.markPrice[i]);
            add(prices.iv[i]).number(prices.timeNs[i]);
        }
    }

    private void candle(final CandleColumns candle) {
        text(candle.resolution).number(candle.openTimeNs);
        exact(candle.open, candle.high, candle.low, candle.close);
        add(candle.volume).add(candle.cost).text(candle.status);
    }

    private void platform(final PlatformStateColumns platform) {
        add(platform.maintenance).text(platform.indexName).add(platform.locked);
        text(platform.reasons).add(platform.allowsUnauthenticated);
    }

    private void announcement(final AnnouncementColumns announcement) {
        number(announcement.id).text(announcement.action).text(announcement.title);
        text(announcement.body).add(announcement.important).add(announcement.confirmation);
        number(announcement.unread);
    }

    private void block(final BlockTradeColumns block) {
        text(block.id).text(block.comboId).exact(block.amount, block.markPrice);
        add(block.direction).instrument(block.hedgeInstrumentId).add(block.hedgeDirection);
        exact(block.hedgePrice, block.hedgeAmount).add("legs");
        final LegColumns legs = block.legs;
        for (int i = 0; i < legs.size(); i++) {
            instrument(legs.instrumentId[i]).add(legs.direction[i]);
            exact(legs.price[i], legs.ratio[i]);
        }
        add("fills");
        final FillColumns fills = block.fills;
        for (int i = 0; i < fills.size(); i++) {
            exact(fills.price[i], fills.amount[i], fills.hedgeAmount[i]).add(fills.direction[i]);
        }
    }

    private void confirmation(final BlockTradeConfirmationColumns confirmation) {
        text(confirmation.nonce).text(confirmation.role).number(confirmation.userId);
        text(confirmation.state).number(confirmation.stateTimeNs);
        text(confirmation.counterpartyState).number(confirmation.counterpartyStateTimeNs);
        text(confirmation.brokerCode).text(confirmation.brokerName).add("trades");
        for (int i = 0; i < event.trades.size(); i++) {
            instrument(event.trades.instrumentId[i]).add(event.trades.direction[i]);
            exact(event.trades.price[i], event.trades.amount[i], event.trades.markPrice[i]);
        }
    }

    private void request(final QuoteRequestColumns request) {
        add(request.direction).exact(request.amount);
        add(request.isActive).add(request.isNewInstrument);
    }

    private void legs(final ComboTradeColumns legs) {
        add("legs");
        for (int i = 0; i < legs.size(); i++) {
            add(legs.tradeRow[i]).instrument(legs.instrumentId[i]).text(legs.tradeId[i]);
            number(legs.tradeSeq[i]).number(legs.timeNs[i]).add(legs.direction[i]);
            exact(legs.price[i], legs.amount[i], legs.fee[i]);
            text(legs.orderId[i]).text(legs.feeCurrency[i]);
        }
    }

    private void accessLog(final AccessLogColumns entry) {
        number(entry.id).text(entry.ip).text(entry.country).text(entry.city);
        text(entry.log).text(entry.data);
    }

    private NoticeText add(final Object value) {
        parts.add(String.valueOf(value));
        return this;
    }

    private NoticeText text(final long text) {
        return add(Text.toString(event.raw, text));
    }

    private NoticeText instrument(final int id) {
        return add(symbols.instruments().name(id));
    }

    private NoticeText number(final long value) {
        return add(value == MarketEvent.ABSENT ? "-" : Long.toString(value));
    }

    private NoticeText exact(final long... values) {
        for (final long value : values) {
            add(value == MarketEvent.ABSENT ? "-" : Decimals.toString(value));
        }
        return this;
    }
}
