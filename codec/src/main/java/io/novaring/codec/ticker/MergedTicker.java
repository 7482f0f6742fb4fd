/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.ticker;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.TickerColumns;
import java.util.Arrays;

/**
 * The last known state of one instrument's ticker. Its texts are ranges of {@link #text()}, not of
 * any message. Belongs to its {@link MergedTickers} and to that one's thread.
 */
public final class MergedTicker {
    private static final int TEXT_LENGTH = 64;

    private final TickerColumns columns = new TickerColumns();
    private byte[] text = new byte[TEXT_LENGTH];
    private boolean isWhole;
    private int connectionId = MarketEvent.NONE;
    private int epoch;
    private int channelId = MarketEvent.NONE;
    private long exchangeTimeNs = MarketEvent.ABSENT;

    MergedTicker() {
        columns.clear();
    }

    /** All fields as of the last message. To be read only. */
    public TickerColumns columns() {
        return columns;
    }

    /** The bytes that the texts of {@link #columns()} are ranges of. To be read only. */
    public byte[] text() {
        return text;
    }

    /** The venue's time of the last message, epoch nanoseconds, or ABSENT. */
    public long exchangeTimeNs() {
        return exchangeTimeNs;
    }

    /**
     * False before the first full ticker, and from the first change of another session or channel
     * until the next full one: such a change belongs to a state that is not known.
     */
    public boolean isWhole() {
        return isWhole;
    }

    void apply(final MarketEvent event) {
        if (event.hasFlag(MarketEvent.CHANGE)) {
            if (!isSameStream(event)) {
                isWhole = false;
                return;
            }
            final long stateBefore = columns.state;
            final long underlyingBefore = columns.underlyingIndex;
            columns.merge(event.ticker);
            keepTexts(event, stateBefore, underlyingBefore);
        } else {
            isWhole = true;
            connectionId = event.connectionId;
            epoch = event.epoch;
            channelId = event.channelId;
            columns.copyFrom(event.ticker);
            keepTexts(event, Text.ABSENT, Text.ABSENT);
        }
        columns.nullFields = 0;
        exchangeTimeNs = event.exchangeTimeNs;
    }

    private boolean isSameStream(final MarketEvent event) {
        return isWhole
                && event.connectionId == connectionId
                && event.epoch == epoch
                && event.channelId == channelId;
    }

    /** Texts that are of the message now are copied, those from before moved. */
    private void keepTexts(
            final MarketEvent event, final long stateBefore, final long underlyingBefore) {
        final boolean isStateOld =
                event.ticker.state == Text.ABSENT && columns.state != Text.ABSENT;
        final boolean isUnderlyingOld =
                event.ticker.underlyingIndex == Text.ABSENT
                        && columns.underlyingIndex != Text.ABSENT;
        final long state = isStateOld ? stateBefore : columns.state;
        final long underlying = isUnderlyingOld ? underlyingBefore : columns.underlyingIndex;
        if (isStateOld && isUnderlyingOld) {
            return;
        }
        final int stateLength = lengthOf(state);
        final int length = stateLength + lengthOf(underlying);
        // The underlying's text moves first: the state's may need the room where it stands.
        final byte[] target = length > text.length ? Arrays.copyOf(text, length << 1) : text;
        copy(isUnderlyingOld ? text : event.raw, underlying, target, stateLength);
        copy(isStateOld ? text : event.raw, state, target, 0);
        text = target;
        columns.state = state == Text.ABSENT ? Text.ABSENT : Text.of(0, stateLength);
        columns.underlyingIndex =
                underlying == Text.ABSENT
                        ? Text.ABSENT
                        : Text.of(stateLength, lengthOf(underlying));
    }

    private static int lengthOf(final long range) {
        return range == Text.ABSENT ? 0 : Text.length(range);
    }

    private static void copy(
            final byte[] source, final long range, final byte[] target, final int at) {
        if (range != Text.ABSENT) {
            System.arraycopy(source, Text.offset(range), target, at, Text.length(range));
        }
    }
}
