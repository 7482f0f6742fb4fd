/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import java.util.List;

/**
 * A book as it was when asked for. It cannot be joined to the changes of a channel.
 *
 * @param changeId ABSENT when not said.
 * @param bids best first.
 * @param asks best first.
 */
public record OrderBookResult(
        TickerResult ticker, long changeId, List<Level> bids, List<Level> asks) {}
