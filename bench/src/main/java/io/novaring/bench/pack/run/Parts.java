/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import io.novaring.bench.OrderPart;
import io.novaring.bench.client.ClientPart;
import io.novaring.bench.growth.GrowthPart;
import io.novaring.bench.pack.Part;
import java.util.List;

/** The parts of the pack, in the order in which they run. */
final class Parts {
    private Parts() {}

    static List<Part> all() {
        return List.of(new ClientPart(), new OrderPart(), new GrowthPart());
    }
}
