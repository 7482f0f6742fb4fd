/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.beside;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.recording.NoteKind;
import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * A {@link JournalWriter} that a thread of its own opens while the engine starts and connects: in a
 * new JVM that takes longer than all the rest. Until it is open events wait in the ring, whose
 * bound holds, its state is {@link RecorderState#OPENING}, and the engine refuses orders unless
 * they are allowed unjournalled. Every event is recorded, from the first one on.
 *
 * <p>What {@link JournalWriter#open} reports before an engine is launched halts the engine here, as
 * it does when a journal fails later. Who wants to know first calls {@link #await}.
 */
public final class JournalBeside implements Recorder, AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private final JournalConfig config;
    private volatile int ringLength;

    // Written by the thread that opens, before the latch; one of the two.
    private volatile JournalWriter writer;
    private volatile JournalException failure;

    // The journal's thread only.
    private JournalWriter ready;

    private JournalBeside(final JournalConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Begins to open and returns at once. */
    public static JournalBeside open(final Path directory, final JournalConfig config) {
        final JournalBeside journal = new JournalBeside(config);
        final Thread thread =
                new Thread(() -> journal.openNow(directory), "novaring-journal-opening");
        thread.setDaemon(true);
        thread.start();
        return journal;
    }

    private void openNow(final Path directory) {
        try {
            writer = JournalWriter.open(directory, config);
        } catch (final JournalException e) {
            failure = e;
        } catch (final RuntimeException | Error e) {
            failure =
                    new JournalException("journal in " + directory + " cannot be opened: " + e, e);
        } finally {
            done.countDown();
        }
    }

    /**
     * Waits until it is open; any thread.
     *
     * @throws JournalException when it could not be opened, or the wait is interrupted.
     */
    public JournalWriter await() {
        try {
            done.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("interrupted while the journal was being opened", e);
        }
        final JournalException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return writer;
    }

    /** The writer, told how long the ring is; the journal's thread. */
    private JournalWriter ready() {
        final JournalWriter opened = ready;
        return opened == null ? begin() : opened;
    }

    private JournalWriter begin() {
        final JournalWriter opened = await();
        if (ringLength > 0) {
            opened.ringLength(ringLength);
        }
        ready = opened;
        return opened;
    }

    @Override
    public void ringLength(final int length) {
        ringLength = length;
    }

    @Override
    public long pollIntervalNs() {
        return config.pollIntervalNs();
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean isEndOfBatch) {
        ready().onEvent(event, sequence, isEndOfBatch);
    }

    @Override
    public void onNote(
            final NoteKind kind,
            final long sequence,
            final long timeNs,
            final byte[] bytes,
            final int offset,
            final int length) {
        ready().onNote(kind, sequence, timeNs, bytes, offset, length);
    }

    @Override
    public void seal(final long eventCount, final long stateHash) {
        ready().seal(eventCount, stateHash);
    }

    @Override
    public long snapshotSequence() {
        final JournalWriter opened = writer;
        return opened == null ? MarketEvent.ABSENT : opened.snapshotSequence();
    }

    @Override
    public RecorderState state() {
        final JournalWriter opened = writer;
        if (opened != null) {
            return opened.state();
        }
        return failure == null ? RecorderState.OPENING : RecorderState.FAILED;
    }

    @Override
    public long recordedCount() {
        final JournalWriter opened = writer;
        return opened == null ? 0 : opened.recordedCount();
    }

    @Override
    public long syncedCount() {
        final JournalWriter opened = writer;
        return opened == null ? 0 : opened.syncedCount();
    }

    @Override
    public long diskBytes() {
        final JournalWriter opened = writer;
        return opened == null ? 0 : opened.diskBytes();
    }

    @Override
    public long freeBytes() {
        final JournalWriter opened = writer;
        return opened == null ? 0 : opened.freeBytes();
    }

    /** Waits for what opens it, then closes it; nothing to close when it could not be opened. */
    @Override
    public void close() {
        boolean wasInterrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (final InterruptedException e) {
                // The directory must not stay locked.
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        if (writer != null) {
            writer.close();
        }
    }
}
