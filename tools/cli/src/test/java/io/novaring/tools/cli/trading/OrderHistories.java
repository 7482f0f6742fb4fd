/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.trading;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.Engine;
import io.novaring.tools.cli.trading.LedgerView.Finding;
import io.novaring.tools.cli.trading.OrderDiary.Page;
import io.novaring.tools.simulator.BookSnapshot;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultScope;
import io.novaring.tools.simulator.fault.PlannedFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Random histories of orders, round by round: some are placed, edited, cancelled and hit, something
 * breaks, more happens while nobody is there, and in the end what the engine told of each order has
 * to be what the venue's ledger says.
 */
final class OrderHistories {
    static final String INSTRUMENT = "BTC-PERPETUAL";
    static final String ACCOUNT = "demo";

    /** Longer than the engine takes between two looks at all open orders. */
    private static final long PATIENCE_NS = 120_000_000_000L;

    private static final long ONE = Decimals.SCALE;
    private static final long TICK = ONE / 2;

    private final Engine engine;
    private final Simulator simulator;
    private final CuttingProxy proxy;
    private final OrderDiary diary;
    private final SharedTime time;
    private final SplittableRandom random;
    private final OrderCommand command = new OrderCommand();
    private final Map<Long, String> labels = new LinkedHashMap<>();
    private final List<Long> live = new ArrayList<>();
    private final Map<CutPoint, Integer> cuts = new EnumMap<>(CutPoint.class);
    private final long[] handles = new long[1];
    private BookSnapshot book;

    OrderHistories(
            final Engine engine,
            final Simulator simulator,
            final CuttingProxy proxy,
            final OrderDiary diary,
            final SharedTime time,
            final long seed) {
        this.engine = engine;
        this.simulator = simulator;
        this.proxy = proxy;
        this.diary = diary;
        this.time = time;
        this.random = new SplittableRandom(seed);
    }

    /** Histories so far; orders that were refused before they were sent have none. */
    int count() {
        return labels.size() - diary.refusedCount();
    }

    Map<Long, String> labels() {
        return labels;
    }

    /** How often each point was drawn. */
    Map<CutPoint, Integer> cuts() {
        return cuts;
    }

    /** One round; what is wrong behind it, nothing when all is well. */
    List<Finding> round(final CutPoint point, final int histories) {
        cuts.merge(point, 1, Integer::sum);
        awaitReady();
        book = simulator.book(INSTRUMENT);
        final int before = random.nextInt(histories);
        for (int i = 0; i < before; i++) {
            place();
            act(2);
            time.sleepMs(random.nextInt(3) * 10L);
        }
        cancelOnDisconnect();
        point.apply(simulator, proxy, random);
        if (point == CutPoint.KILLED) {
            engine.orders().kill();
        }
        for (int i = before; i < histories; i++) {
            place();
            act(1);
        }
        for (int i = 0; i < 10; i++) {
            act(1);
            time.sleepMs(random.nextInt(20) * 10L);
        }
        if (point == CutPoint.NOTICE_LOST && random.nextInt(4) > 0) {
            simulator.dropConnections();
        }
        engine.orders().resume();
        final List<Finding> found = awaitAgreement();
        forget();
        return found;
    }

