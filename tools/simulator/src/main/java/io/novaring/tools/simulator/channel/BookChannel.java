/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.BookSide;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.LevelChanges;
import io.novaring.tools.simulator.market.Step;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.util.concurrent.CompletableFuture;

/**
 * {@code book.{i}.{interval}}: a snapshot, then changes chained by {@code prev_change_id}. A merged
 * channel sends the difference to the book it published last, which is also what a new subscriber
 * of it starts from.
 */
final class BookChannel extends Channel {
    private static final byte[] SNAPSHOT = bytes("{\"type\":\"snapshot\",\"timestamp\":");
    private static final byte[] CHANGE = bytes("{\"type\":\"change\",\"timestamp\":");
    private static final byte[] PREVIOUS = bytes(",\"prev_change_id\":");
    private static final byte[] COMMA = bytes(",");
    private static final byte[] CHANGE_ID = bytes("\"change_id\":");
    private static final byte[] BIDS = bytes(",\"bids\":[");
    private static final byte[] ASKS = bytes("],\"asks\":[");
    private static final byte[] END = bytes("]}");
    private static final byte[][] ACTIONS = {
        bytes("[\"new\","), bytes("[\"change\","), bytes("[\"delete\",")
    };

    private long publishedChangeId;
    private long publishedTimestampMs;
    private CompletableFuture<Long> skip;
    private CompletableFuture<Long> duplicate;
    private final Instrument instrument;
    private final BookSide publishedBids = new BookSide(true);
    private final BookSide publishedAsks = new BookSide(false);
    private final LevelChanges bidChanges = new LevelChanges();
    private final LevelChanges askChanges = new LevelChanges();

    BookChannel(final String name, final long intervalNs, final Instrument instrument) {
        super(name, intervalNs);
        this.instrument = instrument;
    }

    @Override
    int rank() {
        return 1;
    }

    /** The next change is kept off the wire; {@code fired} gets its id. */
    void skipNext(final CompletableFuture<Long> fired) {
        skip = fired;
    }

    /** The next change is sent twice; {@code fired} gets its id. */
    void duplicateNext(final CompletableFuture<Long> fired) {
        duplicate = fired;
    }

    /** Takes the pending skip: true when the message just written must not be sent. */
    boolean takeSkip() {
        final CompletableFuture<Long> fired = skip;
        skip = null;
        if (fired != null) {
            fired.complete(publishedChangeId);
        }
        return fired != null;
    }

    /** Takes the pending duplicate: true when the message just written is to be sent twice. */
    boolean takeDuplicate() {
        final CompletableFuture<Long> fired = duplicate;
        duplicate = null;
        if (fired != null) {
            fired.complete(publishedChangeId);
        }
        return fired != null;
    }

    @Override
    void open() {
        publish();
    }

    @Override
    boolean writeFirst(final FrameWriter out) {
        if (intervalNs == RAW) {
            publish();
        }
        begin(out);
        out.raw(SNAPSHOT).integer(publishedTimestampMs).raw(COMMA);
        writeName(instrument, out);
        out.raw(CHANGE_ID).integer(publishedChangeId).raw(BIDS);
        writeLevels(out, publishedBids);
        out.raw(ASKS);
        writeLevels(out, publishedAsks);
        out.raw(END);
        end(out);
        return true;
    }

    @Override
    boolean writeEvent(final Step step, final FrameWriter out) {
        if (step.isEmpty()) {
            return false;
        }
        if (intervalNs != RAW) {
            dirty = true;
            return false;
        }
        publishedChangeId = instrument.changeId();
        writeChange(out, step.prevChangeId(), step.bids, step.asks);
        return true;
    }

    @Override
    boolean writeMerged(final FrameWriter out) {
        bidChanges.difference(publishedBids, instrument.bids);
        askChanges.difference(publishedAsks, instrument.asks);
        if (bidChanges.count() + askChanges.count() == 0) {
            return false;
        }
        final long previous = publishedChangeId;
        publish();
        writeChange(out, previous, bidChanges, askChanges);
        return true;
    }

    private void publish() {
        publishedChangeId = instrument.changeId();
        publishedTimestampMs = instrument.timestampMs();
        publishedBids.copyFrom(instrument.bids);
        publishedAsks.copyFrom(instrument.asks);
    }

    private void writeChange(
            final FrameWriter out,
            final long previous,
            final LevelChanges bids,
            final LevelChanges asks) {
        begin(out);
        out.raw(CHANGE)
                .integer(instrument.timestampMs())
                .raw(PREVIOUS)
                .integer(previous)
                .raw(COMMA);
        writeName(instrument, out);
        out.raw(CHANGE_ID).integer(instrument.changeId()).raw(BIDS);
        writeChanges(out, bids);
        out.raw(ASKS);
        writeChanges(out, asks);
        out.raw(END);
        end(out);
    }

    private void writeLevels(final FrameWriter out, final BookSide side) {
        for (int i = 0; i < side.count(); i++) {
            out.raw(ACTIONS[LevelChanges.NEW]);
            if (instrument.option) {
                out.decimal(side.price(i)).octet(',').decimal(side.amount(i));
            } else {
                out.plain(side.price(i)).octet(',').plain(side.amount(i));
            }
            out.octet(']').octet(',');
        }
        out.dropLast(',');
    }

    private void writeChanges(final FrameWriter out, final LevelChanges changes) {
        for (int i = 0; i < changes.count(); i++) {
            final long price = changes.price(i);
            out.raw(ACTIONS[changes.action(i)]).decimal(price).octet(',');
            // The venue mixes both spellings in one array.
            if (!instrument.option && price / instrument.tick % 4 == 0) {
                out.plain(changes.amount(i));
            } else {
                out.decimal(changes.amount(i));
            }
            out.octet(']').octet(',');
        }
        out.dropLast(',');
    }
}
