/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import io.novaring.engine.trading.OrderReport;
import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry;
import java.util.List;

/** Compares what an engine knows of its orders with what the exchange did. */
final class LedgerCheck {
    private LedgerCheck() {}

    /** How our orders and positions differ from the exchange's own; empty when they do not. */
    static String difference(
            final TradingRig rig, final List<Long> handles, final boolean hasTwins) {
        final Ledger ledger = rig.simulator.trading().ledger();
        if (!hasTwins && !ledger.duplicateLabels(TradingRig.ACCOUNT).isEmpty()) {
            return "labels used twice: " + ledger.duplicateLabels(TradingRig.ACCOUNT);
        }
        final OrderReport ours = new OrderReport();
        for (final long handle : handles) {
            if (!rig.desk.read(handle, ours)) {
                continue;
            }
            final String text = difference(ours, ledger);
            if (!text.isEmpty()) {
                return text;
            }
        }
        for (final String name : List.of(TradingRig.BTC, TradingRig.ETH)) {
            final int id = rig.engine.symbols().instruments().lookup(name);
            final long known =
                    id == SymbolTable.UNKNOWN ? MarketEvent.ABSENT : rig.desk.position(id);
            final long position = known == MarketEvent.ABSENT ? 0 : known;
            if (position != ledger.position(TradingRig.ACCOUNT, name)) {
                return "position in " + name + " " + position;
            }
        }
        return "";
    }

    private static String difference(final OrderReport ours, final Ledger ledger) {
        final List<LedgerEntry.OrderEntry> theirs =
                ledger.ordersByLabel(TradingRig.ACCOUNT, ours.label());
        final String name = "order " + ours.orderId() + " " + ours.state;
        if (ours.state == null || ours.hasPendingEdit || ours.hasPendingCancel) {
            return name + " is pending";
        }
        return switch (ours.state) {
            case PENDING_NEW, SENT, UNKNOWN -> name + " is not settled";
            case REJECTED, REFUSED, UNSENT, NOT_FOUND ->
                    theirs.isEmpty() ? "" : name + " is at the exchange: " + theirs;
            default -> {
                final LedgerEntry.OrderEntry entry = theirs.isEmpty() ? null : theirs.get(0);
                final boolean isEqual =
                        entry != null
                                && entry.state().equalsIgnoreCase(ours.state.name())
                                && entry.price() == ours.price
                                && entry.amount() == ours.amount
                                && filled(entry, ledger) == ours.filledAmount
                                && filled(entry, ledger) == ours.tradedAmount;
                yield isEqual ? "" : name + " is at the exchange: " + entry;
            }
        };
    }

    /** An entry is as old as the last thing but a trade that happened to the order. */
    private static long filled(final LedgerEntry.OrderEntry entry, final Ledger ledger) {
        return ledger.fillsOf(entry.orderId()).stream()
                .mapToLong(LedgerEntry.FillEntry::amount)
                .sum();
    }
}
