/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.ledger;

/** One thing the exchange did. Numbers are scaled by 10^9. */
public sealed interface LedgerEntry {
    /** Where it stands in the ledger, from 1. */
    long number();

    long timestampMs();

    String account();

    /** What happened to an order. */
    enum Action {
        ACCEPTED,
        EDITED,
        /** A trigger became another order. */
        TRIGGERED,
        /** Nothing of it is left to trade. */
        FILLED,
        CANCELLED,
        /** A trigger's order was refused. */
        REJECTED
    }

    /**
     * An order as it was after what happened to it.
     *
     * @param cause of a cancel, a rejection, or a fired trigger; else empty.
     * @param triggerOrderId of the trigger that made it; else empty.
     * @param price {@link Long#MIN_VALUE} when it has none.
     */
    record OrderEntry(
            long number,
            long timestampMs,
            String account,
            Action action,
            String cause,
            String orderId,
            String triggerOrderId,
            String label,
            String instrument,
            boolean isBuy,
            String type,
            String state,
            long price,
            long amount,
            long filledAmount,
            int origin)
            implements LedgerEntry {}

    /**
     * A request that was refused.
     *
     * @param method {@code place}, {@code edit} or {@code cancel}.
     * @param orderId empty when it had none.
     */
    record RefusalEntry(
            long number,
            long timestampMs,
            String account,
            String method,
            String orderId,
            String label,
            String instrument,
            int code,
            String message,
            int origin)
            implements LedgerEntry {}

    /**
     * One account's side of a trade.
     *
     * @param positionAfter signed.
     * @param balanceAfter of the settlement currency.
     */
    record FillEntry(
            long number,
            long timestampMs,
            String account,
            String tradeId,
            String orderId,
            String label,
            String instrument,
            boolean isBuy,
            long price,
            long amount,
            long fee,
            String feeCurrency,
            boolean isMaker,
            long positionAfter,
            long balanceAfter)
            implements LedgerEntry {}

    /**
     * Money that moved without a trade.
     *
     * @param cause {@code deposit}, {@code funding}, {@code settlement} or {@code delivery}.
     * @param instrument empty for a deposit.
     * @param positionAfter signed; 0 for a deposit.
     */
    record CashEntry(
            long number,
            long timestampMs,
            String account,
            String cause,
            String instrument,
            String currency,
            long amount,
            long positionAfter,
            long balanceAfter)
            implements LedgerEntry {}
}
