/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import java.util.List;

/** An order as it is after it was placed or changed, and the trades that it led to at once. */
public record PlacedResult(OrderResult order, List<UserTradeResult> trades) {}
