/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import io.novaring.tools.simulator.wire.FrameWriter;

/**
 * What a channel keeps of its notifications for the subscriber who comes late. Playback thread
 * only.
 */
interface ChannelMemory {
    /** Of a channel that begins with whatever comes next, such as trades. */
    ChannelMemory NONE =
            new ChannelMemory() {
                @Override
                public boolean apply(final byte[] bytes, final int length) {
                    return true;
                }

                @Override
                public boolean writeFirst(final FrameWriter out) {
                    return false;
                }

                @Override
                public boolean mustBegin() {
                    return false;
                }
            };

    /** Takes a notification; true when a subscriber can begin with it. */
    boolean apply(byte[] bytes, int length);

    /** Writes the payload a new subscriber begins with; false when there is none. */
    boolean writeFirst(FrameWriter out);

    /** Whether a subscriber without a first message waits for one it can begin with. */
    boolean mustBegin();

    /** The memory a channel of this name needs. */
    static ChannelMemory of(final String channel) {
        final String[] parts = channel.split("\\.", -1);
        return switch (parts[0]) {
            case "book" -> parts.length == 3 ? new RecordedBook(channel) : new LastMessage();
            case "incremental_ticker" -> new RecordedTicker(channel);
            case "ticker",
                    "quote",
                    "perpetual",
                    "chart",
                    "markprice",
                    "estimated_expiration_price",
                    "deribit_price_index",
                    "deribit_price_ranking",
                    "deribit_price_statistics",
                    "deribit_volatility_index" ->
                    new LastMessage();
            default -> NONE;
        };
    }
}
