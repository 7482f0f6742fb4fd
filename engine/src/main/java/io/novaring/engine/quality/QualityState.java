/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.quality;

import io.novaring.codec.BookState;

/**
 * How far a book could be trusted. The code is written to journals and never changes its meaning.
 */
public enum QualityState {
    /** It never had a snapshot. */
    EMPTY(0),
    /** Every message is in it, in time. */
    LIVE(1),
    /** Every message is in it, but they come late. */
    LAGGING(2),
    /** Not to be believed; a new snapshot was asked for. */
    RESYNCING(3),
    /** Not to be believed. */
    STALE(4);

    private static final QualityState[] BY_CODE = {EMPTY, LIVE, LAGGING, RESYNCING, STALE};

    private final int code;

    QualityState(final int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The state with this code, or null when there is none. */
    static QualityState ofCode(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }

    static QualityState of(final BookState state, final boolean isLate) {
        return switch (state) {
            case EMPTY -> EMPTY;
            case LIVE -> isLate ? LAGGING : LIVE;
            case RESYNCING -> RESYNCING;
            case STALE -> STALE;
        };
    }
}
