/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import io.novaring.codec.json.JsonEncoder;

/** One message on its way from a file to the journal; reused. One thread. */
final class Message {
    /** What a journal takes, but for the part of a book's message that is added in the end. */
    static final int LENGTH_MAX = (8 << 20) - 1024;

    /** What is done with it. */
    enum Kind {
        /** The text is the venue's message. */
        WHOLE,
        /** The text is what follows the change id of a book's message. */
        BOOK_SNAPSHOT,
        /** As above. */
        BOOK_CHANGE
    }

    /** When it was received, epoch nanoseconds. */
    long timeNs;

    Kind kind = Kind.WHOLE;
    String channel;

    /** Of a book's message. */
    String instrument;

    /** Of a book's message: the venue's time as a JSON number of milliseconds. */
    String timestamp;

    /** The file says that the connection was lost before this message. */
    boolean followsLoss;

    /** A line of this book's was left out before this message. */
    boolean followsSkip;

    /** Silence before it means something. */
    boolean isRaw;

    final JsonEncoder text = new JsonEncoder(1 << 10);

    void clear() {
        timeNs = 0;
        kind = Kind.WHOLE;
        channel = null;
        instrument = null;
        timestamp = null;
        followsLoss = false;
        followsSkip = false;
        isRaw = false;
        text.clear();
    }

    Message copy() {
        final Message copy = new Message();
        copy.timeNs = timeNs;
        copy.kind = kind;
        copy.channel = channel;
        copy.instrument = instrument;
        copy.timestamp = timestamp;
        copy.followsLoss = followsLoss;
        copy.followsSkip = followsSkip;
        copy.isRaw = isRaw;
        copy.text.raw(text.buffer(), 0, text.length());
        return copy;
    }
}
