/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

import io.novaring.codec.MarketEvent;

/**
 * How a venue numbers the messages of a book, as data: what {@link OrderBook} takes for the next
 * one, for one it has already, and for a gap.
 *
 * @param link what makes a change the next one.
 * @param resetId a change with this id starts a new chain and holds the whole book, ABSENT when
 *     there is no such id.
 * @param isAbsolute true when a level's amount is all there is to say: a delete of a level that is
 *     not there is then no sign of a broken book.
 */
public record SequencePolicy(Link link, long resetId, boolean isAbsolute) {
    /** Each change names the message it follows. */
    public static final SequencePolicy PREVIOUS_ID =
            new SequencePolicy(Link.PREVIOUS_ID, MarketEvent.ABSENT, false);

    /** Messages are counted one by one. */
    public static final SequencePolicy CONSECUTIVE =
            new SequencePolicy(Link.CONSECUTIVE, MarketEvent.ABSENT, true);

    /** What ties a change to the message before it. */
    public enum Link {
        /** {@link MarketEvent#prevChangeId} is the id of the last message. */
        PREVIOUS_ID,
        /** {@link MarketEvent#changeId} is one more than that of the last message. */
        CONSECUTIVE,
        /**
         * A message stands for the ids behind prevChangeId up to changeId, and the last id is among
         * them or just before.
         */
        RANGE,
        /** Nothing: the transport's order is all there is. */
        NONE
    }

    /** The same policy with an id that starts a new chain. */
    public SequencePolicy withResetId(final long id) {
        return new SequencePolicy(link, id, isAbsolute);
    }

    /**
     * Where a change stands in the chain.
     *
     * @param lastId id of the last message in the book.
     * @param lastTimeNs the venue's time of that message, or ABSENT.
     * @return {@link OrderBook#APPLIED} when it is the next one, {@link OrderBook#OLDER} or {@link
     *     OrderBook#GAP}.
     */
    int place(final MarketEvent change, final long lastId, final long lastTimeNs) {
        if (link == Link.NONE) {
            return OrderBook.APPLIED;
        }
        final boolean needsPrevious = link != Link.CONSECUTIVE;
        if (change.changeId == MarketEvent.ABSENT
                || needsPrevious && change.prevChangeId == MarketEvent.ABSENT) {
            return OrderBook.GAP;
        }
        if (change.changeId <= lastId) {
            return isOlder(change, lastId, lastTimeNs) ? OrderBook.OLDER : OrderBook.GAP;
        }
        final boolean isNext =
                switch (link) {
                    case PREVIOUS_ID -> change.prevChangeId == lastId;
                    case RANGE -> change.prevChangeId <= lastId;
                    default -> change.changeId - 1 == lastId;
                };
        return isNext ? OrderBook.APPLIED : OrderBook.GAP;
    }

    /** Ids that start anew would else make every further change an older one, for ever. */
    private boolean isOlder(final MarketEvent change, final long lastId, final long lastTimeNs) {
        final boolean follows =
                link == Link.PREVIOUS_ID
                        && change.prevChangeId == lastId
                        && change.changeId != lastId;
        final boolean isLater =
                lastTimeNs != MarketEvent.ABSENT && change.exchangeTimeNs > lastTimeNs;
        return !follows && !isLater;
    }
}
