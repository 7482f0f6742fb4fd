/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Step;
import io.novaring.tools.simulator.wire.FrameWriter;

/** {@code perpetual.{i}.{interval}}: funding; silent for what is no perpetual. */
final class PerpetualChannel extends Channel {
    private final Instrument instrument;

    PerpetualChannel(final String name, final long intervalNs, final Instrument instrument) {
        super(name, intervalNs);
        this.instrument = instrument;
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
        if (!instrument.perpetual) {
            return false;
        }
        begin(out);
        out.ascii("{\"timestamp\":").integer(instrument.timestampMs());
        out.ascii(",\"interest\":").decimal(instrument.funding());
        out.ascii(",\"index_price\":").decimal(instrument.currency.indexPrice()).octet('}');
        end(out);
        return true;
    }
}
