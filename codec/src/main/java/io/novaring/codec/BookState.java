/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/**
 * Whether a book may be believed. Anything but {@link #LIVE} must not be traded on. Written to
 * journals by place: further ones come last.
 */
public enum BookState {
    /** No snapshot yet. */
    EMPTY,
    /** Snapshot and every change since were applied, in an unbroken chain. */
    LIVE,
    /** The levels are the last ones known to be right; the venue has moved on without us. */
    STALE,
    /** Stale, and a new snapshot was asked for. */
    RESYNCING
}
