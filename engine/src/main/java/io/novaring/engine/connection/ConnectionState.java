/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

/** Where a connection is in its life. */
public enum ConnectionState {
    /** Between attempts, or before the first. */
    WAITING,
    RESOLVING,
    CONNECTING,
    SECURING,
    UPGRADING,
    /** Messages flow. */
    OPEN,
    /** Given up, or shut down. */
    STOPPED
}
