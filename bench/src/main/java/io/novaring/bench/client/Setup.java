/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client is told at its start.
 *
 * @param baseNs the nanoTime that ids of paced messages count from.
 * @param option of this kind of client; empty for none.
 */
record Setup(URI uri, long baseNs, List<String> instruments, String option) {
    private static final String INTERVAL = ".100ms";

    /** Arguments: address, base, instruments with commas between them, option. */
    static Setup parse(final String[] arguments) {
        if (arguments.length < 3) {
            throw new IllegalArgumentException("a client needs: ADDRESS BASE INSTRUMENTS [OPTION]");
        }
        return new Setup(
                URI.create(arguments[0]),
                Long.parseLong(arguments[1]),
                List.of(arguments[2].split(",")),
                arguments.length > 3 ? arguments[3] : "");
    }

    /** Everything there is to subscribe to. */
    List<String> channels() {
        final List<String> channels = new ArrayList<>();
        for (final String instrument : instruments) {
            channels.add("book." + instrument + INTERVAL);
            channels.add("trades." + instrument + INTERVAL);
            channels.add("ticker." + instrument + INTERVAL);
            channels.add("quote." + instrument);
        }
        return channels;
    }

    /** A request for all of them. */
    String subscribeRequest() {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/subscribe\",\"params\":"
                + "{\"channels\":[\""
                + String.join("\",\"", channels())
                + "\"]}}";
    }
}
