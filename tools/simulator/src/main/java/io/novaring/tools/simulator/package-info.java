/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A simulated Deribit on loopback: real sockets, a seeded market, and faults on demand. It shares
 * no protocol code with the engine's adapter, so that the two can be tested against each other.
 */
package io.novaring.tools.simulator;
