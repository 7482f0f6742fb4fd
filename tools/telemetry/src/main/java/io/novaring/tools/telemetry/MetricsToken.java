/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import io.novaring.engine.venue.credentials.Secret;
import io.novaring.engine.venue.credentials.SecretException;
import io.novaring.engine.venue.credentials.SecretSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/** The word a scraper has to know; never shown. Immutable. */
public final class MetricsToken {
    private static final int LENGTH_MIN = 16;
    private static final int LENGTH_MAX = 1024;
    private static final byte[] SCHEME = "Bearer ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] header;

    private MetricsToken(final byte[] header) {
        this.header = header;
    }

    /**
     * Reads a token of 16 to 1,024 printable ASCII characters from a file only its owner may read.
     *
     * @throws IllegalArgumentException when the file is open to others, a link, cannot be read or
     *     holds no token; it says which.
     */
    public static MetricsToken read(final Path file) {
        final byte[] token;
        try (Secret secret = SecretSource.file(file).read()) {
            token = secret.copyBytes();
        } catch (final SecretException e) {
            throw new IllegalArgumentException("token file: " + e.getMessage(), e);
        }
        try {
            return new MetricsToken(header(file, token));
        } finally {
            Arrays.fill(token, (byte) 0);
        }
    }

    private static byte[] header(final Path file, final byte[] token) {
        boolean isPrintable = token.length >= LENGTH_MIN && token.length <= LENGTH_MAX;
        for (final byte b : token) {
            isPrintable &= b > ' ' && b < 0x7F;
        }
        if (!isPrintable) {
            throw new IllegalArgumentException(
                    file
                            + " does not hold "
                            + LENGTH_MIN
                            + " to "
                            + LENGTH_MAX
                            + " printable characters without blanks");
        }
        return ByteBuffer.allocate(SCHEME.length + token.length).put(SCHEME).put(token).array();
    }

    /** True for the right Authorization header; in time that does not tell how much is right. */
    boolean accepts(final String authorization) {
        return authorization != null
                && MessageDigest.isEqual(header, authorization.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "MetricsToken{***}";
    }
}
