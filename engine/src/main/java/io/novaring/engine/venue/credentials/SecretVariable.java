/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.credentials;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A secret in an environment variable. Weaker than a file: the text stays in the JVM's memory, and
 * whoever may read /proc/PID/environ has it.
 */
final class SecretVariable extends SecretSource {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String name;
    private final Map<String, String> environment;

    SecretVariable(final String name, final Map<String, String> environment) {
        if (!NAME.matcher(name).matches()) {
            throw new SecretException(
                    "a secret's environment variable is given by its name, of letters, digits and"
                            + " underscores (what is there now is not shown: it may be the secret)");
        }
        this.name = name;
        this.environment = environment;
    }

    @Override
    public Secret read() {
        final String value = environment.get(name);
        if (value == null) {
            throw new SecretException(
                    "the environment variable that should hold the secret is not set: export it"
                            + " before the start, or use a file of mode 0600");
        }
        final byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        try {
            return trimmed(bytes, bytes.length, "the environment variable of the secret");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof SecretVariable variable && name.equals(variable.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "secret of an environment variable";
    }
}
