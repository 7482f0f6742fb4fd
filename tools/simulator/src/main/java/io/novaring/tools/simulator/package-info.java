/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A simulated Deribit on loopback: real sockets, a seeded market, and faults on demand. It shares
 * no protocol code with the engine's adapter, so that the two can be tested against each other.
 *
 * <p>For users: what is public here, from {@link io.novaring.tools.simulator.Simulator} on. The
 * rest is the server: its thread, its connections and the requests it answers. The packages below
 * are internal and may change at any time; they know nothing of this one. {@code channel} knows
 * {@code market} and {@code wire}, which know nobody.
 */
package io.novaring.tools.simulator;
