/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.timeline.VirtualVenue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A venue that takes every order, trades nothing and keeps what it was told, with times in
 * milliseconds behind the day's start.
 */
final class ScriptedVenue implements VirtualVenue {
    /** Market messages, losses and requests in their order. */
    final List<String> seen = new ArrayList<>();

    private final ObjectMapper json = new ObjectMapper();
    private long lastNs = Long.MIN_VALUE;
    private long changeId;
    private int orderCount;
    private boolean isClosing;

    /** Ends the session in place of an answer to this order, from 1; 0 for none. */
    int closesAtOrder;

    /** Of each order: when it arrived and which change of the book was the last before it. */
    final List<String> orders = new ArrayList<>();

    @Override
    public void onMarket(final MarketEvent event, final String instrument, final long timeNs) {
        forward(timeNs);
        if (event.kind == EventKind.BOOK) {
            changeId = event.changeId;
            note("book " + changeId, timeNs);
        }
    }

    @Override
    public void onLost(final String instrument, final long timeNs) {
        forward(timeNs);
        note("lost " + instrument, timeNs);
    }

    private void forward(final long timeNs) {
        if (timeNs < lastNs) {
            throw new IllegalStateException("time went back by " + (lastNs - timeNs) + " ns");
        }
        lastNs = timeNs;
    }

    private void note(final String what, final long timeNs) {
        seen.add(what + " at " + (timeNs - RecordedDay.START_NS) / RecordedDay.MS);
    }

    @Override
    public Session connect(final Replies replies, final long timeNs) {
        forward(timeNs);
        note("connect", timeNs);
        return new Session() {
            @Override
            public void onMessage(final byte[] message, final int length, final long atNs) {
                forward(atNs);
                final String text = answer(new String(message, 0, length, StandardCharsets.UTF_8));
                if (isClosing) {
                    isClosing = false;
                    replies.onClose(4000, "", atNs);
                    return;
                }
                final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                replies.onMessage(bytes, bytes.length, atNs);
            }

            @Override
            public void onDisconnect(final long atNs) {
                forward(atNs);
                note("disconnect", atNs);
            }
        };
    }

    @Override
    public long nextDueNs() {
        return NEVER;
    }

    @Override
    public void run(final long untilNs) {
        throw new IllegalStateException("nothing is ever due here");
    }

    private String answer(final String request) {
        final JsonNode call;
        try {
            call = json.readTree(request);
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException(request, e);
        }
        final String method = call.path("method").asText();
        note(method, lastNs);
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + call.path("id").asLong()
                + ",\"result\":"
                + result(method, call.path("params"))
                + ",\"usIn\":"
                + lastNs / 1000
                + ",\"usOut\":"
                + lastNs / 1000
                + ",\"usDiff\":0,\"testnet\":true}";
    }

    private String result(final String method, final JsonNode params) {
        return switch (method) {
            case "public/auth" ->
                    "{\"token_type\":\"bearer\",\"expires_in\":900,\"access_token\":\"secret-a\","
                            + "\"refresh_token\":\"secret-r\",\"scope\":\"connection mainaccount"
                            + " account:read_write trade:read_write\"}";
            case "public/hello" -> "{\"version\":\"1.2.26\"}";
            case "public/set_heartbeat", "private/enable_cancel_on_disconnect" -> "\"ok\"";
            case "private/subscribe" -> params.path("channels").toString();
            case "private/get_cancel_on_disconnect" ->
                    "{\"scope\":\"connection\",\"enabled\":true}";
            case "private/get_user_trades_by_currency_and_time" ->
                    "{\"trades\":[],\"has_more\":false}";
            case "private/get_open_orders",
                    "private/get_positions",
                    "private/get_order_state_by_label" ->
                    "[]";
            case "private/get_account_summary" ->
                    "{\"currency\":\"BTC\",\"balance\":100.0,\"equity\":100.0}";
            case "private/buy", "private/sell" -> order(method, params);
            default -> throw new IllegalStateException("nobody answers " + method);
        };
    }

    private String order(final String method, final JsonNode params) {
        orderCount++;
        isClosing = orderCount == closesAtOrder;
        orders.add(
                "order "
                        + orderCount
                        + " at "
                        + (lastNs - RecordedDay.START_NS) / RecordedDay.MS
                        + " behind change "
                        + changeId);
        return "{\"trades\":[],\"order\":{\"order_state\":\"open\",\"order_id\":\""
                + (1000 + orderCount)
                + "\",\"instrument_name\":\""
                + params.path("instrument_name").asText()
                + "\",\"direction\":\""
                + method.substring("private/".length())
                + "\",\"amount\":"
                + params.path("amount")
                + ",\"filled_amount\":0.0,\"average_price\":0.0,\"price\":"
                + params.path("price")
                + ",\"order_type\":\"limit\",\"time_in_force\":\"good_til_cancelled\",\"label\":\""
                + params.path("label").asText()
                + "\",\"post_only\":false,\"reduce_only\":false,\"creation_timestamp\":"
                + lastNs / 1_000_000
                + ",\"last_update_timestamp\":"
                + lastNs / 1_000_000
                + "}}";
    }
}
