/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.engine.snapshot.StateReader;
import io.novaring.engine.snapshot.StateWriter;
import java.util.Arrays;

/**
 * Channels that wait to be asked about, each at most once, so that it never holds more than there
 * are channels. Allocates only to grow.
 */
final class ChannelQueue {
    private static final int INITIAL_CAPACITY = 16;

    private int[] channels = new int[INITIAL_CAPACITY];
    private boolean[] isQueued = new boolean[INITIAL_CAPACITY];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(final int channel) {
        if (enter(channel)) {
            channels[head + size & channels.length - 1] = channel;
            size++;
        }
    }

    void addFirst(final int channel) {
        if (enter(channel)) {
            head = head - 1 & channels.length - 1;
            channels[head] = channel;
            size++;
        }
    }

    int first() {
        return channels[head];
    }

    void removeFirst() {
        isQueued[channels[head]] = false;
        head = head + 1 & channels.length - 1;
        size--;
    }

    void clear() {
        Arrays.fill(isQueued, false);
        head = 0;
        size = 0;
    }

    void write(final StateWriter target) {
        target.integer(size);
        for (int i = 0; i < size; i++) {
            target.integer(channels[head + i & channels.length - 1]);
        }
    }

    /**
     * Takes what {@link #write} wrote.
     *
     * @param channelCount channels there are.
     */
    void read(final StateReader source, final int channelCount) {
        final int count = source.count("waiting channels", channelCount, Integer.BYTES);
        for (int i = 0; i < count; i++) {
            add(source.integer("waiting channel", 0, channelCount - 1));
        }
    }

    private boolean enter(final int channel) {
        if (channel >= isQueued.length) {
            isQueued = Arrays.copyOf(isQueued, Integer.highestOneBit(channel) << 1);
        }
        if (isQueued[channel]) {
            return false;
        }
        isQueued[channel] = true;
        if (size == channels.length) {
            final int[] larger = new int[size << 1];
            for (int i = 0; i < size; i++) {
                larger[i] = channels[head + i & channels.length - 1];
            }
            channels = larger;
            head = 0;
        }
        return true;
    }
}
