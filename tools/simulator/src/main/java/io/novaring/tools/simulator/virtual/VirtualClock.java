/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The venue's time: what it was last told. Never goes back. */
final class VirtualClock extends Clock {
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private long nowNs;

    long nanoTime() {
        return nowNs;
    }

    void advance(final long toNs) {
        nowNs = Math.max(nowNs, toNs);
    }

    @Override
    public long millis() {
        return nowNs / MILLISECOND_NS;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(nowNs / SECOND_NS, nowNs % SECOND_NS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(final ZoneId zone) {
        throw new UnsupportedOperationException("venues speak UTC");
    }
}
