/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorClock;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

final class SimulatorExtensionTest {
    private static final List<URI> SEEN = new ArrayList<>();

    @RegisterExtension
    static final SimulatorExtension SHARED =
            SimulatorExtension.builder()
                    .config(config -> config.instruments(3).ratePerSecond(0))
                    .faults(FaultPlan.parse("at 0s: settlement"))
                    .build();

    @RegisterExtension
    final SimulatorExtension own =
            SimulatorExtension.builder()
                    .config(
                            config ->
                                    config.clock(
                                            SimulatorClock.manual(
                                                    Instant.parse("2026-11-02T09:00:00Z"))))
                    .build();

    @Test
    void shouldStartBothAndResolveFields() {
        assertEquals(3, SHARED.simulator().instruments().size());
        assertEquals(20, own.simulator().instruments().size());
        assertNotEquals(SHARED.uri(), own.uri());
        assertTrue(own.simulator().clock().isManual());
    }

    @Test
    void shouldInjectParametersAndLeaveNothingRunning() throws Exception {
        SEEN.clear();
        final TestExecutionSummary summary = run(Passing.class);

        assertEquals(2, summary.getTestsSucceededCount(), failures(summary));
        assertEquals(2, SEEN.size());
        assertNotEquals(SEEN.get(0), SEEN.get(1), "each test has its own");
        for (final URI uri : SEEN) {
            assertThrows(
                    java.net.ConnectException.class,
                    () -> new Socket("127.0.0.1", uri.getPort()).close());
            final String thread = "simulator-" + uri.getPort();
            assertTrue(
                    Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(running -> thread.equals(running.getName())));
        }
    }

    @Test
    void shouldFailATestWhoseFaultNeverFired() {
        final TestExecutionSummary summary = run(Unfired.class);

        assertEquals(1, summary.getTestsFailedCount());
        final String message = summary.getFailures().get(0).getException().getMessage();
        assertTrue(message.contains("connection 9: tcp-reset"), message);
    }

    @Test
    void shouldForgiveWhenToldTo() {
        assertEquals(1, run(Forgiving.class).getTestsSucceededCount());
    }

    @Test
    void shouldStartOneForAClassThatNamesNothingButTheType() {
        SEEN.clear();
        final TestExecutionSummary summary = run(Plain.class);

        assertEquals(2, summary.getTestsSucceededCount(), failures(summary));
        assertEquals(SEEN.get(0), SEEN.get(1), "one for the class");
    }

    private static String failures(final TestExecutionSummary summary) {
        return summary.getFailures().stream().map(f -> "" + f.getException()).toList().toString();
    }

    private static TestExecutionSummary run(final Class<?> tests) {
        final LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
        final SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    // Surefire does not look into nested classes with other names than its patterns.
    static final class Passing {
        @RegisterExtension final SimulatorExtension own = SimulatorExtension.builder().build();

        @Test
        void one(final URI uri, final Simulator simulator, final SimulatorClock clock) {
            assertEquals(own.uri(), uri);
            assertSame(own.simulator(), simulator);
            assertSame(simulator.clock(), clock);
            SEEN.add(uri);
        }

        @Test
        void two(final URI uri) {
            SEEN.add(uri);
        }
    }

    @ExtendWith(SimulatorExtension.class)
    static final class Plain {
        @Test
        void one(final URI uri) {
            SEEN.add(uri);
        }

        @Test
        void two(final URI uri, final Simulator simulator) {
            assertEquals(simulator.uri(), uri);
            SEEN.add(uri);
        }
    }

    static final class Unfired {
        @RegisterExtension
        final SimulatorExtension own =
                SimulatorExtension.builder()
                        .faults(FaultPlan.builder().onConnection(9, FaultKind.TCP_RESET).build())
                        .build();

        @Test
        void shouldPassByItself() {
            assertEquals(1, own.simulator().pendingFaults().size());
        }
    }

    static final class Forgiving {
        @RegisterExtension
        final SimulatorExtension own =
                SimulatorExtension.builder()
                        .faults(FaultPlan.builder().onConnection(9, FaultKind.TCP_RESET).build())
                        .failOnPendingFaults(false)
                        .build();

        @Test
        void shouldPass() {
            assertEquals(1, own.simulator().pendingFaults().size());
        }
    }
}
