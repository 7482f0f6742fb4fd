/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import io.novaring.engine.stage.SubscriptionCalls.Call;
import io.novaring.engine.stage.SubscriptionStatus.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Channels that wait to be asked for or given back, and how they are cut into requests. Those that
 * stand apart wait apart, and come last, so that a request never holds both sorts.
 */
final class SubscribeQueues {
    /** Two quotes and a comma. */
    private static final int AROUND_A_NAME = 3;

    private final ChannelQueue ordinary = new ChannelQueue();
    private final ChannelQueue apart = new ChannelQueue();
    private final ChannelQueue leaving = new ChannelQueue();
    private final List<byte[]> batch = new ArrayList<>();
    private final ChannelTable channels;
    private final SubscriptionCalls calls;

    SubscribeQueues(final ChannelTable channels, final SubscriptionCalls calls) {
        this.channels = channels;
        this.calls = calls;
    }

    boolean isEmpty(final boolean isSubscribe) {
        return isSubscribe ? ordinary.isEmpty() && apart.isEmpty() : leaving.isEmpty();
    }

    void add(final int channel, final boolean isSubscribe) {
        of(channel, isSubscribe).add(channel);
    }

    void clear() {
        ordinary.clear();
        apart.clear();
        leaving.clear();
    }

    /** Names of the channels that were collected last. */
    List<byte[]> batch() {
        return batch;
    }

    /** Moves the channels of the next request into the call; none when all are outdated. */
    void collect(
            final Call call, final boolean isSubscribe, final int countMax, final int lengthMax) {
        final ChannelQueue queue = isSubscribe ? nextToSubscribe() : leaving;
        final State expected = isSubscribe ? State.PENDING : State.UNSUBSCRIBING;
        int length = 0;
        batch.clear();
        while (!queue.isEmpty() && call.count < countMax) {
            final int channel = queue.first();
            final boolean isOutdated =
                    channels.state(channel) != expected || channels.callSerial[channel] != 0;
            if (!isOutdated
                    && call.count > 0
                    && channels.group[channel] != channels.group[call.channels[0]]) {
                return;
            }
            if (!isOutdated) {
                length += channels.bytes(channel).length + AROUND_A_NAME;
                if (call.count > 0 && length > lengthMax) {
                    return;
                }
                calls.add(call, channel);
                batch.add(channels.bytes(channel));
            }
            queue.removeFirst();
        }
    }

    /** Takes back what {@link #collect} did. */
    void putBack(final Call call, final boolean isSubscribe) {
        for (int i = call.count - 1; i >= 0; i--) {
            of(call.channels[i], isSubscribe).addFirst(call.channels[i]);
        }
    }

    /** Lets the channels of a call that was not answered wait once more. */
    void requeue(final Call call) {
        for (int i = 0; i < call.count; i++) {
            final int channel = call.channels[i];
            if (channels.callSerial[channel] == call.serial) {
                channels.callSerial[channel] = 0;
                add(channel, call.isSubscribe);
            }
        }
    }

    void write(final StateWriter target) {
        ordinary.write(target);
        apart.write(target);
        leaving.write(target);
    }

    void read(final StateReader source) {
        ordinary.read(source, channels.size());
        apart.read(source, channels.size());
        leaving.read(source, channels.size());
    }

    private ChannelQueue nextToSubscribe() {
        return ordinary.isEmpty() ? apart : ordinary;
    }

    private ChannelQueue of(final int channel, final boolean isSubscribe) {
        if (!isSubscribe) {
            return leaving;
        }
        return channels.standsApart[channel] ? apart : ordinary;
    }
}
