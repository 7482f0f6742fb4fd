/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.telemetry;

import io.novaring.engine.telemetry.CounterSnapshot;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;

/** How a journal fares, by an engine's figures. */
final class JournalLine {
    private JournalLine() {}

    static String of(final CounterSnapshot now) {
        if (now.value("novaring_journal_present") == 0) {
            return "no journal";
        }
        final String dropped =
                Units.count(now.value("novaring_journal_dropped_events")) + " events not recorded";
        if (is(now, "stopped")) {
            return Terminal.bad("JOURNAL STOPPED: disk nearly full") + ", " + dropped + space(now);
        }
        if (is(now, "failed")) {
            return Terminal.bad("JOURNAL FAILED: see the log") + ", " + dropped + space(now);
        }
        final String word =
                is(now, "low-space")
                        ? Terminal.bad("journal recording, the disk fills up")
                        : is(now, "sealed") ? "journal sealed" : "journal recording";
        return word
                + ", "
                + Units.count(now.value("novaring_journal_lag"))
                + " events behind"
                + space(now);
    }

    /** A handler in place of a journal has no disk to tell of. */
    private static String space(final CounterSnapshot now) {
        final long diskBytes = now.value("novaring_journal_disk");
        final long freeBytes = now.value("novaring_journal_free");
        return diskBytes == 0 && freeBytes == 0
                ? ""
                : ", " + Units.bytes(diskBytes) + " on disk, " + Units.bytes(freeBytes) + " free";
    }

    private static boolean is(final CounterSnapshot now, final String state) {
        return now.value("novaring_journal_state", "state", state) == 1;
    }
}
