/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import io.novaring.tools.simulator.market.Instrument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what one cause makes, and tells the listener once it is over. */
final class Notices {
    private int depth;
    private ExchangeListener listener;
    private final List<Fill> fills = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final Set<Place> places = new LinkedHashSet<>();
    private final Set<Money> money = new LinkedHashSet<>();

    Notices(final ExchangeListener listener) {
        this.listener = listener;
    }

    void setListener(final ExchangeListener value) {
        listener = value;
    }

    void begin() {
        depth++;
    }

    void fill(final Fill fill) {
        fills.add(fill);
        places.add(new Place(fill.order().account, fill.instrument()));
    }

    void order(final Order order) {
        if (!order.noted) {
            order.noted = true;
            orders.add(order);
        }
        money(order.account, order.instrument.currency.name);
    }

    void position(final Account account, final Instrument instrument) {
        places.add(new Place(account, instrument));
        money(account, instrument.currency.name);
    }

    void money(final Account account, final String currency) {
        money.add(new Money(account, currency));
    }

    void end() {
        depth--;
        if (depth > 0) {
            return;
        }
        final boolean any = !(fills.isEmpty() && orders.isEmpty() && money.isEmpty());
        if (any && listener != ExchangeListener.NONE) {
            tell();
        }
        orders.forEach(order -> order.noted = false);
        fills.clear();
        orders.clear();
        places.clear();
        money.clear();
    }

    private void tell() {
        listener.onBegin();
        fills.forEach(listener::onTrade);
        orders.forEach(listener::onOrder);
        for (final Place place : places) {
            listener.onPosition(
                    place.account, place.account.purse.holding(place.instrument).position());
        }
        for (final Money changed : money) {
            listener.onAccount(changed.account, changed.account.purse.summary(changed.currency));
        }
        listener.onEnd();
    }

    private record Place(Account account, Instrument instrument) {}

    private record Money(Account account, String currency) {}
}
