/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import io.novaring.engine.telemetry.late.LateNote;
import io.novaring.engine.telemetry.late.PauseNote;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A report as a person reads it. */
final class LateText {
    private static final int WIDTH = 100;
    private static final int CAUSES_MAX = 3;
    private static final int NAME_LENGTH_MAX = 60;
    private static final long MILLISECOND_NS = 1_000_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final LateReport report;
    private final LateFacts facts;

    LateText(final LateReport report, final LateFacts facts) {
        this.report = report;
        this.facts = facts;
    }

    /** A line of measures for each event, and one below it that says why. */
    String rows(final List<LateGroup> groups) {
        final Table table =
                new Table(
                        "  ",
                        "when (UTC)",
                        " event",
                        " total",
                        " to ring",
                        " in ring",
                        " stages",
                        " handlers",
                        " before",
                        " behind");
        for (final LateGroup group : groups) {
            final LateRow row = group.slowest();
            final LateNote.Event event = row.event();
            table.row(
                    time(row.fromNs()),
                    Units.count(row.sequence()),
                    Units.duration(row.totalNs()),
                    duration(event, row.toRingNs()),
                    duration(event, row.inRingNs()),
                    duration(event, row.stagesNs()),
                    row.handlersNs() == 0 ? "-" : Units.duration(row.handlersNs()),
                    event == null ? "-" : Units.count(event.position()),
                    event == null ? "-" : Units.count(event.lag()));
        }
        final String[] lines = table.toString().split("\n");
        final StringBuilder out = new StringBuilder(Terminal.heading(lines[0])).append('\n');
        for (int i = 0; i < groups.size(); i++) {
            final LateGroup group = groups.get(i);
            out.append(lines[i + 1]).append('\n');
            out.append(why(group));
        }
        return out.toString();
    }

    /** Broken between causes, where it would be wider than a terminal. */
    private String why(final LateGroup group) {
        final List<String> causes = causes(group.slowest(), group.reason());
        final String more =
                group.more() == 0 ? "" : " (and " + Units.count(group.more()) + " more then)";
        final StringBuilder out = new StringBuilder();
        StringBuilder line = new StringBuilder("      " + what(group.slowest()) + ':');
        for (int i = 0; i < causes.size(); i++) {
            final String text = causes.get(i) + (i < causes.size() - 1 ? ";" : more);
            if (line.length() + 1 + text.length() > WIDTH) {
                out.append(line).append('\n');
                line = new StringBuilder("       ");
            }
            line.append(' ').append(text);
        }
        return out.append(line).append('\n').toString();
    }

    private static String duration(final LateNote.Event event, final long durationNs) {
        return event == null ? "-" : Units.duration(durationNs);
    }

    private static String time(final long epochNs) {
        return TIME.format(Instant.ofEpochSecond(0, epochNs));
    }

    private String what(final LateRow row) {
        final LateFacts.Fact fact = facts.of(row.sequence());
        return "-".equals(fact.channel()) ? fact.kind() : fact.kind() + ' ' + fact.channel();
    }

    /** What happened while the event was under way, what took the most of it first. */
    List<String> causes(final LateRow row, final Reason reason) {
        final List<Cause> causes = new ArrayList<>();
        final List<PauseNote> stalls = new ArrayList<>();
        for (final PauseNote pause : report.pauses(row.fromNs(), row.toNs())) {
            if (pause.kind() == PauseNote.Kind.STALL) {
                stalls.add(pause);
            } else {
                add(causes, row, pause.fromNs(), pause.toNs(), text(pause));
            }
        }
        addStalls(causes, row, stalls);
        for (final LateNote.Handler handler : report.handlers(row.fromNs(), row.toNs())) {
            add(causes, row, handler.fromNs(), handler.toNs(), text(row, handler));
        }
        for (final LateNote.RingFull full : report.fullRings(row.fromNs(), row.toNs())) {
            add(causes, row, full.fromNs(), full.toNs(), text(full));
        }
        causes.sort(Comparator.comparingLong(Cause::overlapNs).reversed());
        final List<String> texts = new ArrayList<>();
        if (reason == Reason.QUEUED || reason == Reason.READ || causes.isEmpty()) {
            texts.add(waited(row, reason));
        }
        causes.stream().limit(CAUSES_MAX).map(Cause::text).forEach(texts::add);
        if (causes.size() > CAUSES_MAX) {
            texts.add(causes.size() - CAUSES_MAX + " more");
        }
        return texts;
    }

    /** All of them as one: a machine that is short of processors stalls again and again. */
    private static void addStalls(
            final List<Cause> causes, final LateRow row, final List<PauseNote> stalls) {
        if (stalls.isEmpty()) {
            return;
        }
        final long lengthNs = stalls.stream().mapToLong(PauseNote::durationNs).sum();
        final String count = stalls.size() == 1 ? "stall " : stalls.size() + " stalls, ";
        add(
                causes,
                row,
                stalls.get(0).fromNs(),
                stalls.get(0).fromNs() + lengthNs,
                count + Units.duration(lengthNs) + " (no JVM event: the OS or the VM host)");
    }

