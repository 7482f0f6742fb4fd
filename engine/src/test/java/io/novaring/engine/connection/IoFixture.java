/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventSink;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.Symbols;
import io.novaring.engine.reconnect.BackoffSettings;
import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An I/O agent whose duty cycle is the test's own thread. */
final class IoFixture implements AutoCloseable {
    /** Patient with a server whose threads get no core for seconds. */
    static final ConnectionSettings SETTINGS =
            ConnectionSettings.DEFAULT
                    .withConnectTimeoutNs(TimeUnit.SECONDS.toNanos(60))
                    .withBackoff(
                            new BackoffSettings(
                                    BackoffSettings.Kind.EXPONENTIAL_JITTER,
                                    TimeUnit.MILLISECONDS.toNanos(5),
                                    TimeUnit.MILLISECONDS.toNanos(50),
                                    0.25,
                                    0,
                                    0,
                                    0,
                                    TimeUnit.SECONDS.toNanos(30)));

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    final RecordingSink sink = new RecordingSink();
    final EpochClock clock;
    final StageCommands stages;
    final UserCommands users;
    final IoAgent agent;

    IoFixture(final ConnectionSettings settings, final TestClient... clients) {
        this(settings, null, null, clients);
    }

    /** Of one connection that trades. */
    IoFixture(
            final ConnectionSettings settings,
            final EventSink other,
            final KillSwitch kill,
            final TestClient client) {
        this(settings, null, 0, other, EpochClock.system(), new KillSwitch[] {kill}, client);
    }

    /** With a clock that stands still unless the test moves it. */
    IoFixture(
            final ConnectionSettings settings,
            final ManualClock clock,
            final TestClient... clients) {
        this(settings, null, 0, null, clock, new KillSwitch[clients.length], clients);
    }

    /**
     * @param selector null to spin.
     * @param other takes the events instead of the recorder; may be null.
     */
    IoFixture(
            final ConnectionSettings settings,
            final Selector selector,
            final EventSink other,
            final TestClient... clients) {
        this(
                settings,
                selector,
                0,
                other,
                EpochClock.system(),
                new KillSwitch[clients.length],
                clients);
    }

    /** One that spins for a while before it selects. */
    IoFixture(
            final ConnectionSettings settings,
            final Selector selector,
            final long spinNs,
            final ManualClock clock,
            final TestClient client) {
        this(settings, selector, spinNs, null, clock, new KillSwitch[1], client);
    }

    private IoFixture(
            final ConnectionSettings settings,
            final Selector selector,
            final long spinNs,
            final EventSink other,
            final EpochClock clock,
            final KillSwitch[] kills,
            final TestClient... clients) {
        this.clock = clock;
        final Runnable wakeUp = selector == null ? () -> {} : selector::wakeup;
        stages = new StageCommands(8 << 20, wakeUp);
        users = new UserCommands(64 << 10, wakeUp);
        agent =
                new IoAgent(
                        List.of(clients),
                        new Symbols(1 << 10, 1 << 10),
                        other == null ? sink : other,
                        stages,
                        users,
                        Collections.nCopies(clients.length, settings),
                        clock,
                        selector,
                        spinNs,
                        1,
                        kills);
    }

    static Selector selector(final boolean wanted) throws IOException {
        return wanted ? Selector.open() : null;
    }

    /** Runs the duty cycle until the condition holds; fails when it takes far too long. */
    void until(final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            agent.doWork();
            assertTrue(
                    System.nanoTime() - startNs < PATIENCE_NS,
                    () -> "waited too long; seen: " + sink.events);
        }
    }

    void untilOpen() {
        until(() -> agent.state(0) == ConnectionState.OPEN);
    }

    /** The first disconnect. */
    RecordingSink.Seen untilDisconnected() {
        until(() -> !sink.of(Lifecycle.DISCONNECTED).isEmpty());
        return sink.of(Lifecycle.DISCONNECTED).get(0);
    }

    void send(final int epoch, final long requestId, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stages.send(1, 0, epoch, 7, requestId, 9, bytes, bytes.length);
    }

    @Override
    public void close() {
        agent.stopConnections();
        agent.drain();
        agent.onClose();
    }
}
