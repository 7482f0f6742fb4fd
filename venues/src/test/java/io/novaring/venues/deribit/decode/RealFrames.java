/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import static io.novaring.venues.deribit.decode.Frames.subscription;

import java.util.List;

/** Frames in the orders of fields and the spellings that the venue has used over the years. */
final class RealFrames {
    static final List<String> ALL =
            List.of(
                    subscription(
                            "book.BTC-PERPETUAL.raw",
                            "{\"type\":\"change\",\"timestamp\":1772000000223,"
                                    + "\"prev_change_id\":193809616666,"
                                    + "\"instrument_name\":\"BTC-PERPETUAL\","
                                    + "\"change_id\":193809616670,\"bids\":[[\"delete\",60123.5,0.0],"
                                    + "[\"change\",60123.0,3.7e3],[\"new\",0.0005,39.8]],"
                                    + "\"asks\":[[\"new\",60124.25,1.0002e6],[\"new\",7,10]]}"),
                    subscription(
                            "book.BTC-PERPETUAL.100ms",
                            "{\"asks\":[[\"new\",60124.25,100.0]],\"bids\":[],"
                                    + "\"change_id\":193809616671,"
                                    + "\"instrument_name\":\"BTC-PERPETUAL\","
                                    + "\"timestamp\":1772000000223,\"type\":\"change\","
                                    + "\"prev_change_id\":193809616670}"),
                    subscription(
                            "book.ETH-29MAR24-2000-C.raw",
                            "{\"timestamp\":1772000000423,"
                                    + "\"instrument_name\":\"ETH-29MAR24-2000-C\","
                                    + "\"change_id\":9272308923,"
                                    + "\"bids\":[[\"new\",0.083,5.0],[\"new\",0.0825,240.0]],"
                                    + "\"asks\":[[\"new\",0.0885,240.0]]}"),
                    subscription(
                            "trades.BTC-PERPETUAL.raw",
                            "[{\"trade_seq\":30289432,\"trade_id\":\"48079254\","
                                    + "\"timestamp\":1772000000623,\"tick_direction\":2,"
                                    + "\"price\":60123.5,\"mark_price\":60124.01,"
                                    + "\"instrument_name\":\"BTC-PERPETUAL\","
                                    + "\"index_price\":60120.77,\"direction\":\"sell\","
                                    + "\"amount\":1.0e3},{\"trade_seq\":30289433,"
                                    + "\"trade_id\":\"48079255\",\"timestamp\":1772000000624,"
                                    + "\"tick_direction\":3,\"price\":60123.5,"
                                    + "\"mark_price\":60124.01,"
                                    + "\"instrument_name\":\"BTC-PERPETUAL\","
                                    + "\"index_price\":60120.77,\"direction\":\"buy\","
                                    + "\"amount\":20.0}]"),
                    subscription(
                            "trades.option.ETH.100ms",
                            "[{\"timestamp\":1772000000700,\"price\":0.0005,\"amount\":0.1,"
                                    + "\"direction\":\"buy\",\"index_price\":2973.5534,"
                                    + "\"instrument_name\":\"ETH-27MAR26-3000-P\","
                                    + "\"trade_seq\":1,\"mark_price\":0.000512,"
                                    + "\"tick_direction\":0,\"trade_id\":\"ETH-2696097\","
                                    + "\"contracts\":0.1,\"iv\":55.1,\"starbase_match_id\":12,"
                                    + "\"starbase_timestamp\":1772000000700123456,"
                                    + "\"new_field\":\"x\",\"newer\":-1.5e-7,\"last\":true}]"),
                    subscription(
                            "trades.BTC-PERPETUAL.100ms",
                            "[{\"trade_seq\":30289434,\"trade_id\":\"48079256\","
                                    + "\"timestamp\":1772000000625,\"price\":60123.5,"
                                    + "\"liquidation\":\"MT\",\"amount\":10,"
                                    + "\"block_trade_id\":\"BTC-123\","
                                    + "\"block_trade_leg_count\":2,\"combo_id\":\"BTC-FS-1\","
                                    + "\"combo_trade_id\":\"7\",\"direction\":\"buy\","
                                    + "\"instrument_name\":\"BTC-PERPETUAL\"}]"),
                    subscription(
                            "ticker.BTC-PERPETUAL.raw",
                            "{\"timestamp\":1772000000723,\"stats\":{\"volume_usd\":224579520.0,"
                                    + "\"volume\":6553.85,\"price_change\":-1.25,\"low\":58000,"
                                    + "\"high\":61000.5,\"volume_notional\":224579520.125},"
                                    + "\"state\":\"open\",\"settlement_price\":60010.98,"
                                    + "\"open_interest\":4.2151e8,\"min_price\":59222.0,"
                                    + "\"max_price\":61026.51,\"mark_price\":60124.01,"
                                    + "\"last_price\":60123.5,"
                                    + "\"interest_value\":1.7362511643080387,"
                                    + "\"instrument_name\":\"BTC-PERPETUAL\","
                                    + "\"index_price\":60120.77,\"funding_8h\":2.11e-05,"
                                    + "\"estimated_delivery_price\":60120.77,"
                                    + "\"current_funding\":-4.467407940520975e-5,"
                                    + "\"best_bid_price\":60123.5,\"best_bid_amount\":3.7e3,"
                                    + "\"best_ask_price\":null,\"best_ask_amount\":0.0}"),
                    subscription(
                            "ticker.ETH-30APR21-2560-P.100ms",
                            "{\"underlying_price\":2413.36,"
                                    + "\"underlying_index\":\"SYN.ETH-30APR21\","
                                    + "\"timestamp\":1618677848562,\"stats\":{\"volume\":276.0,"
                                    + "\"price_change\":null,\"low\":0.056,\"high\":0.105},"
                                    + "\"state\":\"open\",\"settlement_price\":0.06,"
                                    + "\"open_interest\":1047.0,\"min_price\":0.0485,"
                                    + "\"max_price\":0.1375,\"mark_price\":0.087437,"
                                    + "\"mark_iv\":67.35,\"last_price\":null,"
                                    + "\"interest_rate\":0.0,"
                                    + "\"instrument_name\":\"ETH-30APR21-2560-P\","
                                    + "\"index_price\":2365.41,\"greeks\":{\"vega\":1.64829,"
                                    + "\"theta\":-4.39264,\"rho\":-0.62314,\"gamma\":1.0e-5,"
                                    + "\"delta\":-0.65839},\"estimated_delivery_price\":2365.41,"
                                    + "\"bid_iv\":60.76,\"best_bid_price\":0.083,"
                                    + "\"best_bid_amount\":5.0,\"best_ask_price\":0.0885,"
                                    + "\"best_ask_amount\":240.0,\"ask_iv\":68.88}"),
                    subscription(
                            "quote.BTC-PERPETUAL",
                            "{\"timestamp\":1772000001023,"
                                    + "\"instrument_name\":\"BTC-PERPETUAL\","
                                    + "\"best_bid_price\":60123.5,\"best_bid_amount\":5.0e3,"
                                    + "\"best_ask_price\":60124.0,\"best_ask_amount\":12}"),
                    subscription(
                            "quote.ETH-30APR21-2560-P",
                            "{\"best_ask_amount\":240.0,\"best_ask_price\":0.0885,"
                                    + "\"best_bid_amount\":null,\"best_bid_price\":null,"
                                    + "\"instrument_name\":\"ETH-30APR21-2560-P\","
                                    + "\"timestamp\":1618677848562,\"state\":\"open\"}"));

    private RealFrames() {}
}
