/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.EventSource;
import java.util.Arrays;
import java.util.Set;

/** A recording with its next event in view. Times never go back. One thread. */
final class Tape implements AutoCloseable {
    final MarketEvent event = new MarketEvent();

    /** Added to a connection's id in the recording. */
    final int firstConnectionId;

    private static final long MILLISECOND_NS = 1_000_000L;
    private static final int[] NO_IDS = {};
    private static final MarketPart[] NO_PARTS = {};

    // Connections whose market data goes through as that of another, and what that is.
    private int[] partIds = NO_IDS;
    private int[] marketIds = NO_IDS;
    private MarketPart[] parts = NO_PARTS;
    private final EventSource source;
    private final RecordedAccount account;
    private final long offsetNs;
    private final long feedNs;
    private boolean hasEvent;
    private long timeNs = Long.MIN_VALUE;

    Tape(final Recording recording, final int firstConnectionId) {
        this.source = recording.source().get();
        this.account = recording.account();
        this.offsetNs = recording.offsetNs();
        this.feedNs = recording.feedNs();
        this.firstConnectionId = firstConnectionId;
    }

    /** Market data of a connection that trades has the other id from now on. */
    void addMarketPart(final int connectionId, final int marketId, final MarketPart part) {
        final int count = partIds.length;
        partIds = Arrays.copyOf(partIds, count + 1);
        partIds[count] = connectionId;
        marketIds = Arrays.copyOf(marketIds, count + 1);
        marketIds[count] = marketId;
        parts = Arrays.copyOf(parts, count + 1);
        parts[count] = part;
    }

    /**
     * The connection by which the event in view goes through as market data of a connection that
     * trades; {@link MarketEvent#NONE} when it is none. Its columns may be filled by that.
     */
    int marketId() {
        for (int i = 0; i < partIds.length; i++) {
            if (partIds[i] == event.connectionId) {
                return parts[i].isMarket(event) ? marketIds[i] : MarketEvent.NONE;
            }
        }
        return MarketEvent.NONE;
    }

    /** The channels of market data that came by the connection of the event in view. */
    Set<String> marketChannels() {
        return account.marketChannels(event.connectionId - firstConnectionId);
    }

    /** The other id of the connection of the event in view, or {@link MarketEvent#NONE}. */
    int idOfMarketPart() {
        for (int i = 0; i < partIds.length; i++) {
            if (partIds[i] == event.connectionId) {
                return marketIds[i];
            }
        }
        return MarketEvent.NONE;
    }

    /** Reads the next event; false when there is none. */
    boolean advance() {
        event.reset(Origin.TICK, EventKind.TICK);
        hasEvent = source.next(event);
        if (hasEvent) {
            event.publishedTimeNs += offsetNs;
            event.receivedTimeNs += offsetNs;
            timeNs = Math.max(timeNs, event.publishedTimeNs);
            if (event.connectionId != MarketEvent.NONE) {
                event.connectionId += firstConnectionId;
            }
        }
        return hasEvent;
    }

    boolean hasEvent() {
        return hasEvent;
    }

    /** When the event was published, not before any that came before it. */
    long timeNs() {
        return timeNs;
    }

    /**
     * When the message in view happened at the venue. Its own time is cut to the millisecond: where
     * in it is told by when the message came, as far as the way here takes as long as it does
     * mostly.
     */
    long happenedNs() {
        final long exchangeNs = event.exchangeTimeNs + offsetNs;
        if (feedNs == Recording.UNKNOWN || event.exchangeTimeNs % MILLISECOND_NS != 0) {
            return exchangeNs;
        }
        final long mostlyNs = event.receivedTimeNs - feedNs;
        return Math.max(exchangeNs, Math.min(mostlyNs, exchangeNs + MILLISECOND_NS - 1));
    }

    /** A time in the recording, as it is here. */
    long shifted(final long recordedNs) {
        return recordedNs + offsetNs;
    }

    @Override
    public void close() {
        Recording.close(source);
    }
}
