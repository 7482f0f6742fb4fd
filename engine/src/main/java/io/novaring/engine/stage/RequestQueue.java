/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import io.novaring.codec.MarketEvent;

/** Requests that wait for the credits of one pool, in order. Bounded; its slots are reused. */
final class RequestQueue {
    static final int CAPACITY = 1024;

    private final Entry[] entries = new Entry[CAPACITY];
    private int head;
    private int size;

    /** One request as the embedding program asked for it. */
    static final class Entry {
        int type;
        long token;
        long askedNs;
        byte[] params = new byte[256];
        int length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Copies the request; false when the queue is full. */
    boolean add(final MarketEvent command, final int type) {
        if (size == CAPACITY) {
            return false;
        }
        final int at = head + size & CAPACITY - 1;
        if (entries[at] == null) {
            entries[at] = new Entry();
        }
        final Entry entry = entries[at];
        entry.type = type;
        entry.token = command.token;
        entry.askedNs = command.receivedTimeNs;
        entry.length = command.rawLength;
        if (entry.params.length < command.rawLength) {
            entry.params = new byte[Integer.highestOneBit(command.rawLength) << 1];
        }
        System.arraycopy(command.raw, 0, entry.params, 0, command.rawLength);
        size++;
        return true;
    }

    /** The oldest request; it stays valid until the next is added. */
    Entry first() {
        return entries[head];
    }

    void removeFirst() {
        head = head + 1 & CAPACITY - 1;
        size--;
    }
}
