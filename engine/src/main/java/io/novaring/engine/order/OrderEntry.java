/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.order;

import io.novaring.codec.CommandType;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.engine.connection.UserCommands;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingMessages;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Where a program's orders enter. Any thread; every method but the futures returns at once and
 * allocates nothing, a few hundred bytes at a thread's first call aside. An {@link OrderCommand}
 * that is handed in stays the caller's, to be filled again for the next call.
 *
 * <p>What is taken becomes an event of the ring and is decided on by stage 4; what became of it is
 * told by {@link MarketEvent#updates}. What is refused here becomes an event as well, with the
 * reason in it, unless the command ring is full or the engine has ended.
 *
 * <pre>
 *   long result = orders.submit(order.clear().instrument(name)...);
 *   if (result &lt; 0 &amp;&amp; OrderEntry.refusalOf(result) == OrderRefusal.THROTTLED) {
 *       retryAtNs = event.receivedTimeNs + OrderEntry.waitNs(result);
 *   }
 * </pre>
 */
public final class OrderEntry {
    /** What a command is answered that is on its way and concerns no single order. */
    public static final long TAKEN = 1;

    private static final int TEXT_LENGTH_MAX = 16 << 10;
    private static final int REFUSAL_BITS = 8;
    private static final int REFUSAL_MASK = (1 << REFUSAL_BITS) - 1;
    private static final long WAIT_NS_MAX = Long.MAX_VALUE >> REFUSAL_BITS;

    private final int connectionId;
    private final UserCommands ring;
    private final TradingMessages trading;
    private final CreditGate gate;
    private final OrderHandles handles;
    private final OrderFutures futures;
    private final Orders orders;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    OrderEntry(
            final int connectionId,
            final TradingMessages trading,
            final UserCommands ring,
            final CreditGate gate,
            final OrderHandles handles,
            final OrderFutures futures,
            final Orders orders) {
        this.connectionId = connectionId;
        this.trading = trading;
        this.ring = ring;
        this.gate = gate;
        this.handles = handles;
        this.futures = futures;
        this.orders = orders;
    }

    /** Why this was refused; {@link OrderRefusal#NONE} when it is on its way. */
    public static OrderRefusal refusalOf(final long result) {
        return result > 0 ? OrderRefusal.NONE : OrderRefusal.ofCode((int) (-result & REFUSAL_MASK));
    }

    /** Of one that was THROTTLED: how long until credits are there, in nanoseconds; else 0. */
    public static long waitNs(final long result) {
        return result > 0 ? 0 : -result >> REFUSAL_BITS;
    }

    private static long refused(final OrderRefusal refusal, final long waitNs) {
        return -(waitNs << REFUSAL_BITS | refusal.code());
    }

    /** The connection whose orders these are. */
    public int connectionId() {
        return connectionId;
    }

    /**
     * Puts a command on its way to stage 4. Of NEW and CLOSE_POSITION, handle and label are filled
     * in; of a refused one, refusal and wait.
     *
     * @return the handle of the order, above 2^32; {@link #TAKEN} for a command that concerns no
     *     single order or names it by the venue's id; below zero when it was refused: see {@link
     *     #refusalOf} and {@link #waitNs}.
     */
    public long submit(final OrderCommand order) {
        if (needsHandle(order)) {
            name(order);
        }
        return offer(order);
    }

    /**
     * As {@link #submit}, for those who would rather wait than read events. The future completes on
     * the common pool when the order is first known: it is open, done, rejected or refused. One
     * whose fate is unknown completes when that is settled, which may take as long as the venue is
     * out of reach. Allocates. A handler must not wait for it: the answer cannot pass the handler.
     */
    public CompletableFuture<OrderOutcome> submitForFuture(final OrderCommand order) {
        if (!needsHandle(order)) {
            throw new IllegalArgumentException(
                    "only a command that makes an order has a future: its action is "
                            + order.action);
        }
        name(order);
        final CompletableFuture<OrderOutcome> future = futures.open(order.handle);
        if (future == null) {
            order.refusal = OrderRefusal.TABLE_FULL.code();
            return CompletableFuture.completedFuture(OrderOutcome.refused(order));
        }
        if (offer(order) < 0) {
            futures.complete(order.handle, OrderOutcome.refused(order));
        }
        return future;
    }

    private static boolean needsHandle(final OrderCommand order) {
        return order.action == OrderCommand.NEW || order.action == OrderCommand.CLOSE_POSITION;
    }

    private void name(final OrderCommand order) {
        order.handle = handles.next();
        order.labelLength = handles.writeLabel(order.handle, order.label);
    }

    /**
     * Changes price and amount of an order.
     *
     * @param price scaled, or {@link MarketEvent#ABSENT} to leave it.
     * @param amount scaled: the new total, what was filled included; ABSENT to leave it.
     * @return as {@link #submit}.
     */
    public long edit(final long handle, final long price, final long amount) {
        final OrderCommand order = scratch.get().command.clear();
        order.action = OrderCommand.EDIT;
        order.handle = handle;
        order.price = price;
        order.amount = amount;
        return offer(order);
    }

    /** Cancels an order; the result is that of {@link #submit}. */
    public long cancel(final long handle) {
        final OrderCommand order = scratch.get().command.clear();
        order.action = OrderCommand.CANCEL;
        order.handle = handle;
        return offer(order);
    }

    /** Cancels every order of the account; the result is that of {@link #submit}. */
    public long cancelAll() {
        final OrderCommand order = scratch.get().command.clear();
        order.action = OrderCommand.CANCEL_ALL;
        return offer(order);
    }

    /** Cancels every order of an instrument; the result is that of {@link #submit}. */
    public long cancelAll(final byte[] instrument) {
        final OrderCommand order = scratch.get().command.clear().instrument(instrument);
        order.action = OrderCommand.CANCEL_INSTRUMENT;
        return offer(order);
    }

    /** As {@link #cancelAll(byte[])}; allocates. */
    public long cancelAll(final String instrument) {
        return cancelAll(ascii(instrument));
    }

    /**
     * Cancels every order of a part of the account; the result is that of {@link #submit}.
     *
     * @param scope in the venue's words, ASCII, 64 bytes at most: of Deribit a currency, {@code
     *     any}, a list or a pair, and behind it a kind and a type if wanted: {@code BTC}, {@code
     *     any option}, {@code BTC,ETH future limit}, {@code BTC_USDC}. What the venue cannot read
     *     is refused with NOT_SUPPORTED.
     */
    public long cancelScope(final byte[] scope) {
        final OrderCommand order = scratch.get().command.clear().label(scope, 0, scope.length);
        order.action = OrderCommand.CANCEL_SCOPE;
        return offer(order);
    }

    /** As {@link #cancelScope(byte[])}; allocates. */
    public long cancelScope(final String scope) {
        return cancelScope(ascii(scope));
    }

    /**
     * Cancels every order that has this label, also one that another program gave it; the result is
     * that of {@link #submit}.
     *
     * @param instrument where the venue is to look: at everything of its currency, as Deribit has
     *     it. Empty for everywhere, which may cost more of the venue's credits.
     */
    public long cancelLabel(final byte[] label, final byte[] instrument) {
        final OrderCommand order = scratch.get().command.clear().instrument(instrument);
        order.label(label, 0, label.length).action = OrderCommand.CANCEL_LABEL;
        return offer(order);
    }

    /** As {@link #cancelLabel(byte[], byte[])}; allocates. */
    public long cancelLabel(final String label, final String instrument) {
        return cancelLabel(ascii(label), ascii(instrument));
    }

    /**
     * Closes the position in an instrument.
     *
     * @param price scaled, of a limit order; ABSENT to close at the market's.
     * @return as {@link #submit}.
     */
    public long closePosition(final byte[] instrument, final long price) {
        final OrderCommand order = scratch.get().command.clear().instrument(instrument);
        order.action = OrderCommand.CLOSE_POSITION;
        order.type = price == MarketEvent.ABSENT ? OrderCommand.MARKET : OrderCommand.LIMIT;
        order.price = price;
        return submit(order);
    }

    /** As {@link #closePosition(byte[], long)}; allocates. */
    public long closePosition(final String instrument, final long price) {
        return closePosition(ascii(instrument), price);
    }

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Says what the orders of instruments must be like, from the event on that this becomes.
     * Allocates.
     *
     * @throws IllegalStateException when the engine takes no commands.
     */
    public void rules(final Collection<InstrumentRules> rules) {
        tell(CommandType.INSTRUMENT_RULES, rules.stream().map(InstrumentRules::encode).toList());
    }

    /** As {@link #rules(Collection)}. */
    public void rules(final InstrumentRules... rules) {
        rules(List.of(rules));
    }

    /**
     * Says what the program does not want to exceed, from the event on that this becomes.
     * Allocates.
     *
     * @throws IllegalStateException when the engine takes no commands.
     */
    public void limits(final RiskLimits... limits) {
        tell(CommandType.RISK_LIMITS, Stream.of(limits).map(RiskLimits::encode).toList());
    }

    /** Some hundred lines a command: an event should stay one that a slot can keep. */
    private void tell(final CommandType type, final List<byte[]> lines) {
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (final byte[] line : lines) {
            if (text.size() > 0 && text.size() + line.length > TEXT_LENGTH_MAX) {
                orders.command(connectionId, type, text.toByteArray());
                text.reset();
            }
            text.write(line, 0, line.length);
        }
        if (text.size() > 0) {
            orders.command(connectionId, type, text.toByteArray());
        }
    }

    /**
     * Cancels every order of this connection at once and refuses new ones until {@link #resume}:
     * see {@link Orders#kill}.
     */
    public KillReport kill() {
        return orders.kill(connectionId);
    }

    /** Takes orders again after a kill. */
    public void resume() {
        orders.resume(connectionId);
    }

    /** True from a kill to the next {@link #resume}. */
    public boolean isKilled() {
        return orders.isKilled(connectionId);
    }

    List<String> channels() {
        return trading.channels();
    }

    private long offer(final OrderCommand order) {
        order.waitNs = 0;
        order.refusal = OrderRefusal.NONE.code();
        if (!orders.isRunning()) {
            return refuse(order, OrderRefusal.NOT_CONNECTED, 0);
        }
        final OrderRefusal refusal = check(order);
        final long result =
                refusal == OrderRefusal.NONE
                        ? resultOf(order)
                        : refuse(order, refusal, order.waitNs);
        final byte[] bytes = scratch.get().bytes;
        final int length = order.encode(bytes);
        if (ring.offer(connectionId, CommandType.ORDER, 0, 0, bytes, length)) {
            return result;
        }
        // What it took of the credits is not given back: see CreditGate.
        return refusal == OrderRefusal.NONE ? refuse(order, OrderRefusal.BUSY, 0) : result;
    }

    private OrderRefusal check(final OrderCommand order) {
        if (isMalformed(order)) {
            return OrderRefusal.MALFORMED;
        }
        final boolean isCancel = order.isCancel();
        if (!isCancel && orders.isKilled(connectionId)) {
            return OrderRefusal.KILLED;
        }
        if (!isCancel && orders.isJournalOff()) {
            return OrderRefusal.JOURNAL_OFF;
        }
        final int requestType = trading.requestTypeOf(order);
        if (requestType == RequestType.NONE) {
            return OrderRefusal.NOT_SUPPORTED;
        }
        final long nowNs = orders.nowNs();
        final long waitNs = gate.tryTake(requestType, nowNs);
        if (waitNs > 0 && isCancel) {
            // It waits for its credits at the desk: what takes risk away is not turned back here.
            gate.debit(requestType, nowNs);
            return OrderRefusal.NONE;
        }
        order.waitNs = Math.min(WAIT_NS_MAX, waitNs);
        return waitNs == 0 ? OrderRefusal.NONE : OrderRefusal.THROTTLED;
    }

    /** What can be said without knowing the order or the instrument; stage 4 says the rest. */
    private static boolean isMalformed(final OrderCommand order) {
        return switch (order.action) {
            case OrderCommand.NEW, OrderCommand.CLOSE_POSITION, OrderCommand.CANCEL_INSTRUMENT ->
                    order.instrumentLength == 0;
            case OrderCommand.EDIT, OrderCommand.CANCEL ->
                    // Below zero: an order that somebody else placed, as the desk calls it.
                    order.handle == 0 && order.orderIdLength == 0;
            case OrderCommand.CANCEL_SCOPE, OrderCommand.CANCEL_LABEL -> order.labelLength == 0;
            case OrderCommand.CANCEL_ALL -> false;
            default -> true;
        };
    }

    private static long resultOf(final OrderCommand order) {
        return order.handle > 0 ? order.handle : TAKEN;
    }

    private static long refuse(
            final OrderCommand order, final OrderRefusal refusal, final long waitNs) {
        order.refusal = refusal.code();
        order.waitNs = waitNs;
        return refused(refusal, waitNs);
    }

    /** What one thread fills. */
    private static final class Scratch {
        final OrderCommand command = new OrderCommand();
        final byte[] bytes = new byte[OrderCommand.LENGTH_MAX];
    }
}
