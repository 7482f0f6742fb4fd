/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.SymbolTable;
import java.util.Arrays;

/**
 * Lets the events of a range through to handlers. The replay's thread; allocates for an instrument
 * that is new, and then no more.
 */
public final class ReplayGate {
    private static final byte UNKNOWN = 0;
    private static final byte PASSES = 1;
    private static final byte STOPS = 2;

    private final ReplayRange range;
    private final SymbolTable instruments;
    private final boolean[] connections;

    // By instrument id.
    private byte[] known = new byte[64];
    private boolean isOpen;

    /**
     * @param connectionCount connections of the replay.
     * @param instruments the table the decoders of the replay intern into.
     */
    public ReplayGate(
            final ReplayRange range, final int connectionCount, final SymbolTable instruments) {
        this.range = range;
        this.instruments = instruments;
        connections = new boolean[connectionCount];
        Arrays.fill(connections, range.connections().isEmpty());
        for (final int id : range.connections()) {
            if (id < 0 || id >= connectionCount) {
                throw new IllegalArgumentException(
                        "no connection " + id + " among the " + connectionCount + " clients");
            }
            connections[id] = true;
        }
    }

    /** Decides on the event that comes next, once it is decoded. */
    public void decide(final MarketEvent event) {
        isOpen =
                range.hasBegunAt(event)
                        && (event.connectionId < 0 || connections[event.connectionId])
                        && (range.instruments().isEmpty()
                                || event.instrumentId < 0
                                || passes(event.instrumentId));
    }

    /** True when handlers got, or get, the event that was decided on last. */
    public boolean isOpen() {
        return isOpen;
    }

    /** The handler behind this gate. */
    public EventHandler<MarketEvent> before(final EventHandler<MarketEvent> handler) {
        return new EventHandler<>() {
            @Override
            public void onStart() {
                handler.onStart();
            }

            @Override
            public void onEvent(
                    final MarketEvent event, final long sequence, final boolean isEndOfBatch)
                    throws Exception {
                if (isOpen) {
                    handler.onEvent(event, sequence, isEndOfBatch);
                }
            }

            @Override
            public void onShutdown() {
                handler.onShutdown();
            }
        };
    }

    private boolean passes(final int instrumentId) {
        if (instrumentId >= known.length) {
            known = Arrays.copyOf(known, Integer.highestOneBit(instrumentId) << 1);
        }
        if (known[instrumentId] == UNKNOWN) {
            final boolean isWanted = range.instruments().contains(instruments.name(instrumentId));
            known[instrumentId] = isWanted ? PASSES : STOPS;
        }
        return known[instrumentId] == PASSES;
    }
}
