/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

/** When the notifications a request causes are sent. The venue promises neither. */
public enum NotificationOrder {
    /** Drawn for every request by the simulator's seed. */
    RANDOM,

    /** Before the request is answered. */
    BEFORE_ANSWER,

    /** After the request is answered. */
    AFTER_ANSWER
}
