/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which events of a recording handlers get. The stages see every event in any case, from the first
 * one the recording has to the end of the range: else books would not be what they were. Immutable.
 *
 * @param fromSequence the first event handlers may get.
 * @param untilSequence the replay ends before this event.
 * @param fromTimeNs handlers get no event that was published before, epoch nanoseconds.
 * @param untilTimeNs the replay ends before the first event that was published then or later.
 * @param connections ids; empty for all. An event of no connection passes in any case.
 * @param instruments names; empty for all. An event of no instrument, such as what became of a
 *     connection, passes when its connection does.
 */
public record ReplayRange(
        long fromSequence,
        long untilSequence,
        long fromTimeNs,
        long untilTimeNs,
        Set<Integer> connections,
        Set<String> instruments) {
    /** Everything. */
    public static final ReplayRange ALL =
            new ReplayRange(0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Set.of(), Set.of());

    public ReplayRange {
        if (fromSequence < 0 || untilSequence <= fromSequence) {
            throw new IllegalArgumentException(
                    "no events from sequence " + fromSequence + " until " + untilSequence);
        }
        if (untilTimeNs <= fromTimeNs) {
            throw new IllegalArgumentException(
                    "no events from " + fromTimeNs + " ns until " + untilTimeNs + " ns");
        }
        connections = Set.copyOf(Objects.requireNonNull(connections, "connections"));
        instruments = Set.copyOf(Objects.requireNonNull(instruments, "instruments"));
    }

    /** The same with these events, the last one not included. */
    public ReplayRange sequences(final long from, final long until) {
        return new ReplayRange(from, until, fromTimeNs, untilTimeNs, connections, instruments);
    }

    /** The same with these times of publication, the last one not included. */
    public ReplayRange times(final long fromNs, final long untilNs) {
        return new ReplayRange(
                fromSequence, untilSequence, fromNs, untilNs, connections, instruments);
    }

    /** The same with these connections; all when none is named. */
    public ReplayRange connections(final int... ids) {
        final Set<Integer> wanted = new TreeSet<>();
        Arrays.stream(ids).forEach(wanted::add);
        return new ReplayRange(
                fromSequence, untilSequence, fromTimeNs, untilTimeNs, wanted, instruments);
    }

    /** The same with these instruments; all when none is named. */
    public ReplayRange instruments(final String... names) {
        return new ReplayRange(
                fromSequence,
                untilSequence,
                fromTimeNs,
                untilTimeNs,
                connections,
                new TreeSet<>(List.of(names)));
    }

    /** True when the replay ends before this event. */
    public boolean endsBefore(final MarketEvent event) {
        return event.sequence >= untilSequence || event.publishedTimeNs >= untilTimeNs;
    }

    /** True when the event is not before the range; whether it matches is another question. */
    public boolean hasBegunAt(final MarketEvent event) {
        return event.sequence >= fromSequence && event.publishedTimeNs >= fromTimeNs;
    }
}
