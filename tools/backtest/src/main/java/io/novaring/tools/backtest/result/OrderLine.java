/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.result;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;

/** One row about an order: of what it does not say, every field is absent. */
final class OrderLine {
    private final String kind;
    private final long sequence;
    private final long timeNs;
    long handle;
    String instrument;
    String label;
    private String orderId;
    private String type;
    byte side = Side.NONE;
    String action;
    String state;
    String previousState;
    long price = MarketEvent.ABSENT;
    long amount = MarketEvent.ABSENT;
    long filledAmount = MarketEvent.ABSENT;

    // Null where it says nothing of it.
    Boolean isPostOnly;
    Boolean isReduceOnly;

    long askedNs = MarketEvent.ABSENT;
    long sentNs = MarketEvent.ABSENT;
    long answeredNs = MarketEvent.ABSENT;
    long queueAhead = MarketEvent.ABSENT;
    String refusal;
    long errorCode = MarketEvent.ABSENT;
    long waitNs = MarketEvent.ABSENT;

    OrderLine(final String kind, final long sequence, final long timeNs) {
        this.kind = kind;
        this.sequence = sequence;
        this.timeNs = timeNs;
    }

    /** Takes what is known of the order. */
    void of(final OrderRows.Track track) {
        handle = track.handle;
        instrument = track.instrument;
        label = track.label;
        orderId = track.orderId;
        type = track.kind;
        side = track.side;
    }

    String text(final JsonRow row) {
        return row.clear()
                .whole("sequence", sequence)
                .whole("timeNs", timeNs)
                .text("row", kind)
                .whole("handle", handle)
                .text("instrument", instrument)
                .text("label", label)
                .text("orderId", orderId)
                .text("kind", type)
                .text("side", side == Side.NONE ? null : Side.word(side))
                .text("action", action)
                .text("state", state)
                .text("previousState", previousState)
                .exact("price", price)
                .exact("amount", amount)
                .exact("filledAmount", filledAmount)
                .truth("postOnly", isPostOnly)
                .truth("reduceOnly", isReduceOnly)
                .whole("askedNs", askedNs)
                .whole("sentNs", sentNs)
                .whole("answeredNs", answeredNs)
                .exact("queueAhead", queueAhead)
                .text("refusal", refusal)
                .whole("errorCode", errorCode)
                .whole("waitNs", waitNs)
                .end();
    }
}
