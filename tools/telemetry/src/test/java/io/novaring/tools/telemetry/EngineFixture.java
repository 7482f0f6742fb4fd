/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.HandlerContract;
import io.novaring.engine.IdleMode;
import io.novaring.engine.telemetry.Measure;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.login.ApiKey;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An engine on the simulated exchange that trades, with a handler of each kind and live books. */
final class EngineFixture implements AutoCloseable {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    final Simulator simulator;
    final Engine engine;

    EngineFixture() {
        simulator =
                Simulator.start(
                        SimulatorConfig.builder().instruments(2).rawNeedsLogin(false).build());
        engine =
                Engine.launch(
                        new EngineContext()
                                .client(new DeribitPublicClient(DeribitConfig.of(simulator.uri())))
                                .client(privateClient())
                                .ioIdle(IdleMode.BACKOFF)
                                .journal((event, sequence, end) -> {}, (count, hash) -> {})
                                .handler("gate", (event, sequence, end) -> {})
                                .handler(
                                        "odd \"name\"\n\\",
                                        HandlerContract.DROP_AND_MARK,
                                        (event, sequence, end) -> {}));
        final String instrument = simulator.instruments().get(0);
        engine.subscribe("book." + instrument + ".raw", "quote." + instrument);
        until(
                () -> value("novaring_books", "state", "live") == 1,
                "the figures tell of a live book");
        until(
                () -> value("novaring_latency", "hop", "read-to-end") > 0,
                "the figures tell of latency");
    }

    private DeribitPrivateClient privateClient() {
        final Secret secret =
                Secret.copyOf(ApiKey.DEMO.secret().getBytes(StandardCharsets.US_ASCII));
        return new DeribitPrivateClient(
                DeribitConfig.of(simulator.uri()),
                DeribitCredentials.of(ApiKey.DEMO.id(), secret),
                DeribitAccount.of(List.of("BTC")));
    }

    /** Waits until orders may go out. */
    void awaitReady() {
        until(() -> value("novaring_orders_ready", "role", "private") == 1, "orders may go out");
    }

    long value(final String name, final String key, final String label) {
        return engine.telemetry().measures().stream()
                .filter(m -> m.name().equals(name))
                .filter(m -> m.labels().contains(new Measure.Label(key, label)))
                .mapToLong(Measure::value)
                .findFirst()
                .orElseThrow();
    }

    static void until(final BooleanSupplier condition, final String what) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > TIMEOUT_NS) {
                throw new AssertionError("in vain: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        engine.close();
        simulator.close();
    }
}
