/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import io.novaring.tools.backtest.agreement.Agreement.Example;
import io.novaring.tools.backtest.agreement.Agreement.Tally;
import io.novaring.tools.backtest.agreement.Entry.Key;
import io.novaring.tools.backtest.agreement.Quotes.Trouble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Finds why fills have no counterpart, and counts the reasons. A fill waits until whatever may
 * explain it has been read. One thread.
 */
final class Causes {
    /** What two runs do at one moment is told to them a little apart. */
    private static final int MOMENT_PART = 100;

    /** An order that came or left this near, in windows, is taken for the same one. */
    private static final int AROUND_WINDOWS = 2;

    private static final int REST_MAX = 1 << 16;

    private final AgreementSettings settings;
    private final Run live;
    private final Run backtest;
    private final long nearNs;
    private final PriorityQueue<Entry> waiting = new PriorityQueue<>(Entry.IN_ORDER);
    private final ArrayDeque<Entry> rest = new ArrayDeque<>();
    private final Map<Reason, Count> counts = new EnumMap<>(Reason.class);
    private final Map<Reason, List<Example>> examples = new EnumMap<>(Reason.class);

    /** What is known of one run. */
    record Run(Quotes quotes, Stretches notLive) {}

    private static final class Count {
        private long live;
        private long backtest;
        private double liveAmount;
        private double backtestAmount;
    }

    /**
     * @param nearNs what explains a fill is no further from it.
     */
    Causes(
            final AgreementSettings settings,
            final Run live,
            final Run backtest,
            final long nearNs) {
        this.settings = settings;
        this.live = live;
        this.backtest = backtest;
        this.nearNs = nearNs;
    }

    /** A fill of which some has no counterpart. */
    void add(final Entry fill) {
        waiting.add(fill);
        rest.addLast(fill);
        if (rest.size() > REST_MAX) {
            rest.removeFirst();
        }
    }

    /**
     * Explains what can be by now.
     *
     * @param nowNs everything before has been read.
     * @param openNs fills from here on may not have been added yet.
     * @return what happened before this time explains nothing any more.
     */
    long settle(final long nowNs, final long openNs) {
        while (!waiting.isEmpty()) {
            final Entry fill = waiting.peek();
            final boolean isRead = nowNs == Long.MAX_VALUE || nowNs - fill.timeNs > nearNs;
            if (!isRead || openNs != Long.MAX_VALUE && openNs - fill.timeNs <= nearNs) {
                break;
            }
            waiting.remove();
            explain(fill);
        }
        long oldestNs = Math.min(nowNs, openNs);
        oldestNs = waiting.isEmpty() ? oldestNs : Math.min(oldestNs, waiting.peek().timeNs);
        oldestNs -= 2 * nearNs;
        while (!rest.isEmpty() && rest.peekFirst().timeNs < oldestNs) {
            rest.removeFirst();
        }
        return oldestNs;
    }

    private void explain(final Entry fill) {
        final Run other = fill.isLive ? backtest : live;
        final Reason reason = reason(fill, other);
        final Count count = counts.computeIfAbsent(reason, any -> new Count());
        if (fill.isLive) {
            count.live++;
            count.liveAmount += fill.left;
        } else {
            count.backtest++;
            count.backtestAmount += fill.left;
        }
        final List<Example> some = examples.computeIfAbsent(reason, any -> new ArrayList<>());
        if (some.size() < settings.examplesMax()) {
            some.add(
                    new Example(
                            reason,
                            fill.isLive,
                            fill.timeNs,
                            fill.sequence,
                            fill.key.instrument(),
                            fill.key.side(),
                            fill.key.price(),
                            fill.left,
                            fill.tradeId,
                            fill.orderId,
                            fill.ownPosition,
                            fill.otherPosition,
                            other.quotes.at(fill.key, fill.timeNs)));
        }
    }

    private Reason reason(final Entry fill, final Run other) {
        final long atNs = fill.timeNs;
        final long windowNs = settings.windowNs();
        final Key key = fill.key;
        if (other.notLive.contains(key.instrument(), atNs)) {
            return Reason.NOT_LIVE;
        }
        final Entry elsewhen = elsewhen(fill);
        if (elsewhen != null) {
            return elsewhen.timeNs < atNs ? Reason.FILLED_EARLIER : Reason.FILLED_LATER;
        }
        final long momentNs = windowNs / MOMENT_PART;
        if (other.quotes.rested(key, atNs - momentNs, atNs)) {
            return Reason.QUEUE;
        }
        if (other.quotes.asked(key, atNs - windowNs, atNs + windowNs, Trouble.REFUSED)) {
            return Reason.REFUSED;
        }
        if (other.quotes.asked(key, atNs - windowNs, atNs + windowNs, Trouble.ANSWER)) {
            return Reason.ANSWER;
        }
        final long aroundNs = AROUND_WINDOWS * windowNs;
        if (other.quotes.rested(key, atNs - aroundNs, atNs)
                || other.quotes.asked(key, atNs - aroundNs, atNs)) {
            return Reason.SENT_EARLIER;
        }
        if (other.quotes.asked(key, atNs, atNs + aroundNs)) {
            return Reason.SENT_LATER;
        }
        return fill.ownPosition == fill.otherPosition ? Reason.QUOTE : Reason.POSITION;
    }

    /** The nearest fill of the other run there that nothing stands against either. */
    private Entry elsewhen(final Entry fill) {
        Entry nearest = null;
        long nearestNs = nearNs + 1;
        for (final Entry other : rest) {
            final long apartNs = Math.abs(other.timeNs - fill.timeNs);
            if (other.isLive != fill.isLive
                    && apartNs > settings.windowNs()
                    && apartNs < nearestNs
                    && other.key.equals(fill.key)) {
                nearest = other;
                nearestNs = apartNs;
            }
        }
        return nearest;
    }

    List<Tally> tallies() {
        final List<Tally> tallies = new ArrayList<>();
        counts.forEach(
                (reason, count) ->
                        tallies.add(
                                new Tally(
                                        reason,
                                        count.live,
                                        count.liveAmount,
                                        count.backtest,
                                        count.backtestAmount)));
        return tallies;
    }

    List<Example> examples() {
        return examples.values().stream().flatMap(List::stream).toList();
    }
}
