/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static io.novaring.codec.order.OrderState.CANCELLED;
import static io.novaring.codec.order.OrderState.FILLED;
import static io.novaring.codec.order.OrderState.NOT_FOUND;
import static io.novaring.codec.order.OrderState.OPEN;
import static io.novaring.codec.order.OrderState.PENDING_NEW;
import static io.novaring.codec.order.OrderState.REFUSED;
import static io.novaring.codec.order.OrderState.REJECTED;
import static io.novaring.codec.order.OrderState.SENT;
import static io.novaring.codec.order.OrderState.TRIGGERED;
import static io.novaring.codec.order.OrderState.UNKNOWN;
import static io.novaring.codec.order.OrderState.UNSENT;
import static io.novaring.codec.order.OrderState.UNTRIGGERED;

import io.novaring.codec.order.OrderState;

/**
 * What becomes of an order when something is learnt of it: one table, and nothing else moves an
 * order. What is not in the table cannot be; the order stays as it is then, and it is counted.
 *
 * <p>What the venue says may come twice and late: its word on an order that is done, which says
 * that it works, is an older one and changes nothing. A final state is left only where nobody had
 * the venue's word for it: NOT_FOUND.
 */
final class OrderTransitions {
    /** What is learnt of an order. */
    enum Input {
        /** It was handed to the socket. */
        HANDED,
        /** Its session ended before it was handed to the socket. */
        NOT_HANDED,
        /** The venue says it works in the book. */
        VENUE_OPEN,
        /** The venue says it waits for its trigger. */
        VENUE_UNTRIGGERED,
        /** The venue says all of it was traded. */
        VENUE_FILLED,
        /** The venue says it is cancelled. */
        VENUE_CANCELLED,
        /** The venue says another order stands for it. */
        VENUE_TRIGGERED,
        /** The venue says it rejected it. */
        VENUE_REJECTED,
        /** The request was answered with an error that says it was not executed. */
        ERROR_CERTAIN,
        /** The request was answered with an error that does not say whether it was executed. */
        ERROR_UNCERTAIN,
        /** An answer will not come, or the session ended: it may have changed unseen. */
        ANSWER_LOST,
        /** The venue was asked often and late enough, and does not know it. */
        PROVEN_ABSENT;

        /** The input for the venue's word, null when the venue has no such state. */
        static Input ofVenue(final OrderState told) {
            return switch (told) {
                case OPEN -> VENUE_OPEN;
                case UNTRIGGERED -> VENUE_UNTRIGGERED;
                case FILLED -> VENUE_FILLED;
                case CANCELLED -> VENUE_CANCELLED;
                case TRIGGERED -> VENUE_TRIGGERED;
                case REJECTED -> VENUE_REJECTED;
                default -> null;
            };
        }

        boolean isVenuesWord() {
            return ordinal() >= VENUE_OPEN.ordinal() && ordinal() <= VENUE_REJECTED.ordinal();
        }
    }

    /** In the table: cannot be. */
    private static final OrderState NEVER = null;

    private static final OrderState[][] NEXT = new OrderState[OrderState.values().length][];

    static {
        //  from         HANDED  NOT_HANDED
        //               VENUE_… OPEN, UNTRIGGERED, FILLED, CANCELLED, TRIGGERED, REJECTED
        //               ERROR_CERTAIN  ERROR_UNCERTAIN  ANSWER_LOST  PROVEN_ABSENT
        from(PENDING_NEW, SENT, UNSENT)
                .told(OPEN, UNTRIGGERED, FILLED, CANCELLED, TRIGGERED, REJECTED)
                .found(REJECTED, UNKNOWN, NEVER, NEVER);
        from(SENT, NEVER, NEVER)
                .told(OPEN, UNTRIGGERED, FILLED, CANCELLED, TRIGGERED, REJECTED)
                .found(REJECTED, UNKNOWN, UNKNOWN, NEVER);
        from(OPEN, NEVER, NEVER)
                .told(OPEN, NEVER, FILLED, CANCELLED, TRIGGERED, REJECTED)
                .found(NEVER, OPEN, UNKNOWN, NEVER);
        from(UNTRIGGERED, NEVER, NEVER)
                .told(OPEN, UNTRIGGERED, FILLED, CANCELLED, TRIGGERED, REJECTED)
                .found(NEVER, UNTRIGGERED, UNKNOWN, NEVER);
        from(UNKNOWN, NEVER, NEVER)
                .told(OPEN, UNTRIGGERED, FILLED, CANCELLED, TRIGGERED, REJECTED)
                .found(REJECTED, UNKNOWN, UNKNOWN, NOT_FOUND);
        from(FILLED, NEVER, NEVER)
                .told(FILLED, FILLED, FILLED, NEVER, NEVER, NEVER)
                .found(NEVER, FILLED, FILLED, NEVER);
        from(CANCELLED, NEVER, NEVER)
                .told(CANCELLED, CANCELLED, NEVER, CANCELLED, NEVER, NEVER)
                .found(NEVER, CANCELLED, CANCELLED, NEVER);
        from(TRIGGERED, NEVER, NEVER)
                .told(NEVER, TRIGGERED, NEVER, NEVER, TRIGGERED, NEVER)
                .found(NEVER, TRIGGERED, TRIGGERED, NEVER);
        from(REJECTED, NEVER, NEVER)
                .told(NEVER, NEVER, NEVER, NEVER, NEVER, REJECTED)
                .found(REJECTED, NEVER, REJECTED, NEVER);
        from(REFUSED, NEVER, NEVER)
                .told(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER)
                .found(NEVER, NEVER, NEVER, NEVER);
        from(UNSENT, NEVER, NEVER)
                .told(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER)
                .found(NEVER, NEVER, NEVER, NEVER);
        from(NOT_FOUND, NEVER, NEVER)
                .told(OPEN, UNTRIGGERED, FILLED, CANCELLED, TRIGGERED, REJECTED)
                .found(REJECTED, NOT_FOUND, NOT_FOUND, NOT_FOUND);
    }

    private OrderTransitions() {}

    /** The state behind the input, or null when the two cannot come together. */
    static OrderState next(final OrderState state, final Input input) {
        return NEXT[state.ordinal()][input.ordinal()];
    }

    private static Row from(final OrderState state, final OrderState... behind) {
        final OrderState[] row = new OrderState[Input.values().length];
        NEXT[state.ordinal()] = row;
        System.arraycopy(behind, 0, row, Input.HANDED.ordinal(), behind.length);
        return new Row(row);
    }

    /** One line of the table while it is written. */
    private record Row(OrderState[] row) {
        Row told(final OrderState... behind) {
            System.arraycopy(behind, 0, row, Input.VENUE_OPEN.ordinal(), behind.length);
            return this;
        }

        void found(final OrderState... behind) {
            System.arraycopy(behind, 0, row, Input.ERROR_CERTAIN.ordinal(), behind.length);
        }
    }
}
