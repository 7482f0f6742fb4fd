/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

import java.time.Duration;
import java.util.Objects;

/**
 * When a fault is due.
 *
 * @param kind what is waited for.
 * @param time since the simulator's start; {@link Duration#ZERO} unless the kind is {@code AT}.
 * @param count of frames before it, or which request or connection, from 1; 0 for {@code AT}.
 * @param name of the channel or method, or null.
 */
public record FaultTrigger(Kind kind, Duration time, long count, String name) {
    /** What is waited for. */
    public enum Kind {
        /** A time on the simulator's clock since its start. */
        AT,
        /** A channel has had so many messages, all subscribers together counted once. */
        AFTER_FRAMES,
        /** The n-th request of a method, all connections together. */
        ON_REQUEST,
        /** The n-th TCP connection. */
        ON_CONNECTION,
        /** Nothing: it was asked for while the simulator ran. */
        NOW
    }

    public FaultTrigger {
        Objects.requireNonNull(kind, "kind");
        if (time.isNegative()) {
            throw new IllegalArgumentException("time must not be negative: " + time);
        }
        final boolean named = kind == Kind.AFTER_FRAMES || kind == Kind.ON_REQUEST;
        if (named && (name == null || name.isBlank())) {
            throw new IllegalArgumentException("a trigger on " + kind + " needs a name");
        }
        final long least = kind == Kind.ON_REQUEST || kind == Kind.ON_CONNECTION ? 1 : 0;
        if (count < least) {
            throw new IllegalArgumentException("count must be at least " + least + ": " + count);
        }
    }

    static FaultTrigger at(final Duration time) {
        return new FaultTrigger(Kind.AT, time, 0, null);
    }

    static FaultTrigger afterFrames(final String channel, final long frames) {
        return new FaultTrigger(Kind.AFTER_FRAMES, Duration.ZERO, frames, channel);
    }

    static FaultTrigger onRequest(final String method, final long nth) {
        return new FaultTrigger(Kind.ON_REQUEST, Duration.ZERO, nth, method);
    }

    static FaultTrigger onConnection(final long nth) {
        return new FaultTrigger(Kind.ON_CONNECTION, Duration.ZERO, nth, null);
    }

    /** At once. */
    public static FaultTrigger now() {
        return new FaultTrigger(Kind.NOW, Duration.ZERO, 0, null);
    }

    /** As a plan's text spells it: {@code after 100 book.BTC-PERPETUAL.raw}. */
    @Override
    public String toString() {
        return switch (kind) {
            case AT -> "at " + Durations.text(time);
            case AFTER_FRAMES -> "after " + count + " " + name;
            case ON_REQUEST -> "request " + count + " " + name;
            case ON_CONNECTION -> "connection " + count;
            case NOW -> "now";
        };
    }
}
