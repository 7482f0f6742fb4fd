/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.wrap;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.HeartbeatHandler;
import io.novaring.engine.venue.Wishes;
import java.util.Objects;

/**
 * Passes everything about heartbeats on to another handler: override what a step goes before or
 * behind.
 */
public class ForwardingHeartbeatHandler implements HeartbeatHandler {
    /** The handler behind this one. */
    protected final HeartbeatHandler next;

    public ForwardingHeartbeatHandler(final HeartbeatHandler next) {
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public void configure(final long nowNs, final Wishes wishes) {
        next.configure(nowNs, wishes);
    }

    @Override
    public void onMessage(final MarketEvent event, final Wishes wishes) {
        next.onMessage(event, wishes);
    }

    @Override
    public void generate(final long nowNs, final long silentNs, final Wishes wishes) {
        next.generate(nowNs, silentNs, wishes);
    }

    @Override
    public long deadAfterNs() {
        return next.deadAfterNs();
    }
}
