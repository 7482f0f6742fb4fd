/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.MarketEvent;
import org.junit.jupiter.api.Test;

class RollPlanTest {
    private static final long MIB = 1L << 20;

    private final RollPlan plan = new RollPlan(100 * MIB, Long.MAX_VALUE, MIB);

    @Test
    void shouldStillWantASnapshotWhenALateOneOfBeforeComes() {
        plan.ringLength(8);
        plan.plan(10, MIB, 0, false);
        assertEquals(19, plan.wantedSequence());
        assertTrue(plan.isPlanned(19));
        plan.reach();
        plan.plan(29, MIB, 0, false);
        assertEquals(MarketEvent.ABSENT, plan.wantedSequence());
        plan.plan(30, 2 * MIB, 0, false);
        assertEquals(39, plan.wantedSequence());

        plan.onSnapshot(19);
        assertEquals(39, plan.wantedSequence());

        plan.onSnapshot(39);
        assertEquals(MarketEvent.ABSENT, plan.wantedSequence());
    }
}
