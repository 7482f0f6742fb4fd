/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import com.fasterxml.jackson.databind.node.TextNode;
import io.novaring.tools.simulator.channel.Subscriber;
import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.trading.json.Fields;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One channel of one account that somebody is subscribed to, with what has happened since its last
 * message. Simulator thread only.
 */
final class UserChannel {
    private static final int LABEL_LENGTH_MAX = 16;

    final String account;
    final String name;
    final ChannelScope scope;

    /** A message is due: a timer runs. */
    boolean scheduled;

    /** How often the figures of a portfolio were looked at: only the last look has a next one. */
    int watch;

    /** Of a portfolio: the last that were sent, by currency. */
    final Map<String, AccountSummary> sentFigures = new HashMap<>();

    /** The subscribers and their labels, which may be null. */
    private final Map<Subscriber, byte[]> labels = new LinkedHashMap<>();

    private final Map<Instrument, Gathered> gathered = new LinkedHashMap<>();

    UserChannel(final String account, final String name, final ChannelScope scope) {
        this.account = account;
        this.name = name;
        this.scope = scope;
    }

    /** Whether it is new here. */
    boolean add(final Subscriber subscriber, final String label) {
        final boolean isNew = !labels.containsKey(subscriber);
        labels.put(subscriber, label == null ? null : quoted(label));
        return isNew;
    }

    private static byte[] quoted(final String label) {
        final String kept = label.substring(0, Math.min(label.length(), LABEL_LENGTH_MAX));
        return TextNode.valueOf(kept).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it was here. */
    boolean remove(final Subscriber subscriber) {
        final boolean known = labels.containsKey(subscriber);
        labels.remove(subscriber);
        return known;
    }

    boolean isEmpty() {
        return labels.isEmpty();
    }

    boolean hasGathered() {
        return !gathered.isEmpty();
    }

    /** An order has changed; merged channels keep its last state only. */
    void gatherOrder(final Instrument instrument, final String orderId, final byte[] json) {
        final List<OrderText> orders = gathered(instrument).orders;
        if (!scope.isRaw()) {
            orders.removeIf(order -> order.id.equals(orderId));
        }
        orders.add(new OrderText(orderId, json));
    }

    void gatherTrade(final Instrument instrument, final byte[] json) {
        gathered(instrument).trades.add(json);
    }

    /** The last one is kept. */
    void gatherPosition(final Instrument instrument, final byte[] json) {
        gathered(instrument).position = json;
    }

    private Gathered gathered(final Instrument instrument) {
        return gathered.computeIfAbsent(instrument, i -> new Gathered());
    }

    /** Sends what was gathered. */
    void flush(final Sender sender, final long nowNs) {
        final List<byte[]> items = new ArrayList<>();
        for (final Map.Entry<Instrument, Gathered> entry : gathered.entrySet()) {
            final Gathered of = entry.getValue();
            switch (scope.type()) {
                case ChannelScope.CHANGES -> {
                    // A position that moved with the mark price alone is no change of the account.
                    if (!of.orders.isEmpty() || !of.trades.isEmpty()) {
                        send(out -> changes(entry.getKey(), of, out), sender, nowNs);
                    }
                }
                case ChannelScope.ORDERS -> of.orders.forEach(order -> items.add(order.json));
                default -> items.addAll(of.trades);
            }
        }
        gathered.clear();
        if (ChannelScope.ORDERS.equals(scope.type()) && scope.isRaw()) {
            for (final byte[] order : items) {
                send(out -> out.raw(order), sender, nowNs);
            }
        } else if (!items.isEmpty()) {
            send(out -> Fields.arrayOf(items, UserChannel::raw, out), sender, nowNs);
        }
    }

    private static void raw(final byte[] json, final FrameWriter out) {
        out.raw(json);
    }

    private static void changes(
            final Instrument instrument, final Gathered of, final FrameWriter out) {
        out.ascii("{\"trades\":");
        Fields.arrayOf(of.trades, UserChannel::raw, out);
        out.ascii(",\"positions\":[");
        if (of.position != null) {
            out.raw(of.position);
        }
        out.ascii("],\"orders\":");
        Fields.arrayOf(of.orders, (order, to) -> to.raw(order.json), out);
        out.ascii(",\"instrument_name\":\"").raw(instrument.nameBytes).ascii("\"}");
    }

    boolean isPortfolio() {
        return ChannelScope.PORTFOLIO.equals(scope.type());
    }

    /** Whether events of this instrument and this account belong to it. */
    boolean concerns(final String accountName, final Instrument instrument) {
        return scope.isOfInstruments() && account.equals(accountName) && scope.covers(instrument);
    }

    boolean tellsOrders() {
        return ChannelScope.ORDERS.equals(scope.type()) || tellsPositions();
    }

    boolean tellsPositions() {
        return ChannelScope.CHANGES.equals(scope.type());
    }

    boolean tellsTradesOf(final Instrument instrument) {
        return switch (scope.type()) {
            case ChannelScope.TRADES, ChannelScope.CHANGES -> true;
            case ChannelScope.COMBO_TRADES -> instrument.kind.isCombo();
            default -> false;
        };
    }

    /** Sends one message to everybody who listens. */
    void send(final Data data, final Sender sender, final long nowNs) {
        sender.data.reset();
        data.writeTo(sender.data);
        for (final Map.Entry<Subscriber, byte[]> entry : List.copyOf(labels.entrySet())) {
            final FrameWriter out = sender.frame.reset();
            out.ascii("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{");
            if (entry.getValue() != null) {
                out.ascii("\"label\":").raw(entry.getValue()).octet(',');
            }
            out.ascii("\"channel\":\"").ascii(name).ascii("\",\"data\":").raw(sender.data);
            out.ascii("}}").finish(FrameWriter.TEXT);
            final int copies = sender.tap.copies(entry.getKey(), name);
            for (int copy = 0; copy < copies; copy++) {
                entry.getKey().deliver(out, nowNs);
            }
        }
    }

    /** Writes the {@code data} of a message. */
    @FunctionalInterface
    interface Data {
        void writeTo(FrameWriter out);
    }

    /** What all channels send with. */
    static final class Sender {
        NotificationTap tap = (subscriber, channel) -> 1;
        private final FrameWriter data = new FrameWriter();
        private final FrameWriter frame = new FrameWriter();
    }

    private record OrderText(String id, byte[] json) {}

    /** Of one instrument. */
    private static final class Gathered {
        private final List<OrderText> orders = new ArrayList<>();
        private final List<byte[]> trades = new ArrayList<>();
        private byte[] position;
    }
}
