/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.novaring.tools.config.hocon.InvalidConfigException;
import io.novaring.tools.config.hocon.Origin;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which keys there are, and what to say of one that is not. */
final class Schema {
    static final String CONNECTIONS = "connections";
    static final String PROFILES = "profiles";

    private static final Pattern SECTION =
            Pattern.compile("(" + CONNECTIONS + '|' + PROFILES + "|risk\\.instruments)(\\.[^.]+)?");

    /** The connection that the keys of a former file are for. */
    static final String MAIN = "main";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Pattern SECRET_WORD =
            Pattern.compile(".*(secret|password|passphrase|private-?key|token|api-?key).*");

    /** Keys of the time when a file was one connection, and where they are now. */
    private static final Map<String, String> FORMER = new LinkedHashMap<>();

    static {
        for (final String key :
                List.of(
                        "venue",
                        "endpoint",
                        "channels",
                        "heartbeat-interval",
                        "subscribe-batch-max")) {
            FORMER.put(key, CONNECTIONS + '.' + MAIN + '.' + key);
        }
        FORMER.put("duration", "run.duration");
    }

    private Schema() {}

    /** Every value by its whole path. */
    static Map<String, ConfigValue> flatten(final ConfigObject root) {
        final Map<String, ConfigValue> all = new TreeMap<>();
        flatten("", root, all);
        return all;
    }

    private static void flatten(
            final String prefix, final ConfigObject object, final Map<String, ConfigValue> all) {
        for (final Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            final String path = prefix + ConfigUtil.joinPath(entry.getKey());
            if (entry.getValue() instanceof ConfigObject inner) {
                flatten(path + '.', inner, all);
            } else {
                all.put(path, entry.getValue());
            }
        }
    }

    /** Names in a section of named sections, in order. */
    static Set<String> names(final ConfigObject root, final String section) {
        final Set<String> names = new TreeSet<>();
        if (root.get(section) instanceof ConfigObject object) {
            for (final Map.Entry<String, ConfigValue> entry : object.entrySet()) {
                if (!NAME.matcher(entry.getKey()).matches()) {
                    throw new InvalidConfigException(
                            Origin.of(entry.getValue().origin())
                                    + ": a name in "
                                    + section
                                    + " has letters, digits, - and _: "
                                    + entry.getKey());
                }
                if (entry.getValue() instanceof ConfigObject) {
                    names.add(entry.getKey());
                }
            }
        }
        return names;
    }

    /** Puts former keys where they are now, and says so. */
    static void moveFormer(
            final Map<String, ConfigValue> all,
            final Set<String> connections,
            final List<String> notices) {
        final boolean hasConnections = !connections.isEmpty();
        for (final Map.Entry<String, String> former : FORMER.entrySet()) {
            final ConfigValue value = all.get(former.getKey());
            if (value == null) {
                continue;
            }
            final String where = Origin.of(value.origin()) + ": " + former.getKey();
            final boolean isOfConnection = former.getValue().startsWith(CONNECTIONS);
            if (isOfConnection && hasConnections) {
                throw new InvalidConfigException(
                        where
                                + " belongs into a connection: write "
                                + CONNECTIONS
                                + '.'
                                + connections.iterator().next()
                                + '.'
                                + former.getKey());
            }
            if (all.containsKey(former.getValue())) {
                throw new InvalidConfigException(
                        where + " is the former name of " + former.getValue() + ": keep that one");
            }
            all.remove(former.getKey());
            all.put(former.getValue(), value);
            notices.add(where + " is now " + former.getValue());
            if (isOfConnection) {
                connections.add(MAIN);
            }
        }
    }

    /** Refuses the first key that means nothing. */
    static void check(
            final Map<String, ConfigValue> all,
            final Collection<String> connections,
            final Collection<String> profiles) {
        final Set<String> known = known(connections, profiles);
        known.addAll(RiskKeys.known(all));
        for (final Map.Entry<String, ConfigValue> entry : all.entrySet()) {
            final String key = entry.getKey();
            if (!known.contains(key)) {
                throw new InvalidConfigException(
                        Origin.of(entry.getValue().origin()) + ": " + complaint(key, known));
            }
        }
    }

    private static String complaint(final String key, final Set<String> known) {
        final String last = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (SECRET_WORD.matcher(last).matches()) {
            return key
                    + " would be a secret in the file, where backups and logs find it: put it into"
                    + " a file of mode 0600 and name that with credentials.secret-file, or into an"
                    + " environment variable and name that with credentials.secret-env";
        }
        final boolean isSection =
                known.stream().anyMatch(k -> k.startsWith(key + '.'))
                        || SECTION.matcher(key).matches();
        if (isSection) {
            return key + " is a section: its keys stand in braces, " + key + " { ... }";
        }
        final String ofRisk = RiskKeys.complaint(key);
        if (ofRisk != null) {
            return ofRisk;
        }
        final Set<String> candidates = new TreeSet<>(known);
        candidates.addAll(FORMER.keySet());
        final String nearest = NearestWord.of(key, candidates);
        final String meant =
                nearest == null
                        ? "."
                        : "; did you mean " + FORMER.getOrDefault(nearest, nearest) + '?';
        return "unknown key " + key + meant + " `novaring config example` shows every key";
    }

    private static Set<String> known(
            final Collection<String> connections, final Collection<String> profiles) {
        final Set<String> known = new TreeSet<>();
        SectionKeys.ALL.forEach(
                (section, keys) -> keys.forEach(key -> known.add(section + '.' + key.path())));
        for (final String name : profiles) {
            final String prefix = PROFILES + '.' + name + '.';
            known.add(prefix + ProfileKeys.EXTENDS.path());
            ProfileKeys.ALL.forEach(key -> known.add(prefix + key.path()));
        }
        for (final String name : connections) {
            final String prefix = CONNECTIONS + '.' + name + '.';
            ConnectionKeys.ALL.forEach(key -> known.add(prefix + key.path()));
            ProfileKeys.ALL.forEach(key -> known.add(prefix + key.path()));
        }
        return known;
    }
}
