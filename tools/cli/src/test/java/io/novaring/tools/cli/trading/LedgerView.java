/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.trading;

import io.novaring.codec.Side;
import io.novaring.codec.order.OrderState;
import io.novaring.tools.cli.trading.OrderDiary.Fill;
import io.novaring.tools.cli.trading.OrderDiary.Page;
import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.FillEntry;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.OrderEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What truly happened to one account, to compare with what the engine told of it. */
final class LedgerView {
    private static final Set<OrderState> NEVER_WAS =
            Set.of(
                    OrderState.REJECTED,
                    OrderState.REFUSED,
                    OrderState.UNSENT,
                    OrderState.NOT_FOUND);

    /** Kinds of what must not be. */
    enum Fault {
        DUPLICATE,
        GUESSED,
        WRONG_AMOUNT,
        LOST_FILL,
        DOUBLE_FILL,
        WRONG_FILL,
        WRONG_POSITION,
        WRONG_OPEN_ORDERS
    }

    /** One of them. */
    record Finding(Fault fault, long handle, String text) {}

    private final Map<String, OrderEntry> ordersByLabel = new HashMap<>();
    private final Map<String, OrderEntry> ordersById = new HashMap<>();
    private final Map<String, FillEntry> fills = new LinkedHashMap<>();
    private final Map<String, Long> filledByOrder = new HashMap<>();
    private final List<String> duplicates = new ArrayList<>();
    private final Map<String, Long> positions = new HashMap<>();

    LedgerView(final Ledger ledger, final String account) {
        for (final LedgerEntry entry : ledger.entries()) {
            if (entry.account().equals(account)) {
                add(entry);
            }
        }
    }

    private void add(final LedgerEntry entry) {
        if (entry instanceof OrderEntry order) {
            ordersById.put(order.orderId(), order);
        }
        if (entry instanceof OrderEntry order && order.triggerOrderId().isEmpty()) {
            final OrderEntry before = ordersByLabel.put(order.label(), order);
            if (before != null && !before.orderId().equals(order.orderId())) {
                duplicates.add(order.label());
            }
        } else if (entry instanceof FillEntry fill) {
            fills.put(fill.tradeId(), fill);
            filledByOrder.merge(fill.orderId(), fill.amount(), Long::sum);
            positions.merge(
                    fill.instrument(), fill.isBuy() ? fill.amount() : -fill.amount(), Long::sum);
        }
    }

    /** Orders that are not done, those that triggers made included. */
    int liveCount() {
        int count = 0;
        for (final OrderEntry order : ordersById.values()) {
            count += stateOf(order).isFinal() ? 0 : 1;
        }
        return count;
    }

    private static OrderState stateOf(final OrderEntry order) {
        return OrderState.valueOf(order.state().toUpperCase(Locale.ROOT));
    }

    long position(final String instrument) {
        return positions.getOrDefault(instrument, 0L);
    }

    /**
     * Everything that is not as it should be.
     *
     * @param labels of all orders ever handed in, by handle.
     */
    List<Finding> compare(final Map<Long, String> labels, final OrderDiary diary) {
        final List<Finding> found = new ArrayList<>();
        for (final String label : duplicates) {
            found.add(new Finding(Fault.DUPLICATE, 0, "accepted twice: " + label));
        }
        for (final long handle : diary.revised()) {
            found.add(new Finding(Fault.GUESSED, handle, "told something else before"));
        }
        labels.forEach((handle, label) -> compareOrder(handle, label, diary.page(handle), found));
        compareFills(diary, found);
        return found;
    }

    private void compareOrder(
            final long handle, final String label, final Page page, final List<Finding> found) {
        final OrderEntry entry = ordersByLabel.get(label);
        final OrderState told = page == null ? null : page.state;
        if (entry == null) {
            if (!NEVER_WAS.contains(told)) {
                found.add(
                        new Finding(
                                Fault.GUESSED, handle, label + " never accepted, told " + told));
            }
            return;
        }
        final OrderState truth = stateOf(entry);
        if (told != truth) {
            found.add(
                    new Finding(
                            Fault.GUESSED, handle, label + " told " + told + ", truth " + entry));
            return;
        }
        final boolean isLive = !truth.isFinal();
        // The ledger has no line of an order for each trade of it.
        final long filled = filledByOrder.getOrDefault(entry.orderId(), 0L);
        if (page.filled != filled
                || isLive && (page.amount != entry.amount() || page.price != entry.price())) {
            found.add(
                    new Finding(
                            Fault.WRONG_AMOUNT,
                            handle,
                            "%s told price %d amount %d filled %d, truth filled %d of %s"
                                    .formatted(
                                            label,
                                            page.price,
                                            page.amount,
                                            page.filled,
                                            filled,
                                            entry)));
        }
    }

    private void compareFills(final OrderDiary diary, final List<Finding> found) {
        final Map<String, Fill> told = diary.fills();
        for (final String id : diary.doubleFills()) {
            found.add(new Finding(Fault.DOUBLE_FILL, told.get(id).handle(), "told twice: " + id));
        }
        fills.forEach(
                (id, truth) -> {
                    final Fill fill = told.remove(id);
                    if (fill == null) {
                        found.add(new Finding(Fault.LOST_FILL, 0, "not told: " + truth));
                    } else if (fill.price() != truth.price()
                            || fill.amount() != truth.amount()
                            || fill.side() != (truth.isBuy() ? Side.BUY : Side.SELL)) {
                        found.add(
                                new Finding(
                                        Fault.WRONG_FILL,
                                        fill.handle(),
                                        "told " + fill + ", truth " + truth));
                    }
                });
        told.forEach(
                (id, fill) ->
                        found.add(
                                new Finding(
                                        Fault.WRONG_FILL,
                                        fill.handle(),
                                        "never happened: " + id + " " + fill)));
    }
}
