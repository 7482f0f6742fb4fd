/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A file with every key, its default and what it means; made from the keys themselves. */
public final class ExampleFile {
    private static final int COLUMNS = 100;
    private static final String HEAD =
            """
            # Configuration of NovaRing: every key, with its default. The format is HOCON.
            # Times have a unit: ns, us, ms, s, min, h or d. Sizes: B, KiB, MiB or GiB.
            # "key = ${?NAME}" behind a key takes the environment variable NAME, if it is set.
            # A key behind a # without a blank is a default that depends on others.

            # One section for each connection, with a name of your own.
            connections {
              main {
            """;
    private static final String OF_PROFILE =
            """

                # The keys that follow replace single values of the profile; shown are those of
                # financial.

            """;
    private static final String OF_CREDENTIALS =
            """

                # A private connection logs in and trades, role = private. The secret itself
                # never stands in this file.

            """;
    private static final String PROFILES =
            """
              }
            }

            # Profiles of your own take the keys above from strategy to telemetry:
            #profiles {
            #  mine {
            #    extends = financial
            #    backoff.base = 50 ms
            #    ping.interval = 10 s
            #  }
            #}
            """;

    private ExampleFile() {}

    /** The text of the file; it can be read as it is. */
    public static String text() {
        final Map<String, Setting> settings = new HashMap<>();
        NovaRingConfig.defaults().settings().forEach(s -> settings.put(s.key(), s));
        final String main = Schema.CONNECTIONS + '.' + Schema.MAIN + '.';
        final StringBuilder out = new StringBuilder(HEAD);
        final List<Key<?>> keys = ConnectionKeys.ALL;
        add(out, "    ", main, keys, settings, key -> !PrivateKeys.ALL.contains(key));
        out.append(OF_PROFILE);
        add(out, "    ", main, ProfileKeys.ALL, settings, key -> true);
        out.append(OF_CREDENTIALS);
        add(out, "    ", main, PrivateKeys.ALL, settings, key -> true);
        out.append(PROFILES);
        SectionKeys.ALL.forEach(
                (section, own) -> {
                    out.append('\n').append(section).append(" {\n");
                    add(out, "  ", section + '.', own, settings, key -> true);
                    out.append("}\n");
                });
        return out.toString();
    }

    private static void add(
            final StringBuilder out,
            final String indent,
            final String prefix,
            final List<Key<?>> keys,
            final Map<String, Setting> settings,
            final Predicate<Key<?>> isWanted) {
        boolean isLater = false;
        for (final Key<?> key : keys) {
            if (!isWanted.test(key)) {
                continue;
            }
            if (isLater) {
                out.append('\n');
            }
            isLater = true;
            comment(out, indent, key.comment());
            out.append(indent)
                    .append(isDependent(prefix, key) ? "#" : "")
                    .append(key.path())
                    .append(" = ")
                    .append(value(settings.get(prefix + key.path()), key))
                    .append('\n');
        }
    }

    /** A public connection has no setting for what only a private one may have. */
    private static <T> String value(final Setting setting, final Key<T> key) {
        return setting == null ? key.type().hocon(key.byDefault()) : setting.hocon();
    }

    /** True for a default that would be wrong as soon as another key changes. */
    private static boolean isDependent(final String prefix, final Key<?> key) {
        return prefix.startsWith(Schema.CONNECTIONS)
                && (key.byDefault() == null
                        || PrivateKeys.ALL.contains(key)
                        || key.path().startsWith("limits."));
    }

    private static void comment(final StringBuilder out, final String indent, final String text) {
        final StringBuilder line = new StringBuilder(indent + '#');
        for (final String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > COLUMNS) {
                out.append(line).append('\n');
                line.setLength(0);
                line.append(indent).append('#');
            }
            line.append(' ').append(word);
        }
        out.append(line).append('\n');
    }
}
