/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Internal: the words orders are made of, and what an account asks for. Plain values; prices and
 * amounts are scaled by 10^9. Knows no account and no book.
 */
package io.novaring.tools.simulator.exchange.order;
