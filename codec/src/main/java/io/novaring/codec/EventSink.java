/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec;

/** Where events enter the ring: the I/O thread is the producer live, a journal reader in replay. */
public interface EventSink {
    /**
     * The next free event, with its sequence set. Waits while the ring is full. The caller fills
     * header and raw bytes and must publish it. Producer thread only.
     */
    MarketEvent claim();

    /** Publishes the event claimed last. An inbound message must have been decoded before. */
    void publish();

    /**
     * How many events may be put aside by {@link #hold}. More than one where the producer's thread
     * handles events itself: decoding some, then handling these, keeps the code of each at hand.
     */
    default int holdMax() {
        return 1;
    }

    /**
     * Puts the event claimed last aside; it is not published before {@link #publishHeld}.
     *
     * @return false when there is no room for another: who claims one would wait with these unseen.
     */
    default boolean hold() {
        throw new UnsupportedOperationException("holds no event");
    }

    /** Publishes what was put aside, in its order, with this as the time of publishing. */
    default void publishHeld(final long nowNs) {
        throw new UnsupportedOperationException("holds no event");
    }
}
