/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.telemetry.TelemetryLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What lies between two configurations: changes that a running program can take, and keys that need
 * a restart. Touches nothing by itself.
 *
 * @param live in the order of the connections.
 * @param needsRestart in the order of the keys.
 */
public record ConfigChange(List<Live> live, List<Difference> needsRestart) {
    /**
     * A change for a running program.
     *
     * @param text what changes, for a person.
     */
    public record Live(String text, Predicate<LiveSettings> change) {
        /** False when the program cannot. */
        public boolean applyTo(final LiveSettings settings) {
            return change.test(settings);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A key whose values differ; both are {@code ***} for a secret one. */
    public record Difference(String key, String before, String after) {
        @Override
        public String toString() {
            return key + ": " + shown(before) + " -> " + shown(after);
        }

        private static String shown(final String value) {
            return value.isEmpty() ? "(none)" : value;
        }
    }

    public ConfigChange {
        live = List.copyOf(live);
        needsRestart = List.copyOf(needsRestart);
    }

    /** Connection ids are those of {@code before}, which is what runs. */
    public static ConfigChange between(final NovaRingConfig before, final NovaRingConfig after) {
        final List<Live> live = new ArrayList<>();
        final List<Difference> restart = new ArrayList<>();
        final Map<String, ConnectionConfig> remaining = new LinkedHashMap<>();
        after.connections().forEach(c -> remaining.put(c.name(), c));
        for (int id = 0; id < before.connections().size(); id++) {
            final ConnectionConfig was = before.connections().get(id);
            final ConnectionConfig is = remaining.remove(was.name());
            final String key = Schema.CONNECTIONS + '.' + was.name();
            if (is == null) {
                restart.add(new Difference(key, "a connection", ""));
            } else {
                connection(id, key, was, is, live);
                if (!isSameKey(was.credentials(), is.credentials())) {
                    restart.add(
                            new Difference(key + ".credentials", Setting.HIDDEN, Setting.HIDDEN));
                }
            }
        }
        remaining
                .keySet()
                .forEach(
                        name ->
                                restart.add(
                                        new Difference(
                                                Schema.CONNECTIONS + '.' + name,
                                                "",
                                                "a connection")));
        program(before, after, live);
        settings(before, after, restart);
        return new ConfigChange(live, restart);
    }

    private static void connection(
            final int id,
            final String key,
            final ConnectionConfig was,
            final ConnectionConfig is,
            final List<Live> live) {
        final List<String> added = without(is.channels(), was.channels());
        if (!added.isEmpty()) {
            live.add(
                    new Live(
                            key + ".channels: added " + String.join(", ", added),
                            settings -> settings.subscribe(id, added)));
        }
        final List<String> removed = without(was.channels(), is.channels());
        if (!removed.isEmpty()) {
            live.add(
                    new Live(
                            key + ".channels: removed " + String.join(", ", removed),
                            settings -> settings.unsubscribe(id, removed)));
        }
        final TelemetryLevel level = is.profile().telemetry();
        if (level != was.profile().telemetry()) {
            live.add(
                    new Live(
                            key + ".telemetry: " + Words.word(level),
                            settings -> settings.telemetryLevel(id, level)));
        }
        for (int i = 0; i < is.limits().size() && i < was.limits().size(); i++) {
            final LimitSettings limit = is.limits().get(i);
            if (!limit.pool().equals(was.limits().get(i).pool())) {
                live.add(
                        new Live(
                                key
                                        + ".limits."
                                        + limit.pool().name()
                                        + ": cap "
                                        + limit.pool().cap()
                                        + ", refill-per-second "
                                        + limit.pool().refillPerSecond(),
                                settings -> settings.limit(id, limit.pool())));
            }
        }
    }

    private static boolean isSameKey(final CredentialSettings was, final CredentialSettings is) {
        return was == null ? is == null : was.isSameKey(is);
    }

    private static void program(
            final NovaRingConfig before, final NovaRingConfig after, final List<Live> live) {
        final List<String> filter = after.telemetry().filter();
        if (!filter.equals(before.telemetry().filter())) {
            live.add(
                    new Live(
                            "telemetry.filter: " + filter,
                            settings -> settings.telemetryFilter(filter)));
        }
        if (!after.risk().equals(before.risk())) {
            live.add(
                    new Live(
                            "risk: " + RiskKeys.text(after.risk()),
                            settings -> settings.risk(RiskKeys.change(before, after))));
        }
        final RunSettings.LogLevel level = after.run().logLevel();
        if (level != before.run().logLevel()) {
            live.add(
                    new Live(
                            "run.log-level: " + Words.word(level),
                            settings -> settings.logLevel(level)));
        }
    }

    /** Every other key that both have. */
    private static void settings(
            final NovaRingConfig before,
            final NovaRingConfig after,
            final List<Difference> restart) {
        final Map<String, Setting> news = new LinkedHashMap<>();
        after.settings().forEach(setting -> news.put(setting.key(), setting));
        for (final Setting was : before.settings()) {
            final Setting is = news.get(was.key());
            if (is == null || was.isSecret() || isLive(was.key())) {
                continue;
            }
            // The text for files is whole: the other one may hide a part.
            if (!was.hocon().equals(is.hocon())) {
                restart.add(new Difference(was.key(), was.value(), is.value()));
            }
        }
    }

    private static boolean isLive(final String key) {
        return key.startsWith(Schema.CONNECTIONS + '.')
                        && (key.endsWith(".channels")
                                || key.endsWith(".telemetry")
                                || key.contains(".limits."))
                // It acts through the connections alone.
                || key.equals("telemetry.level")
                || key.equals("telemetry.filter")
                || key.startsWith(RiskKeys.SECTION + '.')
                || key.equals("run.log-level");
    }

    /** Names of the first list that the second does not have. */
    private static List<String> without(final List<String> names, final List<String> others) {
        return names.stream().distinct().filter(name -> !others.contains(name)).toList();
    }
}
