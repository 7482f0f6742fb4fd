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
}
