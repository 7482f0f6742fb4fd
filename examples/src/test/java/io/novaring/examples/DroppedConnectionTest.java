/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.BookState;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.book.BookSnapshot;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.junit.SimulatorExtension;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first example of docs/simulator.md, which shows what stands between the marks. */
// page:begin
@ExtendWith(SimulatorExtension.class)
@Timeout(60)
final class DroppedConnectionTest {
    private static final String NAME = "BTC-PERPETUAL";

    @Test
    void shouldHaveTheBookBackAfterADrop(final URI uri, final Simulator exchange) throws Exception {
        final DeribitConfig config = DeribitConfig.of(uri);
        final EngineContext context = new EngineContext().client(new DeribitPublicClient(config));
        try (Engine engine = Engine.launch(context)) {
            engine.subscribe("book." + NAME + ".100ms");
            awaitLive(engine, 1);
            exchange.dropConnections();
            awaitLive(engine, 2);

            exchange.pause();
            final BookSnapshot book = new BookSnapshot(1);
            do {
                Thread.sleep(1);
                engine.book(NAME).snapshotInto(book);
            } while (book.changeId() != exchange.book(NAME).changeId());
            assertEquals(exchange.book(NAME).bids().get(0).price(), book.bidPrice(0));
        }
    }

    private static void awaitLive(final Engine engine, final int session) throws Exception {
        while (engine.connectionStatus(0).epoch() < session
                || engine.book(NAME) == null
                || engine.book(NAME).state() != BookState.LIVE) {
            Thread.sleep(1);
        }
    }
}
// page:end
