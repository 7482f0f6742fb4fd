/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange.order;

import java.math.BigDecimal;

/**
 * Why a request was refused, as the venue's error object says it.
 *
 * @param error which one.
 * @param message what {@code error.message} says: for some with the limit behind it, such as {@code
 *     price_too_low 123.5}.
 * @param reason what was wrong, for a person; goes into {@code error.data.reason}.
 */
public record Rejection(OrderError error, String message, String reason) {
    public static Rejection of(final OrderError error, final String reason) {
        return new Rejection(error, error.message(), reason);
    }

    /** With the limit that was passed, scaled, in the message. */
    public static Rejection limit(final OrderError error, final long limit, final String reason) {
        return new Rejection(error, error.message() + " " + plain(limit), reason);
    }

    /** With a word in the message, as {@code other_reject} has it. */
    public static Rejection word(final OrderError error, final String word, final String reason) {
        return new Rejection(error, error.message() + " " + word, reason);
    }

    public int code() {
        return error.code();
    }

    /** A scaled number as a person writes it. */
    public static String plain(final long scaled) {
        return BigDecimal.valueOf(scaled, 9).stripTrailingZeros().toPlainString();
    }
}
