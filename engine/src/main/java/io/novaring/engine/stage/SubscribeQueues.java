/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

/**
 * Channels that wait to be asked for: those that stand apart wait apart, and come last, so that a
 * request never holds both sorts.
 */
final class SubscribeQueues {
    private final ChannelQueue ordinary = new ChannelQueue();
    private final ChannelQueue apart = new ChannelQueue();
    private final ChannelTable channels;

    SubscribeQueues(final ChannelTable channels) {
        this.channels = channels;
    }

    boolean isEmpty() {
        return ordinary.isEmpty() && apart.isEmpty();
    }

    void add(final int channel) {
        of(channel).add(channel);
    }

    /** The queue the next request is made of. */
    ChannelQueue next() {
        return ordinary.isEmpty() ? apart : ordinary;
    }

    void clear() {
        ordinary.clear();
        apart.clear();
    }

    /** The queue this channel waits in. */
    ChannelQueue of(final int channel) {
        return channels.standsApart[channel] ? apart : ordinary;
    }
}
