/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.virtual;

/** A connection to the venue of a backtest. One thread, the exchange's. */
public final class VirtualSession {
    VirtualSession() {}

    /**
     * A request has arrived.
     *
     * @param bytes JSON, UTF-8; the request is the first {@code length}.
     * @param nowNs when; never before anything the exchange was told of.
     */
    public void onFrame(final byte[] bytes, final int length, final long nowNs) {
        throw new UnsupportedOperationException();
    }

    /** The connection is lost: cancel on disconnect applies, after the venue's delay. */
    public void disconnect(final long nowNs) {
        throw new UnsupportedOperationException();
    }

    /** False once it was disconnected, or the venue has ended it. */
    public boolean isOpen() {
        throw new UnsupportedOperationException();
    }

    /** As orders remember it; from 1. */
    public int number() {
        throw new UnsupportedOperationException();
    }
}
