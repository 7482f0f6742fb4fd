/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.CommandType;
import io.novaring.codec.DisconnectReason;
import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An event of the virtual connection that is on the ring next, with what a live engine would have
 * put into it.
 *
 * @param epoch of the session.
 * @param code as of the origin.
 * @param raw its own.
 */
record Prepared(
        Origin origin,
        int connectionId,
        int epoch,
        int code,
        int reason,
        int flags,
        long requestId,
        long token,
        byte[] raw) {
    private static final byte[] EMPTY = new byte[0];

    static Prepared inbound(final int connectionId, final int epoch, final byte[] message) {
        return new Prepared(
                Origin.INBOUND, connectionId, epoch, 0, 0, 0, MarketEvent.ABSENT, 0, message);
    }

    static Prepared outbound(
            final int connectionId, final boolean isSent, final StageWish wish, final int epoch) {
        return new Prepared(
                Origin.OUTBOUND,
                connectionId,
                epoch,
                wish.requestType(),
                0,
                isSent ? 0 : MarketEvent.UNSENT,
                wish.requestId(),
                wish.token(),
                wish.message());
    }

    /** A request that no stage wished for. */
    static Prepared killing(
            final int connectionId,
            final int epoch,
            final boolean isSent,
            final int requestType,
            final long requestId,
            final byte[] message,
            final int length) {
        final byte[] copy = Arrays.copyOf(message, length);
        final StageWish sent = new StageWish(epoch, requestType, requestId, 0, copy, null);
        return outbound(connectionId, isSent, sent, epoch);
    }

    static Prepared lifecycle(
            final int connectionId,
            final int epoch,
            final Lifecycle state,
            final DisconnectReason reason,
            final long value,
            final int closeCode,
            final String text) {
        return new Prepared(
                Origin.LIFECYCLE,
                connectionId,
                epoch,
                state.code(),
                reason == null ? 0 : reason.code(),
                0,
                value,
                closeCode,
                text == null ? EMPTY : text.getBytes(StandardCharsets.UTF_8));
    }

    static Prepared tick(final int connectionId, final int epoch) {
        return new Prepared(
                Origin.TICK, connectionId, epoch, 0, 0, 0, MarketEvent.ABSENT, 0, EMPTY);
    }

    static Prepared command(
            final int connectionId,
            final int epoch,
            final CommandType type,
            final int requestType,
            final long token,
            final byte[] payload,
            final int length) {
        return new Prepared(
                Origin.COMMAND,
                connectionId,
                epoch,
                type.code(),
                0,
                0,
                requestType,
                token,
                Arrays.copyOf(payload, length));
    }

    /** Fills a slot that was reset. */
    void fill(final MarketEvent event, final long nowNs) {
        event.reset(origin, kind());
        event.connectionId = connectionId;
        event.epoch = epoch;
        event.code = code;
        event.reason = reason;
        event.flags = flags;
        event.requestId = requestId;
        event.token = token;
        event.setRaw(raw, 0, raw.length);
        event.receivedTimeNs = nowNs;
        event.publishedTimeNs = nowNs;
    }

    private EventKind kind() {
        return switch (origin) {
            case INBOUND -> EventKind.REJECT;
            case OUTBOUND -> EventKind.OUTBOUND;
            case LIFECYCLE -> EventKind.LIFECYCLE;
            case TICK -> EventKind.TICK;
            case COMMAND -> EventKind.COMMAND;
        };
    }
}
