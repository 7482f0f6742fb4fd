/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

/** Why a connection ended. */
public enum CloseCause {
    /** The client sent a close frame. */
    CLIENT_CLOSED,
    /** The client's TCP connection went away without one. */
    CLIENT_LOST,
    /** A {@code test_request} stayed unanswered: code 4000. */
    HEARTBEAT,
    /** The client did not read and the send buffer is full: {@code connection_too_slow}. */
    TOO_SLOW,
    /** The client broke the WebSocket protocol. */
    PROTOCOL_ERROR,
    /** {@link Simulator#dropConnections()}. */
    DROPPED,
    /** {@link Simulator#closeConnections(int)}. */
    CLOSED,
    /** It sent nothing for too long and was subscribed to nothing. */
    IDLE,
    /** It had no credits left for a request: 10028. */
    NO_CREDITS,
    /** The client called {@code private/logout}. */
    LOGGED_OUT,
    /** The venue went into maintenance. */
    MAINTENANCE,
    /** A fault of the plan, or one that was injected. */
    FAULT,
    /** Refused before or at the upgrade: too many connections, a wrong path, a fault. */
    REFUSED,
    /** The simulator was closed. */
    SIMULATOR_CLOSED
}
