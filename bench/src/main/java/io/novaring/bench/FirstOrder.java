/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench;

import io.novaring.codec.BookState;
import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderUpdates;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.risk.InstrumentRules;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.warmup.WarmUp;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A program that says how long its first orders took from the decision in its handler to the bytes
 * at the other end of a loopback socket, in nanoseconds. Arguments: a recording to warm up with or
 * {@code -}, a new directory to record to or {@code -}, orders to place, and a number that is
 * passed over.
 */
public final class FirstOrder {
    private static final long PRICE = 50_000 * Decimals.SCALE;
    private static final long AMOUNT = 10 * Decimals.SCALE;
    private static final String NONE = "-";

    private final byte[] instrument = OrderServer.INSTRUMENT.getBytes(StandardCharsets.US_ASCII);
    private final OrderCommand order = new OrderCommand();
    private final CountDownLatch full = new CountDownLatch(1);

    // The server's thread, read when the latch is down.
    private final long[] latenciesNs;
    private int count;

    // Written by the handler before the order leaves, read by the server's thread behind it.
    private volatile long decidedNs;
    private volatile OrderEntry orders;

    // The handler only.
    private boolean isReady;

    private FirstOrder(final int count) {
        latenciesNs = new long[count];
    }

    public static void main(final String... args) throws Exception {
        new FirstOrder(Integer.parseInt(args[2])).run(args[0], args[1]);
    }

    private void run(final String warmUp, final String to) throws Exception {
        try (OrderServer server = new OrderServer(this::onOrder);
                JournalWriter journal =
                        NONE.equals(to)
                                ? null
                                : JournalWriter.open(Path.of(to), JournalConfig.DEFAULTS)) {
            final URI uri = server.uri();
            final EngineContext context =
                    new EngineContext()
                            .client(OrderOut.client(uri))
                            .ioIdle(IdleMode.SPIN)
                            .handler("strategy", (event, sequence, end) -> onEvent(event));
            if (journal != null) {
                context.journal(journal);
            }
            if (!NONE.equals(warmUp)) {
                context.warmUp(
                        WarmUp.of(
                                () -> List.of(OrderOut.client(uri)),
                                () -> JournalReader.openPrefix(Path.of(warmUp))));
            }
            try (Engine engine = Engine.launch(context)) {
                final OrderEntry entry = engine.orders();
                entry.rules(
                        new InstrumentRules(
                                OrderServer.INSTRUMENT, Decimals.SCALE / 2, AMOUNT, AMOUNT));
                entry.limits(
                        RiskLimits.builder()
                                .ordersPerSecondMax(RiskLimits.ORDERS_PER_SECOND_MAX)
                                .build());
                orders = entry;
                engine.subscribe(OrderServer.CHANNEL);
                full.await();
            }
        }
        tell();
    }

    private void onEvent(final MarketEvent event) {
        final OrderUpdates updates = event.updates();
        for (int i = 0; i < updates.size(); i++) {
            isReady |= updates.kind[i] == OrderUpdates.READY;
        }
        if (!isReady || event.kind != EventKind.BOOK || event.bookState != BookState.LIVE) {
            return;
        }
        decidedNs = System.nanoTime();
        order.clear().instrument(instrument);
        order.action = OrderCommand.NEW;
        order.side = Side.BUY;
        order.price = PRICE;
        order.amount = AMOUNT;
        order.timeInForce = OrderCommand.IMMEDIATE_OR_CANCEL;
        orders.submit(order);
    }

    private void onOrder(final long nowNs) {
        if (count < latenciesNs.length) {
            latenciesNs[count++] = nowNs - decidedNs;
            if (count == latenciesNs.length) {
                full.countDown();
            }
        }
    }

    private void tell() {
        System.out.println("first " + latenciesNs[0]);
        Arrays.sort(latenciesNs);
        System.out.println("p50 " + latenciesNs[latenciesNs.length / 2]);
        System.out.println("longest " + latenciesNs[latenciesNs.length - 1]);
        System.out.flush();
    }
}
