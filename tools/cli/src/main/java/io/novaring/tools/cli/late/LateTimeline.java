/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import io.novaring.engine.telemetry.late.LateNote;
import io.novaring.engine.telemetry.late.PauseNote;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.telemetry.Sparkline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** The course of a run as lines of characters: how late, and what happened, each some seconds. */
final class LateTimeline {
    private static final int WIDTH_MAX = 72;
    private static final long SECOND_NS = 1_000_000_000L;

    private final LateReport report;
    private final long fromNs;
    private final long stepNs;
    private final int width;

    /**
     * @param fromNs time of the first event, epoch nanoseconds.
     * @param toNs time of the last.
     */
    LateTimeline(final LateReport report, final long fromNs, final long toNs) {
        this.report = report;
        this.fromNs = fromNs;
        final long seconds = Math.max(1, (toNs - fromNs + SECOND_NS - 1) / SECOND_NS);
        final long step = (seconds + WIDTH_MAX - 1) / WIDTH_MAX;
        stepNs = step * SECOND_NS;
        width = (int) ((seconds + step - 1) / step);
    }

    /** Lines, each ended by a line feed. */
    @Override
    public String toString() {
        final List<Long> longest = new ArrayList<>(Collections.nCopies(width, 0L));
        for (final LateRow row : report.rows()) {
            longest.set(
                    column(row.toNs()), Math.max(longest.get(column(row.toNs())), row.totalNs()));
        }
        for (final LateNote.Second second : report.notes().seconds()) {
            final int column = column(second.toNs() - SECOND_NS / 2);
            longest.set(column, Math.max(longest.get(column), second.longestNs()));
        }
        final String border = "+" + "-".repeat(width) + "+\n";
        return "  each column "
                + Units.duration(stepNs)
                + "; the longest, to "
                + Units.duration(longest.stream().max(Long::compare).orElse(0L))
                + '\n'
                + "           "
                + border
                + line("late", padded(Sparkline.of(longest, width)))
                + line("GC", marks(i -> hasPause(i, PauseNote.Kind.GC)))
                + line("stopped", marks(i -> hasPause(i, PauseNote.Kind.SAFEPOINT)))
                + line("stall", marks(i -> hasPause(i, PauseNote.Kind.STALL)))
                + line("handler", marks(i -> !report.handlers(start(i), end(i)).isEmpty()))
                + line("ring full", marks(i -> !report.fullRings(start(i), end(i)).isEmpty()))
                + "           "
                + border;
    }

    private boolean hasPause(final int column, final PauseNote.Kind kind) {
        return report.pauses(start(column), end(column)).stream()
                .anyMatch(pause -> pause.kind() == kind);
    }

    /** Empty when there is nothing in it: a line that says nothing is left out. */
    private static String line(final String name, final String cells) {
        return cells.isBlank() ? "" : String.format("  %9s|%s|%n", name, cells);
    }

    private String padded(final String cells) {
        return cells + " ".repeat(width - cells.length());
    }

    private String marks(final Predicate<Integer> isMarked) {
        final StringBuilder cells = new StringBuilder();
        for (int i = 0; i < width; i++) {
            cells.append(isMarked.test(i) ? '#' : ' ');
        }
        return cells.toString();
    }

    private long start(final int column) {
        return fromNs + column * stepNs;
    }

    private long end(final int column) {
        return start(column) + stepNs - 1;
    }

    private int column(final long timeNs) {
        return (int) Math.max(0, Math.min(width - 1, (timeNs - fromNs) / stepNs));
    }
}
