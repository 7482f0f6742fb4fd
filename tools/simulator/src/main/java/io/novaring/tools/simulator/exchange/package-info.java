/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Internal: the exchange behind the books. Accounts place orders, orders meet what rests in the
 * market's books by price and time, fills move positions and money. It writes no JSON and knows no
 * socket. Simulator thread only, except for what the ledger answers. Prices, amounts and money are
 * scaled by 10^9.
 */
package io.novaring.tools.simulator.exchange;
