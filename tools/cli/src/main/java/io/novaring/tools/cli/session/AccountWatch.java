/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.PortfolioColumns;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.engine.Engine;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.trading.TradingDesk;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.config.ConnectionConfig;
import io.novaring.tools.config.ConnectionConfig.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What a run tells of its private connections: logins, orders that may go out, alarms, and what an
 * account has. The engine's thread notes, one other tells.
 */
public final class AccountWatch implements EventHandler<MarketEvent> {
    /** A venue that goes mad must not fill the heap: what is not told by then is left out. */
    private static final int LINES_MAX = 100;

    private final List<ConnectionConfig> connections;
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lineCount = new AtomicInteger();
    private final AtomicIntegerArray logins;

    public AccountWatch(final List<ConnectionConfig> connections) {
        this.connections = connections;
        logins = new AtomicIntegerArray(connections.size());
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final int id = event.connectionId;
        if (id < 0 || id >= connections.size() || !isPrivate(id)) {
            return;
        }
        if (event.kind == EventKind.LIFECYCLE && event.code == Lifecycle.AUTHENTICATED.code()) {
            final int count = logins.incrementAndGet(id);
            // Tokens are renewed every few minutes: that is no news.
            if (count == 1) {
                note(id, "logged in");
            }
        }
        final OrderUpdates updates = event.updates();
        for (int row = 0; row < updates.size(); row++) {
            onUpdate(id, updates, row);
        }
    }

    private void onUpdate(final int id, final OrderUpdates updates, final int row) {
        switch (updates.kind[row]) {
            case OrderUpdates.READY ->
                    note(id, "READY for orders: what became of earlier ones is known");
            case OrderUpdates.ALARM ->
                    note(id, "ALARM, a person has to look at order " + updates.handle[row]);
            case OrderUpdates.ACCOUNT_LOCK ->
                    note(id, updates.state[row] == 1 ? "account LOCKED" : "account not locked");
            default -> {
                // In the figures.
            }
        }
    }

    private void note(final int id, final String text) {
        if (lineCount.incrementAndGet() <= LINES_MAX) {
            lines.add(connections.get(id).name() + ": " + text);
        } else {
            lineCount.decrementAndGet();
        }
    }

    /** What was noted since the last call. */
    public List<String> take() {
        final List<String> taken = new ArrayList<>();
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            lineCount.decrementAndGet();
            taken.add(line);
        }
        return taken;
    }

    /** The private connections that never logged in, by name. */
    public List<String> neverLoggedIn() {
        final List<String> names = new ArrayList<>();
        for (int id = 0; id < connections.size(); id++) {
            if (isPrivate(id) && logins.get(id) == 0) {
                names.add(connections.get(id).name());
            }
        }
        return names;
    }

    /** Orders, positions and balances of each private connection as they are now. */
    public List<String> summary(final Engine engine) {
        final List<String> summary = new ArrayList<>();
        for (int id = 0; id < connections.size(); id++) {
            final TradingDesk desk = engine.responses().desk(id);
            if (isPrivate(id) && desk != null) {
                final String name = connections.get(id).name() + ": ";
                summary.add(name + orders(desk));
                positions(engine, desk).forEach(line -> summary.add(name + line));
                balances(connections.get(id), desk).forEach(line -> summary.add(name + line));
            }
        }
        return summary;
    }

    private static String orders(final TradingDesk desk) {
        final long live = desk.liveCount(OrderState.OPEN) + desk.liveCount(OrderState.UNTRIGGERED);
        return (desk.isReady() ? "ready, " : "not ready, ")
                + Units.count(live)
                + " orders open, "
                + Units.count(desk.liveCount(OrderState.UNKNOWN))
                + " unknown; "
                + Units.count(desk.counters().get(Counter.FILLS))
                + " fills, "
                + Units.count(desk.counters().get(Counter.REFUSED))
                + " refused, "
                + Units.count(desk.counters().get(Counter.POSITION_DIFFERENCES))
                + " position differences";
    }

    private static List<String> positions(final Engine engine, final TradingDesk desk) {
        final List<String> told = new ArrayList<>();
        for (int id = 0; id < engine.symbols().instruments().size(); id++) {
            final long position = desk.position(id);
            if (position != MarketEvent.ABSENT && position != 0) {
                told.add(
                        "position "
                                + engine.symbols().instruments().name(id)
                                + ' '
                                + Decimals.toString(position));
            }
        }
        return told;
    }

    private static List<String> balances(
            final ConnectionConfig connection, final TradingDesk desk) {
        final List<String> told = new ArrayList<>();
        final PortfolioColumns account = new PortfolioColumns();
        for (final String currency : connection.account().currencies()) {
            if (desk.readAccount(currency.getBytes(StandardCharsets.US_ASCII), account)) {
                told.add(
                        "balance "
                                + decimal(account.balance)
                                + ' '
                                + currency
                                + ", equity "
                                + decimal(account.equity)
                                + ", available "
                                + decimal(account.availableFunds));
            }
        }
        return told;
    }

    private static String decimal(final long scaled) {
        return scaled == MarketEvent.ABSENT ? "-" : Decimals.toString(scaled);
    }

    private boolean isPrivate(final int id) {
        return connections.get(id).role() == Role.PRIVATE;
    }
}
