/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Faults and when they are due; each fires once. Immutable.
 *
 * <pre>{@code
 * FaultPlan.builder()
 *         .at(Duration.ofSeconds(2), FaultKind.RESET)
 *         .afterFrames("book.BTC-PERPETUAL.raw", 100, FaultKind.GAP)
 *         .onRequest("public/subscribe", 1, FaultKind.PARTIAL_ACKNOWLEDGEMENT)
 *         .onConnection(2, Fault.of(FaultKind.UPGRADE_STATUS).withCode(429))
 *         .build();
 * }</pre>
 *
 * The same as text, one fault a line:
 *
 * <pre>
 * # comments and empty lines are skipped
 * at 2s: reset
 * after 100 book.BTC-PERPETUAL.raw: gap
 * request 1 public/subscribe: partial-acknowledgement
 * connection 2: upgrade-status code=429
 * </pre>
 */
public final class FaultPlan {
    private static final FaultPlan NONE = builder().build();

    private final List<PlannedFault> faults;

    private FaultPlan(final List<PlannedFault> faults) {
        this.faults = List.copyOf(faults);
    }

    /** Nothing goes wrong. */
    public static FaultPlan none() {
        return NONE;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a plan's text.
     *
     * @throws IllegalArgumentException with the line's number, what is wrong and what is right.
     */
    public static FaultPlan parse(final String text) {
        return FaultPlanParser.parse(text);
    }

    /**
     * Reads a plan's text from a file in UTF-8.
     *
     * @throws IllegalArgumentException as {@link #parse}, with the file's name.
     */
    public static FaultPlan read(final Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", " + e.getMessage(), e);
        }
    }

    /** In the plan's order. */
    public List<PlannedFault> faults() {
        return faults;
    }

    /** Its text, which {@link #parse} reads again. */
    @Override
    public String toString() {
        return faults.stream().map(fault -> fault + "\n").collect(Collectors.joining());
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof FaultPlan plan && faults.equals(plan.faults);
    }

    @Override
    public int hashCode() {
        return Objects.hash(faults);
    }

    /** Collects faults. */
    public static final class Builder {
        private final List<PlannedFault> faults = new ArrayList<>();

        private Builder() {}

        /** At a time since the simulator's start. */
        public Builder at(final Duration time, final Fault fault) {
            return add(FaultTrigger.at(time), fault);
        }

        public Builder at(final Duration time, final FaultKind kind) {
            return at(time, Fault.of(kind));
        }

        /** When the channel has had so many messages, the first one of a subscription included. */
        public Builder afterFrames(final String channel, final long frames, final Fault fault) {
            return add(FaultTrigger.afterFrames(channel, frames), fault);
        }

        public Builder afterFrames(final String channel, final long frames, final FaultKind kind) {
            return afterFrames(channel, frames, Fault.of(kind));
        }

        /** On the n-th request of a method, from 1; before it is answered. */
        public Builder onRequest(final String method, final long nth, final Fault fault) {
            return add(FaultTrigger.onRequest(method, nth), fault);
        }

        public Builder onRequest(final String method, final long nth, final FaultKind kind) {
            return onRequest(method, nth, Fault.of(kind));
        }

        /** On the n-th TCP connection, from 1; what needs an open one waits for its upgrade. */
        public Builder onConnection(final long nth, final Fault fault) {
            return add(FaultTrigger.onConnection(nth), fault);
        }

        public Builder onConnection(final long nth, final FaultKind kind) {
            return onConnection(nth, Fault.of(kind));
        }

        Builder add(final FaultTrigger trigger, final Fault fault) {
            faults.add(new PlannedFault(faults.size(), trigger, fault));
            return this;
        }

        public FaultPlan build() {
            return new FaultPlan(faults);
        }
    }
}
