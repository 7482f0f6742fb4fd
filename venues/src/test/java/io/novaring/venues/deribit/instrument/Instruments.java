/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

import io.novaring.codec.CommandType;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.venue.Request;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Instrument objects as the venue writes them, and the events that carry them. */
final class Instruments {
    static final String PERPETUAL =
            "{\"tick_size_steps\":[],\"tick_size\":0.5,\"taker_commission\":5.0e-4,"
                    + "\"settlement_period\":\"perpetual\",\"settlement_currency\":\"BTC\","
                    + "\"quote_currency\":\"USD\",\"price_index\":\"btc_usd\","
                    + "\"min_trade_amount\":10.0,\"max_liquidation_commission\":0.0075,"
                    + "\"max_leverage\":50,\"maker_commission\":-1e-8,\"kind\":\"future\","
                    + "\"is_active\":true,\"instrument_type\":\"reversed\","
                    + "\"instrument_name\":\"BTC-PERPETUAL\",\"instrument_id\":210838,"
                    + "\"expiration_timestamp\":32503708800000,"
                    + "\"creation_timestamp\":1534167754000,\"counter_currency\":\"USD\","
                    + "\"contract_size\":10.0,\"block_trade_commission\":2.5e-4,"
                    + "\"base_currency\":\"BTC\",\"state\":\"open\"}";

    static final String OPTION =
            "{\"tick_size_steps\":[{\"above_price\":0.005,\"tick_size\":0.0005}],"
                    + "\"tick_size\":1e-4,\"strike\":90000.0,\"settlement_period\":\"week\","
                    + "\"settlement_currency\":\"BTC\",\"quote_currency\":\"BTC\","
                    + "\"price_index\":\"btc_usd\",\"option_type\":\"call\","
                    + "\"min_trade_amount\":0.1,\"kind\":\"option\",\"is_active\":true,"
                    + "\"instrument_type\":\"reversed\","
                    + "\"instrument_name\":\"BTC-27MAR26-90000-C\",\"instrument_id\":5,"
                    + "\"expiration_timestamp\":1774598400000,"
                    + "\"creation_timestamp\":1742000000000,\"counter_currency\":\"USD\","
                    + "\"contract_size\":1.0,\"base_currency\":\"BTC\",\"state\":\"open\"}";

    static final String LINEAR_OPTION =
            "{\"tick_size\":0.0001,\"strike\":0.625,\"settlement_currency\":\"USDC\","
                    + "\"quote_currency\":\"USDC\",\"option_type\":\"put\","
                    + "\"min_trade_amount\":1000,\"kind\":\"option\",\"is_active\":true,"
                    + "\"instrument_type\":\"linear\",\"contract_size\":1000,"
                    + "\"instrument_name\":\"XRP_USDC-27MAR26-0d625-P\","
                    + "\"base_currency\":\"XRP\",\"state\":\"locked\"}";

    static final String LINEAR =
            "{\"tick_size\":0.01,\"settlement_currency\":\"USDC\",\"quote_currency\":\"USDC\","
                    + "\"min_trade_amount\":0.001,\"kind\":\"future\",\"is_active\":true,"
                    + "\"instrument_type\":\"linear\",\"contract_size\":0.001,"
                    + "\"instrument_name\":\"ETH_USDC-PERPETUAL\",\"base_currency\":\"ETH\","
                    + "\"state\":\"open\"}";

    static final String SPOT =
            "{\"tick_size\":1,\"quote_currency\":\"USDC\",\"min_trade_amount\":0.0001,"
                    + "\"kind\":\"spot\",\"is_active\":true,\"contract_size\":0.0001,"
                    + "\"instrument_name\":\"BTC_USDC\",\"base_currency\":\"BTC\","
                    + "\"state\":\"open\"}";

    static final String COMBO =
            "{\"tick_size\":0.5,\"settlement_currency\":\"BTC\",\"quote_currency\":\"USD\","
                    + "\"min_trade_amount\":10,\"kind\":\"future_combo\",\"is_active\":true,"
                    + "\"instrument_type\":\"reversed\",\"contract_size\":10,"
                    + "\"instrument_name\":\"BTC-FS-27MAR26_PERP\",\"base_currency\":\"BTC\","
                    + "\"state\":\"open\"}";

    private final Symbols symbols = new Symbols(1 << 10, 1 << 10);
    private final DeribitDecoder decoder = new DeribitDecoder(symbols);
    final MarketEvent event = new MarketEvent();

    static InstrumentDefinition read(final String json) {
        final List<InstrumentDefinition> definitions = new InstrumentReader(json, 0).read();
        return definitions.get(0);
    }

    /** The program asks for a list. */
    MarketEvent asked(final Request request, final long token) {
        event.reset(Origin.COMMAND, EventKind.COMMAND);
        event.connectionId = 0;
        event.code = CommandType.REQUEST.code();
        event.requestId = request.type();
        event.token = token;
        final byte[] params = request.params();
        event.setRaw(params, 0, params.length);
        return event;
    }

    /** The venue answers, as the stages hand it on. */
    MarketEvent answer(
            final int requestType, final long token, final String result, final long timeUs) {
        decode(
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":"
                        + result
                        + ",\"usIn\":1,\"usOut\":"
                        + timeUs
                        + "}");
        event.requestType = requestType;
        event.token = token;
        return event;
    }

    MarketEvent state(final String name, final String state, final long timeMs) {
        return decode(
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"instrument.state.any.any\","
                        + "\"data\":{\"timestamp\":"
                        + timeMs
                        + ",\"state\":\""
                        + state
                        + "\",\"instrument_name\":\""
                        + name
                        + "\"}}}");
    }

    MarketEvent connected() {
        event.reset(Origin.LIFECYCLE, EventKind.LIFECYCLE);
        event.connectionId = 0;
        event.code = Lifecycle.CONNECTED.code();
        return event;
    }

    private MarketEvent decode(final String frame) {
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.connectionId = 0;
        event.receivedTimeNs = 1;
        event.setRaw(bytes, 0, bytes.length);
        decoder.decode(event);
        return event;
    }
}
