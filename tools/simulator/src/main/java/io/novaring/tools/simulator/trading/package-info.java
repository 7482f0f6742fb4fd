/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Internal: the private side of the venue as JSON: trading methods, account queries and the {@code
 * user.} channels. It knows the exchange and how an answer is written, and no connection: who asks
 * comes as a {@link io.novaring.tools.simulator.trading.TradingSession}.
 */
package io.novaring.tools.simulator.trading;
