/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Step;
import io.novaring.tools.simulator.wire.FrameWriter;

/**
 * {@code book.{i}.{group}.{depth}.{interval}}: the whole window in every message, prices rounded
 * away from the middle to the group.
 */
final class BookWindowChannel extends Channel {
    private static final byte[] TIMESTAMP = bytes("{\"timestamp\":");
    private static final byte[] COMMA = bytes(",");
    private static final byte[] CHANGE_ID = bytes("\"change_id\":");
    private static final byte[] BIDS = bytes(",\"bids\":[");
    private static final byte[] ASKS = bytes("],\"asks\":[");
    private static final byte[] END = bytes("]}");

    private final Instrument instrument;
    private final long group;
    private final int depth;

    /**
     * @param group scaled; the tick when the window is not grouped.
     */
    BookWindowChannel(
            final String name,
            final long intervalNs,
            final Instrument instrument,
            final long group,
            final int depth) {
        super(name, intervalNs);
        this.instrument = instrument;
        this.group = group;
        this.depth = depth;
    }

    @Override
    int rank() {
        return 1;
    }

    @Override
    boolean writeFirst(final FrameWriter out) {
        return writeMerged(out);
    }

    @Override
    boolean writeEvent(final Step step, final FrameWriter out) {
        dirty = true;
        return false;
    }

    @Override
    boolean writeMerged(final FrameWriter out) {
        begin(out);
        out.raw(TIMESTAMP).integer(instrument.timestampMs()).raw(COMMA);
        writeName(instrument, out);
        out.raw(CHANGE_ID).integer(instrument.changeId()).raw(BIDS);
        writeWindow(out, instrument.bids, 0);
        out.raw(ASKS);
        writeWindow(out, instrument.asks, group - 1);
        out.raw(END);
        end(out);
        return true;
    }

    private void writeWindow(final FrameWriter out, final BookSide side, final long up) {
        int written = 0;
        int at = 0;
        while (at < side.count() && written < depth) {
            final long price = (side.price(at) + up) / group * group;
            long amount = 0;
            while (at < side.count() && (side.price(at) + up) / group * group == price) {
                amount += side.amount(at++);
            }
            out.octet('[').decimal(price).octet(',').decimal(amount).octet(']').octet(',');
            written++;
        }
        out.dropLast(',');
    }
}
