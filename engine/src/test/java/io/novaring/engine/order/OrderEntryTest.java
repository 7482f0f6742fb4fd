/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.venue.RateLimitHandler;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderEntryTest {
    private final OrdersRig rig = new OrdersRig(OrdersRig.trader());
    private final OrderEntry entry = rig.orders.entry();

    private static OrderCommand order() {
        final OrderCommand order = new OrderCommand().instrument("BTC-PERPETUAL");
        order.action = OrderCommand.NEW;
        order.price = 5;
        order.amount = 7;
        return order;
    }

    private static String label(final OrderCommand command) {
        return new String(command.label, 0, command.labelLength, StandardCharsets.US_ASCII);
    }

    private void assertRefused(final OrderRefusal refusal, final long result) {
        assertTrue(result < 0);
        assertEquals(refusal, OrderEntry.refusalOf(result));
        assertEquals(refusal.code(), rig.last().refusal);
    }

    @Test
    void shouldNameAnOrderAndPutItOnItsWay() {
        final OrderCommand order = order();

        final long handle = entry.submit(order);

        assertTrue(handle > 1L << 32);
        assertEquals(OrderRefusal.NONE, OrderEntry.refusalOf(handle));
        assertEquals(0, OrderEntry.waitNs(handle));
        final OrderCommand taken = rig.last();
        assertEquals(handle, taken.handle);
        assertEquals("nr-" + Long.toString(handle, 36), label(taken));
        assertEquals(OrderCommand.NEW, taken.action);
        assertEquals(5, taken.price);
        assertEquals(7, taken.amount);
        assertEquals(0, taken.refusal);
        assertEquals(label(order), label(taken));
    }

    @Test
    void shouldWriteEveryKindOfCommand() {
        final byte[] instrument = "ETH-PERPETUAL".getBytes(StandardCharsets.US_ASCII);

        assertEquals(9L << 32, entry.edit(9L << 32, 3, MarketEvent.ABSENT));
        OrderCommand command = rig.last();
        assertEquals(OrderCommand.EDIT, command.action);
        assertEquals(3, command.price);
        assertEquals(MarketEvent.ABSENT, command.amount);
        assertEquals(9L << 32, entry.cancel(9L << 32));
        assertEquals(OrderCommand.CANCEL, rig.last().action);
        assertEquals(OrderEntry.TAKEN, entry.cancelAll());
        assertEquals(OrderCommand.CANCEL_ALL, rig.last().action);
        assertEquals(OrderEntry.TAKEN, entry.cancelAll(instrument));
        command = rig.last();
        assertEquals(OrderCommand.CANCEL_INSTRUMENT, command.action);
        assertEquals(instrument.length, command.instrumentLength);
        assertEquals(OrderEntry.TAKEN, entry.cancelScope("BTC option"));
        command = rig.last();
        assertEquals(OrderCommand.CANCEL_SCOPE, command.action);
        assertEquals("BTC option", label(command));
        assertEquals(0, command.instrumentLength);
        assertEquals(OrderEntry.TAKEN, entry.cancelLabel("grid-1", "ETH-PERPETUAL"));
        command = rig.last();
        assertEquals(OrderCommand.CANCEL_LABEL, command.action);
        assertEquals("grid-1", label(command));
        assertEquals(instrument.length, command.instrumentLength);
        assertRefused(OrderRefusal.MALFORMED, entry.cancelScope(""));
        assertRefused(OrderRefusal.MALFORMED, entry.cancelLabel("", "ETH-PERPETUAL"));
        assertTrue(entry.closePosition(instrument, MarketEvent.ABSENT) > 1L << 32);
        command = rig.last();
        assertEquals(OrderCommand.CLOSE_POSITION, command.action);
        assertEquals(OrderCommand.MARKET, command.type);
        assertTrue(entry.closePosition("ETH-PERPETUAL", 4) > 1L << 32);
        command = rig.last();
        assertEquals(OrderCommand.LIMIT, command.type);
        assertEquals(4, command.price);
    }

    @Test
    void shouldRefuseWhatSaysTooLittle() {
        final OrderCommand nameless = new OrderCommand();
        nameless.action = OrderCommand.NEW;
        assertRefused(OrderRefusal.MALFORMED, entry.submit(nameless));
        assertRefused(OrderRefusal.MALFORMED, entry.submit(new OrderCommand()));
        assertRefused(OrderRefusal.MALFORMED, entry.cancel(0));
        assertRefused(OrderRefusal.MALFORMED, entry.edit(0, 1, 1));
        final OrderCommand named = new OrderCommand().orderId(new byte[] {'7'}, 0, 1);
        named.action = OrderCommand.CANCEL;
        assertEquals(OrderEntry.TAKEN, entry.submit(named));
    }

    @Test
    void shouldRefuseWhatTheVenueHasNoRequestFor() {
        final OrderCommand order = order();
        order.type = OrderCommand.TRAILING_STOP;

        assertRefused(OrderRefusal.NOT_SUPPORTED, entry.submit(order));
    }

    @Test
    void shouldLetOnlyCancelsPassAKill() {
        entry.kill();

        assertRefused(OrderRefusal.KILLED, entry.submit(order()));
        assertRefused(OrderRefusal.KILLED, entry.edit(9L << 32, 1, 1));
        assertRefused(OrderRefusal.KILLED, entry.closePosition("X", MarketEvent.ABSENT));
        assertEquals(OrderEntry.TAKEN, entry.cancelAll());
        assertEquals(OrderEntry.TAKEN, entry.cancelAll("X"));
        entry.resume();
        assertTrue(entry.submit(order()) > 0);
        assertEquals(1, rig.kills.size());
    }

    @Test
    void shouldLetOnlyCancelsPassWithoutAJournal() {
        rig.isJournalOff = true;

        assertRefused(OrderRefusal.JOURNAL_OFF, entry.submit(order()));
        assertEquals(OrderEntry.TAKEN, entry.cancelAll());
        final OrdersRig bold =
                new OrdersRig(
                        OrderSettings.DEFAULT.withTradesUnjournalled(true), OrdersRig.trader());
        bold.isJournalOff = true;
        assertTrue(bold.orders.entry().submit(order()) > 0);
    }

    @Test
    void shouldSayThatTheRingIsFull() {
        final OrdersRig rich =
                new OrdersRig(
                        new TestTrader(
                                true,
                                new TestLimits(
                                        1_000_000,
                                        1_000_000,
                                        new long[] {1, 1},
                                        new long[] {0, 0})));
        long result;
        int count = -1;
        do {
            result = rich.orders.entry().submit(order());
            count++;
        } while (result > 0);

        assertEquals(OrderRefusal.BUSY, OrderEntry.refusalOf(result));
        rich.drain();
        assertEquals(count, rich.commands.size());
        assertTrue(rich.orders.entry().submit(order()) > 0);
    }

    @Test
    void shouldTakeNothingWhenTheEngineHasEnded() {
        rig.isRunning = false;

        final long result = entry.submit(order());

        assertEquals(OrderRefusal.NOT_CONNECTED, OrderEntry.refusalOf(result));
        rig.drain();
        assertEquals(List.of(), rig.commands);
    }

    @Test
    void shouldGiveEveryThreadItsOwnHandles() throws InterruptedException {
        final OrdersRig rich = new OrdersRig(new TestTrader(true, RateLimitHandler.UNLIMITED));
        final Set<Long> handles = new HashSet<>();
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            final Thread thread =
                    new Thread(
                            () -> {
                                final OrderCommand order = order();
                                for (int j = 0; j < 50; j++) {
                                    final long handle = rich.orders.entry().submit(order);
                                    synchronized (handles) {
                                        handles.add(handle);
                                    }
                                }
                            });
            threads.add(thread);
            thread.start();
        }
        for (final Thread thread : threads) {
            thread.join();
        }
        rich.drain();

        assertEquals(200, handles.size());
        final Set<Long> taken = new HashSet<>();
        for (final OrderCommand command : rich.commands) {
            assertEquals("nr-" + Long.toString(command.handle, 36), label(command));
            taken.add(command.handle);
        }
        assertEquals(handles, taken);
    }

    @Test
    void shouldCompleteTheFutureOfARefusedOrderAtOnce() throws Exception {
        entry.kill();

        final OrderOutcome outcome = entry.submitForFuture(order()).get(20, TimeUnit.SECONDS);

        assertEquals(OrderState.REFUSED, outcome.state());
        assertEquals(OrderRefusal.KILLED, outcome.refusal());
        assertEquals(5, outcome.price());
        assertEquals(
                "only a command that makes an order has a future: its action is 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> {
                                    final OrderCommand all = new OrderCommand();
                                    all.action = OrderCommand.CANCEL_ALL;
                                    entry.submitForFuture(all);
                                })
                        .getMessage());
    }

    @Test
    void shouldNotTakeARefusedCancelForTheFateOfTheOrder() throws Exception {
        final CompletableFuture<OrderOutcome> future = entry.submitForFuture(order());
        final MarketEvent event = new MarketEvent();
        final OrderUpdates updates = event.claimUpdates();
        updates.handle[updates.add(OrderUpdates.REFUSED)] = rig.last().handle;
        updates.state[0] = OrderState.SENT.code();
        updates.refusal[0] = OrderRefusal.PENDING.code();

        rig.orders.handler().onEvent(event, 0, true);
        updates.kind[0] = OrderUpdates.ORDER;
        updates.refusal[0] = 0;
        updates.state[0] = OrderState.OPEN.code();
        rig.orders.handler().onEvent(event, 1, true);

        assertEquals(OrderState.OPEN, future.get(20, TimeUnit.SECONDS).state());
    }

    @Test
    void shouldCancelWhatSomebodyElsePlaced() {
        assertEquals(OrderEntry.TAKEN, entry.cancel(-3));
        assertEquals(-3, rig.last().handle);
        assertEquals(OrderRefusal.NONE.code(), rig.last().refusal);
        assertEquals(OrderEntry.TAKEN, entry.edit(-3, 5, 7));
    }

    @Test
    void shouldFailFuturesWithTheEngine() {
        final CompletableFuture<OrderOutcome> future = entry.submitForFuture(order());
        assertFalse(future.isDone());

        rig.orders.close("the engine was closed");

        assertTrue(future.isCompletedExceptionally());
        assertTrue(entry.submitForFuture(order()).isCompletedExceptionally());
    }

    @Test
    void shouldTellRulesAndLimits() {
        final InstrumentRules rules = new InstrumentRules("X", 5, 1, 1, List.of());
        final List<InstrumentRules> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(new InstrumentRules("INSTRUMENT-" + i, 5, 1, 1, List.of()));
        }

        entry.rules(rules, rules);
        entry.limits(RiskLimits.DEFAULT);
        final String line = new String(rules.encode(), StandardCharsets.US_ASCII);
        assertEquals("INSTRUMENT_RULES " + line + line, rig.texts.get(0));
        assertTrue(rig.texts.get(1).startsWith("RISK_LIMITS * "));
        rig.texts.clear();
        entry.rules(many);

        assertTrue(rig.texts.size() > 1, "in several commands");
        assertEquals(1_000, rig.texts.stream().mapToLong(text -> text.lines().count()).sum());
    }

    @Test
    void shouldFindTheOneEntryOrSayWhyNot() {
        final TestTrader reader = new TestTrader(false, RateLimitHandler.UNLIMITED);
        final OrdersRig none = new OrdersRig(reader);
        final OrdersRig second = new OrdersRig(reader, OrdersRig.trader());
        final OrdersRig two = new OrdersRig(OrdersRig.trader(), reader, OrdersRig.trader());

        assertEquals(1, second.orders.entry().connectionId());
        assertSame(second.orders.entry(), second.orders.entry(1));
        assertEquals(
                "no connection trades: add a client whose venue and role takes orders",
                assertThrows(IllegalStateException.class, none.orders::entry).getMessage());
        assertEquals(
                "connections 0 and 2 both trade: say which, as in orders(0)",
                assertThrows(IllegalStateException.class, two.orders::entry).getMessage());
        assertEquals(
                "connection 0 does not trade: its client takes no orders",
                assertThrows(IllegalStateException.class, () -> none.orders.entry(0)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAllocateNothing(final boolean isThrottled) {
        final OrdersRig measured =
                new OrdersRig(
                        isThrottled
                                ? OrdersRig.trader()
                                : new TestTrader(true, RateLimitHandler.UNLIMITED));
        final OrderCommand order = order();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long threadId = Thread.currentThread().getId();
        submit(measured, order, 20_000);
        threads.getThreadAllocatedBytes(threadId);

        final long before = threads.getThreadAllocatedBytes(threadId);
        submit(measured, order, 20_000);
        final long allocated = threads.getThreadAllocatedBytes(threadId) - before;

        assertTrue(allocated < 2_000, allocated + " bytes");
    }

    private static void submit(final OrdersRig rig, final OrderCommand order, final int count) {
        final OrderEntry entry = rig.orders.entry();
        for (int i = 0; i < count; i++) {
            entry.submit(order);
            entry.cancel(5L << 32);
            rig.ring.drain(DISCARD);
        }
    }

    private static final io.novaring.engine.connection.UserCommands.Receiver DISCARD =
            (connectionId, type, requestType, token, payload, length) -> {};
}
