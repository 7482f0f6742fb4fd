/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import java.util.Locale;

/** How much a finding matters. */
enum Level {
    /** As it should be. */
    OK,
    /** The machine does not tell; what to look at is said. */
    UNKNOWN,
    /** It runs; it would run with a shorter tail. */
    ADVICE,
    /** It stops the engine, loses what was recorded, or stalls it for milliseconds. */
    PROBLEM;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
