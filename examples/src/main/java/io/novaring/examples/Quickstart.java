/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.examples;

import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.net.URI;

/**
 * Prints the best prices of an instrument for three seconds, then the state of its book. The
 * argument is the address of the exchange, such as {@code wss://test.deribit.com/ws/api/v2};
 * without one it is simulated here.
 */
public final class Quickstart {
    private Quickstart() {}

    public static void main(final String... args) throws InterruptedException {
        if (args.length > 0) {
            run(URI.create(args[0]));
            return;
        }
        try (Simulator simulator = Simulator.start(SimulatorConfig.builder().build())) {
            run(simulator.uri());
        }
    }

    private static void run(final URI uri) throws InterruptedException {
        // readme:begin
        EngineContext context =
                new EngineContext()
                        .client(new DeribitPublicClient(DeribitConfig.of(uri)))
                        .handler("printer", (event, sequence, endOfBatch) -> print(event));
        try (Engine engine = Engine.launch(context)) {
            engine.subscribe("quote.BTC-PERPETUAL", "book.BTC-PERPETUAL.100ms");
            Thread.sleep(3000);
            BookSnapshot book = new BookSnapshot(5);
            engine.book("BTC-PERPETUAL").snapshotInto(book);
            System.out.println("book: " + book.state() + ", " + book.bidCount() + " bids copied");
        }
        // readme:end
    }

    private static void print(final MarketEvent event) {
        if (event.kind == EventKind.QUOTE) {
            final String bid = Decimals.toString(event.ticker.bestBidPrice);
            System.out.println(bid + " | " + Decimals.toString(event.ticker.bestAskPrice));
        }
    }
}
