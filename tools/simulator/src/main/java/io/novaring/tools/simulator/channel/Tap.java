/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.wire.FrameWriter;

/** Sits between a channel and its subscribers, to count or to break. Simulator thread only. */
public interface Tap {
    /**
     * A message for all subscribers: passes it on with {@link Channel#deliver}, or does not.
     *
     * @return how many messages were passed on.
     */
    int onMessage(Channel channel, FrameWriter frame, long dueNs);

    /** The first message of a subscription: passes it on with {@link Channel#deliverTo}, or not. */
    void onFirst(Channel channel, Subscriber subscriber, FrameWriter frame, long dueNs);

    /** Whether the subscriber hears nothing of this channel. */
    boolean isSilent(Subscriber subscriber);

    void onUnsubscribe(Subscriber subscriber);
}
