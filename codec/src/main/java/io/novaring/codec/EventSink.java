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
}
