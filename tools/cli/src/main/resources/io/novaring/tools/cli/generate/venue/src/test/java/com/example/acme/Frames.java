/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One message of every kind, as the venue sends it, and a decoder to put messages through. */
final class Frames {
    static final String SNAPSHOT =
            "{\"type\":\"snapshot\",\"channel\":\"book.BTC-USD\",\"seq\":7,\"time\":1700000000123,"
                    + "\"bids\":[[\"100.50\",\"2\"],[\"100.49\",\"0.125\"]],"
                    + "\"asks\":[[\"100.51\",\"3\"]]}";
    static final String DELTA =
            "{\"type\":\"delta\",\"channel\":\"book.BTC-USD\",\"seq\":8,\"time\":1700000000124,"
                    + "\"bids\":[[\"100.49\",\"0\"]],\"asks\":[]}";
    static final String TRADES =
            "{\"type\":\"trades\",\"channel\":\"trades.BTC-USD\",\"trades\":["
                    + "{\"id\":\"17\",\"time\":1700000000125,\"side\":\"sell\","
                    + "\"price\":\"100.50\",\"amount\":\"1.5\"}]}";
    static final String ACK =
            "{\"type\":\"ack\",\"id\":11,\"result\":[\"book.BTC-USD\",\"trades.BTC-USD\"]}";
    static final String PONG = "{\"type\":\"pong\",\"id\":12}";
    static final String ERROR =
            "{\"type\":\"error\",\"id\":13,\"code\":404,\"message\":\"no such channel\"}";

    /** For the real venue: messages copied from its documents or recorded, never made up. */
    static final List<String> GOLDEN = List.of(SNAPSHOT, DELTA, TRADES, ACK, PONG, ERROR);

    final Symbols symbols = new Symbols();
    final MarketEvent event = new MarketEvent();
    private final AcmeDecoder decoder = new AcmeDecoder(symbols);

    MarketEvent decode(final String frame) {
        return decode(frame.getBytes(StandardCharsets.UTF_8));
    }

    MarketEvent decode(final byte[] frame) {
        return decode(frame, frame.length);
    }

    MarketEvent decode(final byte[] frame, final int length) {
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.setRaw(frame, 0, length);
        decoder.decode(event);
        return event;
    }
}
