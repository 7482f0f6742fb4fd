/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderState;
import io.novaring.tools.cli.demo.maker.EngineRecord.Fill;
import io.novaring.tools.cli.demo.maker.EngineRecord.Order;
import io.novaring.tools.simulator.exchange.ledger.Ledger;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.FillEntry;
import io.novaring.tools.simulator.exchange.ledger.LedgerEntry.OrderEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** Holds what the engine told against what the exchange did, order by order and fill by fill. */
final class LedgerCheck {
    private final List<String> disagreements = new ArrayList<>();
    private final EngineRecord engine;
    private final Ledger ledger;
    private final String account;
    private final IntFunction<String> instrumentNames;

    private LedgerCheck(
            final EngineRecord engine,
            final Ledger ledger,
            final String account,
            final IntFunction<String> instrumentNames) {
        this.engine = engine;
        this.ledger = ledger;
        this.account = account;
        this.instrumentNames = instrumentNames;
    }

    /**
     * What was compared, and what was not alike.
     *
     * @param orders of the exchange.
     * @param unaccepted orders of the engine that the exchange never took.
     * @param duplicates labels that the exchange took more than one order with.
     * @param disagreements in words, both sides in each.
     */
    record Result(
            int orders,
            int unaccepted,
            int fills,
            int positions,
            int openOrders,
            int duplicates,
            List<String> disagreements) {
        boolean isAgreed() {
            return disagreements.isEmpty();
        }
    }

    static Result compare(
            final EngineRecord engine,
            final Ledger ledger,
            final String account,
            final IntFunction<String> instrumentNames) {
        return new LedgerCheck(engine, ledger, account, instrumentNames).compare();
    }

    private Result compare() {
        final Map<String, OrderEntry> taken = new HashMap<>();
        ledger.ordersById()
                .forEach(
                        (id, entry) -> {
                            if (entry.account().equals(account)) {
                                taken.put(id, entry);
                            }
                        });
        final int unaccepted = orders(taken);
        final int fills = fills();
        final int positions = positions();
        final Map<String, Integer> duplicates = ledger.duplicateLabels(account);
        duplicates.forEach(
                (label, count) -> differ("label " + label, "one order", count + " orders"));
        int open = 0;
        for (final OrderEntry entry : taken.values()) {
            if (entry.state().equals("open") || entry.state().equals("untriggered")) {
                open++;
                differ("at the end", "nothing open", words(entry));
            }
        }
        return new Result(
                taken.size(),
                unaccepted,
                fills,
                positions,
                open,
                duplicates.size(),
                List.copyOf(disagreements));
    }

    private int orders(final Map<String, OrderEntry> taken) {
        final Map<String, Order> byLabel = new HashMap<>();
        final Map<String, Order> byId = new HashMap<>();
        for (final Order order : engine.orders()) {
            put(byLabel, order.label, order);
            put(byId, order.orderId, order);
        }
        final Set<Order> met = new HashSet<>();
        for (final OrderEntry entry : taken.values()) {
            final Order named = byLabel.get(entry.label());
            final Order order = named == null ? byId.get(entry.orderId()) : named;
            if (order == null) {
                differ("order " + entry.orderId(), "no such order", words(entry));
            } else {
                met.add(order);
                order(order, entry);
            }
        }
        int unaccepted = 0;
        for (final Order order : engine.orders()) {
            if (!met.contains(order)) {
                unaccepted++;
                if (!neverWas(order.state)) {
                    differ("order " + order.label, words(order), "no such order");
                }
            }
        }
        return unaccepted;
    }

    private void put(final Map<String, Order> map, final String name, final Order order) {
        if (name.isEmpty()) {
            return;
        }
        final Order other = map.put(name, order);
        if (other != null) {
            differ("order " + name, "two: " + words(other) + " and " + words(order), "one");
        }
    }

    private static boolean neverWas(final OrderState state) {
        return state == OrderState.REJECTED
                || state == OrderState.REFUSED
                || state == OrderState.UNSENT
                || state == OrderState.NOT_FOUND;
    }

    private void order(final Order order, final OrderEntry entry) {
        final String state = order.state == null ? "" : order.state.name().toLowerCase(Locale.ROOT);
        final boolean hasPrice = order.price != MarketEvent.ABSENT && entry.type().equals("limit");
        final boolean isAlike =
                state.equals(entry.state())
                        && order.filled == entry.filledAmount()
                        && order.amount == entry.amount()
                        && order.side == side(entry.isBuy())
                        && (!hasPrice || order.price == entry.price())
                        && (order.orderId.isEmpty() || order.orderId.equals(entry.orderId()));
        if (!isAlike) {
            differ("order " + entry.orderId(), words(order), words(entry));
        }
    }

    private static byte side(final boolean isBuy) {
        return isBuy ? Side.BUY : Side.SELL;
    }

    private int fills() {
        final Map<String, Fill> told = new HashMap<>();
        for (final Fill fill : engine.fills()) {
            if (told.put(fill.tradeId(), fill) != null) {
                differ("trade " + fill.tradeId(), "told twice", "once");
            }
        }
        final List<FillEntry> happened =
                ledger.all(FillEntry.class, entry -> entry.account().equals(account));
        for (final FillEntry entry : happened) {
            final Fill fill = told.remove(entry.tradeId());
            final boolean isAlike =
                    fill != null
                            && fill.orderId().equals(entry.orderId())
                            && fill.side() == side(entry.isBuy())
                            && fill.price() == entry.price()
                            && fill.amount() == entry.amount()
                            && fill.fee() == entry.fee()
                            && entry.instrument().equals(name(fill.instrumentId()));
            if (!isAlike) {
                differ(
                        "trade " + entry.tradeId(),
                        fill == null ? "never told" : fill.toString(),
                        entry.toString());
            }
        }
        told.forEach((id, fill) -> differ("trade " + id, fill.toString(), "no such trade"));
        return happened.size();
    }

    private int positions() {
        final Map<String, Long> told = new HashMap<>();
        engine.positions().forEach((id, size) -> told.put(name(id), size));
        final Set<String> instruments = new TreeSet<>(told.keySet());
        for (final FillEntry entry :
                ledger.all(FillEntry.class, fill -> fill.account().equals(account))) {
            instruments.add(entry.instrument());
        }
        for (final String instrument : instruments) {
            final long ours = told.getOrDefault(instrument, 0L);
            final long theirs = ledger.position(account, instrument);
            if (ours != theirs) {
                differ(
                        "position in " + instrument,
                        Decimals.toString(ours),
                        Decimals.toString(theirs));
            }
            if (theirs != 0) {
                differ("at the end", "flat", instrument + " " + Decimals.toString(theirs));
            }
        }
        return instruments.size();
    }

    private String name(final int instrumentId) {
        return instrumentId < 0 ? "?" : instrumentNames.apply(instrumentId);
    }

    private void differ(final String what, final String engineSays, final String ledgerSays) {
        disagreements.add(what + ": engine says " + engineSays + "; ledger says " + ledgerSays);
    }

    private static String words(final Order order) {
        return words(
                String.valueOf(order.state).toLowerCase(Locale.ROOT),
                order.filled,
                order.amount,
                order.price);
    }

    private static String words(final OrderEntry entry) {
        return words(entry.state(), entry.filledAmount(), entry.amount(), entry.price());
    }

    private static String words(
            final String state, final long filled, final long amount, final long price) {
        return state
                + ", "
                + number(filled)
                + " of "
                + number(amount)
                + " filled at "
                + number(price);
    }

    private static String number(final long value) {
        return value == MarketEvent.ABSENT ? "-" : Decimals.toString(value);
    }
}
