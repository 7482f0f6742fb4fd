/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import io.novaring.tools.simulator.exchange.ExchangeConfig;
import io.novaring.tools.simulator.exchange.money.FeeSchedule;
import io.novaring.tools.simulator.exchange.queue.QueueModel;
import io.novaring.tools.simulator.exchange.queue.QueueModels;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.trading.NotificationOrder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The venue of a backtest. Changed by its {@code with} methods, from {@link #DEFAULT}.
 *
 * @param account whose orders it takes: the only account there is.
 * @param deposits what the account has, by currency, scaled by 10^9.
 * @param tier the credits of the account.
 * @param queue where a resting order stands.
 * @param unknownBook what becomes of orders while a book is not known.
 * @param tradeWindow how far apart a trade and the change it made to the book may be told of.
 * @param matchingDelay how long a request holds the queue of its currency; with zero nothing waits.
 * @param cancelOnDisconnectDelay from the loss of a connection to the cancels.
 * @param notificationOrder whether notifications come before the answer that belongs to them.
 * @param seed of what the venue leaves open, such as the order of keys.
 */
public record VirtualConfig(
        String account,
        Map<String, Long> deposits,
        FeeSchedule fees,
        AccountTier tier,
        QueueModel queue,
        UnknownBook unknownBook,
        Duration tradeWindow,
        Duration matchingDelay,
        Duration cancelOnDisconnectDelay,
        NotificationOrder notificationOrder,
        long seed) {
    private static final int LEDGER_ENTRIES_MAX = 50_000_000;

    /** The simulator's deposits, fees and tier, the pessimistic model, no delays, any order. */
    public static final VirtualConfig DEFAULT =
            new VirtualConfig(
                    "backtest",
                    ExchangeConfig.DEFAULT.deposits(),
                    FeeSchedule.STANDARD,
                    AccountTier.TIER_4,
                    QueueModels.PESSIMISTIC,
                    UnknownBook.REST,
                    Duration.ofMillis(5),
                    Duration.ZERO,
                    Duration.ZERO,
                    NotificationOrder.RANDOM,
                    1);

    public VirtualConfig {
        if (account.isBlank()) {
            throw new IllegalArgumentException("the account needs a name");
        }
        deposits = Map.copyOf(deposits);
        Objects.requireNonNull(fees, "fees");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(unknownBook, "unknownBook");
        notNegative("tradeWindow", tradeWindow);
        notNegative("matchingDelay", matchingDelay);
        notNegative("cancelOnDisconnectDelay", cancelOnDisconnectDelay);
        Objects.requireNonNull(notificationOrder, "notificationOrder");
    }

    /** What the exchange is made with; its ledger has room for a long run. */
    ExchangeConfig exchange() {
        final ExchangeConfig base = ExchangeConfig.DEFAULT;
        return new ExchangeConfig(
                deposits,
                fees,
                base.openOrdersMax(),
                base.triggersMax(),
                base.doneOrdersMax(),
                base.tradesMax(),
                LEDGER_ENTRIES_MAX);
    }

    private static void notNegative(final String name, final Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
    }

    public VirtualConfig withAccount(final String value) {
        return new VirtualConfig(
                value,
                deposits,
                fees,
                tier,
                queue,
                unknownBook,
                tradeWindow,
                matchingDelay,
                cancelOnDisconnectDelay,
                notificationOrder,
                seed);
    }

    public VirtualConfig withDeposits(final Map<String, Long> value) {
        return new VirtualConfig(
                account,
                value,
                fees,
                tier,
                queue,
                unknownBook,
                tradeWindow,
                matchingDelay,
                cancelOnDisconnectDelay,
                notificationOrder,
                seed);
    }

    public VirtualConfig withFees(final FeeSchedule value) {
        return new VirtualConfig(
                account,
                deposits,
                value,
                tier,
                queue,
                unknownBook,
                tradeWindow,
                matchingDelay,
                cancelOnDisconnectDelay,
                notificationOrder,
                seed);
    }

    public VirtualConfig withTier(final AccountTier value) {
        return new VirtualConfig(
                account,
                deposits,
                fees,
                value,
                queue,
                unknownBook,
                tradeWindow,
                matchingDelay,
                cancelOnDisconnectDelay,
                notificationOrder,
                seed);
    }

    public VirtualConfig withQueue(final QueueModel value) {
        return new VirtualConfig(
                account,
                deposits,
                fees,
                tier,
                value,
                unknownBook,
                tradeWindow,
                matchingDelay,
                cancelOnDisconnectDelay,
                notificationOrder,
                seed);
    }

    public VirtualConfig withUnknownBook(final UnknownBook value) {
        return new VirtualConfig(
                account,
                deposits,
                fees,
                tier,
                queue,
                value,
                tradeWindow,
                matchingDelay,
                cancelOnDisconnectDelay,
                notificationOrder,
                seed);
    }

    public VirtualConfig withTradeWindow(final Duration value) {
        return new VirtualConfig(
                account,
                deposits,
                fees,
                tier,
                queue,
                unknownBook,
                value,
                matchingDelay,
                cancelOnDisconnectDelay,
                notificationOrder,
                seed);
    }

    public VirtualConfig withMatchingDelay(final Duration value) {
        return new VirtualConfig(
                account,
                deposits,
                fees,
                tier,
                queue,
                unknownBook,
                tradeWindow,
                value,
                cancelOnDisconnectDelay,
                notificationOrder,
                seed);
    }

    public VirtualConfig withCancelOnDisconnectDelay(final Duration value) {
        return new VirtualConfig(
                account,
                deposits,
                fees,
                tier,
                queue,
                unknownBook,
                tradeWindow,
                matchingDelay,
                value,
                notificationOrder,
                seed);
    }

    public VirtualConfig withNotificationOrder(final NotificationOrder value) {
        return new VirtualConfig(
                account,
                deposits,
                fees,
                tier,
                queue,
                unknownBook,
                tradeWindow,
                matchingDelay,
                cancelOnDisconnectDelay,
                value,
                seed);
    }

    public VirtualConfig withSeed(final long value) {
        return new VirtualConfig(
                account,
                deposits,
                fees,
                tier,
                queue,
                unknownBook,
                tradeWindow,
                matchingDelay,
                cancelOnDisconnectDelay,
                notificationOrder,
                value);
    }
}
