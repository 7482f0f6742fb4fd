/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.credentials;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Where a secret is read from, when it is needed. Two sources are equal when they name the same
 * place; no text of one shows the place, for people put the secret itself there by mistake.
 */
public abstract sealed class SecretSource permits SecretFile, SecretVariable {
    /** More than any key or token has. */
    static final int BYTES_MAX = 4096;

    SecretSource() {}

    /** A file that only the user of this process may read; POSIX systems only. */
    public static SecretSource file(final Path file) {
        return new SecretFile(Objects.requireNonNull(file, "file"));
    }

    /** A variable of this process's environment. */
    public static SecretSource environment(final String name) {
        return environment(name, System.getenv());
    }

    /** A variable of a given environment. */
    public static SecretSource environment(
            final String name, final Map<String, String> environment) {
        return new SecretVariable(name, environment);
    }

    /**
     * Reads it anew. May block on a disk; not for the steady path.
     *
     * @throws SecretException with what is wrong and what to do.
     */
    public abstract Secret read();

    /** The secret without the line feed that editors and {@code echo} put behind it. */
    static Secret trimmed(final byte[] bytes, final int length, final String what) {
        int end = length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
            if (end > 0 && bytes[end - 1] == '\r') {
                end--;
            }
        }
        if (end == 0) {
            throw new SecretException(what + " is empty: put the secret into it");
        }
        if (end > BYTES_MAX) {
            throw new SecretException(
                    what + " has more than " + BYTES_MAX + " bytes: it is no key or token");
        }
        final byte[] exact = java.util.Arrays.copyOf(bytes, end);
        try {
            return Secret.copyOf(exact);
        } finally {
            java.util.Arrays.fill(exact, (byte) 0);
        }
    }
}
