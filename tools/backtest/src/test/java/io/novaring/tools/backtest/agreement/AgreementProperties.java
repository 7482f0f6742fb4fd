/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import io.novaring.tools.backtest.agreement.Agreement.OfInstrument;
import io.novaring.tools.backtest.agreement.Agreement.Tally;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of any two runs. */
final class AgreementProperties {
    /** Fills and orders at few prices, some at one time. */
    private static Rows random(final long seed, final int count) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Rows rows = new Rows();
        long ms = 0;
        for (int i = 0; i < count; i++) {
            ms += random.nextInt(3) == 0 ? 0 : random.nextLong(1_500);
            final String side = random.nextBoolean() ? "buy" : "sell";
            final String price = Integer.toString(100 + random.nextInt(3));
            if (random.nextInt(3) == 0) {
                rows.rest(ms, i + 1L, side, price);
            } else {
                rows.fill(ms, side, price, 10L * (1 + random.nextInt(5)));
            }
        }
        return rows;
    }

    @Property(tries = 200)
    void shouldAgreeWhollyWithItself(
            @ForAll final long seed, @ForAll @IntRange(max = 60) final int count)
            throws IOException {
        final Rows rows = random(seed, count).fill(1_000_000, "buy", "7", 1);

        final Agreement agreement = Agreement.compare(rows.run(), rows.run());

        assertEquals(1.0, agreement.fills().ofAmount());
        assertEquals(1.0, agreement.fills().ofCount());
        assertEquals(1.0, agreement.fills().recall());
        assertEquals(0, agreement.fillApart().maxNs());
        assertEquals(List.of(), agreement.tallies());
        assertEquals(MarketEvent.ABSENT, agreement.partedNs());
        assertEquals(0, agreement.instruments().get(0).apartMax());
        assertEquals(0.0, agreement.instruments().get(0).apartAverage());
    }

    @Property(tries = 300)
    void shouldNotDependOnWhichRunIsWhich(
            @ForAll final long seed,
            @ForAll @IntRange(max = 60) final int first,
            @ForAll @IntRange(max = 60) final int second)
            throws IOException {
        final Rows one = random(seed, first);
        final Rows other = random(~seed, second);

        final Agreement there = Agreement.compare(one.run(), other.run());
        final Agreement back = Agreement.compare(other.run(), one.run());

        assertEquals(there.fills().ofAmount(), back.fills().ofAmount());
        assertEquals(there.fills().ofCount(), back.fills().ofCount());
        assertEquals(there.fills().recall(), back.fills().precision());
        assertEquals(there.orders().ofCount(), back.orders().ofCount());
        assertEquals(there.fillApart(), back.fillApart());
        assertEquals(there.partedNs(), back.partedNs());
    }

    @Property(tries = 300)
    void shouldAccountForEveryFill(
            @ForAll final long seed,
            @ForAll @IntRange(max = 60) final int first,
            @ForAll @IntRange(max = 60) final int second)
            throws IOException {
        final Agreement agreement =
                Agreement.compare(random(seed, first).run(), random(~seed, second).run());

        final Share fills = agreement.fills();
        assertTrue(!(fills.ofAmount() < 0) && !(fills.ofAmount() > 1), fills.toString());
        assertTrue(!(fills.ofCount() < 0) && !(fills.ofCount() > 1), fills.toString());
        assertTrue(fills.liveFound() <= fills.live());
        double liveLeft = 0;
        double backtestLeft = 0;
        for (final Tally tally : agreement.tallies()) {
            liveLeft += tally.liveAmount();
            backtestLeft += tally.backtestAmount();
        }
        double live = 0;
        double backtest = 0;
        double matched = 0;
        for (final OfInstrument one : agreement.instruments()) {
            live += one.liveAmount();
            backtest += one.backtestAmount();
            matched += one.matchedAmount();
        }
        assertEquals(live, matched + liveLeft);
        assertEquals(backtest, matched + backtestLeft);
    }
}
