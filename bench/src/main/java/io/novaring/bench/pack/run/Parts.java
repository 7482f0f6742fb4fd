/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import io.novaring.bench.OrderPart;
import io.novaring.bench.client.ClientPart;
import io.novaring.bench.decode.DecodePart;
import io.novaring.bench.growth.GrowthPart;
import io.novaring.bench.journal.JournalPart;
import io.novaring.bench.pack.Part;
import io.novaring.bench.ring.RingPart;
import io.novaring.bench.start.StartPart;
import io.novaring.bench.wire.WirePart;
import java.util.List;

/** The parts of the pack, in the order in which they run. */
final class Parts {
    private Parts() {}

    static List<Part> all() {
        return List.of(
                new DecodePart(),
                new WirePart(),
                new RingPart(),
                new JournalPart(),
                new ClientPart(),
                new OrderPart(),
                new StartPart(),
                new GrowthPart());
    }
}
