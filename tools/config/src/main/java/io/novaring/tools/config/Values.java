/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import com.typesafe.config.ConfigValue;
import io.novaring.tools.config.hocon.InvalidConfigException;
import io.novaring.tools.config.hocon.Origin;
import java.util.List;
import java.util.Map;

/**
 * The values of one section: its own first, then those of the profiles it builds upon, then the
 * defaults. What is read is noted with its origin.
 */
final class Values {
    private static final int SHOWN_LENGTH_MAX = 80;

    private final Map<String, ConfigValue> all;
    private final List<Setting> settings;
    private final String section;
    private final List<String> layers;
    private final Origin defaults;

    /**
     * @param section with a dot at its end.
     * @param layers sections to look at, the strongest first.
     * @param defaults origin of what none of them has.
     */
    Values(
            final Map<String, ConfigValue> all,
            final List<Setting> settings,
            final String section,
            final List<String> layers,
            final Origin defaults) {
        this.all = all;
        this.settings = settings;
        this.section = section;
        this.layers = layers;
        this.defaults = defaults;
    }

    <T> T get(final Key<T> key) {
        return get(key, key.byDefault());
    }

    <T> T get(final Key<T> key, final T byDefault) {
        return get(key, byDefault, defaults);
    }

    /** The value, or a default whose origin is told. */
    <T> T get(final Key<T> key, final T byDefault, final Origin defaultOrigin) {
        final ConfigValue found = find(key);
        final T value = found == null ? byDefault : read(key, found);
        final Origin origin = found == null ? defaultOrigin : Origin.of(found.origin());
        final String text = key.type().text(value);
        final boolean isHidden = key.isSecret() && !text.isEmpty();
        settings.add(
                new Setting(
                        section + key.path(),
                        isHidden ? Setting.HIDDEN : text,
                        isHidden ? Setting.HIDDEN : key.type().hocon(value),
                        key.isSecret(),
                        origin));
        return value;
    }

    boolean has(final Key<?> key) {
        return find(key) != null;
    }

    /** Where the value of a key stands. */
    Origin originOf(final Key<?> key) {
        final ConfigValue found = find(key);
        return found == null ? defaults : Origin.of(found.origin());
    }

    /** Values that are right alone, and not together. */
    InvalidConfigException refusal(final Key<?> key, final String complaint) {
        return new InvalidConfigException(originOf(key) + ": " + section + key.path() + complaint);
    }

    /**
     * A value that is missing.
     *
     * @param cause the key because of which it is needed.
     */
    InvalidConfigException missing(final Key<?> key, final Key<?> cause, final String complaint) {
        return new InvalidConfigException(
                originOf(cause) + ": " + section + key.path() + " is missing: " + complaint);
    }

    private ConfigValue find(final Key<?> key) {
        for (final String layer : layers) {
            final ConfigValue value = all.get(layer + key.path());
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private <T> T read(final Key<T> key, final ConfigValue value) {
        try {
            return key.type().read(value);
        } catch (final IllegalArgumentException e) {
            throw new InvalidConfigException(
                    Origin.of(value.origin())
                            + ": "
                            + section
                            + key.path()
                            + ' '
                            + e.getMessage()
                            + (key.isSecret() ? "" : ": " + shown(value)));
        }
    }

    private static String shown(final ConfigValue value) {
        // An address may have a password in it.
        final String text =
                String.valueOf(value.unwrapped())
                        .replaceAll("\\p{Cntrl}", "?")
                        .replaceAll("//[^/]*@", "//" + Setting.HIDDEN + '@');
        return text.length() <= SHOWN_LENGTH_MAX
                ? text
                : text.substring(0, SHOWN_LENGTH_MAX) + "...";
    }
}
