/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.timeline;

import io.novaring.engine.venue.VenueClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Several recordings in the order of their times; of equal ones the recording named first. The
 * connections of the second follow those of the first. One thread.
 */
final class Tapes implements AutoCloseable {
    private final List<Tape> tapes = new ArrayList<>();
    private final List<VenueClient> clients = new ArrayList<>();

    // Null before the first event and behind the last.
    private Tape current;
    private boolean hasBegun;

    Tapes(final List<Recording> recordings) {
        for (final Recording recording : recordings) {
            tapes.add(new Tape(recording, clients.size()));
            clients.addAll(recording.clients().get());
        }
    }

    /** Those of all recordings, by the ids that connections have here. */
    List<VenueClient> clients() {
        return clients;
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
