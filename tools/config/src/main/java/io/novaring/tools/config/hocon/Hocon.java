/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in HOCON with its includes, the environment and the command line put into it. Immutable.
 *
 * @param root every value, each with its origin.
 * @param files read for it, the first first; none when it was no file.
 * @param stamps what {@link #stamp} said of each before it was read.
 * @param notices what is allowed and probably not meant.
 */
public record Hocon(
        ConfigObject root, List<Path> files, List<String> stamps, List<String> notices) {
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{[^}]*}");
    private static final String NEITHER =
            " is neither a key nor an environment variable; with ${?...} it may be absent";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    /**
     * Reads a file.
     *
     * @param overrides as {@code key=value}, stronger than the file.
     * @param environment for {@code ${?NAME}}.
     */
    public static Hocon load(
            final Path file, final List<String> overrides, final Map<String, String> environment) {
        final HoconReader reader = new HoconReader();
        final Config own = reader.readFile(file, 0);
        return resolve(reader, own, file.toString(), overrides, environment);
    }

    /** Reads a text; it cannot include anything. */
    public static Hocon parse(
            final String text,
            final String name,
            final List<String> overrides,
            final Map<String, String> environment) {
        final HoconReader reader = new HoconReader();
        final Config own = reader.parse(text, name, null, 0);
        return resolve(reader, own, name, overrides, environment);
    }

    /** Differs when a file was written, replaced or removed; for a file that is not there too. */
    public static String stamp(final Path file) {
        return HoconReader.stamp(file);
    }

    private static Hocon resolve(
            final HoconReader reader,
            final Config own,
            final String name,
            final List<String> overrides,
            final Map<String, String> environment) {
        Config config = own;
        for (final String override : overrides) {
            config = override(override).withFallback(config);
        }
        try {
            final Config resolved =
                    config.resolve(
                            ConfigResolveOptions.noSystem()
                                    .appendResolver(new Environment(environment)));
            return new Hocon(resolved.root(), reader.files(), reader.stamps(), reader.notices());
        } catch (final ConfigException.UnresolvedSubstitution e) {
            final Matcher expression = SUBSTITUTION.matcher(e.getMessage());
            final String what = expression.find() ? expression.group() : "a substitution";
            final Matcher line = Pattern.compile("^(.*?): (\\d+): ").matcher(e.getMessage());
            throw new InvalidConfigException(
                    (line.find() ? line.group(1) + " line " + line.group(2) : name)
                            + ": "
                            + what
                            + (e.getMessage().contains("cycle")
                                    ? " leads back to itself"
                                    : NEITHER));
        } catch (final ConfigException e) {
            // Its words show values.
            final Origin where =
                    e.origin() == null
                            ? new Origin(Origin.Kind.FILE, name, 0)
                            : Origin.of(e.origin());
            throw new InvalidConfigException(
                    where
                            + ": a value is made of parts that do not fit: texts, lists and objects"
                            + " cannot be joined with each other");
        }
    }

    /** A value is plain text unless it opens as HOCON does: an address would be a comment there. */
    private static Config override(final String override) {
        final int equals = override.indexOf('=');
        final String key = equals < 0 ? override : override.substring(0, equals).strip();
        if (equals < 0 || !KEY.matcher(key).matches()) {
            // The text is not shown: it may hold a secret.
            throw new InvalidConfigException(
                    "command line: --set takes KEY=VALUE, such as run.duration=30s");
        }
        final String value = override.substring(equals + 1).strip();
        if (!value.isEmpty() && "[{\"".indexOf(value.charAt(0)) >= 0) {
            return parsed(key, value);
        }
        final ConfigValue plain = ConfigValueFactory.fromAnyRef(value, Origin.COMMAND_LINE);
        return plain.atPath(quoted(key));
    }

    private static Config parsed(final String key, final String value) {
        final HoconReader reader = new HoconReader();
        try {
            return reader.parse("value = " + value, Origin.COMMAND_LINE, null, 0)
                    .getValue("value")
                    .atPath(quoted(key));
        } catch (final InvalidConfigException | ConfigException e) {
            throw new InvalidConfigException(
                    "command line: the value of --set "
                            + key
                            + " is not HOCON: close every quote,"
                            + " brace and bracket");
        }
    }

    private static String quoted(final String key) {
        return ConfigUtil.joinPath(key.split("\\."));
    }

    /** Substitutes environment variables, and says of each value that it is one. */
    private record Environment(Map<String, String> variables) implements ConfigResolver {
        @Override
        public ConfigValue lookup(final String path) {
            final String value = variables.get(path);
            return value == null
                    ? null
                    : ConfigValueFactory.fromAnyRef(value, Origin.VARIABLE + path);
        }

        @Override
        public ConfigResolver withFallback(final ConfigResolver fallback) {
            return this;
        }
    }
}
