/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What shall go wrong, and when: for users of the simulator. A {@link
 * io.novaring.tools.simulator.fault.FaultPlan} is a list of faults with triggers; everything here
 * is immutable and knows neither sockets nor clocks.
 */
package io.novaring.tools.simulator.fault;
