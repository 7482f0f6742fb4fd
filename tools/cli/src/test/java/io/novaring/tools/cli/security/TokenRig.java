/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Topology;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.engine.venue.wrap.ForwardingAuthHandler;
import io.novaring.engine.venue.wrap.WrappedClient;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.tools.simulator.login.SessionListener;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A venue whose tokens live for two seconds, an engine with a public and a private connection to
 * it, and a program that never rests. Both have one {@link PatientClock}.
 */
final class TokenRig implements SessionListener, AutoCloseable {
    static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    static final long LIFE_NS = 2 * SECOND_NS;

    private static final String ID = "token-key";
    private static final String SECRET = "token-secret";
    private static final long STEPS_PER_SECOND = 400;

    final Account account = new Account();
    final Load load = new Load();
    final PatientClock clock;
    final Simulator simulator;
    final Engine engine;

    /** Private requests, as the venue read them, by whether it knew who asked. */
    final AtomicLong known = new AtomicLong();

    final AtomicLong unknown = new AtomicLong();

    /** When each request to log in was made, in the order of {@link Account#logins}. */
    final List<Long> askedNs = new CopyOnWriteArrayList<>();

    /**
     * @param speed how many seconds pass in one, where nothing stalls.
     * @param faults happen to the logins there are, in this order.
     */
    TokenRig(final double speed, final Fault... faults) {
        clock = new PatientClock(speed);
        simulator =
                Simulator.start(
                        SimulatorConfig.builder()
                                .instruments(2)
                                .ratePerSecond(200)
                                .apiKey(ID, SECRET, "fund")
                                .accounts(
                                        rules ->
                                                rules.withTokenLife(Duration.ofNanos(LIFE_NS))
                                                        .withTier(AccountTier.UNLIMITED))
                                // Heartbeats are asked for in the engine's seconds.
                                .heartbeatScale(Math.min(1, 1 / speed))
                                .clock((Clock) clock)
                                .sessionListener(this)
                                .build());
        for (final Fault fault : faults) {
            simulator.inject(fault);
        }
        final DeribitConfig config = DeribitConfig.of(simulator.uri());
        engine =
                Engine.launch(
                        new EngineContext()
                                .client(new DeribitPublicClient(config))
                                .client(
                                        new WrappedClient(
                                                        new DeribitPrivateClient(
                                                                config,
                                                                credentials(),
                                                                DeribitAccount.of(List.of("BTC"))))
                                                .auth(this::noting))
                                .connections(
                                        ConnectionSettings.DEFAULT.withTickIntervalNs(10_000_000))
                                .clock(clock)
                                .topology(Topology.FUSED)
                                .ioIdle(IdleMode.BACKOFF)
                                .handler("account", account)
                                .handler("load", this::onEvent));
        clock.start(account::comeAlongNs);
    }

    /** Events are stamped behind the send; waits count from the time this is called with. */
    private AuthHandler noting(final AuthHandler handler) {
        return new ForwardingAuthHandler(handler) {
            @Override
            public int encodeRequest(
                    final long requestId, final long nowNs, final JsonEncoder out) {
                askedNs.add(nowNs);
                return super.encodeRequest(requestId, nowNs, out);
            }
        };
    }

    private void onEvent(final MarketEvent event, final long sequence, final boolean isEnd) {
        load.reader.read(event);
    }

    static DeribitCredentials credentials() {
        return DeribitCredentials.of(ID, Secret.copyOf(SECRET.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void onRequest(final int connection, final String method, final boolean isKnown) {
        if (method.startsWith("private/")) {
            (isKnown ? known : unknown).incrementAndGet();
        }
    }

    /** Waits until orders may go out. */
    void untilReady() throws InterruptedException {
        engine.orders()
                .rules(
                        new InstrumentRules(
                                Load.INSTRUMENT, Decimals.SCALE / 2, Load.AMOUNT, Load.AMOUNT));
        engine.orders()
                .limits(
                        RiskLimits.builder()
                                .openOrdersMax(10_000)
                                .ordersPerSecondMax(4_000)
                                .build());
        engine.subscribe("book." + Load.INSTRUMENT + ".100ms");
        Account.until(
                () ->
                        load.isReady
                                && engine.book(Load.INSTRUMENT) != null
                                && engine.book(Load.INSTRUMENT).state() == BookState.LIVE,
                "a session that is ready");
        // The pools were raised a moment ago and fill within a second.
        final long filledNs = clock.epochNs() + SECOND_NS;
        Account.until(() -> clock.epochNs() >= filledNs, "credits");
    }

    /** Asks without a rest for so long, by the clock of both. */
    void work(final long durationNs) throws InterruptedException {
        final long startNs = clock.epochNs();
        long steps = 0;
        long pricedNs = 0;
        while (clock.epochNs() - startNs < durationNs) {
            if (clock.epochNs() - pricedNs > SECOND_NS) {
                // The market walks far in five minutes.
                pricedNs = clock.epochNs();
                load.priceFrom(simulator.book(Load.INSTRUMENT).bids().get(0).price());
            }
            final long due = (clock.epochNs() - startNs) * STEPS_PER_SECOND / SECOND_NS;
            for (; steps < due; steps++) {
                load.step(engine);
            }
            assertNull(engine.failure());
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Nothing is under way any more. */
    void untilQuiet() throws InterruptedException {
        Account.until(() -> account.openCount() == 0, "every answer");
    }

    /** Every request that went out was answered, once, and by a venue that knew who asked. */
    void assertNothingLost() {
        assertEquals(0, unknown.get(), "asked by nobody the venue knows");
        assertEquals(0, account.openCount(), "not answered");
        assertEquals(0, account.answeredTwice.get(), "answered twice, or unasked");
        assertEquals(account.sent.get(), account.answered.get());
        assertNull(account.errors.get(13_009L), () -> account.errors.toString());
        assertNull(account.errors.get(10_000L), () -> account.errors.toString());
        assertEquals(1, account.count(Lifecycle.CONNECTED), account.changes::toString);
        assertEquals(0, account.count(Lifecycle.DISCONNECTED), account.changes::toString);
        for (final Account.Login login : account.logins) {
            assertTrue(login.wasAloneOpen(), account.logins::toString);
        }
    }

    @Override
    public void close() {
        engine.close();
        clock.close();
        simulator.close();
    }
}
