/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;
import io.novaring.engine.connection.ConnectionState;
import io.novaring.engine.connection.EpochClock;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.trading.OrderReport;
import io.novaring.engine.trading.TradingDesk;
import io.novaring.engine.venue.credentials.Secret;
import io.novaring.tools.cli.failure.Noticed.Note;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.tools.simulator.login.ApiKey;
import io.novaring.venues.deribit.DeribitChannels;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitInterval;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An exchange and an engine that trades there: market data on one connection, the account on
 * another. Remembers every order it placed, and compares them with the exchange's own ledger.
 */
final class TradingRig implements AutoCloseable {
    static final String ACCOUNT = ApiKey.DEMO.account();
    static final String BTC = "BTC-PERPETUAL";
    static final String ETH = "ETH-PERPETUAL";
    static final int PUBLIC = 0;
    static final int PRIVATE = 1;
    static final long ONE = Decimals.SCALE;
    static final long AMOUNT = 100 * ONE;

    private static final long MS = 1_000_000;
    private static final long RULES_TICK = ONE / 2;

    final Simulator simulator;
    final Engine engine;
    final OrderEntry orders;
    final TradingDesk desk;
    final OrderNotes notes = new OrderNotes(PRIVATE);
    final Noticed stages = new Noticed();

    private final List<String> channels = new ArrayList<>();
    private final List<Long> handles = new ArrayList<>();
    private final long skewNs;
    private final OrderReport report = new OrderReport();
    private volatile boolean isStuck;
    private volatile boolean isHeld;
    private boolean hasTwins;
    private long brokenNs;
    private Note noticed;

    TradingRig(final RigSettings settings) {
        simulator = Simulator.start(settings.simulator());
        skewNs = settings.skewNs();
        brokenNs = System.currentTimeMillis() * MS;
        final DeribitConfig config = DeribitConfig.of(simulator.uri());
        final Secret secret =
                Secret.copyOf(settings.key().secret().getBytes(StandardCharsets.US_ASCII));
        final EngineContext context =
                new EngineContext()
                        .client(new DeribitPublicClient(config))
                        .client(
                                new DeribitPrivateClient(
                                        config,
                                        DeribitCredentials.of(settings.key().id(), secret),
                                        settings.account()))
                        .connections(settings.connections())
                        .ioIdle(IdleMode.SELECT)
                        .seed(7)
                        .handler("order-notes", notes)
                        .handler("strategy", (event, sequence, isEndOfBatch) -> hold())
                        .handler("noticed", stages);
        if (skewNs != 0) {
            final EpochClock clock = EpochClock.system();
            context.clock(() -> clock.epochNs() - skewNs);
        }
        engine = launch(context);
        orders = engine.orders();
        desk = engine.responses().desk(PRIVATE);
        notes.watch(desk);
        stages.watch(engine.subscriptions(), engine.responses());
        final InstrumentRules btc = new InstrumentRules(BTC, RULES_TICK, 10 * ONE, 10 * ONE);
        final InstrumentRules eth = new InstrumentRules(ETH, ONE / 20, ONE, ONE);
        orders.rules(btc, eth);
        orders.limits(RiskLimits.builder().ordersPerSecondMax(1_000).openOrdersMax(500).build());
        for (final String name : simulator.instruments()) {
            channels.add(channel(name));
        }
        engine.subscribe(PUBLIC, channels);
    }

