/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.codec.TradeColumns;
import io.novaring.engine.connection.InboundDecoding;
import java.util.Arrays;
import java.util.List;

/**
 * The recording as the venue sees it: messages of its markets at the venue's own time, ahead of the
 * engine, which sees them when they were received. Times never go back, and none is later than the
 * message was received. A book whose chain breaks, or whose connection ends, is told of as lost
 * once, when we learnt of it. One thread.
 */
final class VenueCursor implements AutoCloseable {
    private static final long UNKNOWN = MarketEvent.ABSENT;

    private final Tapes tapes;
    private final Symbols symbols = new Symbols();
    private final FrameDecoder[] decoders;
    private final VirtualVenue venue;
    private final long venueAheadNs;
    private final WithoutAccount without;

    // By instrument: where its chain is, and of what connection and channel it is, if it has one.
    private long[] changeIds = new long[64];
    private int[] connectionIds = new int[64];
    private int[] channelIds = new int[64];
    private long[] snapshotNs = new long[64];
    private long timeNs = Long.MIN_VALUE;
    private boolean isDecoded;

    /**
     * @param venueAheadNs taken off the venue's times: all times here are the recorder's.
     */
    VenueCursor(
            final List<Recording> recordings, final VirtualVenue venue, final long venueAheadNs) {
        this.tapes = new Tapes(recordings);
        this.venue = venue;
        this.venueAheadNs = venueAheadNs;
        without = new WithoutAccount(RecordedAccount.of(recordings), symbols);
        decoders =
                tapes.clients().stream()
                        .map(client -> InboundDecoding.newDecoder(client.messages(), symbols))
                        .toArray(FrameDecoder[]::new);
        Arrays.fill(changeIds, UNKNOWN);
        Arrays.fill(connectionIds, MarketEvent.NONE);
    }

    /** When what comes next happened, or {@link VirtualVenue#NEVER}. */
    long nextDueNs() {
        while (!isDecoded) {
            final Tape tape = tapes.peek();
            if (tape == null) {
                return VirtualVenue.NEVER;
            }
            isDecoded = isWanted(tape);
            if (!isDecoded) {
                tapes.pass();
                continue;
            }
            timeNs = Math.max(timeNs, happenedNs(tape));
        }
        return timeNs;
    }

    /** Tells the venue of what {@link #nextDueNs} is about. */
    void advance() {
        final Tape tape = tapes.peek();
        final MarketEvent event = tape.event;
        isDecoded = false;
        if (event.origin == Origin.LIFECYCLE) {
            lose(event.connectionId);
        } else if (event.kind == EventKind.BOOK) {
            final String name = symbols.instruments().name(event.instrumentId);
            if (follow(tape, name)) {
                without.onBook(event, exchangeNs(tape));
                venue.onMarket(event, name, timeNs);
            }
        } else if (event.kind == EventKind.TRADES) {
            without.onTrades(event);
            tellTrades(event);
        } else {
            final int id = event.instrumentId;
            venue.onMarket(event, id < 0 ? null : symbols.instruments().name(id), timeNs);
        }
        tapes.pass();
    }

    /** Rows of a message on several instruments are told of one instrument after the other. */
    private void tellTrades(final MarketEvent event) {
        final TradeColumns rows = event.trades;
        int toldFrom = 0;
        if (event.instrumentId >= 0) {
            venue.onMarket(event, symbols.instruments().name(event.instrumentId), timeNs);
            toldFrom = rows.size();
        }
        for (int row = toldFrom; row < rows.size(); row++) {
            boolean isTold = rows.instrumentId[row] < 0;
            for (int before = 0; before < row && !isTold; before++) {
                isTold = rows.instrumentId[before] == rows.instrumentId[row];
            }
            if (!isTold) {
                event.instrumentId = rows.instrumentId[row];
                venue.onMarket(event, symbols.instruments().name(event.instrumentId), timeNs);
            }
        }
    }

