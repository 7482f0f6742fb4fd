/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.late;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.engine.telemetry.late.LateNote;
import io.novaring.engine.telemetry.late.PauseNote;
import java.util.List;
import java.util.Locale;

/** A report as a program reads it: times in epoch nanoseconds, durations in nanoseconds. */
final class LateJson {
    private LateJson() {}

    static String of(final LateReport report, final LateFacts facts, final List<LateGroup> groups) {
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        final ArrayNode events = out.putArray("events");
        for (final LateGroup group : groups) {
            final ObjectNode event = events.addObject();
            event(event, report, facts, group.slowest());
            event.put("more", group.more());
        }
        final ObjectNode reasons = out.put("noted", report.rows().size()).putObject("reasons");
        for (final Reason reason : Reason.values()) {
            reasons.put(reason.word(), report.count(reason));
        }
        final ArrayNode seconds = out.putArray("seconds");
        for (final LateNote.Second second : report.notes().seconds()) {
            seconds.addObject()
                    .put("fromNs", second.fromNs())
                    .put("messages", second.messages())
                    .put("late", second.late())
                    .put("longestNs", second.longestNs())
                    .put("floorNs", second.floorNs());
        }
        final ArrayNode pauses = out.putArray("pauses");
        report.notes().pauses().forEach(pause -> pause(pauses.addObject(), pause));
        out.put("notesPassedOver", report.notes().unreadCount());
        return out.toString();
    }

    private static void event(
            final ObjectNode out,
            final LateReport report,
            final LateFacts facts,
            final LateRow row) {
        final LateFacts.Fact fact = facts.of(row.sequence());
        out.put("sequence", row.sequence()).put("kind", fact.kind()).put("channel", fact.channel());
        out.put("timeNs", row.fromNs()).put("totalNs", row.totalNs());
        final LateNote.Event event = row.event();
        if (event != null) {
            out.put("toRingNs", row.toRingNs());
            out.put("inRingNs", row.inRingNs());
            out.put("stagesNs", row.stagesNs());
            out.put("before", event.position());
            out.put("behind", event.lag());
        }
        out.put("handlersNs", row.handlersNs());
        out.put("reason", report.reason(row).word());
        final ArrayNode handlers = out.putArray("handlers");
        for (final LateNote.Handler handler : report.handlers(row.fromNs(), row.toNs())) {
            handlers.addObject()
                    .put("name", handler.name())
                    .put("sequence", handler.sequence())
                    .put("fromNs", handler.fromNs())
                    .put("durationNs", handler.toNs() - handler.fromNs());
        }
        final ArrayNode full = out.putArray("ringFull");
        for (final LateNote.RingFull ring : report.fullRings(row.fromNs(), row.toNs())) {
            full.addObject()
                    .put("furthestBehind", ring.name())
                    .put("fromNs", ring.fromNs())
                    .put("waitedNs", ring.waitedNs());
        }
        final ArrayNode pauses = out.putArray("pauses");
        report.pauses(row.fromNs(), row.toNs()).forEach(p -> pause(pauses.addObject(), p));
    }

    private static void pause(final ObjectNode out, final PauseNote pause) {
        out.put("kind", pause.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        out.put("fromNs", pause.fromNs()).put("durationNs", pause.durationNs());
        out.put("text", pause.text());
        if (pause.beforeBytes() != PauseNote.UNKNOWN) {
            out.put("beforeBytes", pause.beforeBytes()).put("afterBytes", pause.afterBytes());
        }
    }
}
