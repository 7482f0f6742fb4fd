/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.engine.venue.VenueClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Several recordings in the order of their times; of equal ones the recording named first. The
 * connections of the second follow those of the first. One thread.
 */
final class Tapes implements AutoCloseable {
    private final List<Tape> tapes = new ArrayList<>();
    private final List<VenueClient> clients = new ArrayList<>();
    private final boolean[] trades;
    private final int recordedCount;

    // Null before the first event and behind the last.
    private Tape current;
    private boolean hasBegun;

    Tapes(final List<Recording> recordings) {
        for (final Recording recording : recordings) {
            tapes.add(new Tape(recording, clients.size()));
            clients.addAll(recording.clients().get());
        }
        recordedCount = clients.size();
        trades = new boolean[recordedCount];
        for (int i = 0; i < recordedCount; i++) {
            trades[i] = clients.get(i).messages().trading().isSupported();
        }
        for (int i = 0; i < tapes.size(); i++) {
            addMarketParts(recordings.get(i).account(), tapes.get(i), i + 1);
        }
    }

    private void addMarketParts(
            final RecordedAccount account, final Tape tape, final int nextTape) {
        final int end =
                nextTape < tapes.size() ? tapes.get(nextTape).firstConnectionId : recordedCount;
        for (int id = tape.firstConnectionId; id < end; id++) {
            if (trades[id] && !account.marketChannels(id - tape.firstConnectionId).isEmpty()) {
                tape.addMarketPart(id, clients.size(), new MarketPart(clients.get(id)));
                clients.add(MarketPart.clientOf(clients.get(id)));
            }
        }
    }

    /**
     * Those of all recordings, by the ids that connections have here, and behind them those of the
     * market data that came by connections that traded.
     */
    List<VenueClient> clients() {
        return clients;
    }

    /** True for a recorded connection that traded: none of its events goes through as it is. */
    boolean isTrading(final int connectionId) {
        return connectionId >= 0 && connectionId < recordedCount && trades[connectionId];
    }

    /** Of what was asked for on the connection of the event in view: what is no market data. */
    byte[] withoutMarket(final MarketEvent subscribe) {
        final SubscriptionHandler channels = clients.get(subscribe.connectionId).subscriptions();
        final Set<String> market = current.marketChannels();
        final StringBuilder left = new StringBuilder();
        for (final String name : subscribe.rawText().split("\n")) {
            final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            if (!name.isEmpty() && !channels.isBook(bytes) && !market.contains(name)) {
                left.append(name).append('\n');
            }
        }
        return left.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The first connection that traded, or {@link MarketEvent#NONE}. */
    int firstTrading() {
        for (int id = 0; id < recordedCount; id++) {
            if (trades[id]) {
                return id;
            }
        }
        return MarketEvent.NONE;
    }

    /** The next event, or null; the same until {@link #pass}. */
    Tape peek() {
        if (!hasBegun) {
            hasBegun = true;
            tapes.forEach(Tape::advance);
            current = earliest();
        }
        return current;
    }

    /** Goes on behind the event in view. */
    void pass() {
        current.advance();
        current = tapes.size() == 1 && current.hasEvent() ? current : earliest();
    }

    /** True when the event in view is in the first recording. */
    boolean isFirst() {
        return current == tapes.get(0);
    }

    /** True when no other recording than that of the event in view goes on. */
    boolean isLast() {
        for (final Tape tape : tapes) {
            if (tape != current && tape.hasEvent()) {
                return false;
            }
        }
        return true;
    }

    private Tape earliest() {
        Tape earliest = null;
        for (int i = 0; i < tapes.size(); i++) {
            final Tape tape = tapes.get(i);
            if (tape.hasEvent() && (earliest == null || tape.timeNs() < earliest.timeNs())) {
                earliest = tape;
            }
        }
        return earliest;
    }

    @Override
    public void close() {
        tapes.forEach(Tape::close);
    }
}