    /**
     * What the engine says of a book: for a reason that no message tells, such as silence.
     *
     * @param recordedNs when it was so, as it was recorded: a snapshot that came later holds.
     * @param nowNs when the engine knows it.
     */
    void lose(
            final String instrument,
            final String channel,
            final long recordedNs,
            final long nowNs) {
        final int id = symbols.instruments().lookup(instrument);
        final boolean isFollowed =
                id >= 0
                        && id < changeIds.length
                        && connectionIds[id] != MarketEvent.NONE
                        && symbols.channels().lookup(channel) == channelIds[id]
                        && snapshotNs[id] <= recordedNs;
        if (isFollowed) {
            connectionIds[id] = MarketEvent.NONE;
            venue.onLost(instrument, nowNs);
        }
    }

    private long happenedNs(final Tape tape) {
        final long exchangeNs = tape.event.exchangeTimeNs;
        return tape.event.origin == Origin.INBOUND && exchangeNs != UNKNOWN
                ? Math.min(tape.happenedNs() - venueAheadNs, tape.timeNs())
                : tape.timeNs();
    }

    private static long exchangeNs(final Tape tape) {
        final MarketEvent event = tape.event;
        return event.exchangeTimeNs == UNKNOWN
                ? event.receivedTimeNs
                : tape.shifted(event.exchangeTimeNs);
    }

    private boolean isWanted(final Tape tape) {
        final MarketEvent event = tape.event;
        if (tapes.isTrading(event.connectionId)) {
            event.connectionId = tape.idOfMarketPart();
        }
        if (event.connectionId < 0) {
            return false;
        }
        if (event.origin == Origin.LIFECYCLE) {
            return event.code == Lifecycle.DISCONNECTED.code();
        }
        if (event.origin != Origin.INBOUND) {
            return false;
        }
        event.kind = EventKind.REJECT;
        InboundDecoding.decode(event, decoders[event.connectionId]);
        return switch (event.kind) {
            case BOOK, TRADES, TICKER, QUOTE, INDEX, INSTRUMENT_STATE -> true;
            default -> false;
        };
    }

    /**
     * Whether the venue is told of a message: a book is followed by the channel of the connection
     * that gave its snapshot, until it is lost. Windows replace each other and have no chain.
     */
    private boolean follow(final Tape tape, final String name) {
        final MarketEvent event = tape.event;
        if (event.hasFlag(MarketEvent.WINDOW)) {
            return true;
        }
        final int id = event.instrumentId;
        if (id >= changeIds.length) {
            grow(Integer.highestOneBit(id) << 1);
        }
        final boolean isFollowed = connectionIds[id] != MarketEvent.NONE;
        if (isFollowed
                && (connectionIds[id] != event.connectionId || channelIds[id] != event.channelId)) {
            return false;
        }
        if (event.hasFlag(MarketEvent.SNAPSHOT)) {
            connectionIds[id] = event.connectionId;
            channelIds[id] = event.channelId;
            snapshotNs[id] = tape.timeNs();
        } else if (isFollowed
                && event.prevChangeId != UNKNOWN
                && event.prevChangeId != changeIds[id]) {
            if (event.changeId != UNKNOWN && event.changeId <= changeIds[id]) {
                // It is in the book already.
                return false;
            }
            connectionIds[id] = MarketEvent.NONE;
            venue.onLost(name, timeNs);
        }
        changeIds[id] = event.changeId;
        return true;
    }

    private void grow(final int length) {
        final int known = changeIds.length;
        changeIds = Arrays.copyOf(changeIds, length);
        connectionIds = Arrays.copyOf(connectionIds, length);
        channelIds = Arrays.copyOf(channelIds, length);
        snapshotNs = Arrays.copyOf(snapshotNs, length);
        Arrays.fill(changeIds, known, length, UNKNOWN);
        Arrays.fill(connectionIds, known, length, MarketEvent.NONE);
    }

    private void lose(final int connectionId) {
        for (int id = 0; id < connectionIds.length; id++) {
            if (connectionIds[id] == connectionId) {
                connectionIds[id] = MarketEvent.NONE;
                venue.onLost(symbols.instruments().name(id), timeNs);
            }
        }
    }

    @Override
    public void close() {
        tapes.close();
    }
}
