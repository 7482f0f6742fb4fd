/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

import java.time.Duration;
import java.util.Objects;

/**
 * One thing that goes wrong, without its time. Made with {@link #of}, then told what its kind
 * needs: {@code Fault.of(FaultKind.CLOSE).withCode(1012)}.
 *
 * @param kind what happens.
 * @param channel a channel's name, or null.
 * @param method a method's name, or null.
 * @param code 0 when the kind has none.
 * @param count 0 when the kind has none.
 * @param duration null when the kind has none.
 * @param delay null when the kind has none, or it was not told.
 * @param variant null when the kind has none.
 */
public record Fault(
        FaultKind kind,
        String channel,
        String method,
        int code,
        int count,
        Duration duration,
        Duration delay,
        String variant) {
    private static final Duration DURATION_DEFAULT = Duration.ofSeconds(1);
    private static final int HUGE_BYTES = 64 * 1024 * 1024;
    private static final int FRAGMENTS = 10_000;
    private static final int FRAGMENTS_MAX = 1_000_000;

    public Fault {
        Objects.requireNonNull(kind, "kind");
        takes(kind, FaultParameter.CHANNEL, channel, channel == null);
        takes(kind, FaultParameter.METHOD, method, method == null);
        takes(kind, FaultParameter.CODE, code, code == 0);
        takes(kind, FaultParameter.COUNT, count, count == 0);
        takes(kind, FaultParameter.DURATION, duration, duration == null);
        takes(kind, FaultParameter.DELAY, delay, delay == null);
        takes(kind, FaultParameter.VARIANT, variant, variant == null);
        switch (kind) {
            case CLOSE -> between(kind, "code", code, 1000, 4999);
            case UPGRADE_STATUS -> between(kind, "code", code, 300, 599);
            case HUGE_FRAME -> between(kind, "count", count, 1, Integer.MAX_VALUE);
            case FRAGMENTS -> between(kind, "count", count, 1, FRAGMENTS_MAX);
            default -> {
                // has neither
            }
        }
        if (variant != null && !kind.variants().contains(variant)) {
            throw new IllegalArgumentException(
                    kind.word() + " has no variant " + variant + ", but " + kind.variants());
        }
        if (kind.isOfBooks() && channel != null && !isBook(channel)) {
            throw new IllegalArgumentException(
                    kind.word() + " is of book.{instrument}.{interval}, not of " + channel);
        }
        notNegative(kind, "duration", duration);
        notNegative(kind, "delay", delay);
    }

    /** With the defaults of the kind. */
    public static Fault of(final FaultKind kind) {
        final int code =
                switch (kind) {
                    case CLOSE -> 1000;
                    case UPGRADE_STATUS -> 503;
                    case ERROR_ANSWER -> 11_094;
                    case AUTH_ERROR -> 13_004;
                    default -> 0;
                };
        final int count =
                kind == FaultKind.HUGE_FRAME
                        ? HUGE_BYTES
                        : kind == FaultKind.FRAGMENTS ? FRAGMENTS : 0;
        final boolean lasts = kind.parameters().contains(FaultParameter.DURATION);
        return new Fault(
                kind,
                null,
                null,
                code,
                count,
                lasts ? DURATION_DEFAULT : null,
                kind == FaultKind.MAINTENANCE ? Duration.ZERO : null,
                kind.variants().isEmpty() ? null : kind.variants().get(0));
    }

    /**
     * Reads a fault as {@link #toString()} spells it; what is left out has its default.
     *
     * @throws IllegalArgumentException with what is wrong and what is right.
     */
    public static Fault parse(final String text) {
        return FaultPlanParser.fault(text.strip());
    }

    public Fault withChannel(final String value) {
        return new Fault(kind, value, method, code, count, duration, delay, variant);
    }

    public Fault withMethod(final String value) {
        return new Fault(kind, channel, value, code, count, duration, delay, variant);
    }

    public Fault withCode(final int value) {
        return new Fault(kind, channel, method, value, count, duration, delay, variant);
    }

    public Fault withCount(final int value) {
        return new Fault(kind, channel, method, code, value, duration, delay, variant);
    }

    public Fault withDuration(final Duration value) {
        return new Fault(kind, channel, method, code, count, value, delay, variant);
    }

    public Fault withDelay(final Duration value) {
        return new Fault(kind, channel, method, code, count, duration, value, variant);
    }

    public Fault withVariant(final String value) {
        return new Fault(kind, channel, method, code, count, duration, delay, value);
    }

    /** As a plan's text spells it: {@code close code=1012}. */
    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder(kind.word());
        add(text, FaultParameter.CHANNEL, channel);
        add(text, FaultParameter.METHOD, method);
        add(text, FaultParameter.CODE, code == 0 ? null : code);
        add(text, FaultParameter.COUNT, count == 0 ? null : count);
        add(text, FaultParameter.DURATION, duration == null ? null : Durations.text(duration));
        add(text, FaultParameter.DELAY, delay == null ? null : Durations.text(delay));
        add(text, FaultParameter.VARIANT, variant);
        return text.toString();
    }

    static boolean isBook(final String channel) {
        return channel.startsWith("book.") && channel.split("\\.", -1).length == 3;
    }

    private static void add(
            final StringBuilder text, final FaultParameter parameter, final Object value) {
        if (value != null) {
            text.append(' ').append(parameter.word()).append('=').append(value);
        }
    }

    private static void takes(
            final FaultKind kind,
            final FaultParameter parameter,
            final Object value,
            final boolean absent) {
        if (!absent && !kind.parameters().contains(parameter)) {
            throw new IllegalArgumentException(
                    kind.word() + " takes no " + parameter.word() + ", but was given " + value);
        }
    }

    private static void between(
            final FaultKind kind,
            final String name,
            final int value,
            final int least,
            final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s of %s must be %d to %d, not %d"
                            .formatted(name, kind.word(), least, most, value));
        }
    }

    private static void notNegative(final FaultKind kind, final String name, final Duration value) {
        if (value != null && value.isNegative()) {
            throw new IllegalArgumentException(
                    name + " of " + kind.word() + " must not be negative: " + value);
        }
    }
}
