/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.telemetry;

import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.telemetry.CounterSnapshot;
import io.novaring.engine.telemetry.CounterSnapshot.Status;
import io.novaring.engine.telemetry.CounterSnapshot.Value;
import io.novaring.tools.cli.console.Table;
import io.novaring.tools.cli.console.Terminal;
import io.novaring.tools.cli.console.Units;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

/** Draws one snapshot after the other; rates are between the last two. One thread. */
final class TopView {
    private static final int SPARK_WIDTH = 60;
    private static final int BAR_WIDTH = 20;
    private static final int CREDITS_WIDTH = 60;
    private static final long STILL_MS = 2_000;
    private static final String[] QUANTILES = {"0.5", "0.99", "0.999", "1"};

    private final Deque<Long> p99 = new ArrayDeque<>();
    private CounterSnapshot now;
    private CounterSnapshot before;

    /** The screen, lines ended by line feeds. */
    String draw(final CounterSnapshot snapshot, final Status status) {
        final boolean isNew = now == null || snapshot.updatedMs() > now.updatedMs();
        if (isNew) {
            before = now;
            now = snapshot;
            if (p99.size() == SPARK_WIDTH) {
                p99.removeFirst();
            }
            p99.addLast(now.value("novaring_latency", "hop", "read-to-end", "quantile", "0.99"));
        }
        return header(status)
                + '\n'
                + connections()
                + '\n'
                + books()
                + '\n'
                + orders()
                + latency()
                + '\n'
                + handlers()
                + '\n'
                + ring();
    }

    private String header(final Status status) {
        final String what = "process " + now.pid();
        final long aliveMs = now.updatedMs() - now.startedMs();
        final String ran = age(aliveMs);
        final String line =
                switch (status) {
                    case RUNNING -> {
                        final long silentMs = System.currentTimeMillis() - now.updatedMs();
                        yield silentMs > STILL_MS
                                ? Terminal.bad(
                                        what
                                                + " is there but has written nothing for "
                                                + age(silentMs)
                                                + ": stopped, or its watchdog failed")
                                : Terminal.good(what + " runs, for " + ran);
                    }
                    case ENDED -> what + " closed its engine in order after " + ran;
                    case HALTED -> Terminal.bad(what + ": the engine HALTED after " + ran);
                    case DIED ->
                            Terminal.bad(
                                    what
                                            + " DIED after "
                                            + ran
                                            + ": these are its last figures, of "
                                            + java.time.Instant.ofEpochMilli(now.updatedMs()));
                };
        return line + "\n" + safe(now.path().toString()) + '\n';
    }

    static String age(final long milliseconds) {
        final Duration age = Duration.ofMillis(Math.max(0, milliseconds));
        return age.toHours() > 0
                ? age.toHours() + " h " + age.toMinutesPart() + " min"
                : age.toMinutes() > 0
                        ? age.toMinutes() + " min " + age.toSecondsPart() + " s"
                        : age.toSeconds() + " s";
    }

