/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.fault.FaultReport;
import io.novaring.tools.simulator.fault.PlannedFault;
import java.util.concurrent.CompletableFuture;

/** A fault that has not happened yet, and who waits for it. */
record ArmedFault(PlannedFault planned, CompletableFuture<FaultReport> fired) {
    ArmedFault(final PlannedFault planned) {
        this(planned, new CompletableFuture<>());
    }
}
