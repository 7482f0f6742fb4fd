/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import java.time.Instant;

/** Times for a person. */
final class Times {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private Times() {}

    static String text(final long epochNs) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(epochNs, NS_PER_SECOND),
                        Math.floorMod(epochNs, NS_PER_SECOND))
                .toString();
    }
}
