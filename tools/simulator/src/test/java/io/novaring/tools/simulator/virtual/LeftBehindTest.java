/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What orders of the recorded account leave behind in levels that showed them. */
final class LeftBehindTest {
    private final VirtualBench pessimistic = VirtualBench.of("pessimistic").ready();

    @Test
    void shouldOfferNothingThatTheRecordedAccountLeavesBehind() {
        // Alone at its price, and told of as gone before the level is.
        pessimistic.ignore(false, "100.5", 10);
        pessimistic.ask("100.5", 10);
        pessimistic.ignore(false, "100.5", -10);
        final String order = pessimistic.buy("100.5", 10);
        pessimistic.ask("102", 900);
        assertEquals(0, pessimistic.filled(order));
        pessimistic.ask("100.5", 0);
        pessimistic.ask("100.5", 4);
        assertEquals(4, pessimistic.filled(order));
    }

    @Test
    void shouldForgetWhatLevelsOfTheRecordedAccountShowedInALostBook() {
        pessimistic.ignore(false, "100.5", 10);
        pessimistic.ask("100.5", 10);
        pessimistic.lose();
        pessimistic.snapshot(50, 50);
        pessimistic.ignore(false, "100.5", -10);
        pessimistic.pass(100);
        pessimistic.ask("102", 900);
        final String order = pessimistic.buy("100.5", 10);
        assertEquals(0, pessimistic.filled(order));
    }
}
