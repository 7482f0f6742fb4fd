/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

/** Notifications for recordings that tests make. */
final class PlaybackFrames {
    static final String BOOK = "book.BTC-PERPETUAL.raw";
    static final String TRADES = "trades.BTC-PERPETUAL.raw";

    private PlaybackFrames() {}

    static String trade(final int number) {
        return notification(TRADES, "[{\"trade_seq\":" + number + "}]");
    }

    static String snapshot(final int changeId) {
        return notification(
                BOOK,
                ("{\"type\":\"snapshot\",\"timestamp\":1,\"instrument_name\":\"BTC-PERPETUAL\","
                                + "\"change_id\":%d,\"bids\":[[\"new\",%d,1]],"
                                + "\"asks\":[[\"new\",100000,1]]}")
                        .formatted(changeId, changeId));
    }

    static String change(final int changeId, final int previousId) {
        return notification(
                BOOK,
                ("{\"type\":\"change\",\"timestamp\":1,\"prev_change_id\":%d,"
                                + "\"instrument_name\":\"BTC-PERPETUAL\",\"change_id\":%d,"
                                + "\"bids\":[[\"new\",%d,1]],\"asks\":[]}")
                        .formatted(previousId, changeId, changeId));
    }

    static String notification(final String channel, final String data) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\""
                + channel
                + "\",\"data\":"
                + data
                + "}}";
    }
}
