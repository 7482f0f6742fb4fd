/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** One who gets the messages of the channels it is subscribed to. Simulator thread only. */
public abstract class Subscriber {
    private int privateChannels;
    final Map<String, Channel> channels = new LinkedHashMap<>();

    /** Whether it is subscribed to anything, private channels included. */
    public final boolean isSubscribed() {
        return !channels.isEmpty() || privateChannels > 0;
    }

    public final boolean isSubscribedTo(final String channelName) {
        return channels.containsKey(channelName);
    }

    /** Has so many private channels more, or fewer. */
    public final void countPrivate(final int change) {
        privateChannels += change;
    }

    /** Hands it a message of a private channel, of which it takes a copy. */
    public final void deliver(final FrameWriter frame, final long dueNs) {
        publish(frame, dueNs);
    }

    /** Takes a copy of a finished frame. */
    protected abstract void publish(FrameWriter frame, long dueNs);
}
