/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import com.example.acme.simulator.AcmeSimulator;

import io.novaring.codec.Decimals;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.engine.book.OrderBook;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Prints the top of a book, once a second for some seconds. Arguments: how many seconds (5), and
 * the address of the venue (it is simulated here).
 */
public final class AcmeDemo {
    private static final String INSTRUMENT = "BTC-USD";

    private AcmeDemo() {}

    public static void main(final String... args) throws IOException, InterruptedException {
        final int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        if (args.length > 1) {
            print(AcmeConfig.of(URI.create(args[1])), seconds);
            return;
        }
        try (AcmeSimulator simulator = AcmeSimulator.start(1, List.of(INSTRUMENT, "ETH-USD"))) {
            print(AcmeConfig.of(simulator.uri()), seconds);
        }
    }

    private static void print(final AcmeConfig config, final int seconds)
            throws InterruptedException {
        final EngineContext context = new EngineContext().client(new AcmePublicClient(config));
        final BookSnapshot top = new BookSnapshot(1);
        try (Engine engine = Engine.launch(context)) {
            engine.subscribe("book." + INSTRUMENT, "trades." + INSTRUMENT);
            for (int i = 0; i < seconds; i++) {
                Thread.sleep(1000);
                final OrderBook book = engine.book(INSTRUMENT);
                if (book != null && book.snapshotInto(top)) {
                    System.out.println(INSTRUMENT + ' ' + top.state() + ' ' + best(top));
                }
            }
            System.out.println(engine.eventCount() + " events");
        }
    }

    private static String best(final BookSnapshot top) {
        if (top.bidCount() == 0 || top.askCount() == 0) {
            return "nothing yet";
        }
        return Decimals.toString(top.bidAmount(0))
                + " @ "
                + Decimals.toString(top.bidPrice(0))
                + " / "
                + Decimals.toString(top.askPrice(0))
                + " @ "
                + Decimals.toString(top.askAmount(0));
    }
}
