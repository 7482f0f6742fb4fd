/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.nio.charset.StandardCharsets;

/**
 * An event of the session that is made up around the messages: what an engine would have published.
 *
 * @param value what the event has as request id.
 * @param raw not to be changed.
 */
record Step(
        Origin origin,
        EventKind kind,
        int connectionId,
        int epoch,
        int code,
        int reason,
        long value,
        long token,
        boolean isSent,
        byte[] raw) {
    private static final byte[] EMPTY = {};

    static Step engine(final Lifecycle state, final String text) {
        return lifecycle(MarketEvent.NONE, 0, state, null, 0, text);
    }

    static Step connection(
            final int epoch,
            final Lifecycle state,
            final DisconnectReason reason,
            final long value,
            final String text) {
        return lifecycle(ImportSession.CONNECTION, epoch, state, reason, value, text);
    }

    private static Step lifecycle(
            final int connectionId,
            final int epoch,
            final Lifecycle state,
            final DisconnectReason reason,
            final long value,
            final String text) {
        return new Step(
                Origin.LIFECYCLE,
                EventKind.LIFECYCLE,
                connectionId,
                epoch,
                state.code(),
                reason == null ? 0 : reason.code(),
                value,
                0,
                true,
                text == null ? EMPTY : text.getBytes(StandardCharsets.UTF_8));
    }

    static Step command(final int epoch, final CommandType type, final String payload) {
        return new Step(
                Origin.COMMAND,
                EventKind.COMMAND,
                ImportSession.CONNECTION,
                epoch,
                type.code(),
                0,
                0,
                0,
                true,
                payload.getBytes(StandardCharsets.UTF_8));
    }

    static Step sent(
            final int epoch,
            final int requestType,
            final long requestId,
            final long token,
            final boolean isSent,
            final byte[] message) {
        return new Step(
                Origin.OUTBOUND,
                EventKind.OUTBOUND,
                ImportSession.CONNECTION,
                epoch,
                requestType,
                0,
                requestId,
                token,
                isSent,
                message);
    }

    static Step answer(final int epoch, final byte[] message) {
        return new Step(
                Origin.INBOUND,
                EventKind.REJECT,
                ImportSession.CONNECTION,
                epoch,
                0,
                0,
                MarketEvent.ABSENT,
                0,
                true,
                message);
    }

    /** Fills an event with it; times and sequence are the caller's. */
    void fill(final MarketEvent event) {
        event.reset(origin, kind);
        event.connectionId = connectionId;
        event.epoch = epoch;
        event.flags = isSent ? 0 : MarketEvent.UNSENT;
        event.code = code;
        event.reason = reason;
        event.requestId = value;
        event.token = token;
        event.setRaw(raw, 0, raw.length);
    }
}
