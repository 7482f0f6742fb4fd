/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The time of a backtest: what was recorded, what the virtual venue does and what the virtual
 * connection carries, in one order.
 */
package io.novaring.tools.backtest.timeline;
