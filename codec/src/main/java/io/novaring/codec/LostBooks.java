/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

import java.util.Arrays;

/**
 * The books that stopped being LIVE at an event which is no BOOK message of theirs: a disconnect,
 * silence, a message that could not be read. Written by stage 3, read behind it; index below {@link
 * #size()}. Few events have any: the columns are made when a slot first carries one.
 */
public final class LostBooks {
    private static final int INITIAL_CAPACITY = 4;
    private static final int[] NONE_YET = {};

    private final EventHeader event;
    private int size;
    private int[] channelIds = NONE_YET;
    private int[] instrumentIds = NONE_YET;
    private int[] causes = NONE_YET;

    /**
     * @param event whose books they are; it knows without a look here whether there are any.
     */
    LostBooks(final EventHeader event) {
        this.event = event;
    }

    public int size() {
        return size;
    }

    /** The channel that gave the book, of the event's connection. */
    public int channelId(final int index) {
        return channelIds[index];
    }

    public int instrumentId(final int index) {
        return instrumentIds[index];
    }

    /** Why: the place of a constant of the engine's {@code StaleCause}. */
    public int cause(final int index) {
        return causes[index];
    }

    public void clear() {
        size = 0;
        event.hasLostBooks = false;
    }

    public void add(final int channelId, final int instrumentId, final int cause) {
        if (size == channelIds.length) {
            grow(Math.max(INITIAL_CAPACITY, size << 1));
        }
        channelIds[size] = channelId;
        instrumentIds[size] = instrumentId;
        causes[size] = cause;
        size++;
        event.hasLostBooks = true;
    }

    public void copyFrom(final LostBooks other) {
        if (channelIds.length < other.size) {
            grow(Integer.highestOneBit(other.size) << 1);
        }
        System.arraycopy(other.channelIds, 0, channelIds, 0, other.size);
        System.arraycopy(other.instrumentIds, 0, instrumentIds, 0, other.size);
        System.arraycopy(other.causes, 0, causes, 0, other.size);
        size = other.size;
        event.hasLostBooks = size > 0;
    }

    private void grow(final int capacity) {
        channelIds = Arrays.copyOf(channelIds, capacity);
        instrumentIds = Arrays.copyOf(instrumentIds, capacity);
        causes = Arrays.copyOf(causes, capacity);
    }
}
