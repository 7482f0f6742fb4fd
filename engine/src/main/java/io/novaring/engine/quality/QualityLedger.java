/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.quality;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.NoteListener;
import io.novaring.engine.book.StaleCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * When each book could be trusted, from the notes of a recording or of a run. Notes of other kinds
 * are passed over. One thread; keeps an interval for each change of each book.
 */
public final class QualityLedger implements NoteListener {
    private static final Comparator<Interval> ORDER =
            Comparator.comparingLong(Interval::fromTimeNs)
                    .thenComparingInt(Interval::connectionId)
                    .thenComparing(Interval::channel)
                    .thenComparingLong(Interval::fromSequence);

    private final List<Interval> closed = new ArrayList<>();
    private final Map<Book, Interval> open = new LinkedHashMap<>();
    private long lastSequence = MarketEvent.ABSENT;
    private long lastTimeNs = MarketEvent.ABSENT;
    private long unreadable;

    /**
     * What a book was for some time.
     *
     * @param cause why it could not be believed, NONE when it could.
     * @param untilTimeNs when it became something else; ABSENT when it was still so at the end.
     * @param fromSequence the event that made it so, or one with a snapshot at which it was so.
     * @param untilSequence the event that made it something else, or ABSENT.
     */
    public record Interval(
            int connectionId,
            String channel,
            String instrument,
            QualityState state,
            StaleCause cause,
            long fromTimeNs,
            long untilTimeNs,
            long fromSequence,
            long untilSequence) {
        /** True when nothing is known of its end. */
        public boolean isOpen() {
            return untilTimeNs == MarketEvent.ABSENT;
        }

        /** True when nobody wanted the book: it was neither good nor bad. */
        public boolean isUnwanted() {
            return cause == StaleCause.UNSUBSCRIBED
                    && (state == QualityState.STALE || state == QualityState.EMPTY);
        }

        private Interval until(final long sequence, final long timeNs) {
            return new Interval(
                    connectionId,
                    channel,
                    instrument,
                    state,
                    cause,
                    fromTimeNs,
                    timeNs,
                    fromSequence,
                    sequence);
        }

        private Interval within(final Filter filter, final long endNs) {
            final long lastNs = isOpen() ? endNs : untilTimeNs;
            final boolean isCut = filter.untilTimeNs < lastNs;
            return new Interval(
                    connectionId,
                    channel,
                    instrument,
                    state,
                    cause,
                    Math.max(fromTimeNs, filter.fromTimeNs),
                    isCut ? filter.untilTimeNs : untilTimeNs,
                    fromSequence,
                    untilSequence);
        }
    }

    /**
     * Which intervals are wanted.
     *
     * @param instrument null for all.
     * @param fromTimeNs intervals are cut there; Long.MIN_VALUE for none.
     * @param untilTimeNs the same; Long.MAX_VALUE for none.
     */
    public record Filter(String instrument, long fromTimeNs, long untilTimeNs) {
        /** Everything. */
        public static final Filter ALL = new Filter(null, Long.MIN_VALUE, Long.MAX_VALUE);

        private boolean matches(final Interval interval, final long endNs) {
            final long untilNs = interval.isOpen() ? endNs : interval.untilTimeNs;
            return (instrument == null || instrument.equals(interval.instrument))
                    && interval.fromTimeNs < untilTimeNs
                    && (untilNs > fromTimeNs || interval.isOpen() && untilNs == fromTimeNs);
        }
    }

    /** How long the books of an instrument were what. Immutable. */
    public static final class Total {
        private final String instrument;
        private final long[] lengthsNs = new long[QualityState.values().length];
        private long unwantedNs;

        private Total(final String instrument) {
            this.instrument = instrument;
        }

        public String instrument() {
            return instrument;
        }

        /** Nanoseconds in this state, over all channels that give the book; wanted ones only. */
        public long lengthNs(final QualityState state) {
            return lengthsNs[state.ordinal()];
        }

        /** Nanoseconds in which nobody wanted it: they count for nothing. */
        public long unwantedNs() {
            return unwantedNs;
        }

        /** How much of the time it was wanted it was LIVE, in percent; NaN when it never was. */
        public double livePercent() {
            long all = 0;
            for (final long lengthNs : lengthsNs) {
                all += lengthNs;
            }
            return all == 0 ? Double.NaN : 100.0 * lengthNs(QualityState.LIVE) / all;
        }
    }

    private record Book(int connectionId, String channel) {}

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        if (kind != NoteKind.QUALITY) {
            return;
        }
        final QualityNote note = QualityNote.read(bytes, offset, length);
        if (note == null) {
            unreadable++;
            return;
        }
        advance(sequence, timeNs);
        final Book book = new Book(note.connectionId, note.channel);
        final Interval before = open.get(book);
        if (before != null && before.state == note.state && before.cause == note.cause) {
            // Said once more for who begins to read there.
            return;
        }
        if (before != null && before.fromSequence != sequence) {
            closed.add(before.until(sequence, timeNs));
        }
        open.put(
                book,
                new Interval(
                        note.connectionId,
                        note.channel,
                        note.instrument,
                        note.state,
                        note.cause,
                        timeNs,
                        MarketEvent.ABSENT,
                        sequence,
                        MarketEvent.ABSENT));
    }

    /** The recording goes on to here at least: what is open lasts until then. */
    public void advance(final long sequence, final long timeNs) {
        lastSequence = Math.max(lastSequence, sequence);
        lastTimeNs = Math.max(lastTimeNs, timeNs);
    }

    /** The run is over: nothing is known of its books behind its last event. */
    public void endRun() {
        for (final Interval interval : open.values()) {
            closed.add(interval.until(lastSequence, lastTimeNs));
        }
        open.clear();
        lastSequence = MarketEvent.ABSENT;
    }

    /** Everything, in the order in which it began. */
    public List<Interval> intervals() {
        return intervals(Filter.ALL);
    }

    /** What the filter lets through, cut to its times, in the order in which it began. */
    public List<Interval> intervals(final Filter filter) {
        Objects.requireNonNull(filter, "filter");
        final List<Interval> result = new ArrayList<>();
        for (final List<Interval> part : List.of(closed, List.copyOf(open.values()))) {
            for (final Interval interval : part) {
                if (filter.matches(interval, lastTimeNs)) {
                    result.add(interval.within(filter, lastTimeNs));
                }
            }
        }
        result.sort(ORDER);
        return result;
    }

    /**
     * How long each instrument's books were what, by name; what is open counts to the last note.
     */
    public List<Total> totals(final Filter filter) {
        final Map<String, Total> totals = new TreeMap<>();
        for (final Interval interval : intervals(filter)) {
            final Total total = totals.computeIfAbsent(interval.instrument, Total::new);
            final long untilNs = interval.isOpen() ? lastTimeNs : interval.untilTimeNs;
            final long lengthNs = untilNs - interval.fromTimeNs;
            if (interval.isUnwanted()) {
                total.unwantedNs += lengthNs;
            } else {
                total.lengthsNs[interval.state.ordinal()] += lengthNs;
            }
        }
        return List.copyOf(totals.values());
    }

    /** Notes that could not be read. */
    public long unreadableCount() {
        return unreadable;
    }
}
