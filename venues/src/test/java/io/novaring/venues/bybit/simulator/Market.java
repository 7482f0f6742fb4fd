/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** The true book of one symbol, moved at random and never crossed, and what was traded last. */
final class Market {
    private static final int LEVELS_MIN = 250;
    private static final int LOTS_MAX = 5_000;

    /** Best first; price in steps of 0.10, size in steps of 0.001. */
    final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());

    final NavigableMap<Long, Long> asks = new TreeMap<>();
    final List<Trade> trades = new ArrayList<>();
    private final Random random;
    private long tradeCount;

    record Trade(long id, boolean isBuy, long price, long lots) {}

    Market(final Random random) {
        this.random = random;
        final long mid = 400_000 + random.nextInt(400_000);
        bids.put(mid, lots());
        asks.put(mid + 1, lots());
        refill();
    }

    void step() {
        trades.clear();
        for (int i = random.nextInt(6); i >= 0; i--) {
            final boolean isBid = random.nextBoolean();
            final NavigableMap<Long, Long> side = isBid ? bids : asks;
            switch (random.nextInt(4)) {
                case 0 -> side.put(near(side), lots());
                case 1 -> side.remove(near(side));
                case 2 -> insert(isBid);
                default -> trade(isBid);
            }
        }
        refill();
    }

    static String price(final long ticks) {
        return BigDecimal.valueOf(ticks, 1).setScale(2).toPlainString();
    }

    static String size(final long lots) {
        return BigDecimal.valueOf(lots, 3).toPlainString();
    }

    private long lots() {
        return 1 + random.nextInt(LOTS_MAX);
    }

    private long near(final NavigableMap<Long, Long> side) {
        return side.keySet().stream().skip(random.nextInt(70)).findFirst().orElseThrow();
    }

    /** A new price close to the best one, perhaps better. */
    private void insert(final boolean isBid) {
        final long bid = bids.firstKey();
        final long ask = asks.firstKey();
        if (isBid) {
            bids.put(Math.min(ask - 1, bid + 3 - random.nextInt(40)), lots());
        } else {
            asks.put(Math.max(bid + 1, ask - 3 + random.nextInt(40)), lots());
        }
    }

    /** Takes the best level of a side, or a part of it. */
    private void trade(final boolean isBid) {
        final NavigableMap<Long, Long> side = isBid ? bids : asks;
        final Map.Entry<Long, Long> best = side.firstEntry();
        final long taken = 1 + random.nextInt((int) (long) best.getValue());
        trades.add(new Trade(++tradeCount, !isBid, best.getKey(), taken));
        if (taken == best.getValue()) {
            side.remove(best.getKey());
        } else {
            side.put(best.getKey(), best.getValue() - taken);
        }
        refill();
    }

    private void refill() {
        while (bids.size() < LEVELS_MIN) {
            bids.put(bids.lastKey() - 1 - random.nextInt(3), lots());
        }
        while (asks.size() < LEVELS_MIN) {
            asks.put(asks.lastKey() + 1 + random.nextInt(3), lots());
        }
    }
}
