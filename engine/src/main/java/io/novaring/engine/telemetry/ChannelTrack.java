/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import io.novaring.codec.BookState;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.book.OrderBook;
import java.util.Arrays;

/**
 * What was seen of each channel of one connection, by the decoder's channel id. Tap's thread only;
 * grows once to the ids there are.
 */
final class ChannelTrack {
    /** Nothing to tell. */
    static final int NOTHING = 0;

    /** The book was live and is not. */
    static final int LOST = 1;

    /** The book was lost and is live. */
    static final int RESTORED = 2;

    /** The message was in the book already. */
    static final int DUPLICATE = 3;

    private static final int INITIAL_CAPACITY = 64;
    private static final byte UNSEEN = 0;
    private static final byte LIVE = 1;
    private static final byte BROKEN = 2;

    private byte[] states = new byte[INITIAL_CAPACITY];
    private long[] lostNs = new long[INITIAL_CAPACITY];
    private long[] counts = new long[INITIAL_CAPACITY];
    private boolean isLostByGap;

    /** A message of the channel; returns how many there were in this session. */
    long count(final int channelId) {
        ensure(channelId);
        return ++counts[channelId];
    }

    /** Looks at a book message and what stage 3 made of it. */
    int onBook(final MarketEvent event) {
        final int id = event.channelId;
        if (event.bookState == null) {
            return NOTHING;
        }
        ensure(id);
        final byte before = states[id];
        if (event.bookState == BookState.LIVE) {
            states[id] = LIVE;
            if (event.bookCode == OrderBook.OLDER) {
                return DUPLICATE;
            }
            return before == BROKEN ? RESTORED : NOTHING;
        }
        if (before != LIVE) {
            return NOTHING;
        }
        states[id] = BROKEN;
        lostNs[id] = event.receivedTimeNs;
        isLostByGap = event.bookCode == OrderBook.GAP;
        return LOST;
    }

    /**
     * Notes that the book was lost between two messages of its channel.
     *
     * @param isGivenBack true when that is what was asked for.
     * @return true when it was live and that is news.
     */
    boolean onLost(final int channelId, final long nowNs, final boolean isGivenBack) {
        ensure(channelId);
        if (states[channelId] != LIVE) {
            return false;
        }
        states[channelId] = isGivenBack ? UNSEEN : BROKEN;
        lostNs[channelId] = nowNs;
        return !isGivenBack;
    }

    /** Of the last LOST: true when the message did not follow the one before. */
    boolean isLostByGap() {
        return isLostByGap;
    }

    /** When the book of this channel was lost. */
    long lostNs(final int channelId) {
        return lostNs[channelId];
    }

    /** The session is over: every book begins anew, and that is no loss of its own. */
    void onDisconnect() {
        Arrays.fill(states, UNSEEN);
        Arrays.fill(counts, 0);
    }

    private void ensure(final int channelId) {
        if (channelId >= states.length) {
            final int capacity = Integer.highestOneBit(channelId) << 1;
            states = Arrays.copyOf(states, capacity);
            lostNs = Arrays.copyOf(lostNs, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
    }
}
