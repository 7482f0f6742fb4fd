/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Topology;
import io.novaring.engine.connection.ConnectionSettings;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.order.OrderListener;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.engine.order.OrderUpdatesReader;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorClock;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.tools.simulator.limit.AccountTier;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A venue that ends the session of who asks for more than his credits, and a strategy that wants
 * to. Both have one {@link PatientClock}, so that neither a stall nor a slow machine makes a
 * verdict.
 */
final class CreditRig implements OrderListener, AutoCloseable {
    static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    /** Intervals of 10 s become one of 1 s. */
    private static final double HEARTBEAT_SCALE = 0.1;

    final Account account = new Account();
    final PatientClock clock;
    final Simulator simulator;
    final Engine engine;
    final Map<Long, OrderState> states = new ConcurrentHashMap<>();
    final Map<OrderRefusal, Integer> refusals = new ConcurrentHashMap<>();
    final Queue<Long> opened = new ConcurrentLinkedQueue<>();

    /** From the call of a cancel to its answer, in nanoseconds of real time. */
    final Histogram cancelNs = new ConcurrentHistogram(3);

    /** What a call of submit took its thread, in nanoseconds of real time. */
    final Histogram submitNs = new ConcurrentHistogram(3);

    volatile int readyCount;

    private final Map<Long, Long> cancelledAtNs = new ConcurrentHashMap<>();
    private final OrderUpdatesReader reader = new OrderUpdatesReader(this);
    private final OrderCommand command = new OrderCommand();
    private long price;

    CreditRig(final AccountTier tier, final DeribitAccount configured) {
        final SimulatorClock venue = SimulatorClock.manual(PatientClock.START);
        clock = new PatientClock(1, venue);
        simulator =
                Simulator.start(
                        SimulatorConfig.builder()
                                .instruments(2)
                                .ratePerSecond(100)
                                .apiKey("credit-key", "credit-secret", "fund")
                                .accounts(rules -> rules.withTier(tier))
                                .heartbeatScale(HEARTBEAT_SCALE)
                                .clock(venue)
                                .build());
        final DeribitConfig config =
                DeribitConfig.of(simulator.uri()).withHeartbeatIntervalNs(10 * SECOND_NS);
        engine =
                Engine.launch(
                        new EngineContext()
                                .client(new DeribitPublicClient(config))
                                .client(new DeribitPrivateClient(config, credentials(), configured))
                                .connections(
                                        ConnectionSettings.DEFAULT.withTickIntervalNs(10_000_000))
                                .clock(clock)
                                .topology(Topology.FUSED)
                                .ioIdle(IdleMode.BACKOFF)
                                .handler("account", account)
                                .handler("orders", this::onEvent));
        clock.start(account::comeAlongNs);
    }

    private static DeribitCredentials credentials() {
        final byte[] secret = "credit-secret".getBytes(StandardCharsets.US_ASCII);
        return DeribitCredentials.of("credit-key", Secret.copyOf(secret));
    }

    private void onEvent(final MarketEvent event, final long sequence, final boolean isEnd) {
        reader.read(event);
    }

    @Override
    public void onReady(final OrderUpdate ready) {
        readyCount++;
    }

    @Override
    public void onOrder(final OrderUpdate order) {
        states.put(order.handle(), order.state());
        if (order.state() == OrderState.OPEN && order.previousState() != OrderState.OPEN) {
            opened.add(order.handle());
        } else if (order.state() == OrderState.CANCELLED) {
            final Long calledNs = cancelledAtNs.remove(order.handle());
            if (calledNs != null) {
                cancelNs.recordValue(System.nanoTime() - calledNs);
            }
        }
    }

    @Override
    public void onRefused(final OrderUpdate refused) {
        refusals.merge(refused.refusal(), 1, Integer::sum);
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
                        readyCount > 0
                                && engine.book(Load.INSTRUMENT) != null
                                && engine.book(Load.INSTRUMENT).state() == BookState.LIVE,
                "a session that is ready");
        final long bid = simulator.book(Load.INSTRUMENT).bids().get(0).price();
        price = bid / Decimals.SCALE * 8 / 10 * Decimals.SCALE;
    }

    /** Places an order far below the market; the result of {@link OrderEntry#submit}. */
    long submit() {
        command.clear().instrument(Load.INSTRUMENT);
        command.action = OrderCommand.NEW;
        command.side = Side.BUY;
        command.price = price;
        command.amount = Load.AMOUNT;
        command.flags = OrderCommand.POST_ONLY;
        final long startNs = System.nanoTime();
        final long result = engine.orders().submit(command);
        submitNs.recordValue(System.nanoTime() - startNs);
        return result;
    }

    /** Cancels the oldest order that is open; 1 when there is none. */
    long cancelOldest() {
        final Long handle = opened.poll();
        if (handle == null) {
            return 1;
        }
        cancelledAtNs.put(handle, System.nanoTime());
        return engine.orders().cancel(handle);
    }

    void sleep(final long durationNs) throws InterruptedException {
        final long untilNs = clock.epochNs() + durationNs;
        Account.until(() -> clock.epochNs() >= untilNs, "time to pass");
    }

    long throttleAnswers() {
        return account.errors.getOrDefault(10_028L, 0);
    }

    @Override
    public void close() {
        engine.close();
        clock.close();
        simulator.close();
    }
}