    /** Names come from other processes: nothing a terminal would obey. */
    static String safe(final String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private Set<String> labelsOf(final String key) {
        final Set<String> found = new LinkedHashSet<>();
        for (final Value value : now.values()) {
            if (value.labels().containsKey(key)) {
                found.add(value.labels().get(key));
            }
        }
        return found;
    }

    private String rate(final String name, final String... labels) {
        if (before == null || now.updatedMs() <= before.updatedMs()) {
            return "-";
        }
        final double seconds = (now.updatedMs() - before.updatedMs()) / 1e3;
        final long more = now.value(name, labels) - before.value(name, labels);
        return Units.count(Math.round(more / seconds));
    }

    private String connections() {
        final Table table =
                new Table(
                        "",
                        "connection",
                        "state",
                        " epoch",
                        " in/s",
                        " out/s",
                        " in",
                        " bytes in",
                        " silent");
        final Table trouble =
                new Table("", " of", " reconnects", " errors", " rejects", "credits left");
        for (final String id : labelsOf("connection")) {
            final BiFunction<String, String[], Long> of =
                    (name, more) -> now.value("novaring_" + name, with(id, more));
            final long lastMs = one(of, "last_received") / 1_000_000;
            table.row(
                    id + ' ' + safe(labelOf(id, "venue")) + ' ' + safe(labelOf(id, "role")),
                    state(one(of, "connection_state")),
                    one(of, "connection_epoch"),
                    rate("novaring_messages_received", "connection", id),
                    rate("novaring_messages_sent", "connection", id),
                    Units.count(one(of, "messages_received")),
                    Units.bytes(one(of, "received")),
                    lastMs == 0 ? "-" : age(now.updatedMs() - lastMs));
            trouble.row(
                    id, one(of, "reconnects"), one(of, "errors"), one(of, "rejects"), credits(id));
        }
        return Terminal.heading("Connections") + '\n' + table + '\n' + trouble;
    }

    private static long one(final BiFunction<String, String[], Long> of, final String name) {
        return of.apply(name, new String[0]);
    }

    private static String[] with(final String connection, final String... more) {
        final List<String> labels = new ArrayList<>(List.of("connection", connection));
        labels.addAll(List.of(more));
        return labels.toArray(new String[0]);
    }

    private String labelOf(final String connection, final String key) {
        return now.values().stream()
                .filter(v -> connection.equals(v.labels().get("connection")))
                .map(v -> v.labels().getOrDefault(key, ""))
                .findFirst()
                .orElse("");
    }

    private static String state(final long ordinal) {
        final ConnectionState[] states = ConnectionState.values();
        return ordinal < 0 || ordinal >= states.length
                ? "?"
                : states[(int) ordinal].name().toLowerCase(Locale.ROOT);
    }

    /** Every pool; where that is too long for a line, those from which something was taken. */
    private String credits(final String id) {
        final String all = credits(id, false);
        if (all.length() <= CREDITS_WIDTH) {
            return all;
        }
        final String taken = credits(id, true);
        return taken.isEmpty() ? "all of every pool" : taken;
    }

    private String credits(final String id, final boolean isTakenOnly) {
        final StringBuilder text = new StringBuilder();
        for (final Value value : now.values()) {
            if (isOf(value, "novaring_credits", id)) {
                final String pool = value.labels().getOrDefault("pool", "");
                final long cap = now.value("novaring_credits_cap", with(id, "pool", pool));
                if (!isTakenOnly || value.value() < cap) {
                    text.append(text.isEmpty() ? "" : ", ")
                            .append(safe(pool))
                            .append(' ')
                            .append(Units.count(value.value()));
                }
            }
        }
        return text.toString();
    }

    private String books() {
        final Table table =
                new Table(
                        "",
                        " of",
                        " live",
                        " stale",
                        " resyncing",
                        " empty",
                        " gaps",
                        " duplicates",
                        " resyncs",
                        " subscribed",
                        " pending",
                        " failed");
        for (final String id : labelsOf("connection")) {
            table.row(
                    id,
                    now.value("novaring_books", with(id, "state", "live")),
                    now.value("novaring_books", with(id, "state", "stale")),
                    now.value("novaring_books", with(id, "state", "resyncing")),
                    now.value("novaring_books", with(id, "state", "empty")),
                    now.value("novaring_gaps", with(id)),
                    now.value("novaring_duplicates", with(id)),
                    now.value("novaring_resyncs", with(id)),
                    now.value("novaring_subscriptions", with(id, "state", "active")),
                    now.value("novaring_subscriptions", with(id, "state", "pending")),
                    now.value("novaring_subscriptions", with(id, "state", "failed"))
                            + now.value("novaring_subscriptions", with(id, "state", "rejected")));
        }
        return Terminal.heading("Books") + '\n' + table;
    }

    /** Nothing where nothing is traded. */
    private String orders() {
        final Table table =
                new Table(
                        "",
                        " of",
                        " open",
                        " on the way",
                        " unknown",
                        " fills",
                        " refused",
                        " differences",
                        "");
        boolean isTrading = false;
        for (final String id : labelsOf("connection")) {
            if (now.values().stream().noneMatch(v -> isOf(v, "novaring_orders_ready", id))) {
                continue;
            }
            isTrading = true;
            final long unknown = now.value("novaring_orders", with(id, "state", "unknown"));
            table.row(
                    id,
                    live(id, "open") + live(id, "untriggered"),
                    live(id, "pending-new") + live(id, "sent"),
                    unknown == 0 ? "0" : Terminal.bad(Long.toString(unknown)),
                    Units.count(ofDesk(id, "fills")),
                    Units.count(ofDesk(id, "refused")),
                    ofDesk(id, "position-differences"),
                    remark(id));
        }
        return isTrading ? Terminal.heading("Orders") + '\n' + table + '\n' : "";
    }

    private static boolean isOf(final Value value, final String name, final String id) {
        return value.name().equals(name) && id.equals(value.labels().get("connection"));
    }

    private long live(final String id, final String state) {
        return now.value("novaring_orders", with(id, "state", state));
    }

    private long ofDesk(final String id, final String event) {
        return now.value("novaring_order_events", with(id, "event", event));
    }

    private String remark(final String id) {
        if (now.value("novaring_orders_killed", with(id)) != 0) {
            return Terminal.bad("KILLED");
        }
        return now.value("novaring_orders_ready", with(id)) == 0 ? "recovering" : "ready";
    }

    private String latency() {
        final Table table = new Table("", "hop", " p50", " p99", " p99.9", " max");
        for (final String hop : labelsOf("hop")) {
            final Object[] cells = new Object[1 + QUANTILES.length];
            cells[0] = safe(hop);
            for (int i = 0; i < QUANTILES.length; i++) {
                cells[i + 1] =
                        Units.duration(
                                now.value(
                                        "novaring_latency", "hop", hop, "quantile", QUANTILES[i]));
            }
            table.row(cells);
        }
        final String line = Sparkline.of(List.copyOf(p99), SPARK_WIDTH);
        return Terminal.heading("Latency of the last second")
                + '\n'
                + table
                + (p99.size() > 1 ? "p99 read-to-end  " + line + '\n' : "");
    }

    private String handlers() {
        final StringBuilder text = new StringBuilder(Terminal.heading("Handlers")).append('\n');
        final Table table =
                new Table("", "handler", "lag", " ", " events/s", " mean", " longest", "");
        for (final String name : labelsOf("handler")) {
            final String[] label = {"handler", name};
            final long lag = now.value("novaring_handler_lag", label);
            final long room = Math.max(1, now.value("novaring_handler_room", label));
            final long dropped = now.value("novaring_handler_dropped", label);
            final long conflated = now.value("novaring_handler_conflated", label);
            final boolean isDetached = now.value("novaring_handler_detached", label) != 0;
            String remark = conflated == 0 ? "" : Units.count(conflated) + " conflated ";
            if (dropped > 0) {
                remark += Terminal.bad(Units.count(dropped) + " DROPPED ");
            }
            if (isDetached) {
                remark += Terminal.bad("DETACHED");
            }
            table.row(
                    safe(name),
                    Sparkline.bar((double) lag / room, BAR_WIDTH),
                    Units.count(lag),
                    rate("novaring_handler_events", label),
                    Units.duration(now.value("novaring_handler_mean", label)),
                    Units.duration(now.value("novaring_handler_longest", label)),
                    remark.strip());
        }
        return text.append(table).toString();
    }

    private String ring() {
        final long length = Math.max(1, now.value("novaring_ring_length"));
        final long used = length - now.value("novaring_ring_remaining");
        return "ring "
                + Sparkline.bar((double) used / length, BAR_WIDTH)
                + ' '
                + Units.count(used)
                + " of "
                + Units.count(length)
                + "; full for "
                + Units.duration(now.value("novaring_ring_full"))
                + "; "
                + Units.count(now.value("novaring_events_published"))
                + " events, "
                + rate("novaring_events_published")
                + "/s\n"
                + JournalLine.of(now)
                + '\n';
    }
}
