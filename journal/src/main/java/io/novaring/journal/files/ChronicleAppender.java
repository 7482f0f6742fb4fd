/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import java.nio.file.Path;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.onoes.ExceptionHandler;
import net.openhft.chronicle.core.onoes.Slf4jExceptionHandler;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Appends documents of opaque bytes to a new queue. The one class that touches Chronicle; whatever
 * Chronicle throws passes through it unchanged. One thread at a time.
 */
final class ChronicleAppender implements AutoCloseable {
    /** With 1 MiB the appender remaps so often that it shows as garbage. */
    private static final int MAPPING_LENGTH = 64 << 20;

    /** Before each document: its length, and whether it is complete. */
    static final int WORD_LENGTH = 4;

    private final ChronicleQueue queue;
    private final ExcerptAppender appender;

    private ChronicleAppender(final ChronicleQueue queue) {
        this.queue = queue;
        this.appender = queue.createAppender();
        // Opened by the thread that builds the engine, used by the one that runs the journal.
        appender.singleThreadedCheckDisabled(true);
    }

    /** Creates the queue's files in the folder, which must not hold any. */
    static ChronicleAppender open(final Path folder) {
        silence();
        // A clock that stands still: the queue stays in one file, no file is created while events
        // wait at midnight, and a wall clock that jumps cannot reorder anything.
        final long openedMs = System.currentTimeMillis();
        return new ChronicleAppender(
                SingleChronicleQueueBuilder.binary(folder.toFile())
                        .rollCycle(RollCycles.FAST_DAILY)
                        .blockSize(MAPPING_LENGTH)
                        .timeProvider(() -> openedMs)
                        .build());
    }

    /**
     * Creates and maps the file, as a first document would. It is taken back: nothing of it stays.
     *
     * @return the offset where the first document will be.
     */
    long begin() {
        try (DocumentContext document = appender.writingDocument()) {
            final long offset = offset(document);
            document.rollbackOnClose();
            return offset;
        }
    }

    /**
     * Appends one document: when this returns, the kernel has it. Allocates nothing.
     *
     * @return the offset in the file of the document's first word.
     */
    long append(final byte[] bytes, final int length) {
        try (DocumentContext document = appender.writingDocument()) {
            boolean written = false;
            try {
                final long offset = offset(document);
                document.wire().bytes().write(bytes, 0, length);
                written = true;
                return offset;
            } finally {
                if (!written) {
                    document.rollbackOnClose();
                }
            }
        }
    }

    private static long offset(final DocumentContext document) {
        return document.wire().bytes().writePosition() - WORD_LENGTH;
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }

    private static void silence() {
        // Read when Chronicle's first class is loaded. Nothing of it may leave this machine.
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        // Its disk monitor is one more thread; the writer has a guard of its own.
        System.setProperty("chronicle.disk.monitor.disable", "true");
        final ExceptionHandler nothing = ExceptionHandler.ignoresEverything();
        Jvm.setExceptionHandlers(
                Slf4jExceptionHandler.ERROR, Slf4jExceptionHandler.WARN, nothing, nothing);
    }
}
