/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.tools.cli.console.Units;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What a program reads after the run: the facts of {@link DemoText}, in nanoseconds and bytes. */
final class DemoJson {
    private DemoJson() {}

    static ObjectNode of(final DemoResult result) {
        final DemoResult.Live live = result.live();
        final ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ok", result.isGood());
        json.put("durationNs", live.elapsedNs()).put("instruments", result.options().instruments());
        json.put("seed", result.options().seed()).put("topology", live.topology());
        json.put("connectNs", live.connectNs());
        json.put("events", live.shutdown().published());
        json.put("handled", live.shutdown().handled());
        json.put("journalled", live.shutdown().journalled());
        json.put("messages", live.messages()).put("bytes", live.bytes());
        json.put("messagesPerSecond", result.measured().messagesPerSecond());
        json.put("bytesPerSecond", result.measured().bytesPerSecond());
        json.put("warmUpNs", result.measured().warmUpNs());
        json.put("unmatched", live.unmatched()).put("gaps", live.gaps());
        json.put("duplicates", live.duplicates()).put("disconnects", live.disconnects());
        json.put("ringFullNs", live.ringFullNs());
        latency(json.putObject("wireToHandlerNs"), result.measured().wire());
        latency(json.putObject("simulatorLateNs"), result.measured().late());
        latency(json.putObject("readToStagesNs"), result.measured().engine());
        final ObjectNode allocated = json.putObject("allocatedBytesPerMessage");
        final double messages = Math.max(1, result.measured().messages());
        result.measured()
                .allocated()
                .forEach((thread, bytes) -> allocated.put(thread, bytes / messages));
        result.faults().forEach(fault -> fault(json.withArray("faults"), fault));
        books(json.putArray("books"), result);
        json.put("stateHash", Units.hash(live.stateHash()));
        final ObjectNode replay = json.putObject("replay");
        replay.put("events", result.replay().result().eventCount());
        replay.put("stateHash", Units.hash(result.replay().result().stateHash()));
        replay.put("requestsCompared", result.replay().result().requestsCompared());
        replay.put("divergence", result.replay().result().divergence());
        replay.put("missing", result.replay().result().missing());
        replay.put("equal", result.replayIsEqual());
        final String journal = result.options().journal().toString();
        json.put("journal", result.options().keep() ? journal : null);
        json.put("journalRun", result.replay().run());
        json.put("journalBytes", result.journalBytes());
        return json;
    }

    private static void latency(final ObjectNode json, final Histogram histogram) {
        json.put("count", histogram.getTotalCount());
        json.put("p50", histogram.getValueAtPercentile(50));
        json.put("p90", histogram.getValueAtPercentile(90));
        json.put("p99", histogram.getValueAtPercentile(99));
        json.put("p999", histogram.getValueAtPercentile(99.9));
        json.put("p9999", histogram.getValueAtPercentile(99.99));
        json.put("max", histogram.getMaxValue());
    }

    private static void fault(final ArrayNode faults, final FaultOutcome fault) {
        final ObjectNode json = faults.addObject().put("fault", fault.kind().id());
        optional(json, "firedNs", fault.firedNs());
        json.put("noticedBy", fault.how());
        optional(json, "noticedAfterNs", fault.noticedAfterNs());
        json.put("recovered", fault.isRecovered());
        optional(json, "recoveredAfterNs", fault.recoveredAfterNs());
    }

    private static void optional(final ObjectNode json, final String name, final long value) {
        json.put(name, value < 0 ? null : (Long) value);
    }

    private static void books(final ArrayNode books, final DemoResult result) {
        for (int i = 0; i < result.live().books().size(); i++) {
            final BookCheck.Result book = result.live().books().get(i);
            books.addObject()
                    .put("instrument", book.instrument())
                    .put("bids", book.bidLevels())
                    .put("asks", book.askLevels())
                    .put("changeId", book.changeId())
                    .put("state", book.state().name().toLowerCase(Locale.ROOT))
                    .put("equal", book.equal())
                    .put("replayedEqual", result.replayedBooks().get(i).equal());
        }
    }
}
