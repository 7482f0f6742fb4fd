/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

/** What a fault happens to; with it, what a triggered fault waits for. */
public enum FaultScope {
    /** A TCP connection that is being made: the one of the trigger, or the next. */
    CONNECT,
    /** The venue as a whole, at once. */
    VENUE,
    /**
     * Open connections: the one of the trigger (its request, its number, those subscribed to its
     * channel), or all. When none is open, the next.
     */
    CONNECTION,
    /** The next message of a channel. */
    CHANNEL,
    /** The next {@code public/subscribe}; with a channel, the next one that names it. */
    SUBSCRIBE,
    /** The answer of the trigger's request, or of the next; with a method, of its next. */
    ANSWER,
    /** The next {@code public/auth}. */
    LOGIN,
    /** The next message of a {@code user.} channel; with a channel, the next one of it. */
    NOTIFICATION,
    /** The next time that the loss of a connection cancels its orders. */
    DISCONNECT
}
