/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a feed as the frames of a server, end to end in one buffer, with the places of
 * the ids of books in them. A cycle begins with a snapshot of each book and ends with the books as
 * they were there, so that cycles can follow each other also for clients that merge a snapshot into
 * what they have. One thread.
 */
final class Feed {
    private static final String CHANGE_ID = "\"change_id\":";
    private static final String PREVIOUS_ID = "\"prev_change_id\":";
    private static final int SHORT_PAYLOAD_MAX = 125;
    private static final int PAYLOAD_MAX = 0xFFFF;
    private static final int FIN_TEXT = 0x81;

    private final int[] starts;
    private final int[] idsAt;
    private final int[] previousIdsAt;
    private final int[] books;
    private final long[] lastIds;
    private final ByteBuffer bytes;

    // The same bytes with limits of their own.
    private final ByteBuffer frames;

    /**
     * @param messages in their order; ids in them are 16 digits long, their values do not matter.
     * @param instruments in the order of their numbers.
     */
    Feed(final List<String> messages, final List<String> instruments) {
        final int count = messages.size();
        starts = new int[count + 1];
        idsAt = new int[count];
        previousIdsAt = new int[count];
        books = new int[count];
        lastIds = new long[instruments.size()];
        final List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final String message = messages.get(i);
            final byte[] frame = frame(message);
            parts.add(frame);
            starts[i + 1] = starts[i] + frame.length;
            final int payloadAt = starts[i + 1] - message.length();
            // The plain name stands behind the longer one, which contains it.
            final int previousAt = message.indexOf(PREVIOUS_ID);
            final int idAt = message.lastIndexOf(CHANGE_ID);
            idsAt[i] = idAt < 0 ? -1 : payloadAt + idAt + CHANGE_ID.length();
            previousIdsAt[i] = previousAt < 0 ? -1 : payloadAt + previousAt + PREVIOUS_ID.length();
            books[i] = idAt < 0 ? -1 : instruments.indexOf(instrument(message));
        }
        bytes = ByteBuffer.allocateDirect(starts[count]);
        parts.forEach(bytes::put);
        bytes.clear();
        frames = bytes.duplicate();
    }

    static String instrument(final String message) {
        final String name = "\"instrument_name\":\"";
        final int at = message.indexOf(name) + name.length();
        return message.substring(at, message.indexOf('"', at));
    }

    /** A text frame of a server. */
    static byte[] frame(final String message) {
        final byte[] payload = message.getBytes(StandardCharsets.US_ASCII);
        if (payload.length > PAYLOAD_MAX) {
            throw new IllegalArgumentException("a message of " + payload.length + " bytes");
        }
        final boolean isShort = payload.length <= SHORT_PAYLOAD_MAX;
        final ByteBuffer frame = ByteBuffer.allocate(payload.length + (isShort ? 2 : 4));
        frame.put((byte) FIN_TEXT);
        if (isShort) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) (SHORT_PAYLOAD_MAX + 1)).putShort((short) payload.length);
        }
        return frame.put(payload).array();
    }

    /** Messages of a cycle. */
    int count() {
        return idsAt.length;
    }

    /** Bytes of a cycle. */
    int length() {
        return starts[count()];
    }

    /** Gives a message this id, and the one before of the same book. */
    void number(final int message, final long id) {
        final int at = idsAt[message];
        if (at < 0) {
            return;
        }
        final int book = books[message];
        if (previousIdsAt[message] >= 0) {
            Ids.put(bytes, previousIdsAt[message], lastIds[book]);
        }
        Ids.put(bytes, at, id);
        lastIds[book] = id;
    }

    /** Id of the last message of a book. */
    long lastId(final int book) {
        return lastIds[book];
    }

    /** Frames of messages from one up to another, to be written; valid until the next call. */
    ByteBuffer frames(final int from, final int to) {
        return frames.limit(starts[to]).position(starts[from]);
    }

    /** The first message that ends at least so many bytes behind the start of this one. */
    int behind(final int from, final int length) {
        int to = from + 1;
        while (to < count() && starts[to] - starts[from] < length) {
            to++;
        }
        return to;
    }
}
