/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderError;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.Step;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Accounts that trade with each other and with the market, by price and time. Simulator thread
 * only. Every request happens at once; what it caused is told to the listener before the outcome is
 * returned.
 */
public final class Exchange {
    private final Market market;
    private final Clock clock;
    private final ExchangeConfig config;
    private final ExchangeListener listener;
    private final Consumer<Step> steps;
    private final Ledger ledger;
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    /**
     * @param clock of all timestamps.
     * @param steps given every change to a public book that an order made, to be published.
     */
    public Exchange(
            final Market market,
            final Clock clock,
            final ExchangeConfig config,
            final ExchangeListener listener,
            final Consumer<Step> steps) {
        this.market = market;
        this.clock = clock;
        this.config = config;
        this.listener = listener;
        this.steps = steps;
        this.ledger = new Ledger(config.ledgerEntriesMax());
    }

    /** The account of that name; a new one has the configured deposits. */
    public Account account(final String name) {
        return accounts.computeIfAbsent(name, n -> new Account(n, 1_001 + accounts.size()));
    }

    /** In the order they were made. */
    public Collection<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    /** Adds to a balance, or takes from it. */
    public void deposit(final Account account, final String currency, final long amount) {}

    /** Buys or sells. */
    public Outcome place(final Account account, final NewOrder asked, final int origin) {
        return Outcome.refused(OrderError.OTHER_REJECT, "");
    }

    /** Changes an order. One that may not cross and would is cancelled, which is no refusal. */
    public Outcome edit(final Account account, final Edit edit, final int origin) {
        return Outcome.refused(OrderError.ORDER_NOT_FOUND, "");
    }

    /** Cancels one order. */
    public Outcome cancel(final Account account, final String orderId) {
        return Outcome.refused(OrderError.ORDER_NOT_FOUND, "");
    }

    /** Cancels what the filter means and the books allow; returns the orders. */
    public List<Order> cancelAll(final Account account, final OrderFilter filter) {
        return List.of();
    }

    /** Cancels what has this label; {@code currency} may be null. */
    public List<Order> cancelByLabel(
            final Account account, final String label, final String currency) {
        return cancelAll(account, OrderFilter.ALL.withCurrency(currency).withLabel(label));
    }

    /**
     * Closes a position by a reduce-only order.
     *
     * @param type limit or market.
     * @param price of a limit order; else {@link NewOrder#ABSENT}.
     */
    public Outcome closePosition(
            final Account account,
            final String instrumentName,
            final OrderType type,
            final long price,
            final int origin) {
        return Outcome.refused(OrderError.OTHER_REJECT, "");
    }

    /** A connection is gone for good: its orders are cancelled. Returns how many. */
    public int cancelOrigin(final int origin) {
        return 0;
    }

    /** Live orders and triggers, oldest first. */
    public List<Order> openOrders(final Account account, final OrderFilter filter) {
        final List<Order> found = new ArrayList<>(account.open.values());
        found.removeIf(order -> !filter.test(order));
        return found;
    }

    /** Null when there is none, it is another's, or it was done too long ago. */
    public Order order(final Account account, final String orderId) {
        return account.open.get(orderId);
    }

    /** Live ones and those done not long ago, oldest first; {@code currency} may be null. */
    public List<Order> ordersByLabel(
            final Account account, final String currency, final String label) {
        return List.of();
    }

    public TradePage trades(final Account account, final TradeFilter filter) {
        return new TradePage(List.of(), false);
    }

    /** One of size 0 when it is flat; null when there is no such instrument. */
    public Position position(final Account account, final String instrumentName) {
        return null;
    }

    /**
     * Those that are or were since the start.
     *
     * @param currency null or {@code any} for all.
     * @param kind null or {@code any} for all.
     */
    public List<Position> positions(
            final Account account, final String currency, final String kind) {
        return List.of();
    }

    public AccountSummary summary(final Account account, final String currency) {
        return null;
    }

    /** The currencies the account has or had money in, by name. */
    public List<String> currencies(final Account account) {
        return List.of();
    }

    /** Fires triggers and accrues funding; to be called after every market event. */
    public void onMarket() {}

    /** Everything that was done; its answers may be read by any thread. */
    public Ledger ledger() {
        return ledger;
    }
}