    private Engine launch(final EngineContext context) {
        try {
            return Engine.launch(context);
        } catch (final RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    static String channel(final String instrument) {
        return DeribitChannels.book(instrument, DeribitInterval.MS_100);
    }

    static long nowNs() {
        return System.currentTimeMillis() * MS;
    }

    /** What comes now is what the row is about. */
    void start() {
        notes.clear();
        stages.take();
        noticed = null;
        brokenNs = nowNs();
    }

    /** Something is broken by hand, now. */
    void broken() {
        brokenNs = nowNs();
    }

    CompletableFuture<FaultReport> inject(final FaultKind kind, final String method) {
        return simulator.inject(Fault.of(kind).withMethod(method));
    }

    /** Waits until a fault has happened. */
    void fired(final CompletableFuture<FaultReport> fault) {
        try {
            brokenNs = fault.get(60, TimeUnit.SECONDS).time().toEpochMilli() * MS;
        } catch (final Exception e) {
            throw new AssertionError("the fault never happened; seen: " + seen(), e);
        }
    }

    /** Waits until the faults of the plan have happened. */
    void firedAll() {
        Health.until(
                () -> simulator.pendingFaults().isEmpty(),
                () -> "faults " + simulator.pendingFaults() + "; seen: " + seen());
        brokenNs = simulator.faultReports().get(0).time().toEpochMilli() * MS;
    }

    /** Waits until something was noted that begins with one of these; the first call counts. */
    Note expect(final String... what) {
        Health.until(() -> find(what) != null, () -> List.of(what) + " among " + seen());
        final Note note = find(what);
        noticed = noticed == null ? note : noticed;
        return note;
    }

    /** As {@link #expect}, of the count-th such note. */
    void expect(final int count, final String what) {
        Health.until(() -> count(what) >= count, () -> what + " in " + seen());
        noticed =
                notes.all().stream()
                        .filter(note -> note.what().startsWith(what))
                        .skip(count - 1)
                        .findFirst()
                        .orElseThrow();
    }

    private Note find(final String... what) {
        for (final List<Note> list : List.of(notes.all(), stages.all())) {
            for (final Note note : list) {
                for (final String word : what) {
                    if (note.what().startsWith(word)) {
                        return note;
                    }
                }
            }
        }
        return null;
    }

    long count(final String what) {
        return notes.all().stream().filter(note -> note.what().startsWith(what)).count();
    }

    List<String> seen() {
        return notes.all().stream().map(Note::what).toList();
    }

    Note noticed() {
        return noticed;
    }

    /** From what was broken to what was noticed first. */
    long noticedAfterMs() {
        return Math.max(0, noticed.timeNs() + skewNs - brokenNs) / MS;
    }

    long brokenNs() {
        return brokenNs;
    }

    /** Keeps the program's handler busy until {@link #release}. */
    void stick() {
        isStuck = true;
        Health.until(() -> isHeld, "an event for the handler");
    }

    void release() {
        isStuck = false;
    }

    private void hold() {
        while (isStuck) {
            isHeld = true;
            LockSupport.parkNanos(MS);
        }
        isHeld = false;
    }

    /** A buy that rests far below the market. */
    long buy(final String instrument) {
        return place(instrument, Side.BUY, resting(instrument), AMOUNT);
    }

    /** A buy that trades with what the market has. */
    long take(final String instrument) {
        return place(instrument, Side.BUY, crossing(instrument), 10 * ONE);
    }

    /** Two thirds of the best bid. */
    long resting(final String instrument) {
        return whole(best(instrument).bidPrice(0) / 3 * 2);
    }

    /** A fiftieth above the best ask. */
    long crossing(final String instrument) {
        return whole(best(instrument).askPrice(0) / 100 * 102);
    }

    /** A copy, as the book is written on; with its sides near each other, for the price band. */
    private BookSnapshot best(final String instrument) {
        final BookSnapshot copy = new BookSnapshot(1);
        Health.until(
                () -> {
                    final OrderBook book = engine.book(instrument);
                    return book != null
                            && book.snapshotInto(copy)
                            && copy.bidCount() > 0
                            && copy.askCount() > 0
                            && copy.askPrice(0) - copy.bidPrice(0) < copy.bidPrice(0) / 100;
                },
                () -> "levels of " + instrument + "; seen: " + seen());
        return copy;
    }

    private static long whole(final long price) {
        return price / ONE * ONE;
    }

    long place(final String instrument, final byte side, final long price, final long amount) {
        final OrderCommand order = order(instrument, side, price, amount);
        long result = submit(order);
        while (OrderEntry.refusalOf(result) == OrderRefusal.THROTTLED) {
            // A limit without end takes a moment to be reached.
            sleepNs(OrderEntry.waitNs(result));
            result = submit(order);
        }
        return result;
    }

    /** Remembers the order when it was taken. */
    long submit(final OrderCommand order) {
        final long result = orders.submit(order);
        if (result > 0) {
            handles.add(result);
        }
        return result;
    }

    static OrderCommand order(
            final String instrument, final byte side, final long price, final long amount) {
        final OrderCommand order = new OrderCommand().instrument(instrument);
        order.action = OrderCommand.NEW;
        order.side = side;
        order.price = price;
        order.amount = amount;
        return order;
    }

    private static void sleepNs(final long durationNs) {
        try {
            TimeUnit.NANOSECONDS.sleep(durationNs + MS);
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void awaitState(final long handle, final OrderState state) {
        Health.until(
                () -> state(handle) == state,
                () -> state + " of an order that is " + state(handle) + "; seen: " + seen());
    }

    OrderState state(final long handle) {
        return desk.read(handle, report) ? report.state : null;
    }

    String label(final long handle) {
        final OrderReport read = new OrderReport();
        desk.read(handle, read);
        return read.label();
    }

    String orderId(final long handle) {
        final OrderReport read = new OrderReport();
        desk.read(handle, read);
        return read.orderId();
    }

    /** Somebody trades with a resting order of ours. */
    void hit(final long handle, final long amount) {
        assertEquals(amount, simulator.trading().fill(ACCOUNT, label(handle), amount));
    }

    /** Two orders of one label are what the row is about. */
    void allowTwins() {
        hasTwins = true;
    }

    /** Every book is live. */
    boolean isPublicWell() {
        if (engine.connectionState(PUBLIC) != ConnectionState.OPEN) {
            return false;
        }
        for (final String name : simulator.instruments()) {
            final OrderBook book = engine.book(name);
            if (book == null || book.state() != BookState.LIVE) {
                return false;
            }
        }
        return true;
    }

    /** Every book is live, orders may go out, and what we know of ours is what the venue did. */
    boolean isWell() {
        return isPublicWell() && desk.isReady() && difference().isEmpty();
    }

    void awaitWell() {
        Health.until(this::isWell, () -> "all right; " + difference() + "; seen: " + seen());
    }

    /** The account's connection is given up, and nothing else. */
    void awaitHalted() {
        Health.until(
                () -> isPublicWell() && engine.connectionState(PRIVATE) == ConnectionState.STOPPED,
                () -> "a halted account; seen: " + seen());
    }

    /** How our orders and positions differ from the exchange's own; empty when they do not. */
    String difference() {
        return LedgerCheck.difference(this, handles, hasTwins);
    }

    /** Cancels what is open, so that the next row begins with nothing. */
    void sweep() {
        simulator.trading().cancelAll(ACCOUNT);
        Health.until(
                () -> isWell() && desk.liveHandles(new long[8]) == 0,
                () -> "no open order; " + difference() + "; seen: " + seen());
        handles.clear();
    }

    @Override
    public void close() {
        release();
        engine.close();
        simulator.close();
    }
}
