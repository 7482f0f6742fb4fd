/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.normalised;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.TradeColumns;
import io.novaring.codec.json.JsonEncoder;
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
import io.novaring.codec.notice.MmpTriggerColumns;
import io.novaring.codec.notice.NoticeColumns;
import io.novaring.codec.notice.PlatformStateColumns;
import io.novaring.codec.notice.QuoteRequestColumns;
import io.novaring.codec.notice.RiskNoticeColumns;

/** The rarer kinds of events, as {@code --typed} prints them; see docs/events.md. */
final class NoticeWriter {
    private final NormalisedFields fields;
    private final JsonEncoder json;

    NoticeWriter(final NormalisedFields fields, final JsonEncoder json) {
        this.fields = fields;
        this.json = json;
    }

    void write(final MarketEvent event) {
        final NoticeColumns notice = event.notice;
        switch (event.kind) {
            case FUNDING -> {
                kind("funding").instrument(event.instrumentId);
                fields.integer("timeNs", event.exchangeTimeNs);
                fields.analytic("rate", notice.funding.rate);
                fields.exact("indexPrice", notice.funding.indexPrice);
            }
            case INDEX_RANKING -> ranking(event, notice.indexRanking);
            case INDEX_STATISTICS -> statistics(event, notice.indexStatistics);
            case VOLATILITY_INDEX -> {
                kind("volatilityIndex").name("index", event.indexName);
                fields.integer("timeNs", event.exchangeTimeNs);
                fields.analytic("volatility", notice.volatility);
            }
            case EXPIRATION_PRICE -> expiration(event, notice.expirationPrice);
            case MARK_PRICES -> markPrices(event, notice.markPrices);
            case CANDLE -> candle(event, notice.candle);
            case INSTRUMENT_STATE -> {
                kind("instrumentState").instrument(event.instrumentId);
                fields.integer("timeNs", event.exchangeTimeNs);
                fields.text("state", notice.instrumentState.state);
            }
            case PLATFORM_STATE -> platform(notice.platformState);
            case ANNOUNCEMENT -> announcement(event, notice.announcement);
            case BLOCK_TRADES -> blockTrades(event, notice.blockTrades);
            case BLOCK_TRADE_CONFIRMATION -> confirmation(event, notice.confirmation);
            case REQUEST_FOR_QUOTE -> quoteRequest(event, notice.quoteRequest);
            case COMBO_TRADES -> comboTrades(event, notice.comboTrades);
            case MMP_TRIGGER -> mmpTrigger(notice.mmpTrigger);
            case ACCESS_LOG -> accessLog(event, notice.accessLog);
            case ACCOUNT_LOCK ->
                    kind("accountLock")
                            .text("currency", notice.accountLock.currency)
                            .flag("locked", notice.accountLock.locked);
            case LIQUIDATION -> risk("liquidation", event, notice.riskNotice);
            case LIQUIDITY_SUPPORT -> risk("liquiditySupport", event, notice.riskNotice);
            default -> throw new IllegalStateException("not one of the rarer kinds: " + event.kind);
        }
    }

    private NormalisedFields kind(final String kind) {
        return fields.word("kind", kind).channel();
    }

    private void ranking(final MarketEvent event, final IndexRankingColumns ranking) {
        kind("indexRanking").name("index", event.indexName);
        fields.integer("timeNs", event.exchangeTimeNs);
        rows("sources");
        for (int i = 0; i < ranking.size(); i++) {
            fields.beginRow(i);
            fields.text("source", ranking.source[i]).flag("enabled", ranking.enabled[i]);
            fields.analytic("weight", ranking.weight[i]).exact("price", ranking.price[i]);
            fields.exact("originalPrice", ranking.originalPrice[i]);
            fields.integer("timeNs", ranking.timeNs[i]);
            json.raw('}');
        }
        json.raw(']');
    }

