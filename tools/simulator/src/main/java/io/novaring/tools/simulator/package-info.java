/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A simulated Deribit on loopback: real sockets, a seeded market, and faults on demand. It shares
 * no protocol code with the engine's adapter, so that the two can be tested against each other.
 *
 * <p>For users: what is public here, from {@link io.novaring.tools.simulator.Simulator} on, and the
 * packages {@code fault}, {@code junit} and {@code tls}. The rest is the server: its thread, its
 * connections and the requests it answers. The other packages are internal and may change at any
 * time; none of them knows this one. {@code channel} and {@code query} know {@code market} and
 * {@code wire}, which know nobody.
 */
package io.novaring.tools.simulator;
