/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Step;
import io.novaring.tools.simulator.wire.FrameWriter;

/**
 * The channels that show an instrument's figures: {@code ticker.{i}.{interval}}, {@code quote.{i}}
 * and {@code incremental_ticker.{i}}.
 */
abstract class TickerChannel extends Channel {
    final Instrument instrument;

    private TickerChannel(final String name, final long intervalNs, final Instrument instrument) {
        super(name, intervalNs);
        this.instrument = instrument;
    }

    static TickerChannel full(
            final String name, final long intervalNs, final Instrument instrument) {
        return new Full(name, intervalNs, instrument);
    }

    static TickerChannel quote(final String name, final Instrument instrument) {
        return new Quote(name, instrument);
    }

    static TickerChannel incremental(
            final String name, final long intervalNs, final Instrument instrument) {
        return new Incremental(name, intervalNs, instrument);
    }

    private static final class Full extends TickerChannel {
        private final long fields;

        private Full(final String name, final long intervalNs, final Instrument instrument) {
            super(name, intervalNs, instrument);
            this.fields = TickerField.fieldsOf(instrument);
        }

        @Override
        int rank() {
            return 3;
        }

        @Override
        boolean writeFirst(final FrameWriter out) {
            return writeMerged(out);
        }

        @Override
        boolean writeEvent(final Step step, final FrameWriter out) {
            if (!step.tickerChanged()) {
                return false;
            }
            dirty = intervalNs != RAW;
            return !dirty && writeMerged(out);
        }

        @Override
        boolean writeMerged(final FrameWriter out) {
            begin(out);
            out.octet('{');
            TickerField.write(instrument, fields, out);
            out.octet('}');
            end(out);
            return true;
        }
    }

    private static final class Quote extends TickerChannel {
        private static final long FIELDS =
                1L << TickerField.TIMESTAMP.ordinal()
                        | 1L << TickerField.INSTRUMENT_NAME.ordinal()
                        | 1L << TickerField.BEST_BID_PRICE.ordinal()
                        | 1L << TickerField.BEST_BID_AMOUNT.ordinal()
                        | 1L << TickerField.BEST_ASK_PRICE.ordinal()
                        | 1L << TickerField.BEST_ASK_AMOUNT.ordinal();

        private Quote(final String name, final Instrument instrument) {
            super(name, RAW, instrument);
        }

        @Override
        int rank() {
            return 2;
        }

        @Override
        boolean writeFirst(final FrameWriter out) {
            begin(out);
            out.octet('{');
            TickerField.write(instrument, FIELDS, out);
            out.octet('}');
            end(out);
            return true;
        }

        @Override
        boolean writeEvent(final Step step, final FrameWriter out) {
            return step.topChanged() && writeFirst(out);
        }
    }

    /** Compares the text of each field with what was sent last. */
    private static final class Incremental extends TickerChannel {
        private static final byte[] SNAPSHOT = bytes("{\"type\":\"snapshot\",");
        private static final byte[] CHANGE = bytes("{\"type\":\"change\",");

        private final long fields;
        private final FrameWriter scratch = new FrameWriter();
        private final byte[][] published = new byte[TickerField.COUNT][];

        private Incremental(final String name, final long intervalNs, final Instrument instrument) {
            super(name, intervalNs, instrument);
            this.fields = TickerField.fieldsOf(instrument);
        }

        @Override
        int rank() {
            return 3;
        }

        @Override
        void open() {
            changedFields();
        }

        @Override
        boolean writeFirst(final FrameWriter out) {
            return write(SNAPSHOT, fields, out);
        }

        @Override
        boolean writeEvent(final Step step, final FrameWriter out) {
            dirty |= step.tickerChanged();
            return false;
        }

        @Override
        boolean writeMerged(final FrameWriter out) {
            final long changed = changedFields();
            return write(CHANGE, changed | TickerField.ALWAYS, out);
        }

        private boolean write(final byte[] type, final long mask, final FrameWriter out) {
            begin(out);
            out.raw(type);
            TickerField.write(instrument, mask, out);
            out.octet('}');
            end(out);
            return true;
        }

        private long changedFields() {
            long changed = 0;
            for (final TickerField field : TickerField.values()) {
                final int at = field.ordinal();
                if ((fields & 1L << at) == 0) {
                    continue;
                }
                field.writeValue(instrument, scratch.reset());
                if (published[at] == null || !scratch.payloadEquals(published[at])) {
                    published[at] = scratch.payload();
                    changed |= 1L << at;
                }
            }
            return changed;
        }
    }
}
