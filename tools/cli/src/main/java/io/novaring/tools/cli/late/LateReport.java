/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import io.novaring.engine.telemetry.late.LateNote;
import io.novaring.engine.telemetry.late.LateWatch;
import io.novaring.engine.telemetry.late.PauseNote;
import io.novaring.engine.telemetry.late.PauseNote.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Late events, slowest first, and what happened while each was under way. */
final class LateReport {
    /** The JVM counts collections in whole milliseconds. */
    private static final long PAUSE_SLACK_NS = 1_000_000;

    /** Twice the time between two looks at the ring. */
    private static final long RING_SLACK_NS = 2 * LateWatch.INTERVAL_NS;

    private final LateNotes notes;
    private final List<LateRow> rows;
    private final Spans<LateNote.Handler> handlers;
    private final Spans<LateNote.RingFull> fullRings;
    private final Spans<PauseNote> collections;
    private final Spans<PauseNote> safepoints;
    private final Spans<PauseNote> stalls;
    private final Spans<PauseNote> concurrent;
    private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);

    LateReport(final LateNotes notes) {
        this.notes = notes;
        handlers =
                new Spans<>(
                        notes.handlers(),
                        LateNote.Handler::fromNs,
                        LateNote.Handler::toNs,
                        LateRow.HANDLER_SLACK_NS);
        fullRings =
                new Spans<>(
                        notes.fullRings(),
                        LateNote.RingFull::fromNs,
                        LateNote.RingFull::toNs,
                        RING_SLACK_NS);
        collections = pauses(Kind.GC, PAUSE_SLACK_NS);
        safepoints = pauses(Kind.SAFEPOINT, 0);
        concurrent = pauses(Kind.CONCURRENT_GC, PAUSE_SLACK_NS);
        stalls = unexplainedStalls();
        rows = newRows();
        rows.sort(
                Comparator.comparingLong(LateRow::totalNs)
                        .reversed()
                        .thenComparing(LateRow::sequence));
        rows.forEach(row -> counts.merge(reason(row), 1, Integer::sum));
    }

    private Spans<PauseNote> pauses(final Kind kind, final long slackNs) {
        return new Spans<>(
                notes.pauses().stream().filter(pause -> pause.kind() == kind).toList(),
                PauseNote::fromNs,
                PauseNote::toNs,
                slackNs);
    }

    /** Whoever slept through a collection woke late because of it. */
    private Spans<PauseNote> unexplainedStalls() {
        final List<PauseNote> unexplained = new ArrayList<>();
        for (final PauseNote stall : pauses(Kind.STALL, 0).all()) {
            final long knownNs =
                    collections.coveredNs(stall.fromNs(), stall.toNs())
                            + safepoints.coveredNs(stall.fromNs(), stall.toNs());
            if (knownNs * 2 < stall.durationNs()) {
                unexplained.add(stall);
            }
        }
        return new Spans<>(unexplained, PauseNote::fromNs, PauseNote::toNs, 0);
    }

    private List<LateRow> newRows() {
        final Map<Long, LateNote.Handler> longest = new HashMap<>();
        for (final LateNote.Handler handler : notes.handlers()) {
            final long sequence = handler.sequence();
            if (sequence >= notes.range().from() && sequence < notes.range().until()) {
                longest.merge(sequence, handler, LateReport::longer);
            }
        }
        final List<LateRow> found = new ArrayList<>();
        for (final LateNote.Event event : notes.events()) {
            final LateNote.Handler handler = longest.remove(event.sequence());
            found.add(new LateRow(event.sequence(), event, handler));
        }
        longest.forEach((sequence, handler) -> found.add(new LateRow(sequence, null, handler)));
        return found;
    }

    private static LateNote.Handler longer(
            final LateNote.Handler one, final LateNote.Handler other) {
        return other.toNs() - other.fromNs() > one.toNs() - one.fromNs() ? other : one;
    }

    LateNotes notes() {
        return notes;
    }

    /** Slowest first. */
    List<LateRow> rows() {
        return rows;
    }

    int count(final Reason reason) {
        return counts.getOrDefault(reason, 0);
    }

    /** What most of the event's time went into. */
    Reason reason(final LateRow row) {
        final long half = (row.totalNs() + 1) / 2;
        if (collections.coveredNs(row.fromNs(), row.toNs()) >= half) {
            return Reason.COLLECTION;
        }
        if (safepoints.coveredNs(row.fromNs(), row.toNs()) >= half) {
            return Reason.SAFEPOINT;
        }
        if (handlers.coveredNs(row.fromNs(), row.toNs()) >= half) {
            return Reason.SLOW_HANDLER;
        }
        if (fullRings.coveredNs(row.fromNs(), row.toNs()) >= half) {
            return Reason.RING_FULL;
        }
        if (stalls.coveredNs(row.fromNs(), row.toNs()) >= half) {
            return Reason.STALL;
        }
        if (row.inRingNs() >= half) {
            return Reason.QUEUED;
        }
        return row.toRingNs() >= half ? Reason.READ : Reason.UNKNOWN;
    }

    /** The handlers that held their threads in this time, longest first. */
    List<LateNote.Handler> handlers(final long fromNs, final long toNs) {
        final List<LateNote.Handler> found = handlers.within(fromNs, toNs);
        found.sort(
                Comparator.comparingLong((LateNote.Handler h) -> h.toNs() - h.fromNs()).reversed());
        return found;
    }

    List<LateNote.RingFull> fullRings(final long fromNs, final long toNs) {
        return fullRings.within(fromNs, toNs);
    }

    /** All of a kind; of stalls those that no other pause explains. */
    List<PauseNote> pauses(final Kind kind) {
        return switch (kind) {
            case GC -> collections.all();
            case CONCURRENT_GC -> concurrent.all();
            case SAFEPOINT -> safepoints.all();
            case STALL -> stalls.all();
        };
    }

    /** What the JVM did in this time, and what held it up. */
    List<PauseNote> pauses(final long fromNs, final long toNs) {
        final List<PauseNote> found = new ArrayList<>();
        found.addAll(collections.within(fromNs, toNs));
        found.addAll(safepoints.within(fromNs, toNs));
        found.addAll(stalls.within(fromNs, toNs));
        found.addAll(concurrent.within(fromNs, toNs));
        return found;
    }
}
