/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.NoteKind;
import io.novaring.engine.venue.VenueClient;
import io.novaring.journal.JournalReport;
import io.novaring.journal.JournalReport.SegmentReport;
import io.novaring.journal.JournalRun;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.normalised.EventFilter;
import io.novaring.tools.cli.telemetry.Sparkline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a recording holds, as text and as JSON.
 *
 * @param runs of the whole journal; empty when nothing could be read.
 * @param counts null when nothing could be read.
 * @param clients of the connections; empty when they cannot be made here.
 * @param unknown why they cannot, or null.
 */
record JournalStat(
        JournalReport report,
        List<JournalRun> runs,
        JournalCounts counts,
        List<VenueClient> clients,
        String unknown) {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;

    String text() {
        final StringBuilder out = new StringBuilder(totals());
        if (counts != null) {
            out.append(rates());
            out.append(kinds());
            out.append(connections());
            out.append(notes());
            out.append(segments());
            out.append(runsTable());
        }
        report.problem()
                .ifPresent(
                        p ->
                                out.append("damaged: ")
                                        .append(Printable.of(p.toString()))
                                        .append('\n'));
        return out.toString();
    }

    private String totals() {
        final Table table = new Table("", "events", " " + Units.count(report.records()));
        for (final Origin origin : Origin.values()) {
            final long count = report.recordsByOrigin().getOrDefault(origin, 0L);
            table.row("  " + word(origin), Units.count(count));
        }
        if (report.records() > 0) {
            if (report.firstSequence() > 0) {
                table.row("from event", Units.count(report.firstSequence()));
            }
            table.row("first", time(report.firstTimeNs()));
            table.row("last", time(report.lastTimeNs()));
            table.row("duration", duration(report.lastTimeNs() - report.firstTimeNs()));
        }
        table.row("message bytes", Units.count(report.rawBytes()));
        table.row("file bytes used", Units.count(report.validBytes()));
        table.row("end", word(report.end()));
        report.seal().ifPresent(seal -> table.row("hash", Units.hash(seal.stateHash())));
        return table.toString();
    }

    private String rates() {
        final long durationNs = report.lastTimeNs() - report.firstTimeNs();
        final List<Long> perSecond = counts.perSecond();
        final String busiest =
                durationNs < SECOND_NS
                        ? ""
                        : Units.count(counts.busiestPerSecond()) + " in the busiest second; ";
        return String.format(
                Locale.ROOT,
                "%nevents a second: %s on average; %sfrom first to last, logarithmic:%n[%s]%n",
                Units.count(Math.round(report.records() * 1e9 / Math.max(1, durationNs))),
                busiest,
                Sparkline.of(perSecond, perSecond.size()));
    }

    private String kinds() {
        if (unknown != null) {
            return "\nkinds of messages cannot be told: " + Printable.of(unknown) + '\n';
        }
        final Table table = new Table("", "kind", " events");
        counts.byKind().entrySet().stream()
                .sorted(Map.Entry.<EventKind, Long>comparingByValue().reversed())
                .forEach(e -> table.row(EventFilter.word(e.getKey()), Units.count(e.getValue())));
        return '\n' + table.toString();
    }

    private String connections() {
        if (counts.connections().isEmpty()) {
            return "";
        }
        final Table table =
                new Table(
                        "", "connection", " sessions", " received", " bytes", " rejects", " sent");
        for (final JournalCounts.Connection connection : counts.connections()) {
            table.row(
                    name(connection.id()),
                    Units.count(connection.sessions()),
                    Units.count(connection.received()),
                    Units.count(connection.receivedBytes()),
                    unknown == null ? Units.count(connection.rejects()) : "-",
                    Units.count(connection.sent()));
        }
        return '\n' + table.toString();
    }

    private String name(final int id) {
        return id < clients.size()
                ? id + " " + clients.get(id).venue() + ' ' + clients.get(id).role()
                : Integer.toString(id);
    }

    private String notes() {
        if (counts.notes().isEmpty()) {
            return "";
        }
        final Table table = new Table("", "notes", " count");
        counts.notes().entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .forEach(e -> table.row(word(e.getKey()), Units.count(e.getValue())));
        return '\n' + table.toString();
    }

    private String segments() {
        final Table table =
                new Table(
                        "",
                        "segment",
                        " from",
                        " to",
                        "first",
                        " duration",
                        " size",
                        "snapshot",
                        "end");
        for (final SegmentReport segment : report.segments()) {
            final JournalCounts.Segment counted = counts.segment(segment.file());
            table.row(
                    segment.number() < 1 ? "-" : segment.number(),
                    Units.count(segment.firstSequence()),
                    Units.count(segment.nextSequence() - 1),
                    shortTime(counted.firstTimeNs()),
                    between(counted.firstTimeNs(), counted.lastTimeNs()),
                    Units.bytes(segment.validBytes()),
                    snapshot(segment),
                    end(segment));
        }
        return '\n' + table.toString();
    }

    private String snapshot(final SegmentReport segment) {
        return segment.firstSequence() == 0
                ? "-"
                : counts.hasSnapshotBefore(segment.firstSequence()) ? "yes" : "no";
    }

    private String end(final SegmentReport segment) {
        final int last = report.segments().size() - 1;
        return segment.rolled()
                ? "rolled"
                : segment == report.segments().get(last) ? word(report.end()) : "-";
    }

    private String runsTable() {
        if (runs.size() < 2) {
            return "";
        }
        final Table table =
                new Table("", "run", " segments", " events", "first", " duration", " size", "end");
        for (final JournalRun run : runs) {
            table.row(
                    run.run(),
                    run.segments(),
                    Units.count(run.events()),
                    shortTime(run.firstTimeNs()),
                    between(run.firstTimeNs(), run.lastTimeNs()),
                    Units.bytes(run.bytes()),
                    word(run.end()));
        }
        return '\n' + table.toString();
    }

    ObjectNode json() {
        final ObjectNode out = JournalVerifyCommand.json(report);
        final ObjectNode origins = out.putObject("eventsByOrigin");
        for (final Origin origin : Origin.values()) {
            origins.put(word(origin), report.recordsByOrigin().getOrDefault(origin, 0L));
        }
        out.put("firstTimeNs", present(report.firstTimeNs()));
        out.put("lastTimeNs", present(report.lastTimeNs()));
        out.put("rawBytes", report.rawBytes());
        out.put("validBytes", report.validBytes());
        out.put("fileBytes", report.fileBytes());
        if (counts != null) {
            json(out);
        }
        return out;
    }

    private void json(final ObjectNode out) {
        if (unknown == null) {
            final ObjectNode kinds = out.putObject("eventsByKind");
            counts.byKind().forEach((kind, count) -> kinds.put(EventFilter.word(kind), count));
        } else {
            out.putNull("eventsByKind");
        }
        final ArrayNode rows = out.putArray("connections");
        for (final JournalCounts.Connection connection : counts.connections()) {
            final boolean isKnown = connection.id() < clients.size();
            rows.addObject()
                    .put("id", connection.id())
                    .put("venue", isKnown ? clients.get(connection.id()).venue() : null)
                    .put("role", isKnown ? clients.get(connection.id()).role() : null)
                    .put("sessions", connection.sessions())
                    .put("received", connection.received())
                    .put("receivedBytes", connection.receivedBytes())
                    .put("rejects", unknown == null ? (Long) connection.rejects() : null)
                    .put("sent", connection.sent());
        }
        final ObjectNode notes = out.putObject("notes");
        for (final NoteKind kind : NoteKind.values()) {
            notes.put(word(kind), counts.notes().getOrDefault(kind, 0L));
        }
        final ArrayNode segments = out.putArray("segments");
        for (final SegmentReport segment : report.segments()) {
            final JournalCounts.Segment counted = counts.segment(segment.file());
            segments.addObject()
                    .put("number", segment.number())
                    .put("file", segment.file().toString())
                    .put("firstSequence", segment.firstSequence())
                    .put("nextSequence", segment.nextSequence())
                    .put("firstTimeNs", present(counted.firstTimeNs()))
                    .put("lastTimeNs", present(counted.lastTimeNs()))
                    .put("rawBytes", counted.rawBytes())
                    .put("validBytes", segment.validBytes())
                    .put("fileBytes", segment.fileBytes())
                    .put("snapshot", counts.hasSnapshotBefore(segment.firstSequence()))
                    .put("end", end(segment));
        }
        out.put("busiestPerSecond", counts.busiestPerSecond());
        final ArrayNode rates = out.putArray("eventsPerSecond");
        counts.perSecond().forEach(rates::add);
        final ArrayNode all = out.putArray("runs");
        for (final JournalRun run : runs) {
            all.addObject()
                    .put("run", run.run())
                    .put("firstSegment", run.firstSegment())
                    .put("segments", run.segments())
                    .put("firstSequence", run.firstSequence())
                    .put("nextSequence", run.nextSequence())
                    .put("firstTimeNs", present(run.firstTimeNs()))
                    .put("lastTimeNs", present(run.lastTimeNs()))
                    .put("bytes", run.bytes())
                    .put("end", word(run.end()));
        }
    }

    private static String duration(final long durationNs) {
        return durationNs < MINUTE_NS ? Units.duration(durationNs) : Units.time(durationNs);
    }

    private static Long present(final long timeNs) {
        return timeNs == MarketEvent.ABSENT ? null : (Long) timeNs;
    }

    private static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String between(final long firstTimeNs, final long lastTimeNs) {
        return firstTimeNs == MarketEvent.ABSENT ? "-" : duration(lastTimeNs - firstTimeNs);
    }

    /** To the millisecond, for tables. */
    private static String shortTime(final long epochNs) {
        return epochNs == MarketEvent.ABSENT ? "-" : Units.instant(epochNs);
    }

    private static String time(final long epochNs) {
        return epochNs == MarketEvent.ABSENT ? "-" : Instant.ofEpochSecond(0, epochNs).toString();
    }
}
