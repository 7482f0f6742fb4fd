/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.stage.RequestIds;
import io.novaring.engine.venue.Wishes;

/**
 * Keeps what a connection handler wants done until the message it looked at is published. I/O
 * thread; allocates only to grow.
 */
public final class IoWishes implements Wishes {
    // What a handler answers to one message; far less than the send buffer would refuse.
    private static final int MESSAGES_MAX = 64;
    private static final int INITIAL_LENGTH = 512;

    private final RequestIds ids;
    private final JsonEncoder[] messages = new JsonEncoder[MESSAGES_MAX];
    private final int[] types = new int[MESSAGES_MAX];
    private final long[] requestIds = new long[MESSAGES_MAX];

    private int count;
    private long requestId = MarketEvent.ABSENT;
    private DisconnectReason reason;

    public IoWishes(final RequestIds ids) {
        this.ids = ids;
        messages[0] = new JsonEncoder(INITIAL_LENGTH);
    }

    @Override
    public long requestId() {
        if (requestId == MarketEvent.ABSENT) {
            requestId = ids.next();
        }
        return requestId;
    }

    @Override
    public JsonEncoder message() {
        return current().clear();
    }

    private JsonEncoder current() {
        if (count == MESSAGES_MAX) {
            throw new IllegalStateException(
                    "a connection handler answers one message with more than "
                            + MESSAGES_MAX
                            + " of its own");
        }
        if (messages[count] == null) {
            messages[count] = new JsonEncoder(INITIAL_LENGTH);
        }
        return messages[count];
    }

    @Override
    public void send(final int requestType) {
        current();
        types[count] = requestType;
        requestIds[count] = requestId();
        requestId = MarketEvent.ABSENT;
        count++;
    }

    @Override
    public void disconnect(final DisconnectReason wishedReason) {
        reason = reason == null ? wishedReason : reason;
    }

    /** True when nothing is wished for. */
    public boolean isEmpty() {
        return count == 0 && reason == null;
    }

    /** Messages to send. */
    public int count() {
        return count;
    }

    /** Text of a message, until {@link #clear}. */
    public JsonEncoder message(final int index) {
        return messages[index];
    }

    /** Request type of a message. */
    public int type(final int index) {
        return types[index];
    }

    /** Request id of a message. */
    public long requestId(final int index) {
        return requestIds[index];
    }

    /** Why the session is to end, null when it is not. */
    public DisconnectReason reason() {
        return reason;
    }

    /** Forgets what was carried out. */
    public void clear() {
        count = 0;
        reason = null;
    }
}
