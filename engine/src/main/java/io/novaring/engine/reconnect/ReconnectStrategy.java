/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

/** What a connection does about trouble. */
public enum ReconnectStrategy {
    /** Every session that ends is followed by another, within what backoff and venue allow. */
    ALWAYS_RECONNECT,
    /** The first session that ends, or the first attempt that fails, stops the connection. */
    FAIL_FAST,
    /**
     * As ALWAYS_RECONNECT, and a stream that looks unusable is told of and left open: for people
     * who want to see what a venue sends, not to trade on it. Its books are stale as ever.
     */
    LOG_AND_CONTINUE,
    /** As ALWAYS_RECONNECT, and every message is sent back as it came: for echo servers. */
    ECHO
}
