/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import com.lmax.disruptor.EventHandler;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A recorder that is a handler and no more: it takes events, and no notes. */
public final class HandlerRecorder implements Recorder {
    private final EventHandler<MarketEvent> handler;
    private final SealHook seal;
    private final BooleanSupplier isStopped;

    // Ordered store by the recorder's thread; read by any.
    private final AtomicLong count = new AtomicLong();

    /**
     * @param isStopped true when the handler records no further event; any thread.
     */
    public HandlerRecorder(
            final EventHandler<MarketEvent> handler,
            final SealHook seal,
            final BooleanSupplier isStopped) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.seal = Objects.requireNonNull(seal, "seal");
        this.isStopped = Objects.requireNonNull(isStopped, "isStopped");
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        try {
            handler.onEvent(event, sequence, isEndOfBatch);
        } catch (final RuntimeException e) {
            throw e;
        } catch (final Exception e) {
            throw new IllegalStateException("recording sequence " + sequence + " failed", e);
        }
        if (!isStopped.getAsBoolean()) {
            count.lazySet(sequence + 1);
        }
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        // There is nowhere to put it, and no replay needs it.
    }

    @Override
    public long snapshotSequence() {
        return MarketEvent.ABSENT;
    }

    @Override
    public void ringLength(final int length) {
        // No snapshot is ever wanted.
    }

    @Override
    public void seal(final long eventCount, final long stateHash) {
        seal.seal(eventCount, stateHash);
    }

    @Override
    public RecorderState state() {
        return isStopped.getAsBoolean() ? RecorderState.STOPPED : RecorderState.RECORDING;
    }

    @Override
    public long recordedCount() {
        return count.get();
    }

    @Override
    public long syncedCount() {
        return 0;
    }

    @Override
    public long diskBytes() {
        return 0;
    }

    @Override
    public long freeBytes() {
        return 0;
    }
}
