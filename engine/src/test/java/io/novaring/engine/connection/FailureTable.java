/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What failures of a connection were noticed as, of every test class of this run. With {@code
 * -Dnovaring.failureTable=FILE} it is written down as Markdown.
 */
final class FailureTable {
    private static final SortedSet<String> ROWS = new TreeSet<>();

    private FailureTable() {}

    static synchronized void add(
            final String fault,
            final RecordingSink.Seen seen,
            final String bound,
            final long tookNs) {
        ROWS.add(
                String.format(
                        Locale.ROOT,
                        "| %s | `%s` | %s | %s | %.1f ms |",
                        fault,
                        seen.disconnectReason(),
                        seen.token() == 0 ? "" : seen.token(),
                        bound,
                        tookNs / 1e6));
    }

    /** Writes everything found so far. */
    static synchronized void write() throws IOException {
        final String file = System.getProperty("novaring.failureTable");
        if (file != null) {
            final StringBuilder text = new StringBuilder();
            text.append("| fault | noticed as | close code or HTTP status | bound | after |\n");
            text.append("|---|---|---|---|---|\n");
            ROWS.forEach(row -> text.append(row).append('\n'));
            Files.writeString(Path.of(file), text);
        }
    }
}
