/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.start;

import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;

/**
 * The venue, in a process of its own: says its address, and ends with its standard input. Argument:
 * messages a second, or {@code max}.
 */
public final class StartVenue {
    private StartVenue() {}

    public static void main(final String... args) throws Exception {
        final long rate =
                "max".equals(args[0]) ? SimulatorConfig.UNLIMITED : Long.parseLong(args[0]);
        final SimulatorConfig config = SimulatorConfig.builder().ratePerSecond(rate).build();
        try (Simulator simulator = Simulator.start(config)) {
            System.out.println("venue " + simulator.uri());
            System.out.flush();
            while (System.in.read() >= 0) {
                // Until it is closed.
            }
        }
    }
}
