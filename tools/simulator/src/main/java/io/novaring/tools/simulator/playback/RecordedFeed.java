/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

/**
 * The messages of a recording, in their order: a cursor that stands before the first. One thread at
 * a time; what the methods say holds until the next {@link #next}.
 */
public interface RecordedFeed extends AutoCloseable {
    /** Moves to the next message; false at the end, and from then on. */
    boolean next();

    /** When it was received or sent, epoch nanoseconds. */
    long timeNs();

    /** Its number in the recording; never less than the one before. */
    long sequence();

    /** The recorded connection it came from or went to. */
    int connectionId();

    /** Whether the recorded client sent it; a message of the venue otherwise. */
    boolean isOutbound();

    /** Shared, and longer than the message may be: see {@link #length}. */
    byte[] bytes();

    /** Length of the message, which begins at 0. */
    int length();

    @Override
    void close();
}
