/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.trading;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Text;
import io.novaring.codec.order.OrderRefusal;
import io.novaring.codec.order.OrderState;
import io.novaring.engine.order.OrderListener;
import io.novaring.engine.order.OrderUpdate;
import io.novaring.engine.order.OrderUpdatesReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a program hears of its orders, written down; read by another thread. */
final class OrderDiary implements EventHandler<MarketEvent>, OrderListener {
    private static final int LINES_MAX = 2_000;
    private static final long SLOW_NS = 5_000_000_000L;
    private static final int LINE_LENGTH_MAX = 420;

    private final OrderUpdatesReader reader = new OrderUpdatesReader(this);
    private final Map<Long, Page> pages = new LinkedHashMap<>();
    private final Map<String, Fill> fills = new LinkedHashMap<>();
    private final List<String> doubleFills = new ArrayList<>();
    private final List<Long> resolvedNs = new ArrayList<>();
    private final List<Long> readyNs = new ArrayList<>();
    private final Map<OrderRefusal, Integer> refusals = new EnumMap<>(OrderRefusal.class);
    private final Deque<String> lines = new ArrayDeque<>();
    private long authenticatedNs;
    private long slowestNs;
    private final Set<Page> unsettled = new LinkedHashSet<>();
    private Page slowest = new Page();
    private String slowestTail = "";
    private long firstNs;
    private final List<Long> revised = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private int notFoundCount;
    private int refusedCount;
    private int disconnectCount;

    /** The last that was heard of an order. */
    static final class Page {
        OrderState state;
        long price;
        long amount;
        long filled;
        boolean isLost;
        final StringBuilder trail = new StringBuilder();
    }

    /** A trade as it was told. */
    record Fill(long handle, byte side, long price, long amount) {}

    @Override
    public synchronized void onEvent(
            final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        if (event.kind == EventKind.LIFECYCLE) {
            onLifecycle(event);
        }
        final int count = reader.read(event);
        if (count > 0 || event.origin != Origin.TICK) {
            note(event);
        }
        if (event.kind == EventKind.LIFECYCLE && event.code == Lifecycle.DISCONNECTED.code()) {
            disconnectCount++;
            for (final Page page : unsettled) {
                page.isLost |= page.state == OrderState.UNKNOWN;
            }
        }
    }

    private void onLifecycle(final MarketEvent event) {
        if (event.code == Lifecycle.AUTHENTICATED.code()) {
            authenticatedNs = event.receivedTimeNs;
        }
        final String line = "%n    %s %s".formatted(ms(event), Lifecycle.ofCode(event.code));
        for (final Page page : unsettled) {
            page.trail.append(line);
        }
    }

    private void note(final MarketEvent event) {
        if (firstNs == 0) {
            firstNs = event.receivedTimeNs;
        }
        final String text =
                event.origin == Origin.COMMAND
                        ? ""
                        : new String(event.raw, 0, event.rawLength, StandardCharsets.UTF_8);
        final String line =
                ms(event)
                        + " "
                        + event.origin
                        + " "
                        + event.kind
                        + (event.hasFlag(MarketEvent.UNSENT) ? " UNSENT" : "")
                        + (event.kind == EventKind.LIFECYCLE
                                ? " " + Lifecycle.ofCode(event.code)
                                : "")
                        + " token="
                        + event.token
                        + " "
                        + text;
        lines.add(line.length() > LINE_LENGTH_MAX ? line.substring(0, LINE_LENGTH_MAX) : line);
        while (lines.size() > LINES_MAX) {
            lines.remove();
        }
    }

    private String ms(final MarketEvent event) {
        return (event.receivedTimeNs - firstNs) / 1_000_000 + "ms";
    }

    @Override
    public void onOrder(final OrderUpdate order) {
        final Page page = pageOf(order.handle());
        final OrderState state = order.state();
        page.trail.append(
                "%n    %s %s -> %s price %d amount %d filled %d error %d (%s %s)"
                        .formatted(
                                ms(order.event()),
                                order.previousState(),
                                state,
                                order.price(),
                                order.amount(),
                                order.filledAmount(),
                                order.errorCode(),
                                order.event().origin,
                                order.event().kind));
        if (page.isLost && state != OrderState.UNKNOWN) {
            page.isLost = false;
            final long tookNs = order.event().receivedTimeNs - authenticatedNs;
            resolvedNs.add(tookNs);
            if (tookNs > slowestNs) {
                slowestNs = tookNs;
                slowest = page;
                slowestTail = tookNs > SLOW_NS ? tail() : "";
            }
        }
        if (page.state != null && page.state.isFinal() && !isSame(page.state, state)) {
            revised.add(order.handle());
        }
        enter(page, state);
        page.price = order.price();
        page.amount = order.amount();
        page.filled = order.filledAmount();
    }

