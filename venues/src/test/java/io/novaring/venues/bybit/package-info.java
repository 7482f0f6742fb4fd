/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The public side of Bybit's API, version 5, as a venue for tests: it shows that the interface of
 * the engine fits a venue of another kind. Protocol facts are from Bybit's pages Connect,
 * Orderbook, Trade and Ticker; what those leave open is marked where it is used.
 */
package io.novaring.venues.bybit;
