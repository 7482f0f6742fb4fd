/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.recording;

/** How a recording fares. Its code stands in journals: it never changes its meaning. */
public enum RecorderState {
    /** There is no recorder. */
    NONE(0),
    /** Every event is recorded. */
    RECORDING(1),
    /** Every event is recorded, but the disk is filling up. */
    LOW_SPACE(2),
    /** It ended in order with an end marker, as the disk was nearly full: nothing is recorded. */
    STOPPED(3),
    /** It ended at an error: nothing is recorded. */
    FAILED(4),
    /** The run is over. */
    SEALED(5),
    /** It is being opened beside the engine: events wait for it in the ring. */
    OPENING(6);

    private static final RecorderState[] BY_CODE = {
        NONE, RECORDING, LOW_SPACE, STOPPED, FAILED, SEALED, OPENING
    };

    private final int code;

    RecorderState(final int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The state with this journal code, or null when there is none. */
    public static RecorderState ofCode(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }

    /** True while every event is recorded as soon as it is published. */
    public boolean isRecording() {
        return this == RECORDING || this == LOW_SPACE;
    }
}