    private void statistics(final MarketEvent event, final IndexStatisticsColumns statistics) {
        kind("indexStatistics").name("index", event.indexName);
        fields.integer("timeNs", event.exchangeTimeNs);
        fields.exact("low24h", statistics.low24h).exact("high24h", statistics.high24h);
        fields.analytic("change24h", statistics.change24h);
        fields.flag("highVolatility", statistics.highVolatility);
    }

    private void expiration(final MarketEvent event, final ExpirationPriceColumns expiration) {
        kind("expirationPrice").name("index", event.indexName);
        fields.integer("timeNs", event.exchangeTimeNs).exact("price", expiration.price);
        fields.integer("secondsLeft", expiration.secondsLeft);
        fields.flag("isEstimated", expiration.isEstimated);
        fields.integer("leftTicks", expiration.leftTicks);
        fields.integer("totalTicks", expiration.totalTicks);
    }

    private void markPrices(final MarketEvent event, final MarkPriceColumns prices) {
        kind("markPrices").name("index", event.indexName);
        fields.integer("timeNs", event.exchangeTimeNs);
        rows("prices");
        for (int i = 0; i < prices.size(); i++) {
            fields.beginRow(i);
            fields.instrument(prices.instrumentId[i]).exact("markPrice", prices.markPrice[i]);
            fields.analytic("iv", prices.iv[i]).integer("timeNs", prices.timeNs[i]);
            json.raw('}');
        }
        json.raw(']');
    }

    private void candle(final MarketEvent event, final CandleColumns candle) {
        kind("candle").instrument(event.instrumentId).name("resolution", candle.resolution);
        fields.integer("openTimeNs", candle.openTimeNs);
        fields.exact("open", candle.open).exact("high", candle.high);
        fields.exact("low", candle.low).exact("close", candle.close);
        fields.analytic("volume", candle.volume).analytic("cost", candle.cost);
        fields.text("status", candle.status);
    }

    private void platform(final PlatformStateColumns platform) {
        kind("platformState").flag("maintenance", platform.maintenance);
        fields.text("index", platform.indexName).flag("locked", platform.locked);
        fields.json("reasons", platform.reasons);
        fields.flag("allowsUnauthenticated", platform.allowsUnauthenticated);
    }

    private void announcement(final MarketEvent event, final AnnouncementColumns announcement) {
        kind("announcement").integer("timeNs", event.exchangeTimeNs);
        fields.integer("id", announcement.id).text("action", announcement.action);
        fields.text("title", announcement.title).text("body", announcement.body);
        fields.flag("important", announcement.important);
        fields.flag("confirmation", announcement.confirmation);
        fields.integer("unread", announcement.unread);
    }

    private void blockTrades(final MarketEvent event, final BlockTradeColumns block) {
        kind("blockTrades").integer("timeNs", event.exchangeTimeNs).text("id", block.id);
        fields.text("comboId", block.comboId).exact("amount", block.amount);
        fields.side("direction", block.direction).exact("markPrice", block.markPrice);
        fields.key("hedge");
        fields.beginRow(0);
        fields.instrument(block.hedgeInstrumentId).side("direction", block.hedgeDirection);
        fields.exact("price", block.hedgePrice).exact("amount", block.hedgeAmount);
        json.raw('}');
        legs(block.legs);
        fills(block.fills);
    }

    private void legs(final LegColumns legs) {
        rows("legs");
        for (int i = 0; i < legs.size(); i++) {
            fields.beginRow(i);
            fields.instrument(legs.instrumentId[i]).side("direction", legs.direction[i]);
            fields.exact("price", legs.price[i]).exact("ratio", legs.ratio[i]);
            json.raw('}');
        }
        json.raw(']');
    }

    private void fills(final FillColumns fills) {
        rows("fills");
        for (int i = 0; i < fills.size(); i++) {
            fields.beginRow(i);
            fields.exact("price", fills.price[i]).exact("amount", fills.amount[i]);
            fields.side("direction", fills.direction[i]);
            fields.exact("hedgeAmount", fills.hedgeAmount[i]);
            json.raw('}');
        }
        json.raw(']');
    }

