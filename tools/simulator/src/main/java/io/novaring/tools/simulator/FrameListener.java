/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

/**
 * Hears of every text frame before it is written to a socket, so that a test can measure the time
 * from the wire to its own handler. Called on the simulator's thread: must not block or call the
 * simulator.
 */
@FunctionalInterface
public interface FrameListener {
    /**
     * @param connectionNumber 0 for the first connection the simulator accepted.
     * @param frameNumber 0 for the first text frame of that connection, answers included.
     * @param sendNs {@link System#nanoTime()} at which the frame was due. Under a rate this is the
     *     schedule, even when the simulator is late: a stall is measured, not hidden. Frames that
     *     have no schedule (answers, merged channels, full speed) carry the time they were made.
     */
    void onFrame(int connectionNumber, long frameNumber, long sendNs);
}
