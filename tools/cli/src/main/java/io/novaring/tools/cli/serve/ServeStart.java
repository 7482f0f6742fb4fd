/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.serve;

import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where in a recording to begin; both must be reached.
 *
 * @param timeNs epoch nanoseconds.
 */
record ServeStart(long sequence, long timeNs) {
    static final ServeStart BEGINNING = new ServeStart(Long.MIN_VALUE, Long.MIN_VALUE);

    private static final long SECOND_NS = 1_000_000_000L;

    /** A number is a sequence, anything else a time. */
    static final class Converter implements ITypeConverter<ServeStart> {
        @Override
        public ServeStart convert(final String text) {
            try {
                if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    return new ServeStart(Long.parseLong(text), Long.MIN_VALUE);
                }
                final Instant time = Instant.parse(text);
                final long wholeNs = Math.multiplyExact(time.getEpochSecond(), SECOND_NS);
                return new ServeStart(
                        Long.MIN_VALUE, Math.addExact(wholeNs, (long) time.getNano()));
            } catch (final NumberFormatException | DateTimeException | ArithmeticException e) {
                throw new TypeConversionException(
                        "neither a sequence nor a time such as 2026-11-21T09:30:00Z: " + text);
            }
        }
    }
}
