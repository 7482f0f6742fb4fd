/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is true at a venue: orders, trades, a position. Each change is at a later millisecond. */
final class ModelVenue {
    final Map<String, Deal> orders = new LinkedHashMap<>();
    final List<Trade> trades = new ArrayList<>();

    /** The venue's time; the rig moves it on with its own. */
    long timeMs;

    private int idCount;

    /** An order as it is at one moment. */
    record Deal(
            String id,
            String label,
            byte side,
            long price,
            long amount,
            long filled,
            String state,
            long timeMs) {
        boolean isOpen() {
            return "open".equals(state);
        }
    }

    record Trade(
            String id,
            String orderId,
            String label,
            byte side,
            long price,
            long amount,
            long timeMs) {}

    Deal place(final String label, final byte side, final long price, final long amount) {
        final String id = "ID-" + ++idCount;
        return put(new Deal(id, label, side, price, amount, 0, "open", next()));
    }

    Deal reject(final String label) {
        return put(new Deal("ID-" + ++idCount, label, Side.BUY, 1, 1, 0, "rejected", next()));
    }

    Trade fill(final String id, final long amount) {
        final Deal deal = orders.get(id);
        final long filled = deal.filled + amount;
        final String state = filled == deal.amount ? "filled" : "open";
        final Deal after =
                put(
                        new Deal(
                                id,
                                deal.label,
                                deal.side,
                                deal.price,
                                deal.amount,
                                filled,
                                state,
                                next()));
        final Trade trade =
                new Trade(
                        "T-" + (trades.size() + 1),
                        id,
                        deal.label,
                        deal.side,
                        deal.price,
                        amount,
                        after.timeMs);
        trades.add(trade);
        return trade;
    }

    Deal cancel(final String id) {
        final Deal deal = orders.get(id);
        return put(
                new Deal(
                        id,
                        deal.label,
                        deal.side,
                        deal.price,
                        deal.amount,
                        deal.filled,
                        "cancelled",
                        next()));
    }

    Deal edit(final String id, final long price, final long amount) {
        final Deal deal = orders.get(id);
        return put(
                new Deal(
                        id,
                        deal.label,
                        deal.side,
                        price,
                        amount,
                        deal.filled,
                        amount <= deal.filled ? "filled" : "open",
                        next()));
    }

    Deal ofLabel(final String label) {
        return orders.values().stream()
                .filter(deal -> deal.label.equals(label))
                .findFirst()
                .orElse(null);
    }

    long position() {
        return trades.stream().mapToLong(t -> t.side == Side.BUY ? t.amount : -t.amount).sum();
    }

    private long next() {
        return ++timeMs;
    }

    private Deal put(final Deal deal) {
        orders.put(deal.id, deal);
        return deal;
    }
}
