/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.recording;

/** How a recording fares. */
public enum RecorderState {
    /** There is no recorder. */
    NONE,
    /** Every event is recorded. */
    RECORDING,
    /** Every event is recorded, but the disk is filling up. */
    LOW_SPACE,
    /** It ended in order with an end marker, as the disk was nearly full: nothing is recorded. */
    STOPPED,
    /** It ended at an error: nothing is recorded. */
    FAILED,
    /** The run is over. */
    SEALED;

    /** True while every event is recorded. */
    public boolean isRecording() {
        return this == RECORDING || this == LOW_SPACE;
    }
}
