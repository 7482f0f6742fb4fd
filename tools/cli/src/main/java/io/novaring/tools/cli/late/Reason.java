/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import java.util.Locale;

/** What at least half of a late event's time went into; the first that fits. */
enum Reason {
    COLLECTION("the JVM collected garbage"),
    SAFEPOINT("the JVM had stopped all threads"),
    SLOW_HANDLER("a handler took long"),
    RING_FULL("the ring was full, no socket was read"),
    STALL("threads that slept woke late, no event of the JVM: the OS or the VM host"),
    QUEUED("they waited in the ring behind others"),
    READ("they waited for the I/O thread, behind what was read before"),
    UNKNOWN("nothing known");

    private final String text;

    Reason(final String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** As it stands in JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
