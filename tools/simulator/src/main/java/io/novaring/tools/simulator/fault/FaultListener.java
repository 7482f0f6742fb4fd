/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

/**
 * Hears of every fault when it happens. Called on the simulator's thread: must not block or call
 * the simulator.
 */
@FunctionalInterface
public interface FaultListener {
    void onFault(FaultReport report);
}
