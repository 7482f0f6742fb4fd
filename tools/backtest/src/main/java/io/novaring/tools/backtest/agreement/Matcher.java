/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.tools.backtest.agreement.Entry.Key;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds for entries of one run those of the other with the same key within a window of time, the
 * near ones before the far ones: what is within a thousandth of the window, then a hundredth, a
 * tenth, all of it; each time in the order of time. It makes no difference which run is which.
 *
 * <p>Entries come in the order of time and are held back while one that is near enough may come:
 * for two windows, or until there are 4,096 of a key. One thread.
 */
final class Matcher {
    private static final int CLUSTER_MAX = 4_096;
    private static final long[] PARTS = {1_000, 100, 10, 1};

    private final long windowNs;
    private final Sink sink;
    private final Map<Key, Cluster> clusters = new LinkedHashMap<>();
    private long nextLookNs = Long.MIN_VALUE;

    /** Takes what was found. */
    interface Sink {
        /** Two that agree, in this amount. */
        void onPair(Entry live, Entry backtest, long amount);

        /** One for which no more is sought; see {@link Entry#left}. */
        void onDone(Entry entry);
    }

    /** Entries of one key, of which none is further than a window from the next. */
    private static final class Cluster {
        private final List<Entry> live = new ArrayList<>();
        private final List<Entry> backtest = new ArrayList<>();
        private final long firstNs;
        private long lastNs;

        Cluster(final long firstNs) {
            this.firstNs = firstNs;
        }
    }

    Matcher(final long windowNs, final Sink sink) {
        this.windowNs = windowNs;
        this.sink = sink;
    }

    void add(final Entry entry) {
        advance(entry.timeNs);
        Cluster cluster = clusters.get(entry.key);
        if (cluster != null && isOver(cluster, entry.timeNs)) {
            clusters.remove(entry.key);
            solve(cluster);
            cluster = null;
        }
        if (cluster == null) {
            cluster = new Cluster(entry.timeNs);
            clusters.put(entry.key, cluster);
        }
        (entry.isLive ? cluster.live : cluster.backtest).add(entry);
        cluster.lastNs = entry.timeNs;
    }

    private boolean isOver(final Cluster cluster, final long nowNs) {
        final boolean isFull = cluster.live.size() + cluster.backtest.size() >= CLUSTER_MAX;
        return nowNs - cluster.lastNs > windowNs || isFull && nowNs > cluster.lastNs;
    }

    /** No entry comes any more that is before this time. */
    void advance(final long nowNs) {
        if (nowNs < nextLookNs) {
            return;
        }
        nextLookNs = nowNs + windowNs / 2 + 1;
        final Iterator<Cluster> all = clusters.values().iterator();
        while (all.hasNext()) {
            final Cluster cluster = all.next();
            if (isOver(cluster, nowNs)) {
                all.remove();
                solve(cluster);
            }
        }
    }

    /** Entries before this time have been told of as done. */
    long oldestNs(final long nowNs) {
        long oldestNs = nowNs;
        for (final Cluster cluster : clusters.values()) {
            oldestNs = Math.min(oldestNs, cluster.firstNs);
        }
        return oldestNs;
    }

    /** No entry comes any more. */
    void end() {
        clusters.values().forEach(this::solve);
        clusters.clear();
    }

    private void solve(final Cluster cluster) {
        for (final long part : PARTS) {
            pair(cluster, windowNs / part);
        }
        cluster.live.forEach(sink::onDone);
        cluster.backtest.forEach(sink::onDone);
    }

    private void pair(final Cluster cluster, final long withinNs) {
        int i = 0;
        int j = 0;
        while (i < cluster.live.size() && j < cluster.backtest.size()) {
            final Entry one = cluster.live.get(i);
            final Entry other = cluster.backtest.get(j);
            final long apartNs = one.timeNs - other.timeNs;
            if (one.left == 0) {
                i++;
            } else if (other.left == 0) {
                j++;
            } else if (Math.abs(apartNs) <= withinNs) {
                final long amount = Math.min(one.left, other.left);
                one.left -= amount;
                other.left -= amount;
                sink.onPair(one, other, amount);
            } else if (apartNs < 0) {
                i++;
            } else {
                j++;
            }
        }
    }
}
