/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

/** What can be done about an error; the engine acts on the class, never on a venue's code. */
public enum ErrorClass {
    /** The same request may succeed later; it was not executed. */
    RETRY_LATER,
    /** The limiter refused; the session may end with it. */
    THROTTLED,
    /** Log in again, then repeat once. */
    REAUTHENTICATE,
    /** The request is wrong: never repeat it unchanged. */
    FIX_REQUEST,
    /** A person has to look at it. */
    STOP,
    /** The session is of no more use; a new one may be. */
    RECONNECT,
    /** Nobody knows whether the request was executed: ask before it is repeated. */
    UNKNOWN_OUTCOME,
    /** What was asked for is so already: subscribed, or given back. */
    ALREADY_DONE
}
