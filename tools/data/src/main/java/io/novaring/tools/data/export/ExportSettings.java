/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import java.util.Set;

/**
 * What tables are made, and of what.
 *
 * @param from sequence of the first event; what was before it is known and not written.
 * @param instruments names; empty for all, and for what has none.
 * @param snapshotIntervalNs of {@link ExportTable#SNAPSHOTS}.
 * @param depth levels a side of them.
 */
public record ExportSettings(
        Set<ExportTable> tables,
        long from,
        Set<String> instruments,
        long snapshotIntervalNs,
        int depth) {
    /** The shortest time between two snapshots of a book. */
    public static final long SNAPSHOT_INTERVAL_NS_MIN = 1_000_000L;

    public static final int DEPTH_MAX = 1_000;

    public ExportSettings {
        tables = Set.copyOf(tables);
        instruments = Set.copyOf(instruments);
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("no table to export");
        }
        if (snapshotIntervalNs < SNAPSHOT_INTERVAL_NS_MIN) {
            throw new IllegalArgumentException(
                    "snapshotIntervalNs below 1 ms: " + snapshotIntervalNs);
        }
        if (depth < 1 || depth > DEPTH_MAX) {
            throw new IllegalArgumentException(
                    "depth not within 1 and " + DEPTH_MAX + ": " + depth);
        }
    }
}
