/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import java.util.ArrayList;
import java.util.List;

/** The slowest event of a moment, and how many were late with it, for the same reason. */
final class LateGroup {
    private final LateRow slowest;
    private final Reason reason;
    private int more;

    private LateGroup(final LateRow slowest, final Reason reason) {
        this.slowest = slowest;
        this.reason = reason;
    }

    /**
     * The groups of the slowest events.
     *
     * @param countMax how many groups; what is in no group is left out.
     * @param each whether each event is shown for itself.
     */
    static List<LateGroup> of(final LateReport report, final int countMax, final boolean each) {
        final List<LateGroup> groups = new ArrayList<>();
        for (final LateRow row : report.rows()) {
            final Reason reason = report.reason(row);
            final LateGroup group = each ? null : find(groups, row, reason);
            if (group != null) {
                group.more++;
            } else if (groups.size() < countMax) {
                groups.add(new LateGroup(row, reason));
            } else if (each) {
                break;
            }
        }
        return groups;
    }

    private static LateGroup find(
            final List<LateGroup> groups, final LateRow row, final Reason reason) {
        for (final LateGroup group : groups) {
            final long fromNs = Math.max(row.fromNs(), group.slowest.fromNs());
            final long toNs = Math.min(row.toNs(), group.slowest.toNs());
            if (group.reason == reason && (toNs - fromNs) * 2 >= row.totalNs()) {
                return group;
            }
        }
        return null;
    }

    LateRow slowest() {
        return slowest;
    }

    Reason reason() {
        return reason;
    }

    /** How many are like it. */
    int more() {
        return more;
    }
}
