/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry;
import io.novaring.tools.simulator.exchange.order.Rejection;
import io.novaring.tools.simulator.market.Instrument;

/** Writes the ledger. */
final class Recorder {
    private final Ledger ledger;

    Recorder(final Ledger ledger) {
        this.ledger = ledger;
    }

    void order(final Order order, final LedgerEntry.Action action, final String cause) {
        ledger.append(
                number ->
                        new LedgerEntry.OrderEntry(
                                number,
                                order.updatedMs,
                                order.account.name,
                                action,
                                cause,
                                order.id,
                                order.triggerOrderId == null ? "" : order.triggerOrderId,
                                order.label,
                                order.instrument.name,
                                order.isBuy,
                                order.type.word(),
                                order.state.word(),
                                order.price,
                                order.amount,
                                order.filledAmount,
                                order.origin));
    }

    void refusal(
            final Account account,
            final String method,
            final String orderId,
            final String label,
            final String instrument,
            final Rejection rejection,
            final int origin,
            final long nowMs) {
        ledger.append(
                number ->
                        new LedgerEntry.RefusalEntry(
                                number,
                                nowMs,
                                account.name,
                                method,
                                orderId == null ? "" : orderId,
                                label == null ? "" : label,
                                instrument == null ? "" : instrument,
                                rejection.code(),
                                rejection.message(),
                                origin));
    }

    void fill(final Fill fill) {
        final Order order = fill.order();
        ledger.append(
                number ->
                        new LedgerEntry.FillEntry(
                                number,
                                fill.timestampMs(),
                                order.account.name,
                                fill.id(),
                                order.id,
                                order.label,
                                order.instrument.name,
                                order.isBuy,
                                fill.price(),
                                fill.amount(),
                                fill.fee(),
                                fill.feeCurrency(),
                                fill.isMaker(),
                                order.account.purse.holding(order.instrument).size(),
                                order.account.purse.balance(order.instrument.currency.name)));
    }

    /**
     * @param instrument null for a deposit.
     */
    void cash(
            final Account account,
            final String cause,
            final Instrument instrument,
            final String currency,
            final long amount,
            final long nowMs) {
        ledger.append(
                number ->
                        new LedgerEntry.CashEntry(
                                number,
                                nowMs,
                                account.name,
                                cause,
                                instrument == null ? "" : instrument.name,
                                currency,
                                amount,
                                instrument == null ? 0 : account.purse.holding(instrument).size(),
                                account.purse.balance(currency)));
    }
}
