/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.exchange.Account;
import io.novaring.tools.simulator.exchange.Exchange;
import io.novaring.tools.simulator.exchange.Order;
import io.novaring.tools.simulator.exchange.OrderFilter;
import io.novaring.tools.simulator.exchange.Outcome;
import io.novaring.tools.simulator.exchange.SelfTrading;
import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderState;
import io.novaring.tools.simulator.exchange.order.TimeInForce;
import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.schedule.Mailbox;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a test does to accounts while the simulator runs, and sees of them. Every method may be
 * called by any thread and acts between two events; numbers are scaled by 10^9.
 *
 * <pre>{@code
 * simulator.trading().fill("demo", "my-label", 100_000_000_000L);
 * assertEquals(Map.of(), simulator.trading().ledger().duplicateLabels("demo"));
 * }</pre>
 */
public final class TradingControls {
    /** Who trades with the orders that are to be filled. */
    public static final String COUNTERPARTY = "counterparty";

    private static final int NO_CONNECTION = -1;
    private static final long PLENTY = 1_000_000L * 1_000_000_000L;

    private final Mailbox mailbox;
    private final TradingMethods trading;
    private final Exchange exchange;
    private final Set<String> funded = new HashSet<>();

    public TradingControls(final Mailbox mailbox, final TradingMethods trading) {
        this.mailbox = mailbox;
        this.trading = trading;
        this.exchange = trading.exchange();
    }

    /** Everything the exchange did: the oracle. Works after the simulator is closed too. */
    public Ledger ledger() {
        return exchange.ledger();
    }

    /**
     * Places an order for any account, as if it came by a connection of its own.
     *
     * @return its id.
     * @throws IllegalStateException when the exchange refuses it.
     */
    public String place(final String account, final NewOrder order) {
        return mailbox.call(
                () -> accepted(exchange.place(exchange.account(account), order, NO_CONNECTION)).id);
    }

    /** Cancels all orders of an account; returns how many. */
    public int cancelAll(final String account) {
        return mailbox.call(
                () -> exchange.cancelAll(exchange.account(account), OrderFilter.ALL).size());
    }

    /**
     * Somebody hits a resting order: another account trades so much with it, at its price. What is
     * before it in the book, at better prices or earlier, is traded away first.
     *
     * @param order an order id, or the label of one open order.
     * @param amount at most what is left of the order is filled.
     * @return what was filled.
     * @throws IllegalArgumentException when there is no such open order.
     */
    public long fill(final String account, final String order, final long amount) {
        return mailbox.call(() -> fill(find(exchange.account(account), order), amount));
    }

    /** Adds to a balance, or takes from it. */
    public void deposit(final String account, final String currency, final long amount) {
        run(() -> exchange.deposit(exchange.account(account), currency, amount));
    }

    /** What happens when an order meets another one of its own account. */
    public void setSelfTrading(final String account, final SelfTrading mode) {
        run(() -> exchange.account(account).setSelfTrading(mode));
    }

    /** As {@link TradingMethods#lock}. */
    public void lock(final String account, final boolean locked) {
        run(() -> trading.lock(account, locked));
    }

    /** As {@link TradingMethods#triggerMmp}. */
    public void triggerMmp(final String account, final String indexName, final long untilMs) {
        run(() -> trading.triggerMmp(account, indexName, untilMs));
    }

    private void run(final Runnable work) {
        mailbox.call(
                () -> {
                    work.run();
                    return null;
                });
    }

    private Order find(final Account account, final String idOrLabel) {
        final List<Order> found = exchange.openOrders(account, OrderFilter.ALL);
        found.removeIf(
                order ->
                        order.state() != OrderState.OPEN
                                || !order.id.equals(idOrLabel) && !order.label.equals(idOrLabel));
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "not one open order of "
                            + account
                            + ", but "
                            + found.size()
                            + ": "
                            + idOrLabel);
        }
        return found.get(0);
    }

    private long fill(final Order order, final long amount) {
        final Account other = counterparty(order.instrument);
        final long before = order.filledAmount();
        final long target = before + Math.min(amount, order.remaining());
        // More than one round only when something unseen was before it: the rest of an iceberg.
        while (order.filledAmount() < target && order.state() == OrderState.OPEN) {
            final long missing = target - order.filledAmount();
            final NewOrder taker =
                    NewOrder.of(order.instrument.name, !order.isBuy)
                            .price(order.price())
                            .amount(better(order) + exchange.amountBefore(order) + missing)
                            .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL);
            accepted(exchange.place(other, taker, NO_CONNECTION));
        }
        return order.filledAmount() - before;
    }

    /** What its side of the book has at better prices. */
    private static long better(final Order order) {
        final BookSide side = order.isBuy ? order.instrument.bids : order.instrument.asks;
        long sum = 0;
        for (int i = 0; i < side.count() && side.isBetter(side.price(i), order.price()); i++) {
            sum += side.amount(i);
        }
        return sum;
    }

    /** With more money than it can lose. */
    private Account counterparty(final Instrument instrument) {
        final Account account = exchange.account(COUNTERPARTY);
        for (final String currency : List.of(instrument.currency.name, instrument.currency.base)) {
            if (funded.add(currency)) {
                exchange.deposit(account, currency, PLENTY);
            }
        }
        return account;
    }

    private static Order accepted(final Outcome outcome) {
        if (!outcome.isAccepted()) {
            throw new IllegalStateException(
                    "the exchange refused it: "
                            + outcome.rejection().code()
                            + " "
                            + outcome.rejection().message()
                            + ": "
                            + outcome.rejection().reason());
        }
        return outcome.order();
    }
}
