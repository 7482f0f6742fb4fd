/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import java.util.Objects;

/**
 * How {@code novaring run} behaves.
 *
 * @param durationNs 0 for no end.
 * @param reload whether the file is read again when it changes.
 */
public record RunSettings(long durationNs, boolean reload, LogLevel logLevel) {
    public static final RunSettings DEFAULT = new RunSettings(0, false, LogLevel.WARN);

    public RunSettings {
        Objects.requireNonNull(logLevel, "logLevel");
        if (durationNs < 0) {
            throw new IllegalArgumentException("durationNs below 0: " + durationNs);
        }
    }

    /** How much is logged, from most to least. */
    public enum LogLevel {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR,
        OFF
    }
}
