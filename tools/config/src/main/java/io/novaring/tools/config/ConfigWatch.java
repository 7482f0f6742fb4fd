/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.tools.config.ConfigChange.Difference;
import io.novaring.tools.config.hocon.Hocon;
import io.novaring.tools.config.hocon.InvalidConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks whether the files of a configuration changed, and applies what a running program can take.
 * Has no thread: the program calls {@link #poll} now and then. One thread.
 */
public final class ConfigWatch {
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final NovaRingConfig started;
    private final List<String> overrides;
    private final LiveSettings live;
    private NovaRingConfig last;
    private List<String> seen;
    private List<String> pending;
    private boolean isFirst = true;
    private long polledNs;

    /**
     * @param config in force; loaded from a file.
     * @param overrides it was loaded with.
     */
    public ConfigWatch(
            final NovaRingConfig config, final List<String> overrides, final LiveSettings live) {
        if (config.files().isEmpty()) {
            throw new IllegalArgumentException("a configuration without a file does not change");
        }
        this.started = config;
        this.overrides = List.copyOf(overrides);
        this.live = live;
        last = config;
        seen = config.stamps();
    }

    /** The configuration read last that could be used. */
    public NovaRingConfig config() {
        return last;
    }

    /**
     * Looks at the files, twice a second at most. A change is read when the files were alike at two
     * polls, so that half a file is not.
     *
     * @return what happened, one sentence each; empty when nothing did.
     */
    public List<String> poll(final long nowNs) {
        if (!isFirst && nowNs - polledNs < INTERVAL_NS) {
            return List.of();
        }
        isFirst = false;
        polledNs = nowNs;
        final List<String> now = stamps(last.files());
        if (now.equals(seen)) {
            pending = null;
            return List.of();
        }
        if (!now.equals(pending)) {
            pending = now;
            return List.of();
        }
        pending = null;
        seen = now;
        return reload();
    }

    private List<String> reload() {
        final NovaRingConfig next;
        try {
            next = NovaRingConfig.load(last.files().get(0), overrides);
        } catch (final InvalidConfigException e) {
            return List.of("the configuration changed and is not used: " + e.getMessage());
        }
        final List<String> told = new ArrayList<>();
        final ConfigChange change = ConfigChange.between(last, next);
        for (final ConfigChange.Live one : change.live()) {
            told.add(apply(one));
        }
        // Of what runs, not of what was read in between: who goes back needs no restart.
        final List<Difference> open = ConfigChange.between(started, next).needsRestart();
        for (final Difference difference : change.needsRestart()) {
            open.stream()
                    .filter(d -> d.key().equals(difference.key()))
                    .forEach(d -> told.add("needs a restart: " + d));
        }
        seen = next.stamps();
        last = next;
        if (told.isEmpty()) {
            told.add("the configuration was read again; nothing in force changed");
        }
        return told;
    }

    private String apply(final ConfigChange.Live change) {
        try {
            return change.applyTo(live)
                    ? "changed: " + change
                    : "needs a restart, for this program cannot change it while it runs: " + change;
        } catch (final IllegalStateException e) {
            return "not changed: " + change + ": " + e.getMessage();
        }
    }

    private static List<String> stamps(final List<Path> files) {
        return files.stream().map(Hocon::stamp).toList();
    }
}
