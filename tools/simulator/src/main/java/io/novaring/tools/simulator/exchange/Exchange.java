/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.money.AccountSummary;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.exchange.money.Purse;
import io.novaring.tools.simulator.exchange.order.CancelReason;
import io.novaring.tools.simulator.exchange.order.Edit;
import io.novaring.tools.simulator.exchange.order.NewOrder;
import io.novaring.tools.simulator.exchange.order.OrderType;
import io.novaring.tools.simulator.exchange.order.Rejection;
import io.novaring.tools.simulator.exchange.order.TimeInForce;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Kind;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.market.RestingOrders;
import io.novaring.tools.simulator.market.State;
import io.novaring.tools.simulator.market.Step;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Accounts that trade with each other and with the market, by price and time. Simulator thread
 * only. Every request happens at once; what it caused is told to the listener before the outcome is
 * returned.
 */
public final class Exchange {
    private static final int FIRST_USER_ID = 1_001;

    private final ExchangeConfig config;
    private final Market market;
    private final Clock clock;
    private final Notices notices;
    private final Ledger ledger;
    private final Recorder recorder;
    final Registry registry;
    private final Accounting accounting;
    private final Checks checks;
    private final Books books;
    final Matcher matcher;
    private final Entry entry;
    private final Triggers triggers;
    private final Edits edits;
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    /**
     * @param clock of all timestamps.
     * @param steps given every change to a public book that an order made, to be published; the
     *     step is reused for the next one.
     */
    public Exchange(
            final Market market,
            final Clock clock,
            final ExchangeConfig config,
            final ExchangeListener listener,
            final Consumer<Step> steps) {
        this.config = config;
        this.market = market;
        this.clock = clock;
        this.notices = new Notices(listener);
        this.ledger = new Ledger(config.ledgerEntriesMax());
        this.recorder = new Recorder(ledger);
        this.registry = new Registry(config.doneOrdersMax(), notices, recorder);
        this.accounting = new Accounting(config, registry, notices, recorder, accounts.values());
        this.checks = new Checks(config, market);
        this.books = new Books(market.interventions());
        this.matcher = new Matcher(books, market.interventions(), registry, accounting);
        this.entry = new Entry(market, steps, books, registry, matcher);
        this.triggers = new Triggers(registry, entry);
        this.edits = new Edits(registry, checks, entry, triggers);
        market.setResting(new Resting());
    }

    /** Who is told from now on. */
    public void setListener(final ExchangeListener listener) {
        notices.setListener(listener);
    }

    /** The account of that name; a new one has the configured deposits. */
    public Account account(final String name) {
        final Account known = accounts.get(name);
        if (known != null) {
            return known;
        }
        final Account account = new Account(name, FIRST_USER_ID + accounts.size());
        accounts.put(name, account);
        config.deposits().keySet().stream()
                .sorted()
                .forEach(currency -> deposit(account, currency, config.deposits().get(currency)));
        return account;
    }

    /** In the order they were made. */
    public Collection<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    /** Adds to a balance, or takes from it. */
    public void deposit(final Account account, final String currency, final long amount) {
        begin();
        account.purse.deposit(currency, amount);
        recorder.cash(account, "deposit", null, currency, amount, registry.nowMs());
        notices.money(account, currency);
        notices.end();
    }

    /** Buys or sells. */
    public Outcome place(final Account account, final NewOrder asked, final int origin) {
        begin();
        final Rejection wrong = checks.place(account, asked);
        final Outcome outcome;
        if (wrong != null) {
            outcome = Outcome.refused(wrong);
        } else {
            final Instrument instrument = market.find(asked.instrumentName);
            outcome =
                    asked.type().isTrigger()
                            ? Outcome.accepted(
                                    triggers.add(account, instrument, asked, origin), List.of())
                            : entry.enter(account, instrument, asked, null, origin);
        }
        if (!outcome.isAccepted()) {
            recorder.refusal(
                    account,
                    "place",
                    null,
                    asked.label(),
                    asked.instrumentName,
                    outcome.rejection(),
                    origin,
                    registry.nowMs());
        }
        end();
        return outcome;
    }

    /** Changes an order. One that may not cross and would is cancelled, which is no refusal. */
    public Outcome edit(final Account account, final Edit edit, final int origin) {
        begin();
        final Outcome outcome = edits.edit(account, edit);
        if (!outcome.isAccepted()) {
            recorder.refusal(
                    account,
                    "edit",
                    edit.orderId,
                    edit.label,
                    edit.instrumentName,
                    outcome.rejection(),
                    origin,
                    registry.nowMs());
        }
        end();
        return outcome;
    }

    /** Cancels one order. */
    public Outcome cancel(final Account account, final String orderId) {
        begin();
        final Order order = registry.find(orderId);
        Rejection wrong = Edits.owned(account, order);
        wrong = wrong == null && !order.state.isLive() ? Checks.done(order, false) : wrong;
        wrong = wrong == null ? checks.cancel(order.instrument) : wrong;
        if (wrong == null) {
            entry.cancel(order, CancelReason.USER_REQUEST);
        } else {
            recorder.refusal(account, "cancel", orderId, null, null, wrong, 0, registry.nowMs());
        }
        end();
        return wrong == null ? Outcome.accepted(order, List.of()) : Outcome.refused(wrong);
    }

    /** Cancels what the filter means and the books allow; returns the orders. */
    public List<Order> cancelAll(final Account account, final OrderFilter filter) {
        return cancel(
                account,
                order -> filter.test(order) && checks.cancel(order.instrument) == null,
                CancelReason.USER_REQUEST);
    }

