/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.EventKind;
import io.novaring.codec.LevelColumns;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.engine.quality.QualityLedger;
import io.novaring.engine.quality.QualityLedger.Filter;
import io.novaring.engine.quality.QualityLedger.Interval;
import io.novaring.engine.quality.QualityObserver;
import io.novaring.engine.quality.QualityState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What befalls a book, as the ledger of its quality tells it. */
final class BookQualityTest {
    private static final String BOOK = "book.A.raw";
    private static final long MS = 1_000_000;

    private final StageRig rig = new StageRig(new TestVenue(), 5 * StageRig.SECOND_NS);
    private final QualityLedger ledger = new QualityLedger();
    private final QualityObserver observer = new QualityObserver(ledger);
    private final long startNs = rig.nowNs;

    @BeforeEach
    void open() {
        rig.subscription.listener(observer);
        rig.connect();
        rig.outbound();
        rig.nowNs += 10 * MS;
        rig.subscribe(BOOK);
        rig.outbound();
        rig.grant(rig.last());
        rig.nowNs += 10 * MS;
        rig.snapshot(BOOK, 1);
    }

    /** State, cause, and from when until when in milliseconds since the start. */
    private List<String> told() {
        return ledger.intervals().stream().map(this::text).toList();
    }

    private String text(final Interval interval) {
        return interval.state()
                + " "
                + interval.cause()
                + " "
                + (interval.fromTimeNs() - startNs) / MS
                + "-"
                + (interval.isOpen() ? "" : (interval.untilTimeNs() - startNs) / MS);
    }

    @Test
    void shouldTellOfAGap() {
        rig.nowNs += 30 * MS;
        rig.change(BOOK, 5, 6);
        rig.nowNs += 5 * MS;
        rig.outbound();
        rig.nowNs += 5 * MS;
        rig.grant(rig.last());
        rig.nowNs += 5 * MS;
        rig.outbound();
        rig.grant(rig.last());
        rig.nowNs += 5 * MS;
        rig.snapshot(BOOK, 7);

        assertEquals(
                List.of(
                        "EMPTY NONE 10-20",
                        "LIVE NONE 20-50",
                        "STALE GAP 50-60",
                        "RESYNCING GAP 60-70",
                        "LIVE NONE 70-"),
                told());
        final Interval gap = ledger.intervals().get(2);
        assertEquals("A", gap.instrument());
        assertEquals(BOOK, gap.channel());
        assertEquals(ledger.intervals().get(1).untilSequence(), gap.fromSequence());
    }

    @Test
    void shouldTellOfEveryBookThatASessionTakesWithIt() {
        rig.openBook("book.B.raw", 1);
        rig.nowNs += 10 * MS;
        rig.disconnect();
        rig.nowNs += 10 * MS;
        rig.tick(0);

        assertEquals(
                List.of(
                        "EMPTY NONE 10-20",
                        "LIVE NONE 20-30",
                        "EMPTY NONE 20-20",
                        "LIVE NONE 20-30",
                        "STALE DISCONNECTED 30-",
                        "STALE DISCONNECTED 30-"),
                told());
    }

    @Test
    void shouldTellOfSilence() {
        for (int i = 0; i < 16; i++) {
            rig.tick(StageRig.SECOND_NS);
            rig.begin(Origin.INBOUND, EventKind.HEARTBEAT);
            rig.publish();
        }

        assertEquals(
                List.of("EMPTY NONE 10-20", "LIVE NONE 20-10020", "STALE SILENT 10020-"), told());
    }

    @Test
    void shouldTellOfAChannelThatIsNoLongerWanted() {
        rig.nowNs += 10 * MS;
        rig.unsubscribe(BOOK);

        assertEquals(
                List.of("EMPTY NONE 10-20", "LIVE NONE 20-30", "STALE UNSUBSCRIBED 30-"), told());
    }

    private void change(final long id, final long ageNs, final long readAgoNs) {
        rig.book(BOOK, MarketEvent.CHANGE, id, id - 1);
        rig.event.bids.add(LevelColumns.CHANGE, 100, id);
        rig.event.exchangeTimeNs = ageNs < 0 ? MarketEvent.ABSENT : rig.nowNs - ageNs;
        rig.event.receivedTimeNs = rig.nowNs - readAgoNs;
        rig.nowNs += 10 * MS;
        rig.publish();
    }

    @Test
    void shouldLagFromAnOldMessageUntilOneOfHalfTheAge() {
        change(2, 1_000 * MS, 0);
        change(3, 1_001 * MS, 0);
        change(4, 600 * MS, 0);
        change(5, 500 * MS, 0);
        change(6, 499 * MS, 0);

        assertEquals(
                List.of(
                        "EMPTY NONE 10-20",
                        "LIVE NONE 20-30",
                        "LAGGING NONE 30-60",
                        "LIVE NONE 60-"),
                told());
    }

    @Test
    void shouldLagWhenAMessageWaitedHere() {
        change(2, -1, 2_000 * MS);
        change(3, -1, 0);

        assertEquals(
                List.of(
                        "EMPTY NONE 10-20",
                        "LIVE NONE 20-20",
                        "LAGGING NONE 20-30",
                        "LIVE NONE 30-"),
                told());
    }

    @Test
    void shouldForgetTheLagOfABookThatIsLost() {
        change(2, 2_000 * MS, 0);
        rig.disconnect();
        rig.connect();
        rig.outbound();
        rig.grant(rig.last());
        rig.snapshot(BOOK, 9);

        final List<Interval> intervals = ledger.intervals();
        assertEquals(QualityState.LIVE, intervals.get(intervals.size() - 1).state());
    }

    @Test
    void shouldSayOnceMoreWhatEveryBookIs() {
        final QualityLedger later = new QualityLedger();
        final QualityObserver both =
                new QualityObserver(
                        (kind, sequence, timeNs, bytes, offset, length) -> {
                            ledger.onNote(kind, sequence, timeNs, bytes, offset, length);
                            if (sequence > 100) {
                                later.onNote(kind, sequence, timeNs, bytes, offset, length);
                            }
                        });
        rig.subscription.listener(both);
        rig.change(BOOK, 1, 2);
        rig.disconnect();
        final int count = ledger.intervals().size();

        both.restate(rig.event, 101);

        assertEquals(count, ledger.intervals().size(), "it is the same state still");
        assertEquals(1, later.intervals().size());
        assertEquals(101, later.intervals().get(0).fromSequence());
        assertEquals(QualityState.STALE, later.intervals().get(0).state());
    }

    @Test
    void shouldCountHowLongEachBookWasGood() {
        rig.nowNs += 30 * MS;
        rig.change(BOOK, 5, 6);
        rig.nowNs += 10 * MS;
        ledger.advance(rig.event.sequence, rig.nowNs);

        final QualityLedger.Total total = ledger.totals(Filter.ALL).get(0);

        assertEquals("A", total.instrument());
        assertEquals(30 * MS, total.lengthNs(QualityState.LIVE));
        assertEquals(10 * MS, total.lengthNs(QualityState.EMPTY));
        assertEquals(10 * MS, total.lengthNs(QualityState.STALE));
        assertEquals(60, total.livePercent());
    }
}
