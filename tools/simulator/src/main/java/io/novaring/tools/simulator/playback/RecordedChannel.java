/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.ArrayList;
import java.util.List;

/** One channel of the recording, and who listens to it now. Playback thread only. */
final class RecordedChannel {
    final String name;

    /** The recorded connection it is played from. */
    final int connectionId;

    private final ChannelMemory memory;
    private final List<PlaybackClient> subscribers = new ArrayList<>();
    // Subscribed, and without a message they could begin with.
    private final List<PlaybackClient> waiting = new ArrayList<>();

    RecordedChannel(final String name, final int connectionId) {
        this.name = name;
        this.connectionId = connectionId;
        this.memory = ChannelMemory.of(name);
    }

    boolean isPrivate() {
        return name.startsWith("user.");
    }

    /** Null unless it is a book that is told by changes. */
    RecordedBook book() {
        return memory instanceof RecordedBook book ? book : null;
    }

    /** Takes a recorded notification in, without telling anybody. */
    void remember(final byte[] bytes, final int length) {
        memory.apply(bytes, length);
    }

    /**
     * Takes a recorded notification in and hands it on.
     *
     * @param frame the same, finished.
     */
    void play(final byte[] bytes, final int length, final FrameWriter frame, final long nowNs) {
        final boolean begins = memory.apply(bytes, length);
        if (begins && !waiting.isEmpty()) {
            subscribers.addAll(waiting);
            waiting.clear();
        }
        for (int i = 0; i < subscribers.size(); i++) {
            subscribers.get(i).publish(frame, nowNs);
        }
    }

    /** The client is not subscribed yet. */
    void subscribe(final PlaybackClient client, final FrameWriter out, final long nowNs) {
        out.reset();
        final boolean hasFirst = memory.writeFirst(out);
        if (hasFirst) {
            client.publish(out.finish(FrameWriter.TEXT), nowNs);
        }
        (hasFirst || !memory.mustBegin() ? subscribers : waiting).add(client);
    }

    void unsubscribe(final PlaybackClient client) {
        subscribers.remove(client);
        waiting.remove(client);
    }
}
