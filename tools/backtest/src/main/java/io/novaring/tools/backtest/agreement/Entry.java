/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import java.util.Comparator;

/** A fill, or an order that was asked for, of one of the two runs. */
final class Entry {
    /** By time; of equal times the live run's first, then in the order of its rows. */
    static final Comparator<Entry> IN_ORDER =
            Comparator.comparingLong((Entry entry) -> entry.timeNs)
                    .thenComparing(entry -> !entry.isLive)
                    .thenComparingLong(entry -> entry.number);

    /** What must be equal. */
    record Key(String instrument, String side, String price) {}

    final boolean isLive;
    final Key key;
    final long timeNs;
    final long amount;

    /** Of the rows of its run. */
    final long number;

    /** What no entry of the other run stands against. */
    long left;

    boolean isFound;
    long sequence;
    String tradeId;
    String orderId;
    long ownPosition;
    long otherPosition;

    /** By its run in this instrument, it included. */
    long traded;

    Entry(
            final boolean isLive,
            final Key key,
            final long timeNs,
            final long amount,
            final long number) {
        this.isLive = isLive;
        this.key = key;
        this.timeNs = timeNs;
        this.amount = amount;
        this.number = number;
        this.left = amount;
    }
}
