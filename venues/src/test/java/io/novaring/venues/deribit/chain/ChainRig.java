/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.chain;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.venues.deribit.DeribitRequestType;
import io.novaring.venues.deribit.decode.DeribitDecoder;
import java.nio.charset.StandardCharsets;

/** Messages as the venue writes them, decoded and handed to a chain one by one. */
final class ChainRig {
    // Later than all that happens, unless a test says otherwise.
    long receivedNs = OptionChainTest.FAR_MS * 1_000_000L;
    private final Symbols symbols = new Symbols(1 << 10, 1 << 10);
    private final DeribitDecoder decoder = new DeribitDecoder(symbols);
    private final MarketEvent event = new MarketEvent();
    private final OptionChain chain;
    private long sequence;

    ChainRig(final OptionChain chain) {
        this.chain = chain;
        chain.names(symbols);
    }

    ChainCut read() {
        final ChainCut cut = chain.newCut();
        if (!chain.read(cut)) {
            throw new AssertionError("nobody writes, and the cut could not be read");
        }
        return cut;
    }

    void quote(final String name, final String bid, final long timeMs) {
        see(
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"quote."
                        + name
                        + "\",\"data\":{\"timestamp\":"
                        + timeMs
                        + ",\"instrument_name\":\""
                        + name
                        + "\",\"best_bid_price\":"
                        + bid
                        + ",\"best_bid_amount\":5,\"best_ask_price\":9,\"best_ask_amount\":6}}}",
                MarketEvent.NONE);
    }

    /** The answer to get_instruments, with options of this name and expiry. */
    void list(final long timeUs, final long expiryMs, final String... names) {
        final StringBuilder rows = new StringBuilder();
        for (final String name : names) {
            rows.append(rows.length() == 0 ? "" : ",").append(option(name, expiryMs));
        }
        see(
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":["
                        + rows
                        + "],\"usIn\":1,\"usOut\":"
                        + timeUs
                        + "}",
                DeribitRequestType.GET_INSTRUMENTS);
    }

    void state(final String name, final String state, final long timeMs) {
        see(
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"instrument.state.any.any\","
                        + "\"data\":{\"timestamp\":"
                        + timeMs
                        + ",\"state\":\""
                        + state
                        + "\",\"instrument_name\":\""
                        + name
                        + "\"}}}",
                MarketEvent.NONE);
    }

    private static String option(final String name, final long expiryMs) {
        final String[] parts = name.split("-");
        return "{\"tick_size\":1e-4,\"strike\":"
                + parts[2]
                + ",\"settlement_currency\":\"BTC\",\"quote_currency\":\"BTC\",\"option_type\":\""
                + ("C".equals(parts[3]) ? "call" : "put")
                + "\",\"min_trade_amount\":0.1,\"kind\":\"option\",\"is_active\":true,"
                + "\"instrument_type\":\"reversed\",\"instrument_name\":\""
                + name
                + "\",\"instrument_id\":5,\"expiration_timestamp\":"
                + expiryMs
                + ",\"counter_currency\":\"USD\",\"contract_size\":1.0,"
                + "\"base_currency\":\"BTC\",\"state\":\"open\"}";
    }

    private void see(final String text, final int requestType) {
        final byte[] frame = text.getBytes(StandardCharsets.UTF_8);
        event.reset(Origin.INBOUND, EventKind.REJECT);
        event.connectionId = 0;
        event.epoch = 1;
        event.sequence = sequence;
        event.receivedTimeNs = receivedNs + sequence;
        event.bookState = null;
        event.setRaw(frame, 0, frame.length);
        decoder.decode(event);
        if (event.kind == EventKind.REJECT) {
            throw new AssertionError("not read: " + text);
        }
        event.requestType = requestType;
        chain.onEvent(event, sequence++, true);
    }
}
