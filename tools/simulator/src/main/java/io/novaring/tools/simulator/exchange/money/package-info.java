/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Internal: what fills do to an account: positions, balances, fees and margins. Scaled by 10^9;
 * what one fill is worth is rounded once and is the same for both sides.
 */
package io.novaring.tools.simulator.exchange.money;
