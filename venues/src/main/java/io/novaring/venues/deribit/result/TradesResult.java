/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import java.util.List;

/** Trades in the order asked for, and whether there are more in the range. */
public record TradesResult(List<TradeResult> trades, boolean hasMore) {}
