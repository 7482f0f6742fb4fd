/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One topic: what its subscribers know, and the messages that tell them the rest. */
final class Topic {
    private static final int ID_STEP_MAX = 1_000;

    /** Levels a side, 0 for trades. */
    final int depth;

    /** Number of the last message; that of a restarted service is 1. */
    long updateId;

    boolean isNextDropped;

    /** The last change as it was sent. */
    String last;

    private long crossSequence;

    final String name;

    /** Key of the market it tells of. */
    final String market;

    final Set<Peer> subscribers = new LinkedHashSet<>();
    private final String symbol;
    private final Dialect dialect;
    private final Market book;
    private final Random random;
    private NavigableMap<Long, Long> bids = new TreeMap<>();
    private NavigableMap<Long, Long> asks = new TreeMap<>();

    Topic(
            final String name,
            final String market,
            final int depth,
            final Dialect dialect,
            final Market book,
            final Random random) {
        this.name = name;
        this.depth = depth;
        this.dialect = dialect;
        this.market = market;
        this.book = book;
        this.random = random;
        symbol = name.substring(name.lastIndexOf('.') + 1);
        updateId = 1_000 + random.nextInt(ID_STEP_MAX);
        look();
    }

    /** Goes to what the market is now, and tells nobody. */
    void look() {
        bids = top(book.bids);
        asks = top(book.asks);
    }

    /** What the market did since; null when a subscriber would see no difference. */
    String next(final long nowMs, final Random shuffle) {
        if (depth == 0) {
            return book.trades.isEmpty() ? null : trades(nowMs, shuffle);
        }
        final String bidChanges = changes(bids, top(book.bids));
        final String askChanges = changes(asks, top(book.asks));
        if (bidChanges.equals("[]") && askChanges.equals("[]")) {
            return null;
        }
        look();
        updateId++;
        last =
                depth == 1
                        ? snapshot(nowMs, shuffle)
                        : book("delta", bidChanges, askChanges, nowMs, shuffle);
        return last;
    }

    String snapshot(final long nowMs, final Random shuffle) {
        return whole("snapshot", nowMs, shuffle);
    }

    /** The whole book in a message of this type. */
    String whole(final String type, final long nowMs, final Random shuffle) {
        return book(type, all(bids), all(asks), nowMs, shuffle);
    }

    /** What a subscriber who missed nothing knows: "price@size", bids first, the best first. */
    List<String> levels() {
        final List<String> levels = new ArrayList<>();
        bids.forEach((price, lots) -> levels.add("bid " + plain(price, lots)));
        asks.forEach((price, lots) -> levels.add("ask " + plain(price, lots)));
        return levels;
    }

    private static String plain(final long price, final long lots) {
        return strip(Market.price(price)) + '@' + strip(Market.size(lots));
    }

    private static String strip(final String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    private String book(
            final String type,
            final String bidLevels,
            final String askLevels,
            final long nowMs,
            final Random shuffle) {
        crossSequence += 1 + random.nextInt(ID_STEP_MAX);
        final String data =
                new Message()
                        .text("s", symbol)
                        .json("b", bidLevels)
                        .json("a", askLevels)
                        .json("u", updateId)
                        .json("seq", crossSequence)
                        .build(shuffle);
        final Message message = new Message().text("topic", name);
        if (dialect == Dialect.SPOT || depth == 1) {
            message.json("ts", nowMs).text("type", type);
        } else {
            message.text("type", type).json("ts", nowMs);
        }
        return message.json("data", data).json("cts", nowMs - 3).build(shuffle);
    }

    private String trades(final long nowMs, final Random shuffle) {
        crossSequence += 1 + random.nextInt(ID_STEP_MAX);
        final List<String> rows = new ArrayList<>();
        for (final Market.Trade trade : book.trades) {
            rows.add(
                    new Message()
                            .json("T", nowMs - 5)
                            .text("s", symbol)
                            .text("S", trade.isBuy() ? "Buy" : "Sell")
                            .text("v", Market.size(trade.lots()))
                            .text("p", Market.price(trade.price()))
                            .text("i", symbol + '-' + trade.id())
                            .json("BT", false)
                            .json("seq", crossSequence)
                            .build(shuffle));
        }
        return new Message()
                .text("topic", name)
                .text("type", "snapshot")
                .json("ts", nowMs)
                .json("data", rows)
                .build(shuffle);
    }

    private NavigableMap<Long, Long> top(final NavigableMap<Long, Long> side) {
        final NavigableMap<Long, Long> top = new TreeMap<>(side.comparator());
        side.entrySet().stream().limit(depth).forEach(e -> top.put(e.getKey(), e.getValue()));
        return top;
    }

    private static String all(final Map<Long, Long> side) {
        return side.entrySet().stream()
                .map(e -> row(e.getKey(), Market.size(e.getValue())))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String changes(final Map<Long, Long> before, final Map<Long, Long> after) {
        final List<String> rows = new ArrayList<>();
        for (final Long price : before.keySet()) {
            if (!after.containsKey(price)) {
                rows.add(row(price, "0"));
            }
        }
        after.forEach(
                (price, lots) -> {
                    if (!lots.equals(before.get(price))) {
                        rows.add(row(price, Market.size(lots)));
                    }
                });
        return '[' + String.join(",", rows) + ']';
    }

    private static String row(final long price, final String size) {
        return "[\"" + Market.price(price) + "\",\"" + size + "\"]";
    }
}
