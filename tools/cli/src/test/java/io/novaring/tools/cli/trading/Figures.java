/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.trading;

import io.novaring.codec.order.OrderState;
import io.novaring.tools.cli.trading.LedgerView.Fault;
import io.novaring.tools.cli.trading.LedgerView.Finding;
import io.novaring.tools.cli.trading.OrderDiary.Page;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.fault.FaultReport;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run of histories came to. */
final class Figures {
    private static final long MS = 1_000_000;

    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final Map<OrderState, Integer> states = new EnumMap<>(OrderState.class);
    private final Map<String, Integer> cuts = new TreeMap<>();
    private int histories;
    private String refusals = "";
    private int fillCount;
    private int disconnectCount;
    private int alarmCount;
    private List<Long> resolvedNs = List.of();
    private List<Long> readyNs = List.of();
    private String slowest = "";

    void add(final List<Finding> found) {
        for (final Finding finding : found) {
            faults.merge(finding.fault(), 1, Integer::sum);
        }
    }

    void add(
            final OrderHistories run,
            final OrderDiary diary,
            final Simulator simulator,
            final CuttingProxy proxy) {
        cuts.put("within our bytes", proxy.upstreamCuts());
        cuts.put("within their bytes", proxy.downstreamCuts());
        histories = run.count();
        for (final long handle : run.labels().keySet()) {
            final Page page = diary.page(handle);
            if (page != null && page.state != null) {
                states.merge(page.state, 1, Integer::sum);
            }
        }
        run.cuts().forEach((point, count) -> cuts.merge("round " + point, count, Integer::sum));
        for (final FaultReport report : simulator.faultReports()) {
            final String method = report.planned().fault().method();
            final String name = report.planned().fault().kind().word();
            cuts.merge(method == null ? name : name + " of " + method, 1, Integer::sum);
        }
        refusals = diary.refusals().toString();
        fillCount = diary.fills().size();
        disconnectCount = diary.disconnectCount();
        alarmCount = diary.alarmCount();
        resolvedNs = diary.resolvedNs();
        resolvedNs.sort(null);
        slowest = diary.slowest();
        readyNs = diary.readyNs();
        readyNs.sort(null);
    }

    int faultCount() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    long resolvedMaxNs() {
        return resolvedNs.isEmpty() ? 0 : resolvedNs.get(resolvedNs.size() - 1);
    }

    String table(final long seed) {
        final StringBuilder out = new StringBuilder("seed ").append(seed).append('\n');
        out.append("histories ").append(histories).append(' ').append(states).append('\n');
        out.append("refusals ").append(refusals).append('\n');
        out.append("sessions that ended ").append(disconnectCount);
        out.append(", fills ").append(fillCount);
        out.append(", alarms ").append(alarmCount).append('\n');
        for (final Fault fault : Fault.values()) {
            out.append("%-16s%d%n".formatted(fault, faults.getOrDefault(fault, 0)));
        }
        out.append(line("order lost with a session, from the next login to its fate", resolvedNs));
        if (resolvedMaxNs() > 0) {
            out.append("the one that took longest:").append(slowest).append('\n');
        }
        out.append(line("from login to ready", readyNs));
        cuts.forEach((point, count) -> out.append("%6d %s%n".formatted(count, point)));
        return out.toString();
    }

    private static String line(final String what, final List<Long> sorted) {
        if (sorted.isEmpty()) {
            return what + ": none\n";
        }
        return "%s: %d, p50 %d ms, p99 %d ms, max %d ms%n"
                .formatted(
                        what,
                        sorted.size(),
                        sorted.get(sorted.size() / 2) / MS,
                        sorted.get(sorted.size() * 99 / 100) / MS,
                        sorted.get(sorted.size() - 1) / MS);
    }
}