    /**
     * True when the second says of an order that is done what the first said. That the venue knew
     * nothing of it, after proof, and then the venue's refusal, which was that late, are one thing:
     * it never was.
     */
    private static boolean isSame(final OrderState told, final OrderState then) {
        return told == then || told == OrderState.NOT_FOUND && then == OrderState.REJECTED;
    }

    @Override
    public void onFill(final OrderUpdate fill) {
        final MarketEvent event = fill.event();
        final String id = Text.toString(event.raw, event.trades.tradeId[fill.row()]);
        final Fill told = new Fill(fill.handle(), fill.side(), fill.price(), fill.amount());
        pageOf(fill.handle()).trail.append("%n    %s fill %s %s".formatted(ms(event), id, told));
        if (fills.put(id, told) != null) {
            doubleFills.add(id);
        }
    }

    @Override
    public void onRefused(final OrderUpdate refused) {
        refusals.merge(refused.refusal(), 1, Integer::sum);
        final Page page = pageOf(refused.handle());
        page.trail.append("%n    %s %s".formatted(ms(refused.event()), refused.refusal()));
        if (refused.state() == OrderState.REFUSED) {
            enter(page, OrderState.REFUSED);
            refusedCount++;
        }
    }

    private void enter(final Page page, final OrderState state) {
        page.state = state;
        if (state.isFinal() || state == OrderState.OPEN || state == OrderState.UNTRIGGERED) {
            unsettled.remove(page);
        } else {
            unsettled.add(page);
        }
    }

    @Override
    public void onFailed(final OrderUpdate failed) {
        pageOf(failed.handle())
                .trail
                .append("%n    %s failed %d".formatted(ms(failed.event()), failed.errorCode()));
    }

    @Override
    public void onReady(final OrderUpdate ready) {
        readyNs.add(ready.event().receivedTimeNs - authenticatedNs);
    }

    @Override
    public void onAlarm(final OrderUpdate alarm) {
        pageOf(alarm.handle()).trail.append("%n    %s ALARM".formatted(ms(alarm.event())));
        if (alarm.state() == OrderState.NOT_FOUND) {
            notFoundCount++;
        } else {
            oddities.add("alarm " + describe(alarm));
        }
    }

    @Override
    public void onPosition(final OrderUpdate position) {
        if (position.isDifference()) {
            oddities.add(
                    "position difference, ours "
                            + position.expectedPosition()
                            + ", theirs "
                            + position.position()
                            + ' '
                            + describe(position));
        }
    }

    private String describe(final OrderUpdate update) {
        final MarketEvent event = update.event();
        final String text = new String(event.raw, 0, event.rawLength, StandardCharsets.UTF_8);
        return "at %s of %d in state %s: %s %s"
                .formatted(
                        ms(event),
                        update.handle(),
                        update.state(),
                        event.kind,
                        text.substring(0, Math.min(text.length(), LINE_LENGTH_MAX)));
    }

    private Page pageOf(final long handle) {
        return pages.computeIfAbsent(handle, key -> new Page());
    }

    /** Null when nothing was heard of it. */
    synchronized Page page(final long handle) {
        return pages.get(handle);
    }

    synchronized Map<String, Fill> fills() {
        return new LinkedHashMap<>(fills);
    }

    synchronized List<String> doubleFills() {
        return List.copyOf(doubleFills);
    }

    /** From the session that recovered to the word on each order lost with an earlier one. */
    synchronized List<Long> resolvedNs() {
        return new ArrayList<>(resolvedNs);
    }

    /** Orders that were told to be done, and then to be something else: the first was a guess. */
    synchronized List<Long> revised() {
        return List.copyOf(revised);
    }

    synchronized long slowestNs() {
        return slowestNs;
    }

    /** What happened to the order that took longest. */
    synchronized String slowest() {
        return slowest.trail.toString();
    }

    /** The events before its fate was known, when that took too long. */
    synchronized String slowestTail() {
        return slowestTail;
    }

    /** From each session to the time orders could go out. */
    synchronized List<Long> readyNs() {
        return new ArrayList<>(readyNs);
    }

    synchronized Map<OrderRefusal, Integer> refusals() {
        return new EnumMap<>(refusals);
    }

    /** Orders that were never sent, for one of our own reasons. */
    synchronized int refusedCount() {
        return refusedCount;
    }

    synchronized int notFoundCount() {
        return notFoundCount;
    }

    /** Alarms for anything else than an order that was not found, and other positions than ours. */
    synchronized List<String> oddities() {
        return List.copyOf(oddities);
    }

    synchronized int disconnectCount() {
        return disconnectCount;
    }

    /** Orders whose fate is known, but for those that may yet trade. */
    synchronized boolean isSettled(final Iterable<Long> handles) {
        for (final long handle : handles) {
            final Page page = pages.get(handle);
            if (page == null
                    || page.state == null
                    || page.state == OrderState.PENDING_NEW
                    || page.state == OrderState.SENT
                    || page.state == OrderState.UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    /** The last events, for whoever has to find out. */
    synchronized String tail() {
        return String.join("\n", lines);
    }
}
