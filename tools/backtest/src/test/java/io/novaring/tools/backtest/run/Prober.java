/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.run;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends an order at every n-th change of the book it sees, and keeps what it saw and did. */
final class Prober implements Strategy {
    private static final long USD = 1_000_000_000L;

    /** Every event of whatever happened, and every order, in their order. */
    final List<String> lines = new ArrayList<>();

    /** What each submit was answered. */
    final List<Long> results = new ArrayList<>();

    private final int every;
    private final int ordersAtOnce;
    private final OrderCommand command = new OrderCommand();
    private StrategyContext context;
    private int bookCount;
    long startedNs;
    long stoppedNs;
    private long nowNs;

    /**
     * @param every 0 for never.
     */
    Prober(final int every, final int ordersAtOnce) {
        this.every = every;
        this.ordersAtOnce = ordersAtOnce;
    }

    @Override
    public void start(final StrategyContext given) {
        context = given;
        startedNs = nowNs;
    }

    @Override
    public void stop() {
        stoppedNs = nowNs;
    }

    @Override
    public boolean isFlat() {
        return true;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        nowNs = event.publishedTimeNs;
        lines.add(
                sequence
                        + " "
                        + event.origin
                        + " "
                        + event.kind
                        + " "
                        + event.connectionId
                        + " "
                        + event.publishedTimeNs
                        + " "
                        + event.bookState
                        + " "
                        + (event.origin == Origin.COMMAND ? "" : event.rawText()));
        if (event.kind != EventKind.BOOK || context == null || every == 0) {
            return;
        }
        if (++bookCount % every == 0) {
            for (int i = 0; i < ordersAtOnce; i++) {
                submit();
            }
        }
    }

    private void submit() {
        command.clear().instrument(RecordedDay.NAME.getBytes(StandardCharsets.US_ASCII));
        command.action = OrderCommand.NEW;
        command.type = OrderCommand.LIMIT;
        command.side = Side.BUY;
        command.price = 60_000 * USD;
        command.amount = 10 * USD;
        final long result = context.orders().submit(command);
        results.add(result);
        lines.add("submit " + (result > 0 ? "taken" : OrderEntry.refusalOf(result)));
    }
}