    /** Cancels what has this label; {@code currency} may be null. */
    public List<Order> cancelByLabel(
            final Account account, final String label, final String currency) {
        return cancelAll(account, OrderFilter.ALL.withCurrency(currency).withLabel(label));
    }

    private List<Order> cancel(
            final Account account, final Predicate<Order> meant, final CancelReason reason) {
        begin();
        final List<Order> found = new ArrayList<>(account.open.values());
        found.removeIf(meant.negate());
        for (final Order order : found) {
            entry.cancel(order, reason);
        }
        end();
        return found;
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
        final Instrument instrument = market.findEver(instrumentName);
        final long size =
                instrument == null || !account.purse.has(instrument)
                        ? 0
                        : account.purse.holding(instrument).size();
        final NewOrder asked =
                NewOrder.of(instrumentName, size < 0)
                        .type(type)
                        .price(price)
                        .amount(
                                size == 0 && instrument != null
                                        ? instrument.amountUnit
                                        : Math.abs(size))
                        .reduceOnly(true);
        return place(account, asked, origin);
    }

    /** A connection is gone for good: its orders are cancelled. Returns how many. */
    public int cancelOrigin(final int origin) {
        int count = 0;
        for (final Account account : accounts.values()) {
            count +=
                    cancel(
                                    account,
                                    order -> order.origin == origin,
                                    CancelReason.CANCEL_ON_DISCONNECT)
                            .size();
        }
        return count;
    }

    /** Live orders and triggers, oldest first. */
    public List<Order> openOrders(final Account account, final OrderFilter filter) {
        return account.openOrders(filter);
    }

    /** What has to be traded at a resting order's price before its turn comes. */
    public long amountBefore(final Order order) {
        return books.find(order.instrument, order.isBuy, order.price).before(order);
    }

    /** Null when there is none, it is another's, or it was done too long ago. */
    public Order order(final Account account, final String orderId) {
        final Order order = registry.find(orderId);
        return order == null || order.account != account ? null : order;
    }

    /** Live ones and those done not long ago, oldest first; {@code currency} may be null. */
    public List<Order> ordersByLabel(
            final Account account, final String currency, final String label) {
        final OrderFilter filter = OrderFilter.ALL.withCurrency(currency).withLabel(label);
        final List<Order> found = new ArrayList<>(registry.all());
        found.removeIf(order -> order.account != account || !filter.test(order));
        return found;
    }

    /** Of the last 24 hours. */
    public TradePage trades(final Account account, final TradeFilter filter) {
        return account.trades(filter);
    }

    /** One of size 0 when it is flat; null when there is no such instrument, or it is spot. */
    public Position position(final Account account, final String instrumentName) {
        final Instrument instrument = market.findEver(instrumentName);
        return instrument == null || instrument.kind == Kind.SPOT
                ? null
                : account.purse.holding(instrument).position();
    }

    /**
     * Those that are or were since the start.
     *
     * @param currency null or {@code any} for all.
     * @param kind null or {@code any} for all.
     */
    public List<Position> positions(
            final Account account, final String currency, final String kind) {
        return account.positions(currency == null ? "any" : currency, kind == null ? "any" : kind);
    }

    public AccountSummary summary(final Account account, final String currency) {
        return account.purse.summary(currency);
    }

    /** The currencies the account has or had money in, by name. */
    public List<String> currencies(final Account account) {
        return account.purse.currencies();
    }

    /** Fires triggers and accrues funding; to be called after every market event. */
    public void onMarket() {
        if (!accounts.isEmpty()) {
            begin();
            accounting.fund();
            end();
        }
    }

    /** Everything that was done; its answers may be read by any thread. */
    public Ledger ledger() {
        return ledger;
    }

    /** The market's own side of all trades. */
    Purse house() {
        return accounting.house();
    }

    Books books() {
        return books;
    }

    /** Of all accounts, as far as they are kept. */
    Collection<Order> everyOrder() {
        return registry.all();
    }

    void begin() {
        registry.setTime(clock.millis());
        notices.begin();
    }

    void end() {
        notices.end();
        if (triggers.isEmpty()) {
            return;
        }
        for (Order next = triggers.nextReached(); next != null; next = triggers.nextReached()) {
            notices.begin();
            triggers.fire(next);
            notices.end();
        }
    }

    /** What the market does at prices where orders rest. */
    private final class Resting implements RestingOrders {
        @Override
        public void onTaken(
                final Instrument instrument,
                final boolean bids,
                final long price,
                final long amount) {
            begin();
            matcher.taken(instrument, bids, price, amount);
            matcher.tidy(instrument);
            notices.end();
        }

        @Override
        public void onOwn(
                final Instrument instrument,
                final boolean bids,
                final long price,
                final long amount) {
            books.find(instrument, bids, price).setOwn(amount);
        }

        @Override
        public void onState(final Instrument instrument) {
            final State state = instrument.state();
            final boolean all = state.isFinal() || state == State.INACTIVE;
            if (!all && state != State.SETTLEMENT) {
                return;
            }
            begin();
            for (final Account account : accounts.values()) {
                cancel(
                        account,
                        order ->
                                order.instrument == instrument
                                        && (all || order.timeInForce == TimeInForce.GOOD_TIL_DAY),
                        CancelReason.SETTLEMENT);
            }
            accounting.onState(instrument);
            notices.end();
        }
    }
}
