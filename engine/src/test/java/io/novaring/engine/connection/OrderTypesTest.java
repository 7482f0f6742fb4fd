/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.venue.TradingMessages;
import org.junit.jupiter.api.Test;

final class OrderTypesTest {
    private static final int EDIT = 7;
    private static final int EDIT_BY_LABEL = 8;
    private static final int CANCEL = 9;
    private static final int CANCEL_BY_LABEL = 10;
    private static final int NEW = 11;

    private final OrderTypes types =
            new OrderTypes(
                    new TradingMessages() {
                        @Override
                        public int requestTypeOf(final OrderCommand command) {
                            final boolean isByLabel =
                                    command.orderIdLength == 0 && command.labelLength > 0;
                            return switch (command.action) {
                                case OrderCommand.EDIT -> isByLabel ? EDIT_BY_LABEL : EDIT;
                                case OrderCommand.NEW, OrderCommand.CLOSE_POSITION -> NEW;
                                default -> isByLabel ? CANCEL_BY_LABEL : CANCEL;
                            };
                        }
                    });

    @Test
    void shouldKnowRequestsThatNameAnOrderByItsLabel() {
        assertTrue(types.isAdding(NEW));
        assertTrue(types.isAdding(EDIT));
        assertTrue(types.isAdding(EDIT_BY_LABEL));
        assertFalse(types.isAdding(CANCEL));
        assertFalse(types.isAdding(CANCEL_BY_LABEL));
        assertTrue(types.isEntering(CANCEL_BY_LABEL));
        assertFalse(types.isEntering(1));
    }
}
