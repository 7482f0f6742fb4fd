/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.decode;

import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.TickerColumns;
import io.novaring.codec.TradeColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/** Messages of every kind in their real envelopes, and a decoder to put them through. */
final class Frames {
    static final String BOOK =
            """
            {"topic":"orderbook.50.BTCUSDT","type":"snapshot","ts":1790000000123,"data":\
            {"s":"BTCUSDT","b":[["64010.10","0.250"],["64009.90","1"]],"a":[["64010.20","1.004"]],\
            "u":900001,"seq":50770001},"cts":1790000000119}""";

    static final String DELTA =
            """
            {"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1790000000143,"data":\
            {"s":"BTCUSDT","b":[["64010.10","0"],["64009.80","0.100"]],"a":[],"u":900002,\
            "seq":50770019},"cts":1790000000140}""";

    static final String TOP =
            """
            {"topic":"orderbook.1.BTCUSDT","ts":1790000000143,"type":"snapshot","data":\
            {"s":"BTCUSDT","b":[["64010.10","3"]],"a":[["64010.20","2"]],"u":77,"seq":5},"cts":9}""";

    static final String TRADES =
            """
            {"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1790000000200,"data":[{"T":\
            1790000000195,"s":"BTCUSDT","S":"Sell","v":"0.003","p":"64010.10","L":"MinusTick",\
            "i":"6f1c0000-0000-5000-8000-000000000001","BT":false,"RPI":false,"seq":50770021},\
            {"T":1790000000196,"s":"BTCUSDT","S":"Buy","v":"1","p":"64010.20","L":"PlusTick",\
            "i":"7","BT":false,"seq":50770021}]}""";

    static final String TICKER =
            """
            {"topic":"tickers.BTCUSDT","type":"delta","data":{"symbol":"BTCUSDT","tickDirection":\
            "PlusTick","bid1Price":"17215.50","bid1Size":"84.489","fundingRate":"-0.000212",\
            "openInterest":"68744.761","deliveryTime":"","indexPrice":""},"cs":24987956059,\
            "ts":1673272861686}""";

    static final String ACK_SPOT =
            """
            {"success":true,"ret_msg":"subscribe","conn_id":"2324d924-aa4d","req_id":"11",\
            "op":"subscribe"}""";

    static final String ACK_LINEAR =
            """
            {"success":true,"ret_msg":"","conn_id":"2324d924-aa4d","req_id":"","op":"subscribe"}""";

    static final String ACK_OPTION =
            """
            {"success":true,"conn_id":"aa01fbfffe80af37-00000001","data":{"failTopics":\
            ["tickers.Y"],"successTopics":["tickers.X","orderbook.25.X"]},"type":"COMMAND_RESP"}""";

    static final String ACK_PRIVATE =
            """
            {"success":true,"ret_msg":"","op":"subscribe","conn_id":"cejreassvfrsfvb9v1a0-2m"}""";

    static final String REFUSAL =
            """
            {"success":false,"ret_msg":"error:handler not found,topic:orderbook.500.BTCUSDT",\
            "conn_id":"2324d924-aa4d","req_id":"","op":"subscribe"}""";

    static final String ALREADY =
            """
            {"success":false,"ret_msg":"error:already subscribed,topic:orderbook.50.BTCUSDT",\
            "conn_id":"2324d924-aa4d","req_id":"19","op":"subscribe"}""";

    static final String PONG_SPOT =
            """
            {"success":true,"ret_msg":"pong","conn_id":"0970e817-426e-429a","op":"ping"}""";

    static final String PONG_LINEAR =
            """
            {"success":true,"ret_msg":"pong","conn_id":"0970e817","req_id":"","op":"ping"}""";

    static final String PONG_OPTION =
            """
            {"args":["1672916271846"],"op":"pong"}""";

    static final String PONG_PRIVATE =
            """
            {"req_id":"11","op":"pong","args":["1675418560633"],"conn_id":"cfcb4ocsvfriu23r3er0"}""";

    static final List<String> PONGS = List.of(PONG_SPOT, PONG_LINEAR, PONG_OPTION, PONG_PRIVATE);
    static final List<String> ALL =
            List.of(
                    BOOK,
                    DELTA,
                    TOP,
                    TRADES,
                    TICKER,
                    ACK_SPOT,
                    ACK_LINEAR,
                    ACK_OPTION,
                    ACK_PRIVATE,
                    REFUSAL,
                    ALREADY,
                    PONG_SPOT,
                    PONG_LINEAR,
                    PONG_OPTION,
                    PONG_PRIVATE);

    final Symbols symbols = new Symbols();
    final MarketEvent event = new MarketEvent();
    private final BybitDecoder decoder = new BybitDecoder(symbols);

    MarketEvent decode(final String frame) {
        return decode(frame.getBytes(StandardCharsets.UTF_8));
    }

    MarketEvent decode(final byte[] frame) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(frame, 0, frame.length);
        decoder.decode(event);
        return event;
    }

    /** All that the decoder says about a message, as one text to compare. */
    String text(final String frame) {
        decode(frame);
        final StringJoiner all = new StringJoiner(" ");
        all.add(event.kind.name()).add(Integer.toBinaryString(event.flags));
        all.add(symbols.channels().name(event.channelId)).add(name(event.instrumentId));
        all.add(number(event.exchangeTimeNs));
        switch (event.kind) {
            case BOOK ->
                    all.add(number(event.changeId)).add(side(event.bids)).add(side(event.asks));
            case TRADES -> trades(all, event.trades);
            case TICKER -> ticker(all, event.ticker);
            case RESPONSE, ERROR ->
                    all.add(number(event.requestId))
                            .add(Text.toString(event.raw, event.resultText))
                            .add(Text.toString(event.raw, event.errorMessage));
            case REJECT -> all.add(event.rejectReason.word());
            default -> {
                // Says no more.
            }
        }
        return all.toString();
    }

    private static String side(final LevelColumns levels) {
        final StringJoiner text = new StringJoiner(",", "[", "]");
        for (int i = 0; i < levels.size(); i++) {
            text.add(
                    levels.action(i)
                            + ":"
                            + exact(levels.price(i))
                            + "@"
                            + exact(levels.amount(i)));
        }
        return text.toString();
    }

    private void trades(final StringJoiner all, final TradeColumns trades) {
        for (int i = 0; i < trades.size(); i++) {
            all.add(name(trades.instrumentId[i])).add(Side.word(trades.direction[i]));
            all.add(exact(trades.price[i])).add(exact(trades.amount[i]));
            all.add(number(trades.timeNs[i])).add(Text.toString(event.raw, trades.tradeId[i]));
        }
    }

    private static void ticker(final StringJoiner all, final TickerColumns ticker) {
        all.add(exact(ticker.bestBidPrice)).add(exact(ticker.bestBidAmount));
        all.add(exact(ticker.bestAskPrice)).add(exact(ticker.bestAskAmount));
        all.add(exact(ticker.lastPrice)).add(exact(ticker.markPrice));
        all.add(exact(ticker.indexPrice)).add(exact(ticker.openInterest));
        all.add(Double.toString(ticker.currentFunding));
    }

    private String name(final int instrumentId) {
        return symbols.instruments().name(instrumentId);
    }

    private static String number(final long value) {
        return value == MarketEvent.ABSENT ? "-" : Long.toString(value);
    }

    private static String exact(final long scaled) {
        return scaled == MarketEvent.ABSENT ? "-" : Decimals.toString(scaled);
    }
}
