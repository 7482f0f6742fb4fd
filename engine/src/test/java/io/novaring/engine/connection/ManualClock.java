/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

/** Stands still until a test moves it. */
final class ManualClock implements EpochClock {
    private long nowNs = 1_700_000_000_000_000_000L;

    @Override
    public long epochNs() {
        return nowNs;
    }

    void advance(final long passedNs) {
        nowNs += passedNs;
    }
}