    private void cancelOnDisconnect() {
        for (final PlannedFault planned : simulator.pendingFaults()) {
            if (planned.fault().kind().scope() == FaultScope.DISCONNECT) {
                return;
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> simulator.inject(Fault.of(FaultKind.COD_LOST));
            case 1 ->
                    simulator.inject(
                            Fault.of(FaultKind.COD_DELAYED)
                                    .withDuration(Duration.ofMillis(random.nextInt(4_000))));
            default -> {
                // At once.
            }
        }
    }

    void awaitReady() {
        final long untilNs = time.nowNs() + PATIENCE_NS;
        while (!engine.responses().desk(0).isReady() && time.nowNs() < untilNs) {
            time.sleepMs(5);
        }
    }

    /** Cancels whatever is left, and compares for the last time. */
    List<Finding> finish() {
        final long untilNs = time.nowNs() + PATIENCE_NS;
        while (!liveNow().isEmpty() && time.nowNs() < untilNs) {
            awaitReady();
            liveNow().forEach(engine.orders()::cancel);
            time.sleepMs(500);
        }
        return awaitAgreement();
    }

    private List<Long> liveNow() {
        live.removeIf(
                handle -> {
                    final Page page = diary.page(handle);
                    return page != null && page.state != null && page.state.isFinal();
                });
        return live;
    }

    /** Cancels some of those that rest: the others live through the next round as well. */
    private void forget() {
        for (final long handle : List.copyOf(liveNow())) {
            if (random.nextInt(3) > 0) {
                engine.orders().cancel(handle);
            }
        }
    }

    private List<Finding> awaitAgreement() {
        final long untilNs = time.nowNs() + PATIENCE_NS;
        List<Finding> found = findings();
        while (!found.isEmpty() && time.nowNs() < untilNs && engine.failure() == null) {
            time.sleepMs(20);
            found = findings();
        }
        return found;
    }

    private List<Finding> findings() {
        if (!engine.responses().desk(0).isReady() || !diary.isSettled(labels.keySet())) {
            final List<Finding> unsettled = new ArrayList<>();
            labels.forEach(
                    (handle, label) -> {
                        if (!diary.isSettled(List.of(handle))) {
                            unsettled.add(
                                    new Finding(
                                            LedgerView.Fault.GUESSED,
                                            handle,
                                            label + " is not resolved"));
                        }
                    });
            if (unsettled.isEmpty()) {
                unsettled.add(new Finding(LedgerView.Fault.GUESSED, 0, "the desk is not ready"));
            }
            return unsettled;
        }
        final LedgerView view = new LedgerView(simulator.trading().ledger(), ACCOUNT);
        final List<Finding> found = view.compare(labels, diary);
        final long position = position();
        if (position != view.position(INSTRUMENT)) {
            found.add(
                    new Finding(
                            LedgerView.Fault.WRONG_POSITION,
                            0,
                            "told " + position + ", truth " + view.position(INSTRUMENT)));
        }
        final int liveCount = engine.responses().desk(0).liveHandles(handles);
        if (liveCount != view.liveCount()) {
            found.add(
                    new Finding(
                            LedgerView.Fault.WRONG_OPEN_ORDERS,
                            0,
                            "told " + liveCount + ", truth " + view.liveCount()));
        }
        return found;
    }

    private long position() {
        final int id = engine.symbols().instruments().lookup(INSTRUMENT);
        final long position = engine.responses().desk(0).position(id);
        return id < 0 || position == MarketEvent.ABSENT ? 0 : position;
    }

    private void place() {
        fill();
        engine.orders().submit(command);
        final String label =
                new String(command.label, 0, command.labelLength, StandardCharsets.US_ASCII);
        labels.put(command.handle, label);
        live.add(command.handle);
    }

    /** A random order. */
    private void fill() {
        final boolean isBuy = random.nextBoolean();
        command.clear().instrument(INSTRUMENT);
        command.action = OrderCommand.NEW;
        command.side = isBuy ? Side.BUY : Side.SELL;
        command.amount = (1 + random.nextInt(20)) * 10 * ONE;
        command.price = isBuy ? passive(true) : passive(false);
        switch (random.nextInt(12)) {
            case 0 -> command.price = aggressive(isBuy);
            case 1 -> {
                command.type = OrderCommand.MARKET;
                command.price = MarketEvent.ABSENT;
            }
            case 2 -> {
                command.price = aggressive(isBuy);
                command.timeInForce = OrderCommand.IMMEDIATE_OR_CANCEL;
            }
            case 3 -> {
                command.price = random.nextBoolean() ? aggressive(isBuy) : command.price;
                command.timeInForce = OrderCommand.FILL_OR_KILL;
            }
            case 4 -> {
                command.price = random.nextBoolean() ? aggressive(isBuy) : command.price;
                command.flags =
                        OrderCommand.POST_ONLY
                                | (random.nextBoolean() ? OrderCommand.REJECT_POST_ONLY : 0);
            }
            case 5 -> command.flags = OrderCommand.REDUCE_ONLY;
            case 6, 7 -> stop(isBuy);
            default -> {
                // Rests.
            }
        }
    }

    private void stop(final boolean isBuy) {
        command.type = random.nextBoolean() ? OrderCommand.STOP_MARKET : OrderCommand.STOP_LIMIT;
        command.trigger = OrderCommand.MARK_PRICE;
        final long away = (random.nextInt(40) + 1) * TICK;
        command.triggerPrice = isBuy ? best(false) + away : best(true) - away;
        command.price =
                command.type == OrderCommand.STOP_MARKET ? MarketEvent.ABSENT : aggressive(isBuy);
    }

    private long best(final boolean ofBids) {
        return (ofBids ? book.bids() : book.asks()).get(0).price();
    }

    private long passive(final boolean isBuy) {
        final long away = random.nextInt(60) * TICK;
        return isBuy ? best(true) - away : best(false) + away;
    }

    private long aggressive(final boolean isBuy) {
        final long away = random.nextInt(8) * TICK;
        return isBuy ? best(false) + away : best(true) - away;
    }

    /** Edits, cancels or hits some of what rests, as far as it still does. */
    private void act(final int times) {
        for (int i = 0; i < times && !live.isEmpty(); i++) {
            final long handle = live.get(random.nextInt(live.size()));
            switch (random.nextInt(8)) {
                case 0, 1 -> engine.orders().cancel(handle);
                case 2 -> {
                    engine.orders().cancel(handle);
                    engine.orders().cancel(handle);
                }
                case 3, 4 -> edit(handle);
                default -> hit(labels.get(handle));
            }
        }
    }

    private void edit(final long handle) {
        final Page page = diary.page(handle);
        if (page == null || page.price == MarketEvent.ABSENT || page.state != OrderState.OPEN) {
            return;
        }
        final long price = page.price + (random.nextInt(21) - 10) * TICK;
        final long amount = (1 + random.nextInt(20)) * 10 * ONE;
        engine.orders()
                .edit(
                        handle,
                        random.nextInt(3) == 0 ? MarketEvent.ABSENT : price,
                        random.nextInt(3) == 0 ? MarketEvent.ABSENT : amount);
    }

    private void hit(final String label) {
        try {
            simulator.trading().fill(ACCOUNT, label, (1 + random.nextInt(20)) * 10 * ONE);
        } catch (final IllegalArgumentException e) {
            // It does not rest any more, or not yet.
        }
    }
}
