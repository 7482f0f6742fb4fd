/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.engine.ReplayResult;
import io.novaring.engine.recording.Divergence;
import io.novaring.journal.Seal;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import io.novaring.tools.cli.session.ReplayReport;
import java.util.Locale;
import java.util.Set;

/** What a replay found, as text and as JSON. */
final class ReplayText {
    private final ReplayReport report;
    private final ReplayResult result;

    ReplayText(final ReplayReport report) {
        this.report = report;
        this.result = report.result();
    }

    /** In a few lines. */
    String brief() {
        final StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "%s; %s marks%s alike%s%n",
                        speed(),
                        Units.count(result.marksCompared()),
                        report.isFromStart()
                                ? " and " + Units.count(result.requestsCompared()) + " requests"
                                : "",
                        report.isFromStart() ? "; hash " + Units.hash(result.stateHash()) : ""));
        if (!report.isFromStart()) {
            out.append(beginning());
        }
        differences(out);
        return out.append(verdict()).toString();
    }

    /** With everything that was compared. */
    String full() {
        final Table table = new Table("", "replayed", speed());
        table.row("from event", Units.count(report.begin()));
        table.row("marks", marks());
        table.row(
                "messages sent",
                report.isFromStart()
                        ? Units.count(result.requestsCompared()) + " asked for again, alike"
                        : "not compared");
        table.row("seal", seal());
        final StringBuilder out = new StringBuilder(table.toString());
        if (!report.isFromStart()) {
            out.append(beginning());
        }
        differences(out);
        return out.append(verdict()).toString();
    }

    private String speed() {
        final double seconds = Math.max(1, report.elapsedNs()) / 1e9;
        return Units.count(count())
                + " events in "
                + Units.duration(report.elapsedNs())
                + ", "
                + Units.count(Math.round(count() / seconds))
                + "/s";
    }

    private long count() {
        return result.eventCount();
    }

    private String beginning() {
        return "begun behind a snapshot, before event "
                + Units.count(report.begin())
                + ": compared are the books, at marks; not compared are\n"
                + "other decisions, messages and the seal's hash, which need a replay from event 0\n";
    }

    private String marks() {
        final String lost =
                result.marksMissing() == 0
                        ? ""
                        : "; " + Units.count(result.marksMissing()) + " were lost";
        if (result.marksCompared() == 0) {
            return (result.firstDivergence() == null
                            ? "the recording has none that can be compared"
                            : "none alike before the first difference")
                    + lost;
        }
        final String alike = result.firstDivergence() == null ? ", alike" : "";
        return Units.count(result.marksCompared()) + " compared" + alike + lost;
    }

    private String seal() {
        if (!report.isSealed()) {
            return "none: " + report.end().name().toLowerCase(Locale.ROOT);
        }
        final Seal seal = report.seal().orElseThrow();
        final String recorded =
                Units.count(seal.eventCount()) + " events, hash " + Units.hash(seal.stateHash());
        if (!report.isFromStart()) {
            return recorded + ", not compared";
        }
        return recorded
                + (result.stateHash() == seal.stateHash() && count() == seal.eventCount()
                        ? ", alike"
                        : "; replayed: "
                                + Units.count(count())
                                + " events, hash "
                                + Units.hash(result.stateHash()));
    }

    private void differences(final StringBuilder out) {
        final Divergence first = result.firstDivergence();
        if (first != null) {
            out.append("first difference: ").append(Printable.of(first.text())).append('\n');
        } else if (result.divergence() != null) {
            out.append("first difference: ").append(Printable.of(result.divergence())).append('\n');
        }
        report.problem()
                .ifPresent(
                        p ->
                                out.append("damaged: ")
                                        .append(Printable.of(p.toString()))
                                        .append('\n'));
        if (report.isSealed() && result.missing() != null) {
            out.append("asked for and not recorded: ")
                    .append(Printable.of(result.missing()))
                    .append('\n');
        }
    }

    private String verdict() {
        if (report.cancelled()) {
            return "ended by Ctrl-C";
        }
        if (report.isEqual()) {
            return Terminal.good("equal") + " to the recorded run, to its last event";
        }
        if (report.isGood()) {
            if (!report.isFromStart() && result.marksCompared() == 0) {
                return "nothing could be compared: no mark lies in what was replayed";
            }
            return report.isSealed()
                    ? Terminal.good("alike") + " in everything that could be compared"
                    : "alike as far as it goes; the recording has no seal to compare with ("
                            + report.end().name().toLowerCase(Locale.ROOT)
                            + ")";
        }
        if (result.firstDivergence() == null
                && result.divergence() == null
                && report.problem().isPresent()) {
            return Terminal.bad("damaged") + ", and alike up to there";
        }
        final String sealed =
                report.seal()
                        .map(
                                seal ->
                                        ": recorded were "
                                                + Units.count(seal.eventCount())
                                                + " events, hash "
                                                + Units.hash(seal.stateHash()))
                        .orElse("");
        return Terminal.bad("different") + " from the recorded run" + sealed;
    }

    ObjectNode json() {
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("run", report.run());
        out.put("events", result.eventCount());
        out.put("firstSequence", report.begin());
        out.put("stateHash", Units.hash(result.stateHash()));
        out.put("requestsCompared", result.requestsCompared());
        out.put("marksCompared", result.marksCompared());
        out.put("marksMissing", result.marksMissing());
        out.put("divergence", result.divergence());
        out.set("firstDivergence", json(result.firstDivergence()));
        out.put("missing", result.missing());
        out.put("sealed", report.isSealed());
        out.put("end", report.end().name().toLowerCase(Locale.ROOT));
        out.put("expectedEvents", report.seal().map(Seal::eventCount).orElse(null));
        out.put(
                "expectedStateHash",
                report.seal().map(seal -> Units.hash(seal.stateHash())).orElse(null));
        final boolean isComparable = report.isSealed() && report.isFromStart();
        out.put("equal", isComparable ? (Boolean) report.isEqual() : null);
        out.put("problem", report.problem().map(Object::toString).orElse(null));
        out.put("cancelled", report.cancelled());
        out.put("elapsedNs", report.elapsedNs());
        return out;
    }

    private static ObjectNode json(final Divergence divergence) {
        if (divergence == null) {
            return null;
        }
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("kind", divergence.kind().name().toLowerCase(Locale.ROOT));
        out.put("fromSequence", divergence.fromSequence());
        out.put("sequence", divergence.sequence());
        final ArrayNode names = out.putArray("names");
        divergence.names().forEach(names::add);
        final boolean hasHashes =
                Set.of(Divergence.Kind.DECISION, Divergence.Kind.BOOKS).contains(divergence.kind());
        out.put("recordedHash", hasHashes ? Units.hash(divergence.recordedHash()) : null);
        out.put("replayedHash", hasHashes ? Units.hash(divergence.replayedHash()) : null);
        out.put("detail", divergence.detail());
        out.put("event", divergence.event());
        return out;
    }
}
