/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.recording;

import io.novaring.codec.MarketEvent;

/**
 * Records a run. All methods are called by the recorder's one thread, those apart that say
 * otherwise.
 */
public interface Recorder extends NoteListener {
    /**
     * Records the event. What was given with {@code isEndOfBatch} has left the process when this
     * returns, and so has everything before it.
     *
     * @param sequence consecutive, from 0.
     * @throws RuntimeException when the engine has to halt, as the event cannot be recorded.
     */
    void onEvent(MarketEvent event, long sequence, boolean isEndOfBatch);

    /** Keeps a note; it has left the process at the end of the next batch. */
    @Override
    void onNote(NoteKind kind, long sequence, long timeNs, byte[] bytes, int offset, int length);

    /**
     * Behind which event the recorder wants a {@link NoteKind#SNAPSHOT}, or {@link
     * MarketEvent#ABSENT} for behind none. Chosen far enough ahead that no stage has seen that
     * event yet: further than the ring is long. Any thread, before every event.
     */
    long snapshotSequence();

    /** How far ahead the recorder has to choose: the length of the ring. Called once, at first. */
    void ringLength(int length);

    /**
     * How long its thread may rest between two batches while the ring has room, in nanoseconds; 0
     * has it idle as other threads do. Called once, at first.
     */
    default long pollIntervalNs() {
        return 0;
    }

    /** Ends the recording behind the last event of an orderly run. */
    void seal(long eventCount, long stateHash);

    /** Any thread. */
    RecorderState state();

    /** Events recorded so far; a stopped recorder's number stays as it is. Any thread. */
    long recordedCount();

    /** Events that outlast a power failure, as far as the disk tells the truth. Any thread. */
    long syncedCount();

    /** Bytes the recording takes on the disk, all files that are kept. Any thread. */
    long diskBytes();

    /** Free bytes of the disk as they were last looked at. Any thread. */
    long freeBytes();
}
