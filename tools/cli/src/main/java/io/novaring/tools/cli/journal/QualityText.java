/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.book.StaleCause;
import io.novaring.engine.quality.QualityLedger;
import io.novaring.engine.quality.QualityLedger.Filter;
import io.novaring.engine.quality.QualityLedger.Interval;
import io.novaring.engine.quality.QualityLedger.Total;
import io.novaring.engine.quality.QualityState;
import io.novaring.tools.cli.console.Printable;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Units;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well books could be trusted, for people and as JSON. */
final class QualityText {
    private final QualityLedger ledger;
    private final Filter filter;

    /** Where intervals end that are open. */
    private final long endTimeNs;

    QualityText(final QualityLedger ledger, final Filter filter, final long endTimeNs) {
        this.ledger = ledger;
        this.filter = filter;
        this.endTimeNs = Math.min(endTimeNs, filter.untilTimeNs());
    }

    String text() {
        final List<Total> totals = ledger.totals(filter);
        if (totals.isEmpty()) {
            return filter.instrument() == null
                    ? "no book, or recorded by a version that did not note how good its books"
                            + " were\n"
                    : "no book of " + Printable.of(filter.instrument()) + '\n';
        }
        final Table table =
                new Table(
                        "",
                        "instrument",
                        " LIVE %",
                        " live",
                        " lagging",
                        " resyncing",
                        " stale",
                        " empty");
        for (final Total total : totals) {
            table.row(
                    Printable.of(total.instrument()),
                    percent(total),
                    length(total, QualityState.LIVE),
                    length(total, QualityState.LAGGING),
                    length(total, QualityState.RESYNCING),
                    length(total, QualityState.STALE),
                    length(total, QualityState.EMPTY));
        }
        return table + "\n" + faults();
    }

    /** What one event did to several books is one line, for as long as the last of them took. */
    private String faults() {
        final Map<Fault, List<Interval>> faults = new LinkedHashMap<>();
        for (final Interval interval : ledger.intervals(filter)) {
            if (interval.state() != QualityState.LIVE && !interval.isUnwanted()) {
                faults.computeIfAbsent(Fault.of(interval), fault -> new ArrayList<>())
                        .add(interval);
            }
        }
        if (faults.isEmpty()) {
            return "every book was live all the time\n";
        }
        final Table table = new Table("", "from", " for", "state", "cause", " event", "channel");
        faults.forEach(
                (fault, intervals) -> {
                    final Interval longest =
                            Collections.max(intervals, Comparator.comparingLong(this::untilNs));
                    final boolean isOpen = intervals.stream().anyMatch(Interval::isOpen);
                    table.row(
                            Units.instant(longest.fromTimeNs()),
                            Units.duration(untilNs(longest) - longest.fromTimeNs())
                                    + (isOpen ? "+" : ""),
                            word(fault.state()),
                            word(fault.cause()),
                            Units.count(fault.sequence()),
                            Printable.of(longest.channel())
                                    + (intervals.size() == 1
                                            ? ""
                                            : " and "
                                                    + Units.count(intervals.size() - 1)
                                                    + " more"));
                });
        return table.toString();
    }

    /** What one event did. */
    private record Fault(long sequence, int connectionId, QualityState state, StaleCause cause) {
        static Fault of(final Interval interval) {
            return new Fault(
                    interval.fromSequence(),
                    interval.connectionId(),
                    interval.state(),
                    interval.cause());
        }
    }

    ObjectNode json() {
        final ObjectNode out = JsonNodeFactory.instance.objectNode();
        final ArrayNode books = out.putArray("instruments");
        for (final Total total : ledger.totals(filter)) {
            final ObjectNode row = books.addObject().put("instrument", total.instrument());
            if (Double.isNaN(total.livePercent())) {
                row.putNull("livePercent");
            } else {
                row.put("livePercent", total.livePercent());
            }
            for (final QualityState state : QualityState.values()) {
                row.put(word(state) + "Ns", total.lengthNs(state));
            }
            row.put("unwantedNs", total.unwantedNs());
        }
        final ArrayNode intervals = out.putArray("intervals");
        for (final Interval interval : ledger.intervals(filter)) {
            intervals
                    .addObject()
                    .put("connection", interval.connectionId())
                    .put("channel", interval.channel())
                    .put("instrument", interval.instrument())
                    .put("state", word(interval.state()))
                    .put("cause", word(interval.cause()))
                    .put("fromTimeNs", interval.fromTimeNs())
                    .put("untilTimeNs", present(interval.untilTimeNs()))
                    .put("fromSequence", interval.fromSequence())
                    .put("untilSequence", present(interval.untilSequence()));
        }
        out.put("unreadableNotes", ledger.unreadableCount());
        return out;
    }

    private long untilNs(final Interval interval) {
        return interval.isOpen() ? endTimeNs : interval.untilTimeNs();
    }

    private static Long present(final long value) {
        return value == MarketEvent.ABSENT ? null : (Long) value;
    }

    private static String percent(final Total total) {
        final double percent = total.livePercent();
        // Never 100 for a book that was not live all the time.
        return Double.isNaN(percent)
                ? "-"
                : String.format(Locale.ROOT, "%.3f", Math.floor(percent * 1_000) / 1_000);
    }

    private static String length(final Total total, final QualityState state) {
        final long lengthNs = total.lengthNs(state);
        return lengthNs == 0 ? "-" : Units.duration(lengthNs);
    }

    private static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
