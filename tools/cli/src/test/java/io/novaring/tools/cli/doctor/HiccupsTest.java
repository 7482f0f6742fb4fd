/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class HiccupsTest {
    private static final long STEP_NS = 50;
    private long nowNs;
    private long looks;

    @Test
    void shouldFindNothingWhereTheClockIsReadAllTheTime() {
        final Hiccups hiccups = Hiccups.measure(1_000_000, () -> nowNs += STEP_NS);

        assertEquals(new Hiccups(1_000_000, 0, STEP_NS), hiccups);
        assertEquals(Level.OK, hiccups.finding().level());
    }

    @Test
    void shouldAddUpWhatIsLost() {
        // Every thousandth look comes a millisecond late.
        final Hiccups hiccups =
                Hiccups.measure(
                        10_000_000, () -> nowNs += ++looks % 1000 == 0 ? 1_000_000 : STEP_NS);

        assertEquals(1_000_000, hiccups.longestNs());
        assertEquals(9_000_000 + 0.0, hiccups.lostNs(), 1_000_000);
        assertEquals(Level.PROBLEM, hiccups.finding().level());
    }

    @Test
    void shouldFindOneLongGapAProblem() {
        assertEquals(Level.PROBLEM, new Hiccups(1_000_000_000, 0, 10_000_001).finding().level());
        assertEquals(Level.ADVICE, new Hiccups(1_000_000_000, 0, 300_000).finding().level());
    }
}
