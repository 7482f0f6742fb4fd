/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.RejectReason;
import io.novaring.codec.Side;
import io.novaring.codec.Text;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.notice.NoticeColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NoticesTest {
    private final Frames frames = new Frames();
    private final MarketEvent event = frames.event;

    /** Kind, flags, header and columns of every golden notice, in full. */
    @Test
    void shouldDecodeEveryGoldenNotice() {
        final List<String> expected =
                List.of(
                        "FUNDING  channel=perpetual.BTC-PERPETUAL.100ms instrument=BTC-PERPETUAL"
                                + " time=1772000002000000000 60120.77 0.004999511380756577",
                        "FUNDING  channel=perpetual.ETH_USDC-PERPETUAL.raw"
                                + " instrument=ETH_USDC-PERPETUAL time=1772000002001000000"
                                + " - -5.0E-8",
                        "INDEX_RANKING  channel=deribit_price_ranking.btc_usd instrument=null"
                                + " time=1772000002100000000 btc_usd bitfinex 1 14.285714285714286"
                                + " 60119.5 60119.5 1772000002100000000 gemini 0 0.0 - 60121"
                                + " 1772000002090000000",
                        "INDEX_STATISTICS  channel=deribit_price_statistics.btc_usd"
                                + " instrument=null time=- btc_usd 58000.12 61000 -1.2345 0",
                        "VOLATILITY_INDEX  channel=deribit_volatility_index.eth_usd"
                                + " instrument=null time=1772000002300000000 eth_usd 129.36",
                        "EXPIRATION_PRICE  channel=estimated_expiration_price.btc_usd"
                                + " instrument=null time=- btc_usd 60125.11 929 1 17 180",
                        "EXPIRATION_PRICE  channel=estimated_expiration_price.eth_usd"
                                + " instrument=null time=- eth_usd 2160.1 180929 0 - -",
                        "MARK_PRICES  channel=markprice.options.btc_usd instrument=null"
                                + " time=1772000002401000000 btc_usd BTC-27MAR26-90000-C 0.0333"
                                + " 0.9 1772000002400000000 BTC-27MAR26-20000-P 0.0001 NaN"
                                + " 1772000002401000000",
                        "MARK_PRICES  channel=markprice.options.sol_usdc instrument=null time=-"
                                + " sol_usdc",
                        "CANDLE  channel=chart.trades.BTC-PERPETUAL.1D instrument=BTC-PERPETUAL"
                                + " time=- 1D 1772000000000000000 8869.79 8870.31 8788.25 8791.25"
                                + " 0.05219351 460.0 ok",
                        "CANDLE  channel=chart.trades.ETH-PERPETUAL instrument=ETH-PERPETUAL"
                                + " time=- null 1772000060000000000 2160 2160 2160 2160 0.0 0.0"
                                + " imputed",
                        "INSTRUMENT_STATE  channel=instrument.state.any.any"
                                + " instrument=BTC-22MAY26 time=1772000002500000000 BTC-22MAY26"
                                + " open",
                        "INSTRUMENT_STATE  channel=instrument.state.option.BTC"
                                + " instrument=BTC-19MAY26-70000-C time=1772000002501000000"
                                + " BTC-19MAY26-70000-C archivized",
                        "PLATFORM_STATE  channel=platform_state instrument=null time=- -1"
                                + " sol_usdc 1 [\"x\", 1] -1",
                        "PLATFORM_STATE  channel=platform_state instrument=null time=- 1 null -1"
                                + " null -1",
                        "PLATFORM_STATE  channel=platform_state.public_methods_state"
                                + " instrument=null time=- -1 null -1 null 0",
                        "ANNOUNCEMENT  channel=announcements instrument=null"
                                + " time=1772000002600000000 1532593832021 new Example"
                                + " announcement An <a href=\\\"x\\\">announcement<\\/a>\\nof two"
                                + " lines \\u00e9 0 -1 -",
                        "ANNOUNCEMENT  channel=announcements instrument=null"
                                + " time=1772000002601000000 7 deleted Gone  1 1 3",
                        "BLOCK_TRADES  channel=block_rfq.trades.BTC instrument=null"
                                + " time=1772000002700000000 7 BTC-CS-19MAY26-70000_75000 25.5"
                                + " 0.0123 1 BTC-PERPETUAL 0 60123.5 1000 legs"
                                + " BTC-19MAY26-70000-C 0 0.0412 1 BTC-19MAY26-75000-C 1 - 2"
                                + " fills 0.0125 20 1000 1 0.0126 5.5 - 1",
                        "BLOCK_TRADES  channel=block_rfq.trades.any instrument=null"
                                + " time=1772000002701000000 8 ETH-FS-22MAY26_PERP 5000 -2.5 0"
                                + " null 3 - - legs fills",
                        "BLOCK_TRADE_CONFIRMATION  channel=block_trade_confirmations.btc"
                                + " instrument=null time=1772000002800000000 bszyprbq maker 7357"
                                + " initial 1772000002799000000 accepted 1772000002798000000 null"
                                + " A \\\"broker\\\" trades BTC-19MAY26-70000-C 0 0.05 25 0.051"
                                + " BTC-PERPETUAL 1 60123.5 200000 -",
                        "BLOCK_TRADE_CONFIRMATION  channel=block_trade_confirmations"
                                + " instrument=null time=1772000002801000000 12 taker 1 executed"
                                + " 1772000002801000000 null - null null trades",
                        "REQUEST_FOR_QUOTE  channel=rfq.BTC instrument=BTC-PERPETUAL"
                                + " time=1772000002900000000 0 1200000 1 -1",
                        "REQUEST_FOR_QUOTE  channel=rfq.ETH instrument=ETH-27MAR26-2000-C"
                                + " time=1772000002901000000 3 - 0 1",
                        "FUNDING  channel=perpetual.BTC-PERPETUAL.agg2 instrument=BTC-PERPETUAL"
                                + " time=1772000003000000000 60120 1.0E-4",
                        "MARK_PRICES  channel=markprice.options.btc_usd instrument=null time=-"
                                + " btc_usd BTC-27MAR26-90000-P 0.5 NaN -",
                        "EXPIRATION_PRICE  channel=estimated_expiration_price.btc_usd"
                                + " instrument=null time=- null 1.5 - -1 - -",
                        "COMBO_TRADES  channel=user.combo_trades.BTC-FS-29SEP26_PERP.raw"
                                + " instrument=BTC-FS-29SEP26_PERP time=1772000004002000000"
                                + " trades[BTC-FS-29SEP26_PERP 51227961 4 1772000004000000000 sell"
                                + " (-10 10 0) null 4009043192 c1 BTC filled 1 (- -10.5 60120.77)"
                                + " NaN null - null null null 2 - -;BTC-FS-29SEP26_PERP 51227970 -"
                                + " 1772000004002000000 buy (5 1 -) null null null null null -1"
                                + " (- - -) NaN null - null null null 0 - -] legs 0 BTC-29SEP26"
                                + " 51227963 7 1772000004000000000 1 60112.5 10 0.00000168"
                                + " 4009043193 BTC 0 BTC-PERPETUAL 51227962 8 1772000004001000000"
                                + " 0 60122.5 10 0 null null{tradeId=51227961 tradeSeq=4"
                                + " timeNs=1772000004000000000 direction=sell price=-10 amount=10"
                                + " indexPrice=60120.77 markPrice=-10.5 orderId=4009043192"
                                + " state=filled fee=0 feeCurrency=BTC liquidity=T orderType=limit"
                                + " label=c1 }{tradeId=51227970 timeNs=1772000004002000000"
                                + " direction=buy price=5 amount=1 }",
                        "MMP_TRIGGER  channel=user.mmp_trigger.btc_usd instrument=null time=-"
                                + " btc_usd 1772000005000000000 G \\\"1\\\" 0",
                        "MMP_TRIGGER  channel=user.mmp_trigger.all instrument=null time=- eth_usd"
                                + " 0 null -1",
                        "ACCESS_LOG  channel=user.access_log instrument=null"
                                + " time=1772000006000000000 243343 192.0.2.7 -- - success"
                                + " {\"name\":\"a \\\"b\\\"\",\"id\":1}",
                        "ACCOUNT_LOCK  channel=user.lock instrument=null time=- ALL 1",
                        "LIQUIDATION  channel=user.liquidation instrument=null"
                                + " time=1772000007000000000 lsp_transfer"
                                + " {\"timestamp\":1772000007000,\"state\":\"lsp_transfer\","
                                + "\"instrument_name\":\"BTC-PERPETUAL\",\"amount\":-1.5e2}",
                        "LIQUIDATION  channel=user.isolated.liquidation instrument=null time=-"
                                + " liquidation_started {\"state\":\"liquidation_started\","
                                + "\"isolated\":true,\"user_id\":7}",
                        "LIQUIDITY_SUPPORT  channel=user.lsp instrument=null time=- enabled"
                                + " {\"type\":\"enabled\",\"limits\":{\"a\":[1,2]}}");

        final List<String> notices = Frames.notices();

        assertEquals(expected.size(), notices.size());
        for (int i = 0; i < notices.size(); i++) {
            frames.decode(notices.get(i));
            assertEquals(expected.get(i), EventText.of(event, frames.symbols));
        }
    }

    @Test
    void shouldCopyEveryNoticeWhole() {
        final MarketEvent copy = new MarketEvent();
        for (final String notice : Frames.notices()) {
            frames.decode(notice);
            copy.copyFrom(event);
            final String expected = EventText.of(event, frames.symbols);

            frames.decode("{\"id\":1,\"result\":1}");

            assertEquals(expected, EventText.of(copy, frames.symbols));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "perpetual.A.raw",
                "deribit_price_statistics.a",
                "deribit_volatility_index.a",
                "estimated_expiration_price.a",
                "chart.trades.A.1",
                "instrument.state.any.any",
                "platform_state",
                "platform_state.public_methods_state",
                "announcements",
                "block_rfq.trades.any",
                "block_trade_confirmations",
                "block_trade_confirmations.btc",
                "rfq.BTC",
                "user.mmp_trigger.btc_usd",
                "user.access_log",
                "user.lock",
                "user.liquidation",
                "user.lsp"
            })
    void shouldTakeAnObjectAndNothingElse(final String channel) {
        for (final String data : List.of("[]", "null", "1", "\"x\"", "true")) {
            assertRejected(channel, data, RejectReason.WRONG_TYPE);
        }
        assertRejected(
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"" + channel + "\"}}");

        frames.decode(Frames.subscription(channel, "{\"new\":[{}]}"));

        assertTrue(event.kind.compareTo(EventKind.COMMAND) > 0, event.kind.name());
        assertEquals(0, event.flags);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deribit_price_ranking.a", "markprice.options.a"})
    void shouldTakeAnArrayOfObjectsAndNothingElse(final String channel) {
        for (final String data : List.of("{}", "null", "1", "[1]", "[{},null]")) {
            assertRejected(channel, data, RejectReason.WRONG_TYPE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rfq.BTC | {\"side\":\"both\"} | BAD_VALUE",
                "block_rfq.trades.BTC | {\"direction\":\"up\"} | BAD_VALUE",
                "block_rfq.trades.BTC | {\"legs\":{}} | WRONG_TYPE",
                "block_rfq.trades.BTC | {\"trades\":[1]} | WRONG_TYPE",
                "block_rfq.trades.BTC | {\"hedge\":1} | WRONG_TYPE",
                "block_trade_confirmations | {\"trades\":[{}]} | MISSING_FIELD",
                "perpetual.A.raw | {\"index_price\":1e30} | BAD_NUMBER",
                "chart.trades.A.1 | {\"close\":1e10} | BAD_NUMBER",
            })
    void shouldRejectWhatWouldMeanSomethingElse(
            final String channel, final String data, final RejectReason reason) {
        assertRejected(channel, data, reason);
    }

    @Test
    void shouldTakeAFieldOfAnotherTypeForAbsent() {
        frames.decode(
                Frames.subscription(
                        "instrument.state.any.any",
                        "{\"instrument_name\":5,\"state\":{},\"timestamp\":\"x\"}"));

        assertEquals(EventKind.INSTRUMENT_STATE, event.kind);
        assertEquals(MarketEvent.NONE, event.instrumentId);
        assertEquals(MarketEvent.ABSENT, event.exchangeTimeNs);
        assertEquals(Text.ABSENT, event.notice.instrumentState.name);
        assertEquals(Text.ABSENT, event.notice.instrumentState.state);

        frames.decode(
                Frames.subscription(
                        "announcements", "{\"important\":1,\"id\":1.5,\"title\":[\"x\"]}"));
        assertEquals(NoticeColumns.UNKNOWN, event.notice.announcement.important);
        assertEquals(MarketEvent.ABSENT, event.notice.announcement.id);
        assertEquals(Text.ABSENT, event.notice.announcement.title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform_states", "announcements.x", "rfq", "instrument.x", "chart.a"})
    void shouldPassOnOtherChannels(final String channel) {
        frames.decode(Frames.subscription(channel, "1"));

        assertEquals(EventKind.NOTIFICATION, event.kind);
    }

    @Test
    void shouldFollowTheChannelThatCountsInTheEnd() {
        frames.decode(
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"perpetual.A.raw\","
                        + "\"data\":{\"tick\":5,\"interest\":1},\"channel\":\"chart.trades.B.3\"}}");

        assertEquals(EventKind.CANDLE, event.kind);
        assertEquals("B", frames.symbols.instruments().name(event.instrumentId));
        assertEquals("3", Text.toString(event.raw, event.notice.candle.resolution));
        assertEquals(5_000_000, event.notice.candle.openTimeNs);
    }

    @Test
    void shouldMakeColumnsOnlyForKindsThatCome() {
        final MarketEvent fresh = new MarketEvent();
        final byte[] frame =
                Frames.subscription("perpetual.A.raw", "{}").getBytes(StandardCharsets.UTF_8);
        fresh.reset(Origin.INBOUND, EventKind.REJECT);
        fresh.setRaw(frame, 0, frame.length);

        frames.decoder.decode(fresh);

        assertNotNull(fresh.notice.funding);
        assertNull(fresh.notice.candle);
        assertNull(fresh.notice.markPrices);
    }

    @Test
    void shouldDecodeTheDetailsOfTrades() {
        frames.decode(
                Frames.subscription(
                        "trades.BTC-CS-19MAY26-70000_75000.raw",
                        "[{\"price\":0.01,\"tick_direction\":3,\"contracts\":2.5e1,"
                                + "\"mark_price\":0.011,\"index_price\":60000,\"iv\":55.5,"
                                + "\"block_trade_id\":\"BLOCK-1\",\"block_trade_leg_count\":2,"
                                + "\"block_rfq_id\":77,\"combo_id\":\"C\",\"combo_trade_id\":8,"
                                + "\"legs\":[{},{\"price\":1}],\"starbase_match_id\":9,"
                                + "\"starbase_timestamp\":1772000002900000001},"
                                + "{\"price\":1,\"tick_direction\":4,\"legs\":null}]"));

        assertEquals(2, event.trades.size());
        assertEquals(3, event.trades.tickDirection[0]);
        assertEquals(25_000_000_000L, event.trades.contracts[0]);
        assertEquals(11_000_000L, event.trades.markPrice[0]);
        assertEquals(60_000_000_000_000L, event.trades.indexPrice[0]);
        assertEquals(55.5, event.trades.iv[0]);
        assertEquals("BLOCK-1", Text.toString(event.raw, event.trades.blockTradeId[0]));
        assertEquals(2, event.trades.blockTradeLegCount[0]);
        assertEquals("77", Text.toString(event.raw, event.trades.blockRequestId[0]));
        assertEquals("C", Text.toString(event.raw, event.trades.comboId[0]));
        assertEquals("8", Text.toString(event.raw, event.trades.comboTradeId[0]));
        assertEquals(2, event.trades.legCount[0]);
        assertEquals(9, event.trades.matchId[0]);
        assertEquals(1_772_000_002_900_000_001L, event.trades.matchTimeNs[0]);
        assertEquals(-1, event.trades.tickDirection[1]);
        assertEquals(0, event.trades.legCount[1]);
        assertEquals(Text.ABSENT, event.trades.comboId[1]);
        assertTrue(Double.isNaN(event.trades.iv[1]));
        assertEquals(Side.NONE, event.trades.direction[1]);
    }

    @Test
    void shouldTellNullFromAbsentInChangesOfATicker() {
        frames.decode(
                Frames.subscription(
                        "incremental_ticker.A",
                        "{\"type\":\"change\",\"best_bid_price\":null,\"stats\":{\"low\":null,"
                                + "\"high\":2},\"greeks\":null,\"underlying_index\":null}"));

        assertTrue(event.hasFlag(MarketEvent.CHANGE));
        assertEquals(
                TickerColumns.BEST_BID_PRICE_BIT
                        | TickerColumns.LOW_PRICE_BIT
                        | TickerColumns.DELTA_BIT
                        | TickerColumns.GAMMA_BIT
                        | TickerColumns.VEGA_BIT
                        | TickerColumns.THETA_BIT
                        | TickerColumns.RHO_BIT
                        | TickerColumns.UNDERLYING_INDEX_BIT,
                event.ticker.nullFields);
        assertEquals(2_000_000_000L, event.ticker.highPrice);
    }

    @Test
    void shouldLeaveOutWhatIsNotPrinted() {
        final DeribitDecoder printed = DeribitDecoder.ofPrinted(frames.symbols, false);
        for (final String notice : Frames.notices()) {
            decode(printed, notice);
            assertEquals(EventKind.NOTIFICATION, event.kind);
            assertEquals(0, event.flags);
        }

        decode(printed, Frames.subscription("platform_state", "7"));
        assertEquals(EventKind.NOTIFICATION, event.kind);

        decode(
                printed,
                Frames.subscription(
                        "ticker.A.raw", "{\"min_price\":1e30,\"stats\":{\"low\":0.12345678912}}"));
        assertEquals(EventKind.TICKER, event.kind);
        assertFalse(event.hasFlag(MarketEvent.INEXACT));

        decode(printed, Frames.subscription("trades.A.raw", "[{\"price\":1,\"contracts\":1e30}]"));
        assertEquals(EventKind.TRADES, event.kind);
    }

    private void decode(final DeribitDecoder decoder, final String frame) {
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(bytes, 0, bytes.length);
        decoder.decode(event);
    }

    private void assertRejected(
            final String channel, final String data, final RejectReason reason) {
        frames.decode(Frames.subscription(channel, data));

        assertEquals(EventKind.REJECT, event.kind, data);
        assertEquals(reason, event.rejectReason, data);
        assertEquals(MarketEvent.NONE, event.instrumentId);
        assertEquals(MarketEvent.ABSENT, event.exchangeTimeNs);
    }

    private void assertRejected(final String frame) {
        frames.decode(frame);

        assertEquals(EventKind.REJECT, event.kind);
        assertEquals(RejectReason.MISSING_FIELD, event.rejectReason);
    }
}
