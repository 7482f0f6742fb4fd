/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpaceGuardTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldWarnAndStopByBytesWhenLittleIsWritten() {
        final SpaceGuard guard = new SpaceGuard(2_000, 500);

        assertEquals(SpaceGuard.PLENTY, guard.look(0, 0, 2_000));
        assertEquals(SpaceGuard.LOW, guard.look(1, 0, 1_999));
        assertEquals(SpaceGuard.LOW, guard.look(2, 0, 2_499));
        assertEquals(SpaceGuard.PLENTY, guard.look(3, 0, 2_500));
        assertEquals(SpaceGuard.LOW, guard.look(4, 0, 500));
        assertEquals(SpaceGuard.FULL, guard.look(5, 0, 499));
        assertEquals(SpaceGuard.FULL, guard.look(6, 0, 1_000_000));
    }

    @Test
    void shouldWarnBeforeTheDiskIsFullWithinTwoMinutesOfTheHighestRate() {
        final SpaceGuard guard = new SpaceGuard(2_000, 500);
        guard.look(-5 * SECOND_NS, 0, 1_000_000);
        guard.look(5 * SECOND_NS, 1_000, 1_000_000);
        guard.look(15 * SECOND_NS, 1_001, 1_000_000);

        assertEquals(12_000, guard.warnBelow());
        assertEquals(SpaceGuard.LOW, guard.look(16 * SECOND_NS, 1_001, 11_999));
    }

    @Test
    void shouldStopByTimeAsWellButNeverAboveTheBytesThatWarn() {
        final SpaceGuard guard = new SpaceGuard(2_000, 500);
        guard.look(0, 0, 1_000_000);
        guard.look(10 * SECOND_NS, 400, 1_000_000);
        assertEquals(1_200, guard.stopBelow());

        guard.look(20 * SECOND_NS, 1_000_000, 1_000_000_000);

        assertEquals(2_000, guard.stopBelow());
    }

    @Test
    void shouldNotTakeABurstForARate() {
        final SpaceGuard guard = new SpaceGuard(2_000, 500);
        guard.look(0, 0, 1_000_000);
        guard.look(SECOND_NS, 100_000, 1_000_000);

        assertEquals(2_000, guard.warnBelow());
    }
}
