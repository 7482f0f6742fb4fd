/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.engine.trading.DeskRig.Sent;
import io.novaring.engine.trading.ModelVenue.Deal;
import io.novaring.engine.trading.ModelVenue.Trade;
import java.util.List;

/** Answers questions by what is true at the venue. */
final class Truth {
    private Truth() {}

    /** Fills the answer the rig has begun. */
    static void tell(final DeskRig rig, final Sent request) {
        final String[] words = request.text().split(" ");
        switch (request.query()) {
            case CANCEL_ON_DISCONNECT_READ ->
                    rig.trading.nextAnswer.cancelOnDisconnect = rig.cancelOnDisconnect;
            case OPEN_ORDERS -> {
                rig.trading.nextAnswer.hasOrders = true;
                rig.venue.orders.values().stream().filter(Deal::isOpen).forEach(rig::orderRow);
            }
            case ORDERS_BY_LABEL -> {
                rig.trading.nextAnswer.hasOrders = true;
                rig.venue.orders.values().stream()
                        .filter(deal -> deal.label().equals(request.text()))
                        .forEach(rig::orderRow);
            }
            case ORDER_BY_ID -> {
                rig.trading.nextAnswer.hasOrders = true;
                if (rig.venue.orders.containsKey(request.text())) {
                    rig.orderRow(rig.venue.orders.get(request.text()));
                }
            }
            case TRADES_OF_TIME -> {
                rig.trading.nextAnswer.hasTrades = true;
                // Everything is traded in the first part; two trades a page.
                final List<Trade> page =
                        rig.venue.trades.stream()
                                .filter(t -> words[0].equals("0"))
                                .filter(t -> t.timeMs() >= Long.parseLong(words[1]))
                                .toList();
                page.stream().limit(2).forEach(rig::tradeRow);
                rig.trading.nextAnswer.hasMore = page.size() > 2;
            }
            case TRADES_OF_ORDER -> {
                rig.trading.nextAnswer.hasTrades = true;
                rig.venue.trades.stream()
                        .filter(t -> t.orderId().equals(request.text()))
                        .forEach(rig::tradeRow);
            }
            case POSITIONS -> {
                rig.trading.nextAnswer.hasPositions = true;
                rig.positionRow(rig.venue.position());
                rig.event.usIn = rig.venue.timeMs * 1_000 + 500;
                rig.event.usOut = rig.event.usIn + 200;
                // What happens next is later than this.
                rig.venue.timeMs += 2;
            }
            default -> {
                // An answer without a word.
            }
        }
    }
}
