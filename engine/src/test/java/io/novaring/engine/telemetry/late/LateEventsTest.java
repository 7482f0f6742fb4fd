/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry.late;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class LateEventsTest {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final LateSettings SETTINGS =
            LateSettings.DEFAULT.withFloorNs(1_000).withPerSecond(3);

    private final NoteKeeper keeper = new NoteKeeper();
    private final LateEvents events = new LateEvents(SETTINGS, keeper.notes, () -> 100);

    private long sequence;

    private void message(
            final long receivedNs,
            final long publishedNs,
            final long endNs,
            final boolean isEndOfBatch) {
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.INBOUND, EventKind.BOOK);
        event.receivedTimeNs = START_NS + receivedNs;
        event.publishedTimeNs = START_NS + publishedNs;
        events.onMessage(event, sequence++, isEndOfBatch, START_NS + endNs);
    }

    private void tick(final long timeNs) {
        final MarketEvent event = new MarketEvent();
        event.reset(Origin.TICK, EventKind.TICK);
        event.receivedTimeNs = START_NS + timeNs;
        event.publishedTimeNs = START_NS + timeNs;
        events.onOther(event, sequence++, true);
    }

    private List<LateNote.Event> noted() {
        return keeper.late(LateNote.Event.class).stream()
                .sorted(Comparator.comparing(LateNote.Event::sequence))
                .toList();
    }

    @Test
    void shouldNoteTheSlowestOfASecondAtItsEnd() {
        for (final long totalNs : new long[] {999, 1_000, 5_000, 2_000, 7_000, 1_500}) {
            final long atNs = sequence * 10_000;
            message(atNs, atNs + 100, atNs + totalNs, true);
        }
        assertEquals(List.of(), noted());

        tick(SECOND_NS + 999);

        final List<LateNote.Event> noted = noted();
        assertEquals(
                List.of(5_000L, 2_000L, 7_000L),
                noted.stream().map(LateNote.Event::totalNs).toList());
        assertEquals(List.of(2L, 3L, 4L), noted.stream().map(LateNote.Event::sequence).toList());
    }

    @Test
    void shouldCountAllThatWereLate() {
        for (int i = 0; i < 20; i++) {
            message(i * 10_000, i * 10_000 + 1, i * 10_000 + (i < 5 ? 900 : 1_000 + i), true);
        }
        events.end();

        assertEquals(
                List.of(
                        new LateNote.Second(
                                START_NS + 900, START_NS + 900 + SECOND_NS, 20, 15, 1_019, 1_000)),
                keeper.late(LateNote.Second.class));
    }

    @Test
    void shouldNoteNothingWhenNothingWasLate() {
        for (int i = 0; i < 20; i++) {
            message(i * SECOND_NS, i * SECOND_NS + 1, i * SECOND_NS + 999, true);
        }
        events.end();

        assertEquals(List.of(), keeper.late(LateNote.class));
    }

    @Test
    void shouldBeginEachSecondAnew() {
        message(0, 1, 9_000, true);
        message(SECOND_NS, SECOND_NS + 1, SECOND_NS + 8_999, true);
        message(2 * SECOND_NS, 2 * SECOND_NS + 1, 2 * SECOND_NS + 2_000, true);
        assertEquals(1, keeper.late(LateNote.Second.class).size());

        events.end();
        events.end();

        assertEquals(List.of(2_000L), noted().stream().map(LateNote.Event::totalNs).toList());
    }

    @Test
    void shouldTellWaitingInTheRingFromTheOwnPass() {
        tick(0);
        message(1_000, 1_100, 6_000, false);
        message(1_000, 1_200, 6_300, false);
        message(1_000, 8_000, 9_500, true);
        events.end();

        final List<LateNote.Event> noted = noted();
        assertEquals(
                List.of(1_100L, 6_000L, 8_000L),
                noted.stream().map(event -> event.begunNs() - START_NS).toList());
        assertEquals(
                List.of(6_000L, 6_300L, 9_500L),
                noted.stream().map(event -> event.endedNs() - START_NS).toList());
        assertEquals(List.of(0, 1, 2), noted.stream().map(LateNote.Event::position).toList());
        assertEquals(List.of(98, 97, 96), noted.stream().map(LateNote.Event::lag).toList());
    }

    @Property(tries = 1_000)
    void shouldKeepTheSlowest(
            @ForAll @Size(max = 60) final List<@LongRange(min = 1, max = 50) Long> durations) {
        final Slowest slowest = new Slowest(7);
        final long[] kept = new long[7];
        for (final long duration : durations) {
            final int index = slowest.take(duration);
            if (index >= 0) {
                kept[index] = duration;
            }
        }

        final List<Long> expected = new ArrayList<>(durations);
        expected.sort(Comparator.reverseOrder());
        final List<Long> found = new ArrayList<>();
        for (int i = 0; i < slowest.count(); i++) {
            found.add(kept[i]);
        }
        found.sort(Comparator.reverseOrder());
        assertEquals(expected.subList(0, Math.min(7, expected.size())), found);
    }

    @Property(tries = 1_000)
    void shouldNeverThrowAtWhatIsNoNote(
            @ForAll @Size(max = 80) final byte[] bytes, @ForAll final boolean isOfThisVersion) {
        if (bytes.length > 1 && isOfThisVersion) {
            bytes[0] = 1;
            bytes[1] = (byte) (bytes[1] & 3 | 1);
        }
        LateNote.parse(1, bytes, 0, bytes.length);
        PauseNote.parse(1, bytes, 0, bytes.length);
    }

    @Test
    void shouldPassOverWhatIsShortOrNew() {
        final List<byte[]> whole = new ArrayList<>();
        final LateNote.Writer writer = new LateNote.Writer(keeper.notes);
        writer.event(1, 2, 3, 4, 5, 6, 7);
        writer.second(1, 2, 3, 4, 5, 6, 7);
        writer.ringFull(1, 2, 3, 4, "mine");
        writer.handler(1, 2, 3, "mine");
        keeper.notes.drainTo(
                (kind, sequence, timeNs, bytes, offset, length) ->
                        whole.add(java.util.Arrays.copyOfRange(bytes, offset, offset + length)));
        final TreeSet<Integer> shortest = new TreeSet<>();
        for (final byte[] bytes : whole) {
            int length = bytes.length;
            while (LateNote.parse(1, bytes, 0, length) != null) {
                length--;
            }
            shortest.add(length + 1);
            bytes[0] = 2;
            assertEquals(null, LateNote.parse(1, bytes, 0, bytes.length));
        }
        assertTrue(shortest.containsAll(List.of(24, 32, 44, 56)), shortest.toString());
    }
}
