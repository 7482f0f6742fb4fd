/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.Decimals;
import io.novaring.tools.cli.console.Units;
import org.HdrHistogram.Histogram;

/** What a program reads after the run: the facts of {@link MakerText}, times in nanoseconds. */
public final class MakerJson {
    private MakerJson() {}

    public static ObjectNode of(final MakerResult result) {
        final MakerResult.Live live = result.live();
        final LedgerCheck.Result check = result.check();
        final ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ok", result.isGood());
        json.put("durationNs", live.elapsedNs()).put("seed", result.options().seed());
        json.put("topology", live.topology()).put("readyNs", live.readyNs());
        json.put("flat", result.isFlat()).put("flatNs", live.flatNs());
        json.put("orders", check.orders()).put("notAccepted", check.unaccepted());
        json.put("fills", check.fills()).put("openOrders", check.openOrders());
        json.put("duplicateLabels", check.duplicates());
        json.put("volume", Decimals.toString(live.volume()));
        json.put("fees", Decimals.toString(live.fees())).put("profit", live.profit());
        json.put("positionMax", Decimals.toString(live.counts().positionMax()));
        json.put("privateDisconnects", live.privateEnds());
        json.put("publicDisconnects", live.publicEnds());
        json.put("ready", live.counts().ready()).put("refused", live.counts().refused());
        json.put("failedChanges", live.counts().failed()).put("alarms", live.counts().alarms());
        json.put("positionDifferences", live.counts().differences());
        percentiles(json.putObject("orderToAnswerNs"), live.answers());
        percentiles(json.putObject("faultToReadyNs"), result.recoveries());
        final ArrayNode faults = json.putArray("faults");
        for (final MishapOutcome outcome : result.mishaps()) {
            faults.addObject()
                    .put("fault", outcome.mishap().words())
                    .put("firedNs", outcome.firedNs())
                    .put("noticedAfterNs", outcome.noticedAfterNs())
                    .put("readyAfterNs", outcome.readyAfterNs());
        }
        final ArrayNode disagreements = json.putArray("disagreements");
        check.disagreements().forEach(disagreements::add);
        json.put("events", live.shutdown().published());
        json.put("replayEqual", result.replayIsEqual());
        json.put("stateHash", Units.hash(live.stateHash()));
        return json;
    }

    private static void percentiles(final ObjectNode json, final Histogram times) {
        json.put("count", times.getTotalCount());
        json.put("p50", times.getValueAtPercentile(50));
        json.put("p99", times.getValueAtPercentile(99));
        json.put("max", times.getMaxValue());
    }
}
