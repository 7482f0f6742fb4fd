/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.channel;

import io.novaring.tools.simulator.wire.FrameWriter;

/** A channel that speaks every interval, whatever the books do. */
final class PeriodicChannel extends Channel {
    private final boolean startsAtOnce;
    private final Body body;

    /** Writes the data of one message; false when there is nothing to say now. */
    @FunctionalInterface
    interface Body {
        boolean write(FrameWriter out);
    }

    /**
     * @param startsAtOnce whether a new subscriber gets a message first.
     */
    PeriodicChannel(
            final String name, final long intervalNs, final boolean startsAtOnce, final Body body) {
        super(name, intervalNs);
        this.startsAtOnce = startsAtOnce;
        this.body = body;
    }

    @Override
    boolean isPeriodic() {
        return true;
    }

    @Override
    boolean writeFirst(final FrameWriter out) {
        return startsAtOnce && writeMerged(out);
    }

    @Override
    boolean writeMerged(final FrameWriter out) {
        begin(out);
        if (!body.write(out)) {
            return false;
        }
        end(out);
        return true;
    }
}
