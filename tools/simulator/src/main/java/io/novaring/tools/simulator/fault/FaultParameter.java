/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

import java.util.Locale;

/** What a fault can be told. */
public enum FaultParameter {
    /** A channel's full name. */
    CHANNEL,
    /** A method's full name. */
    METHOD,
    /** A WebSocket close code, an HTTP status or an error code, as the kind says. */
    CODE,
    /** How many bytes or fragments. */
    COUNT,
    /** How long it lasts, or how late something is. */
    DURATION,
    /** One of {@link FaultKind#variants()}. */
    VARIANT,
    /** A {@code Retry-After}, or the notice a maintenance gives. */
    DELAY;

    /** Its name in a plan's text. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
