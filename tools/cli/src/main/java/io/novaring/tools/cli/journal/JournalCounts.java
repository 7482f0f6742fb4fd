/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.journal;

import io.novaring.codec.EventKind;
import io.novaring.codec.Lifecycle;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.journal.JournalRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts events and notes of one run as they pass. One thread. */
final class JournalCounts implements NoteListener {
    /** Pieces of equal length the run's time is cut into. */
    static final int SLOTS = 60;

    private static final double SECOND_NS = 1e9;

    private final long firstTimeNs;
    private final double slotNs;
    private final long[] eventsBySlot = new long[SLOTS];
    private final long[] secondEvents = new long[2];
    private final Map<EventKind, Long> byKind = new EnumMap<>(EventKind.class);
    private final Map<NoteKind, Long> notes = new EnumMap<>(NoteKind.class);
    private final Map<Integer, Connection> connections = new TreeMap<>();
    private final Map<Path, Segment> segments = new LinkedHashMap<>();
    private final Set<Long> snapshots = new HashSet<>();
    private Segment segment;
    private long busiestPerSecond;

    JournalCounts(final JournalRun run) {
        firstTimeNs = run.firstTimeNs();
        slotNs = Math.max(1, run.lastTimeNs() - run.firstTimeNs()) / (double) SLOTS;
    }

    /**
     * Counts an event whose kind is known.
     *
     * @param file it is in.
     */
    void add(final MarketEvent event, final Path file) {
        if (segment == null || !segment.file.equals(file)) {
            segment = segments.computeIfAbsent(file, Segment::new);
        }
        segment.add(event);
        byKind.merge(event.kind, 1L, Long::sum);
        final double sinceNs = (double) event.publishedTimeNs - firstTimeNs;
        final long slot = (long) (sinceNs / slotNs);
        eventsBySlot[(int) Math.max(0, Math.min(SLOTS - 1, slot))]++;
        addToSecond((long) Math.floor(sinceNs / SECOND_NS));
        if (event.connectionId >= 0) {
            connections.computeIfAbsent(event.connectionId, Connection::new).add(event);
        }
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        notes.merge(kind, 1L, Long::sum);
        if (kind == NoteKind.SNAPSHOT) {
            snapshots.add(sequence);
        }
    }

    /** What was counted of one file; nothing for one without events. */
    Segment segment(final Path file) {
        return segments.getOrDefault(file, new Segment(file));
    }

    /** True when there is a snapshot of what was known before this event. */
    boolean hasSnapshotBefore(final long sequence) {
        return snapshots.contains(sequence - 1);
    }

    Map<EventKind, Long> byKind() {
        return byKind;
    }

    Map<NoteKind, Long> notes() {
        return notes;
    }

    List<Connection> connections() {
        return new ArrayList<>(connections.values());
    }

    /** Events a second in each piece of the run's time. */
    List<Long> perSecond() {
        final List<Long> rates = new ArrayList<>();
        for (final long events : eventsBySlot) {
            final double rate = events / (slotNs / SECOND_NS);
            // What is there is seen, however seldom.
            rates.add(events == 0 ? 0 : Math.max(1, Math.round(rate)));
        }
        return rates;
    }

    /** Most events in one second from the run's start on. */
    long busiestPerSecond() {
        return busiestPerSecond;
    }

    // Events come in the order of their times: the second at hand is enough.
    private void addToSecond(final long second) {
        if (secondEvents[0] != second) {
            secondEvents[0] = second;
            secondEvents[1] = 0;
        }
        secondEvents[1]++;
        busiestPerSecond = Math.max(busiestPerSecond, secondEvents[1]);
    }

    /** What is in one file. */
    static final class Segment {
        private final Path file;
        private long firstTimeNs = MarketEvent.ABSENT;
        private long lastTimeNs = MarketEvent.ABSENT;
        private long rawBytes;

        private Segment(final Path file) {
            this.file = file;
        }

        private void add(final MarketEvent event) {
            firstTimeNs = firstTimeNs == MarketEvent.ABSENT ? event.publishedTimeNs : firstTimeNs;
            lastTimeNs = event.publishedTimeNs;
            rawBytes += event.rawLength;
        }

        long firstTimeNs() {
            return firstTimeNs;
        }

        long lastTimeNs() {
            return lastTimeNs;
        }

        long rawBytes() {
            return rawBytes;
        }
    }

    /** What came and went by one connection. */
    static final class Connection {
        private final int id;
        private long received;
        private long receivedBytes;
        private long sent;
        private long rejects;
        private long sessions;

        private Connection(final int id) {
            this.id = id;
        }

        private void add(final MarketEvent event) {
            if (event.origin == Origin.INBOUND) {
                received++;
                receivedBytes += event.rawLength;
                rejects += event.kind == EventKind.REJECT ? 1 : 0;
            } else if (event.origin == Origin.OUTBOUND) {
                sent += event.hasFlag(MarketEvent.UNSENT) ? 0 : 1;
            } else if (event.origin == Origin.LIFECYCLE
                    && event.code == Lifecycle.CONNECTED.code()) {
                sessions++;
            }
        }

        int id() {
            return id;
        }

        long received() {
            return received;
        }

        long receivedBytes() {
            return receivedBytes;
        }

        long sent() {
            return sent;
        }

        long rejects() {
            return rejects;
        }

        long sessions() {
            return sessions;
        }
    }
}
