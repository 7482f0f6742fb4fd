/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.EventKind;
import io.novaring.codec.FrameDecoder;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.Symbols;
import io.novaring.engine.connection.InboundDecoding;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The recording as the venue sees it: messages of its markets at the venue's own time, ahead of the
 * engine, which sees them when they were received. Times never go back, and none is later than the
 * message was received. A book whose chain breaks, or whose connection ends, is told of as lost
 * once, when we learnt of it. One thread.
 */
final class VenueCursor implements AutoCloseable {
    private static final long UNKNOWN = MarketEvent.ABSENT;

    private final Tapes tapes;
    private final IntPredicate isLeftOut;
    private final Symbols symbols = new Symbols();
    private final FrameDecoder[] decoders;
    private final VirtualVenue venue;
    private final long venueAheadNs;
    private final WithoutAccount without;

    // By instrument: where its chain is, whether it has one, and whose connection it came by.
    private long[] changeIds = new long[64];
    private int[] connectionIds = new int[64];
    private long timeNs = Long.MIN_VALUE;
    private boolean isDecoded;

    /**
     * @param isLeftOut true for a connection whose messages do not count.
     * @param venueAheadNs taken off the venue's times: all times here are the recorder's.
     */
    VenueCursor(
            final List<Recording> recordings,
            final IntPredicate isLeftOut,
            final VirtualVenue venue,
            final long venueAheadNs) {
        this.tapes = new Tapes(recordings);
        this.isLeftOut = isLeftOut;
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
            isDecoded = isWanted(tape.event);
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
        } else if (event.instrumentId >= 0) {
            final String name = symbols.instruments().name(event.instrumentId);
            if (event.kind == EventKind.BOOK) {
                follow(event, name);
                without.onBook(event, exchangeNs(tape));
            } else if (event.kind == EventKind.TRADES) {
                without.onTrades(event);
            }
            venue.onMarket(event, name, timeNs);
        }
        tapes.pass();
    }

    private long happenedNs(final Tape tape) {
        final long exchangeNs = tape.event.exchangeTimeNs;
        return tape.event.origin == Origin.INBOUND && exchangeNs != UNKNOWN
                ? Math.min(tape.shifted(exchangeNs) - venueAheadNs, tape.timeNs())
                : tape.timeNs();
    }

    private static long exchangeNs(final Tape tape) {
        final MarketEvent event = tape.event;
        return event.exchangeTimeNs == UNKNOWN
                ? event.receivedTimeNs
                : tape.shifted(event.exchangeTimeNs);
    }

    private boolean isWanted(final MarketEvent event) {
        if (event.connectionId < 0 || isLeftOut.test(event.connectionId)) {
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
            case BOOK, TRADES, TICKER, QUOTE -> true;
            default -> false;
        };
    }

    /** Windows replace each other and have no chain. */
    private void follow(final MarketEvent event, final String name) {
        if (event.hasFlag(MarketEvent.WINDOW)) {
            return;
        }
        final int id = event.instrumentId;
        if (id >= changeIds.length) {
            final int length = Integer.highestOneBit(id) << 1;
            final int known = changeIds.length;
            changeIds = Arrays.copyOf(changeIds, length);
            connectionIds = Arrays.copyOf(connectionIds, length);
            Arrays.fill(changeIds, known, length, UNKNOWN);
            Arrays.fill(connectionIds, known, length, MarketEvent.NONE);
        }
        final boolean isChange = !event.hasFlag(MarketEvent.SNAPSHOT);
        final boolean isBroken =
                isChange
                        && connectionIds[id] != MarketEvent.NONE
                        && event.prevChangeId != UNKNOWN
                        && event.prevChangeId != changeIds[id];
        if (isBroken) {
            connectionIds[id] = MarketEvent.NONE;
            venue.onLost(name, timeNs);
        } else if (!isChange) {
            connectionIds[id] = event.connectionId;
        }
        changeIds[id] = event.changeId;
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
