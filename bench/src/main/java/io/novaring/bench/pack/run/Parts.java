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
import java.util.Map;

/** The parts of the pack, in the order in which they run. */
final class Parts {
    /** What a part has that is not named below. */
    private static final int SECONDS_QUICK = 60;

    /** What each has in a quick run: together nine and a half minutes. */
    private static final Map<String, Integer> SECONDS =
            Map.of(
                    "decode", 165,
                    "wire", 40,
                    "ring", 65,
                    "journal", 70,
                    "client", 75,
                    "order-out", 35,
                    "start", 70,
                    "growth", 50);

    private Parts() {}

    /** Seconds behind which a part of a quick run begins no further round. */
    static int secondsQuick(final String part) {
        return SECONDS.getOrDefault(part, SECONDS_QUICK);
    }

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
