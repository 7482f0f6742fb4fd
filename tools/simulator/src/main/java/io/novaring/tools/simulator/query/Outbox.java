/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.query;

import io.novaring.tools.simulator.wire.FrameWriter;

/** Where an answer goes. */
@FunctionalInterface
public interface Outbox {
    /** Takes a finished frame; copies what it keeps. */
    void send(FrameWriter frame, long nowNs);
}
