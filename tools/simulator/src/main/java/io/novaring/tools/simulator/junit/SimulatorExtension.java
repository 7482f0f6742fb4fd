/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.junit;

import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorClock;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.fault.PlannedFault;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a simulator for a test and stops it afterwards. A static field has one simulator for the
 * whole class, an instance field a new one for every test:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SimulatorExtension SIMULATOR =
 *         SimulatorExtension.builder().config(config -> config.seed(7)).build();
 *
 * @Test
 * void shouldConnect(final URI uri, final Simulator simulator) { ... }
 * }</pre>
 *
 * <p>With {@code @ExtendWith(SimulatorExtension.class)} at the class it has its defaults, and one
 * simulator for the whole class.
 *
 * <p>Parameters of the types {@link URI}, {@link Simulator} and {@link SimulatorClock} are the
 * simulator's. A fault that was planned and never fired fails the test (of a static field: the
 * class), since a test of a fault that did not happen says nothing.
 */
public final class SimulatorExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver {
    private final SimulatorConfig config;
    private final boolean failsOnPendingFaults;
    private boolean ofClass;
    private volatile Simulator simulator;

    /** As {@code builder().build()}: for {@code @ExtendWith(SimulatorExtension.class)}. */
    public SimulatorExtension() {
        this(new Builder());
    }

    private SimulatorExtension(final Builder builder) {
        config = builder.config.build();
        failsOnPendingFaults = builder.failsOnPendingFaults;
    }

    /** Port free, {@code raw} without a login, 20 instruments, 1000 messages a second. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The one that runs.
     *
     * @throws IllegalStateException before or after the test.
     */
    public Simulator simulator() {
        final Simulator running = simulator;
        if (running == null) {
            throw new IllegalStateException(
                    "no simulator runs: the field needs @RegisterExtension, the call a test");
        }
        return running;
    }

    /** Where a client connects to; as {@link #simulator()}. */
    public URI uri() {
        return simulator().uri();
    }

    @Override
    public void beforeAll(final ExtensionContext context) {
        ofClass = true;
        simulator = Simulator.start(config);
    }

    @Override
    public void beforeEach(final ExtensionContext context) {
        if (!ofClass) {
            simulator = Simulator.start(config);
        }
    }

    @Override
    public void afterEach(final ExtensionContext context) {
        if (!ofClass) {
            stop(context.getExecutionException().isPresent());
        }
    }

    @Override
    public void afterAll(final ExtensionContext context) {
        stop(context.getExecutionException().isPresent());
    }

    /** A test that has failed already keeps its own reason. */
    private void stop(final boolean failed) {
        final Simulator running = simulator;
        simulator = null;
        if (running == null) {
            return;
        }
        running.close();
        final List<PlannedFault> pending = running.pendingFaults();
        if (failsOnPendingFaults && !failed && !pending.isEmpty()) {
            throw new AssertionError(
                    "planned faults that never fired: "
                            + pending
                            + "; fired: "
                            + running.faultReports());
        }
    }

    @Override
    public boolean supportsParameter(
            final ParameterContext parameter, final ExtensionContext context) {
        final Class<?> type = parameter.getParameter().getType();
        return type == URI.class || type == Simulator.class || type == SimulatorClock.class;
    }

    @Override
    public Object resolveParameter(
            final ParameterContext parameter, final ExtensionContext context) {
        final Class<?> type = parameter.getParameter().getType();
        if (type == URI.class) {
            return uri();
        }
        return type == Simulator.class ? simulator() : simulator().clock();
    }

    /** Collects settings; everything has a default. */
    public static final class Builder {
        private boolean failsOnPendingFaults = true;
        private final SimulatorConfig.Builder config =
                SimulatorConfig.builder().rawNeedsLogin(false);

        private Builder() {}

        /** Changes the simulator's settings. */
        public Builder config(final Consumer<SimulatorConfig.Builder> settings) {
            settings.accept(config);
            return this;
        }

        /** One more API key, as {@link SimulatorConfig.Builder#apiKey}. */
        public Builder withApiKey(
                final String id,
                final String secret,
                final String account,
                final String... scopes) {
            config.apiKey(id, secret, account, scopes);
            return this;
        }

        /** What goes wrong, and when. */
        public Builder faults(final FaultPlan plan) {
            config.faults(Objects.requireNonNull(plan, "plan"));
            return this;
        }

        /** Whether a planned fault that never fired fails the test; true by default. */
        public Builder failOnPendingFaults(final boolean fails) {
            failsOnPendingFaults = fails;
            return this;
        }

        public SimulatorExtension build() {
            return new SimulatorExtension(this);
        }
    }
}
