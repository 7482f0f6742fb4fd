/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.MarketEvent;

/**
 * The venue of a backtest: sees what was recorded when it happened there, takes requests and
 * answers them. Time only goes forward: no call has an earlier time than the one before. One
 * thread.
 */
public interface VirtualVenue {
    /** {@link #nextDueNs}: nothing is due. */
    long NEVER = Long.MAX_VALUE;

    /** Takes what the venue sends on one connection; the bytes are the venue's again afterwards. */
    interface Replies {
        /** A message leaves the venue. */
        void onMessage(byte[] message, int length, long timeNs);

        /** The venue ends the session, with a WebSocket close code. */
        void onClose(int code, String text, long timeNs);
    }

    /** One connection, as the venue sees it. */
    interface Session {
        /** A request arrives. */
        void onMessage(byte[] message, int length, long timeNs);

        /** The venue learns that the connection is gone. */
        void onDisconnect(long timeNs);
    }

    /**
     * A recorded message of a book, of trades, a ticker or a quote. A trade without amount was
     * taken by the recorded account: it says what the last price is, and fills nobody.
     *
     * @param event decoded; valid during the call.
     */
    void onMarket(MarketEvent event, String instrument, long timeNs);

    /** What is known of a book is no longer what it is, until the next snapshot. */
    void onLost(String instrument, long timeNs);

    /** A connection arrives. */
    Session connect(Replies replies, long timeNs);

    /** When the venue does something by itself, or {@link #NEVER}. */
    long nextDueNs();

    /** Does what is due until then. */
    void run(long untilNs);
}
