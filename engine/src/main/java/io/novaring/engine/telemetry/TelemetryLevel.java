/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

/** How much is told to a telemetry listener. Counters are kept at every level. */
public enum TelemetryLevel {
    /** Connections, reconnects and errors. */
    MINIMAL,
    /** Subscriptions and lost books beside these; nothing for every single message. */
    STANDARD,
    /** Everything: each message received and sent. */
    DETAILED
}