    /** Something that was beside a late event, and for how much of its time. */
    private record Cause(long overlapNs, String text) {}

    private static void add(
            final List<Cause> causes,
            final LateRow row,
            final long fromNs,
            final long toNs,
            final String text) {
        final long overlapNs = Math.min(toNs, row.toNs()) - Math.max(fromNs, row.fromNs());
        // What was beside it for a moment says nothing; what is not exact may seem to be.
        if (overlapNs >= row.totalNs() / 50 || toNs - fromNs >= row.totalNs() / 2) {
            causes.add(new Cause(overlapNs, text));
        }
    }

    private static String waited(final LateRow row, final Reason reason) {
        return switch (reason) {
            case QUEUED ->
                    row.event().position() > 0
                            ? "waited in the ring behind " + Units.count(row.event().position())
                            : "waited in the ring until its thread took it up";
            case READ -> "waited for the I/O thread, behind what was read before";
            default -> "nothing known";
        };
    }

    private static String text(final PauseNote pause) {
        final String length =
                pause.durationNs() < MILLISECOND_NS && pause.kind() == PauseNote.Kind.GC
                        ? "below 1 ms"
                        : Units.duration(pause.durationNs());
        final String text = Printable.of(pause.text(), NAME_LENGTH_MAX);
        return switch (pause.kind()) {
            case GC -> text + ' ' + length;
            case CONCURRENT_GC -> "beside " + text + ' ' + length;
            case SAFEPOINT -> "all threads stopped " + length + " (" + text + ')';
            case STALL -> "stall " + length;
        };
    }

    private static String text(final LateRow row, final LateNote.Handler handler) {
        return "handler "
                + Printable.of(handler.name(), NAME_LENGTH_MAX)
                + ' '
                + Units.duration(handler.toNs() - handler.fromNs())
                + (handler.sequence() == row.sequence()
                        ? ""
                        : " at event " + Units.count(handler.sequence()));
    }

    private static String text(final LateNote.RingFull full) {
        return "ring full "
                + Units.duration(full.waitedNs())
                + (full.name().isEmpty()
                        ? ""
                        : ", furthest behind: " + Printable.of(full.name(), NAME_LENGTH_MAX));
    }

    /** How many were late, and into what their time went. */
    String summary() {
        final LateNotes notes = report.notes();
        final long late = notes.seconds().stream().mapToLong(LateNote.Second::late).sum();
        final long messages = notes.seconds().stream().mapToLong(LateNote.Second::messages).sum();
        final StringBuilder out = new StringBuilder();
        if (!notes.seconds().isEmpty()) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "%s of %s messages were late, in %s with any: %s or longer%n",
                            Units.count(late),
                            Units.count(messages),
                            seconds(notes.seconds().size()),
                            Units.duration(notes.seconds().get(0).floorNs())));
        }
        out.append("of ").append(Units.count(report.rows().size())).append(" that were noted,\n");
        final Table table = new Table("  ", " ", "");
        for (final Reason reason : Reason.values()) {
            if (report.count(reason) > 0) {
                table.row(Units.count(report.count(reason)), reason.text());
            }
        }
        out.append(table.toString().replaceFirst("^[^\n]*\n", ""));
        if (notes.unreadCount() > 0) {
            out.append(Units.count(notes.unreadCount()))
                    .append(" notes are damaged, or of a newer version, and were passed over\n");
        }
        return out.toString();
    }

    /**
     * What the JVM did in all the run, whether or not a message was under way; empty when nothing.
     */
    String pauses() {
        final Table table = new Table("  ", "", " times", " together", " longest", "", "at (UTC)");
        boolean isEmpty = true;
        for (final PauseNote.Kind kind : PauseNote.Kind.values()) {
            final List<PauseNote> some = report.pauses(kind);
            if (some.isEmpty()) {
                continue;
            }
            isEmpty = false;
            final PauseNote longest =
                    Collections.max(some, Comparator.comparingLong(PauseNote::durationNs));
            table.row(
                    word(kind),
                    Units.count(some.size()),
                    Units.duration(some.stream().mapToLong(PauseNote::durationNs).sum()),
                    Units.duration(longest.durationNs()),
                    Printable.of(longest.text(), NAME_LENGTH_MAX),
                    time(longest.fromNs()));
        }
        return isEmpty
                ? ""
                : "what stood still; messages that came meanwhile waited unread\n" + table;
    }

    private static String word(final PauseNote.Kind kind) {
        return switch (kind) {
            case GC -> "collections";
            case CONCURRENT_GC -> "collections beside the threads";
            case SAFEPOINT -> "other stops of all threads";
            case STALL -> "stalls";
        };
    }

    private static String seconds(final int count) {
        return count == 1 ? "the second" : "the " + Units.count(count) + " seconds";
    }
}
