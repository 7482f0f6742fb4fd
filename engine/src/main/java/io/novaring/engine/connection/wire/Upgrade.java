/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Collects the answer to the upgrade request up to its blank line, so that the library sees exactly
 * the head and the first frames stay in our buffer. Also reads what the library hides: the status.
 * I/O thread.
 */
final class Upgrade {
    private static final int HEAD_LENGTH_MAX = 16 << 10;
    private static final String RETRY_AFTER = "retry-after:";

    private final byte[] head = new byte[HEAD_LENGTH_MAX];
    private int length;

    /** Takes bytes up to the blank line; true when it was reached. */
    boolean take(final ByteBuffer source) {
        while (source.hasRemaining() && length < HEAD_LENGTH_MAX) {
            head[length++] = source.get();
            if (endsHead()) {
                return true;
            }
        }
        return false;
    }

    boolean isTooLong() {
        return length == HEAD_LENGTH_MAX;
    }

    boolean isSwitchingProtocols() {
        return status() == 101;
    }

    ByteBuffer head() {
        return ByteBuffer.wrap(head, 0, length);
    }

    /** HTTP status, 0 when there is none. */
    int status() {
        final String line = text().lines().findFirst().orElse("");
        final String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/") || !parts[1].matches("\\d{3}")) {
            return 0;
        }
        return Integer.parseInt(parts[1]);
    }

    /**
     * Seconds a Retry-After header asks for, as a number or a date; 0 when it asks for none.
     *
     * @param nowSeconds epoch seconds, for a date.
     */
    long retryAfterSeconds(final long nowSeconds) {
        final String value =
                text().lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(RETRY_AFTER))
                        .map(line -> line.substring(RETRY_AFTER.length()).trim())
                        .findFirst()
                        .orElse("");
        if (value.matches("\\d{1,9}")) {
            return Long.parseLong(value);
        }
        try {
            final ZonedDateTime date =
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Math.max(0, date.toEpochSecond() - nowSeconds);
        } catch (final DateTimeException e) {
            return 0;
        }
    }

    private String text() {
        return new String(head, 0, length, StandardCharsets.ISO_8859_1);
    }

    private boolean endsHead() {
        return length >= 4
                && head[length - 4] == '\r'
                && head[length - 3] == '\n'
                && head[length - 2] == '\r'
                && head[length - 1] == '\n';
    }
}
