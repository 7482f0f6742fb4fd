/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.book;

/** Why a book may not be believed. Written to journals by place: further ones come last. */
public enum StaleCause {
    /** It may, or it never had a snapshot. */
    NONE,
    /** A change did not follow the one before it. */
    GAP,
    /** The session its messages came from is over. */
    DISCONNECTED,
    /** A message held a level that cannot be: absent, without amount, twice, too many. */
    BAD_LEVEL,
    /** The best bid was not below the best ask for longer than a moment. */
    CROSSED,
    /** Nothing was heard of it for longer than its channel allows. */
    SILENT,
    /** The snapshot that was asked for did not come. */
    NO_SNAPSHOT,
    /** A book message that is neither snapshot, change nor window. */
    UNKNOWN_MESSAGE,
    /** It is no longer wanted. */
    UNSUBSCRIBED,
    /** The venue says that it does not grant its channel. */
    REFUSED,
    /** A price or an amount had more digits than are kept: two levels may have become one. */
    INEXACT,
    /** A message of its channel could not be decoded. */
    UNREADABLE;

    private static final StaleCause[] ALL = values();

    /** The cause at a place, as {@link io.novaring.codec.LostBooks} tells it. */
    public static StaleCause ofOrdinal(final int ordinal) {
        return ALL[ordinal];
    }

    /** The cause that goes with a code of {@link OrderBook#apply} which calls for a snapshot. */
    public static StaleCause ofCode(final int code) {
        return switch (code) {
            case OrderBook.GAP -> GAP;
            case OrderBook.CROSSED -> CROSSED;
            case OrderBook.UNKNOWN_MESSAGE -> UNKNOWN_MESSAGE;
            case OrderBook.INEXACT -> INEXACT;
            default -> BAD_LEVEL;
        };
    }
}