    private void confirmation(
            final MarketEvent event, final BlockTradeConfirmationColumns confirmation) {
        kind("blockTradeConfirmation").integer("timeNs", event.exchangeTimeNs);
        fields.text("nonce", confirmation.nonce).text("role", confirmation.role);
        fields.integer("userId", confirmation.userId).text("state", confirmation.state);
        fields.integer("stateTimeNs", confirmation.stateTimeNs);
        fields.text("counterpartyState", confirmation.counterpartyState);
        fields.integer("counterpartyStateTimeNs", confirmation.counterpartyStateTimeNs);
        fields.text("brokerCode", confirmation.brokerCode);
        fields.text("brokerName", confirmation.brokerName);
        rows("trades");
        final TradeColumns trades = event.trades;
        for (int i = 0; i < trades.size(); i++) {
            fields.beginRow(i);
            fields.instrument(trades.instrumentId[i]).side("direction", trades.direction[i]);
            fields.exact("price", trades.price[i]).exact("amount", trades.amount[i]);
            json.raw('}');
        }
        json.raw(']');
    }

    private void quoteRequest(final MarketEvent event, final QuoteRequestColumns request) {
        kind("requestForQuote").instrument(event.instrumentId);
        fields.integer("timeNs", event.exchangeTimeNs);
        fields.side("direction", request.direction).exact("amount", request.amount);
        fields.flag("isActive", request.isActive);
        fields.flag("isNewInstrument", request.isNewInstrument);
    }

    private void comboTrades(final MarketEvent event, final ComboTradeColumns legs) {
        kind("comboTrades");
        rows("trades");
        final TradeColumns trades = event.trades;
        for (int i = 0; i < trades.size(); i++) {
            fields.beginRow(i);
            fields.instrument(trades.instrumentId[i]).text("tradeId", trades.tradeId[i]);
            fields.integer("tradeSeq", trades.tradeSeq[i]).integer("timeNs", trades.timeNs[i]);
            fields.side("direction", trades.direction[i]).exact("price", trades.price[i]);
            fields.exact("amount", trades.amount[i]).text("orderId", trades.orderId[i]);
            fields.text("label", trades.label[i]).exact("fee", trades.fee[i]);
            fields.text("feeCurrency", trades.feeCurrency[i]).text("state", trades.state[i]);
            comboLegs(legs, i);
            json.raw('}');
        }
        json.raw(']');
    }

    private void comboLegs(final ComboTradeColumns legs, final int tradeRow) {
        rows("legs");
        int count = 0;
        for (int i = 0; i < legs.size(); i++) {
            if (legs.tradeRow[i] == tradeRow) {
                fields.beginRow(count++);
                fields.instrument(legs.instrumentId[i]).text("tradeId", legs.tradeId[i]);
                fields.integer("tradeSeq", legs.tradeSeq[i]).integer("timeNs", legs.timeNs[i]);
                fields.side("direction", legs.direction[i]).exact("price", legs.price[i]);
                fields.exact("amount", legs.amount[i]).text("orderId", legs.orderId[i]);
                fields.exact("fee", legs.fee[i]).text("feeCurrency", legs.feeCurrency[i]);
                json.raw('}');
            }
        }
        json.raw(']');
    }

    private void mmpTrigger(final MmpTriggerColumns trigger) {
        kind("mmpTrigger").name("index", trigger.indexName);
        fields.integer("frozenUntilNs", trigger.frozenUntilNs).text("group", trigger.group);
        fields.flag("blockRequest", trigger.blockRequest);
    }

    private void accessLog(final MarketEvent event, final AccessLogColumns entry) {
        kind("accessLog").integer("timeNs", event.exchangeTimeNs).integer("id", entry.id);
        fields.text("ip", entry.ip).text("country", entry.country).text("city", entry.city);
        fields.text("log", entry.log).json("data", entry.data);
    }

    private void risk(final String kind, final MarketEvent event, final RiskNoticeColumns notice) {
        kind(kind).integer("timeNs", event.exchangeTimeNs).text("state", notice.state);
        fields.json("data", notice.data);
    }

    private void rows(final String key) {
        fields.key(key);
        json.raw('[');
    }
}
