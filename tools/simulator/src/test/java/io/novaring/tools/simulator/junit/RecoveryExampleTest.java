/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.tools.simulator.BookSnapshot;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of docs/simulator.md, which shows what stands between the marks. */
final class RecoveryExampleTest {
    // page:begin
    @RegisterExtension
    final SimulatorExtension simulation =
            SimulatorExtension.builder()
                    .config(config -> config.seed(7).ratePerSecond(2_000))
                    .faults(
                            FaultPlan.builder()
                                    .afterFrames("book.BTC-PERPETUAL.raw", 100, FaultKind.GAP)
                                    .build())
                    .build();

    @Test
    void shouldRecoverFromAGap(final URI uri, final Simulator simulator) throws Exception {
        try (BookClient client = new BookClient(uri, "BTC-PERPETUAL")) {
            client.awaitResync();
            simulator.pause();

            final BookSnapshot truth = simulator.book("BTC-PERPETUAL");
            client.awaitChangeId(truth.changeId());
            assertEquals(truth.bids(), client.bids());
        }
    }

    // page:end
}
