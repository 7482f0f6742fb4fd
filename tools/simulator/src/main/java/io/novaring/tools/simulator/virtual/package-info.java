/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The venue of a backtest: the simulator's exchange without sockets and threads, whose books are a
 * recording's. Time is an argument everywhere, nanoseconds since the epoch on the venue's clock;
 * one thread, deterministic to the bit.
 */
package io.novaring.tools.simulator.virtual;
