/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.OrderColumns;
import io.novaring.codec.Side;
import io.novaring.codec.Symbols;
import io.novaring.codec.Text;
import io.novaring.codec.TradeColumns;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.venue.TradingMessages;
import io.novaring.engine.venue.VenueClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the account of a recording did to the markets that are recorded: the orders it showed, by
 * the venue's times, and the trades it took. In a backtest nobody did that. Immutable once read;
 * any thread.
 */
public final class RecordedAccount {
    /** It did nothing, or nobody knows of it. */
    public static final RecordedAccount NONE = new RecordedAccount(Map.of(), Map.of());

    private final Map<String, AccountPart> parts;
    private final Map<Integer, Set<String>> marketChannels;

    private RecordedAccount(
            final Map<String, AccountPart> parts, final Map<Integer, Set<String>> marketChannels) {
        this.parts = parts;
        this.marketChannels = marketChannels;
    }

    /** True when it did nothing. */
    boolean isAbsent() {
        return parts.isEmpty();
    }

    /** The channels of market data that came by a connection that trades. */
    Set<String> marketChannels(final int connectionId) {
        return marketChannels.getOrDefault(connectionId, Set.of());
    }

    /** Instruments with orders or trades of the account. */
    public Set<String> instruments() {
        return parts.keySet();
    }

    /** How often what the account showed changed, of all instruments. */
    public int changeCount() {
        return parts.values().stream().mapToInt(AccountPart::size).sum();
    }

    /** Null when the account did nothing there. */
    AccountPart part(final String instrument) {
        return parts.get(instrument);
    }

    /** The accounts of several recordings as one, at the times of the backtest. */
    static RecordedAccount of(final List<Recording> recordings) {
        if (recordings.size() == 1 && recordings.get(0).offsetNs() == 0) {
            return recordings.get(0).account();
        }
        final Collected collected = new Collected();
        for (final Recording recording : recordings) {
            recording
                    .account()
                    .parts
                    .forEach(
                            (name, part) -> {
                                collected.changes(name).addAll(part.changes(recording.offsetNs()));
                                collected.taken(name).addAll(part.taken());
                            });
        }
        return collected.done(Map.of());
    }

    /** By instrument, while it is read. */
    private static final class Collected {
        private final Map<String, List<AccountPart.Change>> changes = new TreeMap<>();
        private final Map<String, Set<Long>> taken = new HashMap<>();

        private List<AccountPart.Change> changes(final String name) {
            return changes.computeIfAbsent(name, key -> new ArrayList<>());
        }

        private Set<Long> taken(final String name) {
            changes(name);
            return taken.computeIfAbsent(name, key -> new HashSet<>());
        }

        private RecordedAccount done(final Map<Integer, Set<String>> marketChannels) {
            final Map<String, AccountPart> parts = new TreeMap<>();
            changes.forEach((name, rows) -> parts.put(name, new AccountPart(rows, taken(name))));
            return new RecordedAccount(parts, marketChannels);
        }
    }

    /**
     * Reads it from the decoded messages of a recording, in their order: notices of own orders and
     * trades, and answers that tell of them. The same may be told several times. One thread.
     */
    public static final class Reader {
        private final TradingMessages[] trading;
        private final Symbols symbols;
        private final Map<String, Known> orders = new HashMap<>();
        private final Collected collected = new Collected();
        private final Map<Integer, Set<String>> marketChannels = new TreeMap<>();

        // By connection: the channel of its last market message.
        private final int[] lastChannels;

        private static final class Known {
            private long price = MarketEvent.ABSENT;
            private long amount = MarketEvent.ABSENT;
            private long filled;
            private long timeNs = Long.MIN_VALUE;
            private long shownPrice;
            private long shown;
            private boolean isDone;
        }

        /**
         * @param clients of the recording, by connection.
         * @param symbols of its decoders.
         */
        public Reader(final List<VenueClient> clients, final Symbols symbols) {
            this.symbols = symbols;
            trading =
                    clients.stream()
                            .map(client -> client.messages().trading())
                            .toArray(TradingMessages[]::new);
            lastChannels = new int[trading.length];
            Arrays.fill(lastChannels, MarketEvent.NONE);
        }

