/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import com.typesafe.config.ConfigValue;
import io.novaring.engine.profile.Profile;
import io.novaring.engine.telemetry.TelemetryLevel;
import io.novaring.tools.config.hocon.InvalidConfigException;
import io.novaring.tools.config.hocon.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The profiles of a file, each upon another or upon a built-in one. */
final class OwnProfiles {
    private static final List<String> BUILT_IN =
            List.of(Profile.FINANCIAL.name(), Profile.STANDARD.name(), Profile.LIGHTWEIGHT.name());

    private final Map<String, ConfigValue> all;
    private final Collection<String> names;
    private final Map<String, Profile> profiles = new TreeMap<>();
    private final Set<String> used = new HashSet<>();

    OwnProfiles(final Map<String, ConfigValue> all, final Collection<String> names) {
        this.all = all;
        this.names = names;
        for (final String name : names) {
            if (BUILT_IN.contains(name)) {
                throw new InvalidConfigException(
                        "profiles."
                                + name
                                + " is built in: give yours another name, with extends = "
                                + name);
            }
        }
        for (final String name : names) {
            final Chain chain = chain(name, "profiles." + name);
            final Values values = values(new ArrayList<>(), prefix(name), chain);
            final TelemetryLevel level = chain.base.telemetry();
            profiles.put(
                    name,
                    ProfileKeys.read(values, chain.base, level, Origin.profile(chain.base.name()))
                            .withName(name));
        }
    }

    Map<String, Profile> profiles() {
        return profiles;
    }

    /** A sentence for each profile that no connection takes. */
    List<String> unused() {
        return names.stream()
                .filter(name -> !used.contains(name))
                .map(name -> "profiles." + name + " is used by no connection")
                .toList();
    }

    /**
     * The profile a connection names, with what the connection says differently.
     *
     * @param level null when the file has none for all.
     */
    Profile ofConnection(
            final List<Setting> settings,
            final String prefix,
            final String name,
            final Origin nameOrigin,
            final TelemetryLevel level,
            final Origin levelOrigin) {
        final Chain chain = chain(name, nameOrigin + ": " + prefix + "profile");
        used.addAll(chain.names);
        final List<String> layers = new ArrayList<>();
        layers.add(prefix);
        chain.names.forEach(own -> layers.add(prefix(own)));
        final Origin defaults = Origin.profile(chain.base.name());
        final Values values = new Values(all, settings, prefix, layers, defaults);
        final boolean isForAll = level != null && !all.containsKey(prefix + "telemetry");
        if (!isForAll) {
            return ProfileKeys.read(values, chain.base, chain.base.telemetry(), defaults)
                    .withName(name);
        }
        // Stronger than the profile, weaker than the connection: no layer has it.
        final Map<String, ConfigValue> rest = new TreeMap<>(all);
        layers.forEach(layer -> rest.remove(layer + ProfileKeys.TELEMETRY.path()));
        return ProfileKeys.read(
                        new Values(rest, settings, prefix, layers, defaults),
                        chain.base,
                        level,
                        levelOrigin)
                .withName(name);
    }

    private Values values(final List<Setting> settings, final String prefix, final Chain chain) {
        final List<String> layers = chain.names.stream().map(OwnProfiles::prefix).toList();
        return new Values(all, settings, prefix, layers, Origin.profile(chain.base.name()));
    }

    /** From a name down to the built-in profile it ends at. */
    private Chain chain(final String name, final String where) {
        final List<String> own = new ArrayList<>();
        String next = name;
        String asker = where;
        while (!BUILT_IN.contains(next)) {
            if (!names.contains(next)) {
                final Set<String> known = new TreeSet<>(names);
                known.addAll(BUILT_IN);
                throw new InvalidConfigException(
                        asker
                                + " names no profile: "
                                + next
                                + NearestWord.question(next, known)
                                + " There are "
                                + String.join(", ", known));
            }
            if (own.contains(next)) {
                throw new InvalidConfigException(
                        asker + " goes in a circle: " + String.join(" -> ", own) + " -> " + next);
            }
            own.add(next);
            final Values values = section(next);
            asker =
                    values.originOf(ProfileKeys.EXTENDS)
                            + ": "
                            + prefix(next)
                            + ProfileKeys.EXTENDS.path();
            next = values.get(ProfileKeys.EXTENDS);
        }
        return new Chain(own, Profile.named(next));
    }

    private Values section(final String name) {
        return new Values(
                all, new ArrayList<>(), prefix(name), List.of(prefix(name)), Origin.BUILT_IN);
    }

    private static String prefix(final String name) {
        return Schema.PROFILES + '.' + name + '.';
    }

    private record Chain(List<String> names, Profile base) {}
}
