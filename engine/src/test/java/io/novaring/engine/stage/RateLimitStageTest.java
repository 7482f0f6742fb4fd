/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.stage;

import static io.novaring.engine.stage.StageRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.stage.RateLimitStage.Counter;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RateLimitStageTest {
    private final StageRig rig = new StageRig();

    @Test
    void shouldStartFull() {
        rig.tick(0);

        assertCredits(1_000, 60, 20);
        assertEquals(0, rig.event.pausedUntilNs);
    }

    @Test
    void shouldDebitWhatWasSent() {
        rig.connect();
        rig.outbound();
        assertCredits(990, 60, 20);

        rig.tick(SECOND_NS / 100);
        assertCredits(991, 60, 20);
        rig.tick(SECOND_NS);
        assertCredits(1_000, 60, 20);
        assertEquals(1, rig.rateLimit.counters().get(Counter.DEBITED));
    }

    @Test
    void shouldNotDebitWhatWasNotSent() {
        rig.connect();

        rig.outbound(rig.last(), MarketEvent.UNSENT);

        assertCredits(1_000, 60, 20);
        assertEquals(1, rig.rateLimit.counters().get(Counter.UNSENT));
    }

    @Test
    void shouldPauseForEverWhenItIsToldTo() {
        final TestVenue venue = new TestVenue();
        venue.pauseNs = Long.MAX_VALUE;
        final StageRig patient = new StageRig(venue, 0);
        patient.connect();
        patient.outbound();

        patient.error(patient.last(), TestVenue.ERROR_THROTTLED);

        assertEquals(Long.MAX_VALUE, patient.event.pausedUntilNs);
    }

    @Test
    void shouldKeepLedgersApart() {
        rig.connect();
        rig.outbound();

        rig.connectionId = 1;
        rig.tick(0);

        assertCredits(1_000, 60, 20);
    }

    @Test
    void shouldNotRefillForANewSession() {
        rig.connect();
        rig.outbound();
        rig.disconnect();

        rig.connect();

        assertCredits(990, 60, 20);
    }

    @Test
    void shouldNeverGoBelowZero() {
        rig.connect();
        final RecordingSink.Sent order =
                new RecordingSink.Sent(4, 0, 1, TestVenue.ORDER, 12, 0, "x");
        rig.outbound(order, 0);
        rig.outbound(order, 0);
        assertCredits(1_000, 60, 0);

        rig.outbound(order, 0);

        assertCredits(1_000, 60, 0);
        assertEquals(1, rig.rateLimit.counters().get(Counter.OVERDRAWN));
        rig.tick(SECOND_NS);
        assertCredits(1_000, 60, 3);
    }

    @Test
    void shouldPauseAfterAThrottleAnswer() {
        rig.connect();

        rig.error(rig.last(), TestVenue.ERROR_THROTTLED);
        final long until = rig.nowNs + TestVenue.PAUSE_NS;
        assertEquals(until, rig.event.pausedUntilNs);
        rig.tick(TestVenue.PAUSE_NS - 1);
        assertEquals(until, rig.event.pausedUntilNs);
        rig.tick(1);
        assertEquals(0, rig.event.pausedUntilNs);
        rig.error(rig.last(), TestVenue.ERROR_REFUSED);

        assertEquals(0, rig.event.pausedUntilNs);
        assertEquals(1, rig.rateLimit.counters().get(Counter.THROTTLED));
    }

    @Test
    void shouldIgnoreRequestsOfNoType() {
        rig.outbound(new RecordingSink.Sent(4, 0, 0, 0, 12, 0, "x"), 0);
        rig.outbound(new RecordingSink.Sent(4, 0, 0, 1024, 12, 0, "x"), 0);

        assertCredits(1_000, 60, 20);
    }

    @Property(tries = 200)
    void shouldNotDriftHoweverTimeIsCut(
            @ForAll @Size(max = 200) final List<@LongRange(min = 0, max = 99_999_999) Long> steps) {
        final CreditPool pool = new CreditPool("p", 1_000_000, 7);
        final CreditLedger cut = new CreditLedger(List.of(pool));
        final CreditLedger whole = new CreditLedger(List.of(pool));
        cut.refill(5);
        whole.refill(5);
        cut.debit(0, 1_000_000);
        whole.debit(0, 1_000_000);

        long nowNs = 5;
        for (final long stepNs : steps) {
            nowNs += stepNs;
            cut.refill(nowNs);
            cut.refill(nowNs - stepNs / 2);
        }
        whole.refill(nowNs);

        assertEquals(whole.units(0), cut.units(0));
        assertEquals((nowNs - 5) * 7, cut.units(0));
    }

    @Test
    void shouldNotOverflowAfterALongTime() {
        final CreditLedger ledger =
                new CreditLedger(List.of(new CreditPool("p", 2_000_000_000L, 2_000_000_000L)));
        final long[] credits = new long[1];
        ledger.refill(0);
        assertTrue(ledger.debit(0, 1_999_999_999L));
        assertFalse(ledger.debit(0, Long.MAX_VALUE));

        ledger.refill(Long.MAX_VALUE);
        ledger.writeTo(credits, new long[credits.length]);

        assertArrayEquals(new long[] {2_000_000_000L}, credits);
    }

    @Test
    void shouldRefusePoolsItCannotKeep() {
        final CreditPool pool = new CreditPool("p", 1, 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> new CreditLedger(Collections.nCopies(9, pool)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new CreditLedger(List.of(new CreditPool("p", Long.MAX_VALUE, 1))));
    }

    private void assertCredits(final long standard, final long subscribe, final long order) {
        assertEquals(standard, rig.event.credits[TestVenue.POOL_DEFAULT]);
        assertEquals(subscribe, rig.event.credits[TestVenue.POOL_SUBSCRIBE]);
        assertEquals(order, rig.event.credits[TestVenue.POOL_ORDER]);
    }
}
