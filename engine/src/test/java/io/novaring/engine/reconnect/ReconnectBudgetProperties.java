/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class ReconnectBudgetProperties {
    @Property(tries = 1_000)
    void shouldAllowNoMoreThanBurstAndRefillInAnyWindow(
            @ForAll @IntRange(min = 1, max = 30) final int burst,
            @ForAll @LongRange(min = 1, max = 1_000) final long refillNs,
            @ForAll @Size(max = 200) final List<@IntRange(max = 2_000) Integer> gaps) {
        final ReconnectBudget budget = new ReconnectBudget(new BudgetSettings(burst, refillNs));
        final List<Long> turns = new ArrayList<>();
        long nowNs = 1L << 60;
        for (final int gap : gaps) {
            // Storms, most of the time.
            nowNs += gap > 1_900 ? gap : 0;
            turns.add(nowNs + budget.takeNs(nowNs));
        }
        for (int from = 0; from < turns.size(); from++) {
            for (int to = from; to < turns.size(); to++) {
                final long windowNs = turns.get(to) - turns.get(from);
                assertTrue(windowNs >= 0, "in the order of asking");
                assertTrue(
                        to - from + 1 <= burst + windowNs / refillNs,
                        (to - from + 1) + " attempts within " + windowNs);
            }
        }
    }

    @Property(tries = 1_000)
    void shouldHoldNobodyBackWhoHasATokenLeft(
            @ForAll @IntRange(min = 1, max = 1_000) final int burst,
            @ForAll @LongRange(min = 1, max = 1L << 62) final long refillNs) {
        final ReconnectBudget budget = new ReconnectBudget(new BudgetSettings(burst, refillNs));
        final long nowNs = 1_700_000_000_000_000_000L;

        // Refills so long that all of them together overflow are cut, and may cost the last ones.
        final long whole = Math.min(burst, Math.max(1, Long.MAX_VALUE / 8 / refillNs));
        for (int i = 0; i < whole; i++) {
            assertEquals(0, budget.takeNs(nowNs), "token " + i);
        }
    }

    @Example
    void shouldGiveTheNextOneAfterARefill() {
        final ReconnectBudget budget = new ReconnectBudget(new BudgetSettings(2, 100));

        assertEquals(0, budget.takeNs(1_000));
        assertEquals(0, budget.takeNs(1_000));
        assertEquals(100, budget.takeNs(1_000));
        assertEquals(150, budget.takeNs(1_050));
        assertEquals(0, budget.takeNs(1_300));
    }

    @Example
    void shouldRefuseFiguresThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new BudgetSettings(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new BudgetSettings(1, 0));
    }
}
