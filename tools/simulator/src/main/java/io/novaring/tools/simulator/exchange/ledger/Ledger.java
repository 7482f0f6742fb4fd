/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.ledger;

import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.Action;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.FillEntry;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.OrderEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Everything the exchange did, in its order, never changed afterwards. The simulator's thread
 * appends, any thread reads. Full, it takes nothing more, and every question fails: an oracle that
 * forgot something is none.
 */
public final class Ledger {
    private final int entriesMax;
    private boolean full;
    private final List<LedgerEntry> entries = new ArrayList<>();

    /**
     * @param entriesMax 0 to keep nothing.
     */
    public Ledger(final int entriesMax) {
        this.entriesMax = entriesMax;
    }

    /** Adds what {@code entry} makes of the next number. */
    public synchronized void append(final LongFunction<LedgerEntry> entry) {
        if (entries.size() < entriesMax) {
            entries.add(entry.apply(entries.size() + 1));
        } else {
            full = true;
        }
    }

    /**
     * All there is now.
     *
     * @throws IllegalStateException when it is full and something was lost.
     */
    public synchronized List<LedgerEntry> entries() {
        if (full) {
            throw new IllegalStateException(
                    "the ledger was full after "
                            + entriesMax
                            + " entries and is not complete; raise ledgerEntriesMax");
        }
        return List.copyOf(entries);
    }

    /** The last entry of each order, by order id, in the order they were accepted. */
    public Map<String, OrderEntry> ordersById() {
        final Map<String, OrderEntry> last = new LinkedHashMap<>();
        for (final OrderEntry entry : all(OrderEntry.class, entry -> true)) {
            last.put(entry.orderId(), entry);
        }
        return last;
    }

    /**
     * The last entry of each order of the account with that label, in the order they were accepted.
     * An order that a trigger made is counted as its trigger's.
     */
    public List<OrderEntry> ordersByLabel(final String account, final String label) {
        final Map<String, OrderEntry> last = new LinkedHashMap<>();
        for (final OrderEntry entry :
                all(
                        OrderEntry.class,
                        entry -> entry.account().equals(account) && entry.label().equals(label))) {
            last.put(
                    entry.triggerOrderId().isEmpty() ? entry.orderId() : entry.triggerOrderId(),
                    entry);
        }
        return List.copyOf(last.values());
    }

    /** In their order. */
    public List<FillEntry> fillsOf(final String orderId) {
        return all(FillEntry.class, entry -> entry.orderId().equals(orderId));
    }

    /** What was bought less what was sold, until delivery; of spot too, which is no position. */
    public long position(final String account, final String instrument) {
        long position = 0;
        for (final LedgerEntry entry : entries()) {
            if (entry instanceof FillEntry fill
                    && fill.account().equals(account)
                    && fill.instrument().equals(instrument)) {
                position += fill.isBuy() ? fill.amount() : -fill.amount();
            } else if (entry instanceof LedgerEntry.CashEntry cash
                    && cash.cause().equals("delivery")
                    && cash.account().equals(account)
                    && cash.instrument().equals(instrument)) {
                position = 0;
            }
        }
        return position;
    }

    /**
     * Labels of the account that more than one order was accepted with, and how many; orders
     * without a label and those that triggers made are not counted.
     */
    public Map<String, Integer> duplicateLabels(final String account) {
        final Map<String, Integer> counts = new LinkedHashMap<>();
        for (final OrderEntry entry :
                all(OrderEntry.class, entry -> entry.action() == Action.ACCEPTED)) {
            if (entry.account().equals(account)
                    && !entry.label().isEmpty()
                    && entry.triggerOrderId().isEmpty()) {
                counts.merge(entry.label(), 1, Integer::sum);
            }
        }
        counts.values().removeIf(count -> count == 1);
        return counts;
    }

    /** Of one type and meant by {@code test}, in their order. */
    public <T extends LedgerEntry> List<T> all(final Class<T> type, final Predicate<T> test) {
        final List<T> found = new ArrayList<>();
        for (final LedgerEntry entry : entries()) {
            if (type.isInstance(entry) && test.test(type.cast(entry))) {
                found.add(type.cast(entry));
            }
        }
        return found;
    }
}
