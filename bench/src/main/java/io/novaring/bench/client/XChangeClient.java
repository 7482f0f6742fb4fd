/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import info.bitrich.xchangestream.service.netty.JsonNettyStreamingService;
import java.io.Closeable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * XChange's streaming service, on Netty and RxJava, as its exchanges use it: one observable for
 * each channel, Jackson's tree, sorted maps.
 */
public final class XChangeClient extends JsonNettyStreamingService {
    private final AtomicLong requestId = new AtomicLong();

    private XChangeClient(final String address) {
        super(address);
    }

    /** Arguments as in {@link Setup#parse}. */
    public static void main(final String[] arguments) throws Exception {
        ClientProcess.run(arguments, XChangeClient::connect);
    }

    static Closeable connect(final Setup setup, final Meter meter) {
        final XChangeClient service = new XChangeClient(setup.uri().toString());
        final TreeBooks books = new TreeBooks(meter);
        service.connect().blockingAwait();
        for (final String channel : setup.channels()) {
            service.subscribeChannel(channel).subscribe(books::onMessage);
        }
        return () -> service.disconnect().blockingAwait();
    }

    @Override
    protected String getChannelNameFromMessage(final JsonNode message) {
        return message.path("params").path("channel").asText();
    }

    @Override
    protected void handleMessage(final JsonNode message) {
        if (message.has("params")) {
            super.handleMessage(message);
        }
    }

    @Override
    public String getSubscribeMessage(final String channel, final Object... arguments) {
        return request("public/subscribe", channel);
    }

    @Override
    public String getUnsubscribeMessage(final String channel, final Object... arguments) {
        return request("public/unsubscribe", channel);
    }

    private String request(final String method, final String channel) {
        final ObjectNode request = objectMapper.createObjectNode();
        request.put("jsonrpc", "2.0").put("id", requestId.incrementAndGet()).put("method", method);
        request.putObject("params").putArray("channels").add(channel);
        return request.toString();
    }
}
