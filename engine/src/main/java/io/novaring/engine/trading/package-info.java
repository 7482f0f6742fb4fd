/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The order desk of a connection, driven by stage 4: own orders and what is known of them, trades
 * counted once, positions and accounts, and the questions that are asked when something is not
 * known. It computes from events alone; the order of the calls is the order of the ring.
 */
package io.novaring.engine.trading;
