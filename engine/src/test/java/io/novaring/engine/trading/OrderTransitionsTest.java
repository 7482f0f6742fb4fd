/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.order.OrderState;
import io.novaring.engine.trading.OrderTransitions.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrderTransitionsTest {
    /** One line a state; one column an input, in their order; a dot where it cannot be. */
    private static final List<String> TABLE =
            List.of(
                    "PENDING_NEW SENT UNSENT OPEN UNTRIGGERED FILLED CANCELLED TRIGGERED REJECTED"
                            + " REJECTED UNKNOWN . .",
                    "SENT . . OPEN UNTRIGGERED FILLED CANCELLED TRIGGERED REJECTED"
                            + " REJECTED UNKNOWN UNKNOWN .",
                    "OPEN . . OPEN . FILLED CANCELLED TRIGGERED REJECTED . OPEN UNKNOWN .",
                    "UNTRIGGERED . . OPEN UNTRIGGERED FILLED CANCELLED TRIGGERED REJECTED"
                            + " . UNTRIGGERED UNKNOWN .",
                    "UNKNOWN . . OPEN UNTRIGGERED FILLED CANCELLED TRIGGERED REJECTED"
                            + " REJECTED UNKNOWN UNKNOWN NOT_FOUND",
                    "FILLED . . FILLED FILLED FILLED . . . . FILLED FILLED .",
                    "CANCELLED . . CANCELLED CANCELLED . CANCELLED . . . CANCELLED CANCELLED .",
                    "TRIGGERED . . . TRIGGERED . . TRIGGERED . . TRIGGERED TRIGGERED .",
                    "REJECTED . . . . . . . REJECTED REJECTED . REJECTED .",
                    "REFUSED . . . . . . . . . . . .",
                    "UNSENT . . . . . . . . . . . .",
                    "NOT_FOUND . . OPEN UNTRIGGERED FILLED CANCELLED TRIGGERED REJECTED"
                            + " REJECTED NOT_FOUND NOT_FOUND NOT_FOUND");

    @Test
    void shouldMoveAsTheTableSays() {
        final List<String> lines = new ArrayList<>();
        for (final OrderState state : OrderState.values()) {
            final StringBuilder line = new StringBuilder(state.name());
            for (final Input input : Input.values()) {
                final OrderState next = OrderTransitions.next(state, input);
                line.append(' ').append(next == null ? "." : next.name());
            }
            lines.add(line.toString());
        }

        assertEquals(TABLE, lines);
    }

    @Test
    void shouldLeaveAFinalStateOnlyWhereTheVenueNeverSpoke() {
        for (final OrderState state : OrderState.values()) {
            if (state.isFinal() && state != OrderState.NOT_FOUND) {
                assertTrue(
                        Arrays.stream(Input.values())
                                .map(input -> OrderTransitions.next(state, input))
                                .allMatch(next -> next == null || next == state),
                        state + " is left");
            }
        }
    }

    @Test
    void shouldKnowEachWordOfTheVenue() {
        for (final OrderState told : OrderState.values()) {
            final Input input = Input.ofVenue(told);
            if (input != null) {
                assertEquals("VENUE_" + told, input.name());
                assertTrue(input.isVenuesWord());
                assertEquals(told, OrderTransitions.next(OrderState.SENT, input));
            }
        }
    }
}