        /** The next message; those of connections that do not trade say nothing of the account. */
        public void onMessage(final MarketEvent event) {
            if (!trading[event.connectionId].isSupported()) {
                return;
            }
            if (isMarket(event.kind)) {
                onMarket(event);
                return;
            }
            final boolean isAnswer = event.kind == EventKind.RESPONSE;
            final boolean isChanges = event.kind == EventKind.CHANGES;
            if (isChanges
                    || event.kind == EventKind.ORDERS
                    || isAnswer && event.hasAnswered(MarketEvent.ANSWERED_ORDERS)) {
                for (int row = 0; row < event.orders.size(); row++) {
                    onOrder(event, row, isAnswer);
                }
            }
            if (isChanges
                    || event.kind == EventKind.USER_TRADES
                    || isAnswer && event.hasAnswered(MarketEvent.ANSWERED_TRADES)) {
                for (int row = 0; row < event.trades.size(); row++) {
                    onTrade(event, row);
                }
            }
        }

        private static boolean isMarket(final EventKind kind) {
            return switch (kind) {
                case BOOK, TRADES, TICKER, QUOTE, INDEX -> true;
                default -> false;
            };
        }

        private void onMarket(final MarketEvent event) {
            if (event.channelId != lastChannels[event.connectionId] && event.channelId >= 0) {
                lastChannels[event.connectionId] = event.channelId;
                marketChannels
                        .computeIfAbsent(event.connectionId, id -> new TreeSet<>())
                        .add(symbols.channels().name(event.channelId));
            }
        }

        private void onOrder(final MarketEvent event, final int row, final boolean isAnswer) {
            final OrderColumns told = event.orders;
            final OrderState state =
                    told.orderState[row] == Text.ABSENT
                            ? null
                            : trading[event.connectionId].stateOf(event, told.orderState[row]);
            final boolean isKnown =
                    state != null
                            && told.orderId[row] != Text.ABSENT
                            && told.instrumentId[row] != MarketEvent.NONE
                            && told.direction[row] != Side.NONE;
            if (!isKnown) {
                return;
            }
            final Known order =
                    orders.computeIfAbsent(
                            Text.toString(event.raw, told.orderId[row]), id -> new Known());
            final long toldNs =
                    told.timeNs[row] == MarketEvent.ABSENT
                            ? event.receivedTimeNs
                            : told.timeNs[row];
            if (order.isDone || toldNs < order.timeNs && !state.isFinal()) {
                return;
            }
            final boolean isNews = toldNs > order.timeNs || !isAnswer;
            if (isNews && told.price[row] != MarketEvent.ABSENT) {
                order.price = told.price[row];
            }
            if (isNews && told.amount[row] != MarketEvent.ABSENT) {
                order.amount = told.amount[row];
            }
            if (told.filledAmount[row] != MarketEvent.ABSENT) {
                order.filled = Math.max(order.filled, told.filledAmount[row]);
            }
            order.timeNs = Math.max(order.timeNs, toldNs);
            order.isDone = state.isFinal();
            final String name = symbols.instruments().name(told.instrumentId[row]);
            final long shown = state == OrderState.OPEN ? shown(order, told.displayAmount[row]) : 0;
            show(name, told.direction[row] == Side.BUY, order, shown);
        }

        private static long shown(final Known order, final long displayed) {
            if (order.price == MarketEvent.ABSENT || order.amount == MarketEvent.ABSENT) {
                return 0;
            }
            final long open = Math.max(0, order.amount - order.filled);
            return displayed == MarketEvent.ABSENT ? open : Math.min(open, Math.max(0, displayed));
        }

        private void show(
                final String name, final boolean isBuy, final Known order, final long shown) {
            if (order.shown > 0 && order.shownPrice == order.price) {
                add(name, order.timeNs, isBuy, order.price, shown - order.shown);
            } else {
                add(name, order.timeNs, isBuy, order.shownPrice, -order.shown);
                add(name, order.timeNs, isBuy, order.price, shown);
            }
            order.shown = shown;
            order.shownPrice = order.price;
        }

        private void add(
                final String name,
                final long timeNs,
                final boolean isBuy,
                final long price,
                final long amount) {
            if (amount != 0) {
                collected.changes(name).add(new AccountPart.Change(timeNs, isBuy, price, amount));
            }
        }

        /** What the account gave, somebody else took: that would have been taken without it. */
        private void onTrade(final MarketEvent event, final int row) {
            final TradeColumns told = event.trades;
            final boolean isTaker =
                    row < told.liquidity.length
                            && told.instrumentId[row] != MarketEvent.NONE
                            && told.tradeSeq[row] != MarketEvent.ABSENT
                            && told.liquidity[row] != Text.ABSENT
                            && "T".equals(Text.toString(event.raw, told.liquidity[row]));
            if (isTaker) {
                collected
                        .taken(symbols.instruments().name(told.instrumentId[row]))
                        .add(told.tradeSeq[row]);
            }
        }

        /** What was read. */
        public RecordedAccount account() {
            return collected.done(marketChannels);
        }
    }
}
