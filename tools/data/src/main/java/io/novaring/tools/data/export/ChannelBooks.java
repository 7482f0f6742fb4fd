/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.export;

import io.novaring.engine.book.OrderBook;

/** The book that a channel of a connection builds. */
@FunctionalInterface
public interface ChannelBooks {
    /** Null when the channel builds none. */
    OrderBook of(int connectionId, String channel);
}
