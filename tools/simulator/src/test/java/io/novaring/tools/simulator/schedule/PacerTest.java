/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PacerTest {
    private final Pacer pacer = new Pacer();

    @Test
    void shouldKeepTheScheduleHoweverLateItIsAsked() {
        pacer.restart(1_000, 50);

        assertEquals(50, pacer.dueNs());
        pacer.advance(1);
        assertEquals(1_000_050, pacer.dueNs());
        pacer.advance(4);
        assertEquals(5_000_050, pacer.dueNs());
    }

    @Test
    void shouldNotDriftOverManySeconds() {
        pacer.restart(3, 0);

        for (int i = 0; i < 3_000; i++) {
            pacer.advance(1);
        }

        assertEquals(1_000_000_000_000L, pacer.dueNs());
    }

    @Test
    void shouldKnowWhenThereIsNoSchedule() {
        pacer.restart(0, 0);
        assertTrue(pacer.stopped());

        pacer.restart(Integer.MAX_VALUE, 0);
        assertTrue(pacer.unlimited());
    }
}
