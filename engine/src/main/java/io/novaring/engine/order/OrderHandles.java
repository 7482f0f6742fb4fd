/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.codec.order.OrderCommand;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Gives orders their handles and labels. A handle is the second in which these handles were made,
 * counted from 2020, above 32 bits that count from a random start: two processes that start within
 * one second give the same handle only when their ranges of some orders out of 2^32 overlap. Any
 * thread; allocates nothing after construction.
 */
final class OrderHandles {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,16}");
    private static final long EPOCH_2020_SECONDS = 1_577_836_800L;
    private static final long SECONDS_MAX = (1L << 31) - 1;
    private static final int RADIX = 36;

    /** Digits of the largest handle to this radix. */
    private static final int DIGITS_MAX = 13;

    private final long upper;
    private final byte[] prefix;
    private final AtomicInteger lower;

    /**
     * @param nowNs epoch nanoseconds; what is before 2020 counts as its first second.
     * @param random where the count starts.
     */
    OrderHandles(final String labelPrefix, final long nowNs, final int random) {
        checkPrefix(labelPrefix);
        final long seconds = TimeUnit.NANOSECONDS.toSeconds(nowNs) - EPOCH_2020_SECONDS;
        upper = Math.max(1, Math.min(SECONDS_MAX, seconds)) << 32;
        prefix = (labelPrefix + '-').getBytes(StandardCharsets.US_ASCII);
        lower = new AtomicInteger(random);
        assert prefix.length + DIGITS_MAX <= OrderCommand.LABEL_LENGTH_MAX;
    }

    static void checkPrefix(final String labelPrefix) {
        if (!PREFIX.matcher(labelPrefix).matches()) {
            throw new IllegalArgumentException(
                    "the prefix of labels is 1 to 16 of A-Z, a-z, 0-9, _ and -: '"
                            + labelPrefix
                            + "'");
        }
    }

    /** Above 2^32, and never one that was given before. */
    long next() {
        return upper | lower.incrementAndGet() & 0xFFFF_FFFFL;
    }

    /** Writes the label of a handle; the number of bytes. */
    int writeLabel(final long handle, final byte[] out) {
        System.arraycopy(prefix, 0, out, 0, prefix.length);
        int length = prefix.length;
        for (long rest = handle; rest > 0; rest /= RADIX) {
            length++;
        }
        int at = length;
        for (long rest = handle; rest > 0; rest /= RADIX) {
            final int digit = (int) (rest % RADIX);
            out[--at] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
        return length;
    }
}
