/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import java.util.Map;
import java.util.TreeMap;

/** The book as anyone would write it first: slow, obvious, and made anew for each message. */
final class NaiveBook {
    private TreeMap<Long, Long> bids = new TreeMap<>();
    private TreeMap<Long, Long> asks = new TreeMap<>();
    private long changeId;
    private boolean isLive;

    boolean isLive() {
        return isLive;
    }

    TreeMap<Long, Long> bids() {
        return bids;
    }

    TreeMap<Long, Long> asks() {
        return asks;
    }

    void apply(final MarketEvent event) {
        if (event.hasFlag(MarketEvent.SNAPSHOT)) {
            final TreeMap<Long, Long> newBids = new TreeMap<>();
            final TreeMap<Long, Long> newAsks = new TreeMap<>();
            take(event, newBids, newAsks, isUnique(event.bids) && isUnique(event.asks));
            return;
        }
        if (!isLive || event.changeId <= changeId) {
            return;
        }
        take(event, new TreeMap<>(bids), new TreeMap<>(asks), event.prevChangeId == changeId);
    }

    private void take(
            final MarketEvent event,
            final TreeMap<Long, Long> newBids,
            final TreeMap<Long, Long> newAsks,
            final boolean isChained) {
        isLive = isChained && apply(event.bids, newBids) && apply(event.asks, newAsks);
        if (isLive) {
            bids = newBids;
            asks = newAsks;
            changeId = event.changeId;
        }
    }

    private static boolean apply(final LevelColumns levels, final Map<Long, Long> side) {
        for (int i = 0; i < levels.size(); i++) {
            final byte action = levels.action(i);
            if (action == LevelColumns.DELETE) {
                if (side.remove(levels.price(i)) == null) {
                    return false;
                }
            } else if (levels.amount(i) <= 0 || action < 0 || action > LevelColumns.DELETE) {
                return false;
            } else {
                side.put(levels.price(i), levels.amount(i));
            }
        }
        return true;
    }

    private static boolean isUnique(final LevelColumns levels) {
        final Map<Long, Long> seen = new TreeMap<>();
        for (int i = 0; i < levels.size(); i++) {
            if (seen.put(levels.price(i), 1L) != null) {
                return false;
            }
        }
        return true;
    }
}
