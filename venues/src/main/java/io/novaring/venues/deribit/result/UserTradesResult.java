/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import java.util.List;

/** Own trades, and whether there are more than these. */
public record UserTradesResult(List<UserTradeResult> trades, boolean hasMore) {}
