/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.exchange.money.Holding;
import io.novaring.tools.simulator.exchange.money.Position;
import io.novaring.tools.simulator.exchange.money.Purse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Somebody who trades. Made by {@link Exchange#account}; simulator thread only. */
public final class Account {
    public final String name;

    /** The venue's {@code user_id}. */
    public final int id;

    SelfTrading selfTrading = SelfTrading.REJECT_TAKER;

    /** Live orders and triggers, oldest first. */
    final Map<String, Order> open = new LinkedHashMap<>();

    /** Oldest first. */
    final ArrayDeque<Fill> fills = new ArrayDeque<>();

    final Purse purse = new Purse();

    /** Ever. */
    long fillCount;

    int triggerCount;
    int reduceOnlyCount;

    Account(final String name, final int id) {
        this.name = name;
        this.id = id;
    }

    public SelfTrading selfTrading() {
        return selfTrading;
    }

    public void setSelfTrading(final SelfTrading mode) {
        selfTrading = mode;
    }

    /** Funding received less paid since the start, in the currency. */
    public long totalFunding(final String currency) {
        long total = 0;
        for (final Holding holding : purse.holdings()) {
            total += holding.instrument.currency.name.equals(currency) ? holding.totalFunding() : 0;
        }
        return total;
    }

    List<Order> openOrders(final OrderFilter filter) {
        final List<Order> found = new ArrayList<>(open.values());
        found.removeIf(order -> !filter.test(order));
        return found;
    }

    TradePage trades(final TradeFilter filter) {
        final List<Fill> found = new ArrayList<>();
        final Iterator<Fill> all =
                filter.isAscending() ? fills.iterator() : fills.descendingIterator();
        while (all.hasNext()) {
            final Fill fill = all.next();
            if (!filter.test(fill)) {
                continue;
            }
            if (found.size() == filter.count()) {
                return new TradePage(found, true);
            }
            found.add(fill);
        }
        return new TradePage(found, false);
    }

    List<Position> positions(final String currency, final String kind) {
        final List<Position> found = new ArrayList<>();
        for (final Holding holding : purse.holdings()) {
            if (holding.wasTraded() && holding.instrument.isOf(currency, kind)) {
                found.add(holding.position());
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return name;
    }
}
