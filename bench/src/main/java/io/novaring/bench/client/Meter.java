/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What a client notes of the messages it has handled. One thread handles, another one opens and
 * closes windows.
 */
final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long LATENCY_MAX_NS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final long baseNs;
    private final AtomicLong messages = new AtomicLong();
    private final SingleWriterRecorder latencies = new SingleWriterRecorder(LATENCY_MAX_NS, DIGITS);
    private final CompletableFuture<String> end = new CompletableFuture<>();

    // Set by the thread that opens windows.
    private volatile boolean isPaced = true;

    private long startNs;
    private long startMessages;
    private long startBytes;
    private long startCpuNs;

    /**
     * @param baseNs the nanoTime that the server counts from.
     */
    Meter(final long baseNs) {
        this.baseNs = baseNs;
    }

    /** A notification was handled, the last of its handlers included. */
    void onMessage() {
        messages.lazySet(messages.getPlain() + 1);
    }

    /**
     * As part of handling a message of a book, with the book up to date.
     *
     * @param hash of all books; asked for when this was the last message.
     */
    void onBook(final long changeId, final Supplier<String> hash) {
        if (Ids.isPaced(changeId)) {
            onPaced(changeId, System.nanoTime());
        } else if (changeId == Ids.END) {
            onEnd(hash.get());
        }
    }

    /** Notes the latency of a paced message. */
    void onPaced(final long changeId, final long nowNs) {
        final long dueNs = baseNs + (changeId - Ids.PACED);
        latencies.recordValue(Math.min(LATENCY_MAX_NS, Math.max(0, nowNs - dueNs)));
    }

    /** The last message is being handled, and counts. */
    void onEnd(final String hash) {
        end.complete(hash + ' ' + (messages.getPlain() + 1));
    }

    /** By a client that keeps no books: everything was handled, the ping behind it came. */
    void onPing() {
        end.complete("- " + messages.getPlain());
    }

    /** False while no message says when it was due, so that there is no need to look. */
    boolean isPaced() {
        return isPaced;
    }

    /** Hash of the books and count of the messages, once the last one was handled. */
    CompletableFuture<String> end() {
        return end;
    }

    /**
     * Figures count from here.
     *
     * @param isTimed true when messages say when they were due.
     */
    void open(final boolean isTimed) {
        isPaced = isTimed;
        latencies.getIntervalHistogram();
        startBytes = allocatedBytes();
        startCpuNs = SYSTEM.getProcessCpuTime();
        startMessages = messages.get();
        startNs = System.nanoTime();
    }

    /** Figures since {@link #open}. */
    Window close() {
        final long nowNs = System.nanoTime();
        final long count = messages.get() - startMessages;
        final long cpuNs = SYSTEM.getProcessCpuTime() - startCpuNs;
        final long bytes = allocatedBytes() - startBytes;
        return new Window(
                count,
                (nowNs - startNs) / 1e9,
                bytes,
                cpuNs / 1e9,
                0,
                latencies.getIntervalHistogram());
    }

    /** By all threads that live: a client starts none while it is measured. */
    private static long allocatedBytes() {
        long bytes = 0;
        for (final long count : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            bytes += Math.max(0, count);
        }
        return bytes;
    }
}
