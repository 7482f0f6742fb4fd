/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** One who gets the messages of the channels it is subscribed to. Simulator thread only. */
public abstract class Subscriber {
    final Map<String, Channel> channels = new LinkedHashMap<>();

    /** Whether it is subscribed to anything. */
    public final boolean isSubscribed() {
        return !channels.isEmpty();
    }

    public final boolean isSubscribedTo(final String channelName) {
        return channels.containsKey(channelName);
    }

    /** Takes a copy of a finished frame. */
    protected abstract void publish(FrameWriter frame, long dueNs);
}
