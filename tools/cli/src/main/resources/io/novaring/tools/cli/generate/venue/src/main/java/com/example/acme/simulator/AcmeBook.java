/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * One instrument's random book: prices in hundredths, whole amounts. Its seq counts its changes.
 * Guarded by the simulator's lock.
 */
final class AcmeBook {
    private static final int DEPTH = 20;
    private static final int LEVELS_MIN = 5;
    private static final int AMOUNT_MAX = 50;

    private final NavigableMap<Long, Long> bids = new TreeMap<>();
    private final NavigableMap<Long, Long> asks = new TreeMap<>();
    private final Random random;
    private long mid;
    private long seq = 1;
    private long tradeCount;

    AcmeBook(final Random random) {
        this.random = random;
        mid = 10_000 + random.nextInt(10_000);
        for (int i = 1; i <= DEPTH; i++) {
            bids.put(mid - i, amount());
            asks.put(mid + i, amount());
        }
    }

    /** What a level holds, as the wire has it. */
    record Level(String price, String amount) {}

    long seq() {
        return seq;
    }

    /** Best first. */
    List<Level> bids() {
        return levels(bids.descendingMap());
    }

    /** Best first. */
    List<Level> asks() {
        return levels(asks);
    }

    /** Changes a level or two of each side and returns them as a message. */
    String change(final String channel, final long timeMs) {
        seq++;
        final NavigableMap<Long, Long> changedBids = new TreeMap<>();
        final NavigableMap<Long, Long> changedAsks = new TreeMap<>();
        if (random.nextInt(4) == 0) {
            mid += random.nextBoolean() ? 1 : -1;
            delete(bids.tailMap(mid, true), changedBids);
            delete(asks.headMap(mid, true), changedAsks);
        }
        set(bids, mid - 1 - random.nextInt(DEPTH), changedBids);
        set(asks, mid + 1 + random.nextInt(DEPTH), changedAsks);
        return message("delta", channel, timeMs, levels(changedBids), levels(changedAsks));
    }

    String snapshot(final String channel, final long timeMs) {
        return message("snapshot", channel, timeMs, bids(), asks());
    }

    /** A trade at the best price of either side. */
    String trade(final String channel, final long timeMs) {
        final boolean isBuy = random.nextBoolean();
        final long price = isBuy ? asks.firstKey() : bids.lastKey();
        tradeCount++;
        return "{\"type\":\"trades\",\"channel\":\""
                + channel
                + "\",\"trades\":[{\"id\":\""
                + tradeCount
                + "\",\"time\":"
                + timeMs
                + ",\"side\":\""
                + (isBuy ? "buy" : "sell")
                + "\",\"price\":\""
                + text(price)
                + "\",\"amount\":\""
                + amount()
                + "\"}]}";
    }

    private String message(
            final String type,
            final String channel,
            final long timeMs,
            final List<Level> bidLevels,
            final List<Level> askLevels) {
        final StringBuilder out = new StringBuilder(512);
        out.append("{\"type\":\"").append(type).append("\",\"channel\":\"").append(channel);
        out.append("\",\"seq\":").append(seq).append(",\"time\":").append(timeMs);
        append(out.append(",\"bids\":["), bidLevels);
        append(out.append("],\"asks\":["), askLevels);
        return out.append("]}").toString();
    }

    private static void append(final StringBuilder out, final List<Level> levels) {
        for (int i = 0; i < levels.size(); i++) {
            final Level level = levels.get(i);
            out.append(i == 0 ? "[\"" : ",[\"").append(level.price());
            out.append("\",\"").append(level.amount()).append("\"]");
        }
    }

    /** Deletes what the market has passed. */
    private static void delete(final Map<Long, Long> crossed, final Map<Long, Long> changed) {
        crossed.keySet().forEach(price -> changed.put(price, 0L));
        crossed.clear();
    }

    private void set(
            final NavigableMap<Long, Long> side, final long price, final Map<Long, Long> changed) {
        final boolean isDelete = side.size() > LEVELS_MIN && random.nextInt(3) == 0;
        final long amount = isDelete ? 0 : amount();
        changed.put(price, amount);
        if (isDelete) {
            side.remove(price);
        } else {
            side.put(price, amount);
        }
    }

    private long amount() {
        return 1 + random.nextInt(AMOUNT_MAX);
    }

    private static List<Level> levels(final Map<Long, Long> side) {
        final List<Level> levels = new ArrayList<>();
        side.forEach((price, amount) -> levels.add(new Level(text(price), amount.toString())));
        return levels;
    }

    private static String text(final long hundredths) {
        return hundredths / 100 + "." + hundredths % 100 / 10 + hundredths % 10;
    }
}
