/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.trading;

import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.tools.cli.trading.LedgerView.Fault;
import io.novaring.tools.cli.trading.LedgerView.Finding;
import io.novaring.tools.cli.trading.OrderDiary.Page;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.fault.FaultReport;
import java.util.ArrayList;
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
    private final Map<OrderRefusal, Integer> refusals = new EnumMap<>(OrderRefusal.class);
    private final List<String> oddities = new ArrayList<>();
    private final List<Long> resolvedNs = new ArrayList<>();
    private final List<Long> readyNs = new ArrayList<>();
    private int histories;
    private int fillCount;
    private int disconnectCount;
    private int notFoundCount;
    private long slowestNs;
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
        cuts.merge("cut within our bytes", proxy.upstreamCuts(), Integer::sum);
        cuts.merge("cut within their bytes", proxy.downstreamCuts(), Integer::sum);
        histories += run.count();
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
        diary.refusals().forEach((refusal, count) -> refusals.merge(refusal, count, Integer::sum));
        fillCount += diary.fills().size();
        disconnectCount += diary.disconnectCount();
        notFoundCount += diary.notFoundCount();
        oddities.addAll(diary.oddities());
        resolvedNs.addAll(diary.resolvedNs());
        readyNs.addAll(diary.readyNs());
        if (diary.slowestNs() > slowestNs) {
            slowestNs = diary.slowestNs();
            slowest = diary.slowest();
        }
    }

    int faultCount() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The longest time from a login to the fate of an order lost before it. */
    long resolvedMaxNs() {
        return slowestNs;
    }

    boolean hasFaults() {
        return !faults.isEmpty();
    }

    String table(final long seed) {
        final StringBuilder out = new StringBuilder("seed ").append(seed).append('\n');
        out.append("histories ").append(histories).append(' ').append(states).append('\n');
        out.append("refusals ").append(refusals).append('\n');
        out.append("sessions that ended ").append(disconnectCount);
        out.append(", fills ").append(fillCount);
        out.append(", orders not found ").append(notFoundCount);
        out.append(", oddities ").append(oddities.size()).append('\n');
        oddities.forEach(oddity -> out.append("  ").append(oddity).append('\n'));
        for (final Fault fault : Fault.values()) {
            out.append("%-18s%d%n".formatted(fault, faults.getOrDefault(fault, 0)));
        }
        out.append(line("order lost with a session, from the next login to its fate", resolvedNs));
        if (resolvedMaxNs() > 0) {
            out.append("the one that took longest:").append(slowest).append('\n');
        }
        out.append(line("from login to ready", readyNs));
        cuts.forEach((point, count) -> out.append("%6d %s%n".formatted(count, point)));
        return out.toString();
    }

    private static String line(final String what, final List<Long> times) {
        if (times.isEmpty()) {
            return what + ": none\n";
        }
        final List<Long> sorted = times.stream().sorted().toList();
        return "%s: %d, p50 %d ms, p99 %d ms, max %d ms%n"
                .formatted(
                        what,
                        sorted.size(),
                        sorted.get(sorted.size() / 2) / MS,
                        sorted.get(sorted.size() * 99 / 100) / MS,
                        sorted.get(sorted.size() - 1) / MS);
    }
}
