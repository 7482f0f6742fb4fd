/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

/**
 * Which trades of an account are asked for. Ranges have both ends.
 *
 * @param currency null or {@code any} for all.
 * @param kind null or {@code any} for all.
 * @param count at most so many.
 * @param isAscending oldest first; else newest first.
 */
public record TradeFilter(
        String currency,
        String kind,
        String instrumentName,
        String orderId,
        long startMs,
        long endMs,
        long startSequence,
        long endSequence,
        long startId,
        long endId,
        int count,
        boolean isAscending) {
    private static final long MAX = Long.MAX_VALUE;

    /** The newest ten of all. */
    public static final TradeFilter ALL =
            new TradeFilter(null, null, null, null, 0, MAX, 0, MAX, 0, MAX, 10, false);

    public TradeFilter withCurrency(final String name, final String kindName) {
        return new TradeFilter(
                name,
                kindName,
                instrumentName,
                orderId,
                startMs,
                endMs,
                startSequence,
                endSequence,
                startId,
                endId,
                count,
                isAscending);
    }

    public TradeFilter withInstrument(final String name) {
        return new TradeFilter(
                currency,
                kind,
                name,
                orderId,
                startMs,
                endMs,
                startSequence,
                endSequence,
                startId,
                endId,
                count,
                isAscending);
    }

    public TradeFilter withOrder(final String id) {
        return new TradeFilter(
                currency,
                kind,
                instrumentName,
                id,
                startMs,
                endMs,
                startSequence,
                endSequence,
                startId,
                endId,
                count,
                isAscending);
    }

    public TradeFilter withTimes(final long fromMs, final long toMs) {
        return new TradeFilter(
                currency,
                kind,
                instrumentName,
                orderId,
                fromMs,
                toMs,
                startSequence,
                endSequence,
                startId,
                endId,
                count,
                isAscending);
    }

    public TradeFilter withSequences(final long from, final long to) {
        return new TradeFilter(
                currency,
                kind,
                instrumentName,
                orderId,
                startMs,
                endMs,
                from,
                to,
                startId,
                endId,
                count,
                isAscending);
    }

    public TradeFilter withIds(final long from, final long to) {
        return new TradeFilter(
                currency,
                kind,
                instrumentName,
                orderId,
                startMs,
                endMs,
                startSequence,
                endSequence,
                from,
                to,
                count,
                isAscending);
    }

    public TradeFilter withCount(final int most, final boolean ascending) {
        return new TradeFilter(
                currency,
                kind,
                instrumentName,
                orderId,
                startMs,
                endMs,
                startSequence,
                endSequence,
                startId,
                endId,
                most,
                ascending);
    }

    /** Whether the trade is asked for, the count aside. */
    public boolean test(final Fill fill) {
        return (isOpen(currency) || fill.instrument().currency.name.equals(currency))
                && (isOpen(kind) || fill.instrument().kind.venueName().equals(kind))
                && (instrumentName == null || fill.instrument().name.equals(instrumentName))
                && (orderId == null || fill.order().id.equals(orderId))
                && isWithin(fill.timestampMs(), startMs, endMs)
                && isWithin(fill.tradeSequence(), startSequence, endSequence)
                && isWithin(fill.tradeId(), startId, endId);
    }

    private static boolean isWithin(final long value, final long start, final long end) {
        return value >= start && value <= end;
    }

    private static boolean isOpen(final String part) {
        return part == null || "any".equals(part);
    }
}
