/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.examples;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.Decimals;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints the best prices of an instrument for three seconds while it records them, then prints them
 * again from the recording. Arguments: a directory for the recording, which must not hold one yet
 * (a new temporary one), and the address of the exchange, such as {@code
 * wss://test.deribit.com/ws/api/v2} (it is simulated here).
 */
public final class Quickstart {
    private Quickstart() {}

    public static void main(final String... args) throws Exception {
        final Path recording =
                args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("quickstart");
        if (args.length > 1) {
            run(DeribitConfig.of(URI.create(args[1])), recording);
            return;
        }
        try (Simulator simulator = Simulator.start(SimulatorConfig.builder().build())) {
            run(DeribitConfig.of(simulator.uri()), recording);
        }
    }

    private static void run(final DeribitConfig config, final Path recording)
            throws InterruptedException, IOException {
        // readme:begin
        EventHandler<MarketEvent> printer = (event, sequence, endOfBatch) -> print(event);
        EngineContext live = new EngineContext().client(new DeribitPublicClient(config));
        JournalWriter journal = JournalWriter.open(recording, JournalConfig.DEFAULTS);
        live.handler("printer", printer).journal(journal);
        try (journal;
                Engine engine = Engine.launch(live)) {
            engine.subscribe("quote.BTC-PERPETUAL", "book.BTC-PERPETUAL.100ms");
            Thread.sleep(3000);
            System.out.println("book: " + engine.book("BTC-PERPETUAL").state());
        }
        EngineContext again = new EngineContext().client(new DeribitPublicClient(config));
        try (JournalReader reader = JournalReader.open(recording)) {
            System.out.println(new Replay(again.handler("printer", printer), reader).run());
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
