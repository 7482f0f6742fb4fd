/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what may take the disk's time, on a daemon thread of its own, so that the journal's thread
 * need not: prepares the next segment, reserves space ahead, watches the free space, forces, ends
 * and deletes segments.
 */
public final class FilesAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FilesAgent.class);

    private static final long IDLE_NS = 10_000_000L;
    private static final long LOOK_INTERVAL_NS = 250_000_000L;
    private static final long PREPARE_AGAIN_NS = 1_000_000_000L;
    private static final int NUMBER_MAX = 99_999;

    /**
     * The queue asks for the file's length and then makes it longer, by the 64 MiB it maps next:
     * zeros written beyond that in between would be cut off again.
     */
    private static final long AHEAD_MAX = 48L << 20;

    private final long syncIntervalNs;
    private long lookDueNs;
    private long syncDueNs;
    private long prepareDueNs;
    private int number = 1;
    private long endedBytes;
    private long lastPosition;
    private boolean prepareFailed;
    private boolean syncFailed;
    private boolean workFailed;

    // Ordered stores by the journal's thread; read by any.
    private final AtomicLong recordedCount = new AtomicLong();
    private final AtomicLong lastTimeNs = new AtomicLong(Long.MIN_VALUE);

    // Written by the journal's thread, read by this one. A segment is among the ended ones before
    // another takes its place, so that whoever sees the new one finds the old one there.
    private volatile SegmentFile current;
    private volatile boolean nextWanted;
    private volatile boolean closing;
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

    // Written by this thread, taken by the journal's.
    private final AtomicReference<SegmentFile> next = new AtomicReference<>();

    // Written by this thread, read by any.
    private volatile int level = SpaceGuard.PLENTY;
    private volatile long syncedCount;
    private volatile long diskBytes;
    private volatile long freeBytes;

    private final IntFunction<Path> folders;
    private final LongSupplier freeBytesNow;
    private final SpaceGuard guard;
    private final Retention retention;
    private final Thread thread = new Thread(this::run, "novaring-journal-files");

    /** A segment that nobody writes to any more. */
    private record Ended(SegmentFile file, boolean isWhole) {}

    /**
     * @param first the segment to begin with, the run's number 1.
     * @param folders names the folder of a segment by its number.
     * @param freeBytesNow asks the disk.
     * @param syncIntervalNs 0 forces nothing.
     */
    public FilesAgent(
            final SegmentFile first,
            final IntFunction<Path> folders,
            final LongSupplier freeBytesNow,
            final SpaceGuard guard,
            final Retention retention,
            final long syncIntervalNs) {
        this.current = first;
        this.folders = folders;
        this.freeBytesNow = freeBytesNow;
        this.guard = guard;
        this.retention = retention;
        this.syncIntervalNs = syncIntervalNs;
        this.freeBytes = freeBytesNow.getAsLong();
        this.diskBytes = retention.keptBytes() + first.diskBytes();
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Asks for the next segment. The journal's thread, like the methods below. */
    public void wantNext() {
        nextWanted = true;
    }

    public boolean isNextReady() {
        return next.get() != null;
    }

    /** Ends the present segment and begins the next, which is ready. Takes no system call. */
    public SegmentFile roll() {
        final SegmentFile begun = next.get();
        ended.add(new Ended(current, true));
        current = begun;
        nextWanted = false;
        next.set(null);
        return begun;
    }

    /**
     * Ends the present segment; none follows.
     *
     * @param isWhole false: an append to it has failed.
     */
    public void end(final boolean isWhole) {
        final SegmentFile last = current;
        if (last != null) {
            ended.add(new Ended(last, isWhole));
            current = null;
        }
    }

    /** Everything before has left the process. */
    public void recorded(final long count, final long timeNs) {
        recordedCount.lazySet(count);
        lastTimeNs.lazySet(timeNs);
    }

    /** Level of the {@link SpaceGuard}. Any thread, like the methods below. */
    public int level() {
        return level;
    }

    public long recordedCount() {
        return recordedCount.get();
    }

    /** Of these, how many have been forced to the disk. */
    public long syncedCount() {
        return syncedCount;
    }

    public long diskBytes() {
        return diskBytes;
    }

    public long freeBytes() {
        return freeBytes;
    }

    public long heldBackBytes() {
        return retention.heldBackBytes();
    }

    /** Returns when every segment is in its final state and the thread has ended. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        lookDueNs = System.nanoTime();
        syncDueNs = lookDueNs;
        prepareDueNs = lookDueNs;
        while (!closing) {
            tryWork(System.nanoTime());
            LockSupport.parkNanos(IDLE_NS);
        }
        tryWork(System.nanoTime());
        final SegmentFile unused = next.getAndSet(null);
        if (unused != null) {
            unused.discard();
        }
    }

    private void tryWork(final long nowNs) {
        try {
            work(nowNs);
        } catch (final RuntimeException | Error e) {
            // The journal goes on without: it reserves for itself, and stops where it cannot.
            if (!workFailed) {
                LOG.error("looking after the journal's files failed, it is tried again", e);
            }
            workFailed = true;
        }
    }

    private void work(final long nowNs) {
        reserveAhead();
        if (isNextMissing() && nowNs - prepareDueNs >= 0) {
            prepareNext(nowNs);
        }
        if (syncIntervalNs > 0 && (nowNs - syncDueNs >= 0 || closing)) {
            syncDueNs = nowNs + syncIntervalNs;
            sync();
        } else {
            finishEnded();
        }
        final SegmentFile file = current;
        // One that has just ended is counted neither as present nor as ended: the next time.
        if (nowNs - lookDueNs >= 0 && ended.isEmpty()) {
            lookDueNs = nowNs + LOOK_INTERVAL_NS;
            look(nowNs, file);
        }
    }

    /** Nothing follows when the last segment has ended. */
    private boolean isNextMissing() {
        return nextWanted && next.get() == null && current != null && !closing;
    }

    private void reserveAhead() {
        final SegmentFile file = current;
        if (file == null) {
            return;
        }
        final long position = file.position();
        // One that has just begun was written from its start on.
        final long grown = position < lastPosition ? position : position - lastPosition;
        final long ahead = 4 * grown;
        lastPosition = position;
        try {
            file.reserveAhead(Math.max(SegmentFile.AHEAD, Math.min(ahead, AHEAD_MAX)));
        } catch (final IOException e) {
            // Full: the journal's thread finds out when it needs the space, and stops in order.
            LOG.debug("no space could be reserved ahead in {}", file.folder(), e);
        }
    }

    private void prepareNext(final long nowNs) {
        try {
            if (number == NUMBER_MAX) {
                throw new IOException("segment " + number + " is the last a run can have");
            }
            // Creating it writes through mappings before anything is reserved.
            if (freeBytesNow.getAsLong() - SegmentFile.AHEAD < guard.stopBelow()) {
                throw new IOException("the disk has not enough space left for another segment");
            }
            final SegmentFile prepared = SegmentFile.prepare(folders.apply(number + 1));
            if (syncIntervalNs > 0) {
                prepared.forceNames();
            }
            number++;
            prepareFailed = false;
            next.set(prepared);
        } catch (final IOException e) {
            if (!prepareFailed) {
                LOG.warn("the journal cannot begin a new segment and goes on in the old one", e);
            }
            prepareFailed = true;
            prepareDueNs = nowNs + PREPARE_AGAIN_NS;
        }
    }

    /** What was recorded before is in the segments that have ended or in the present one. */
    private void sync() {
        final long count = recordedCount.get();
        final SegmentFile file = current;
        finishEnded();
        if (syncFailed) {
            return;
        }
        try {
            if (file != null) {
                file.force();
            }
            syncedCount = count;
        } catch (final IOException e) {
            syncFailed(e);
        }
    }

    private void finishEnded() {
        for (Ended last = ended.poll(); last != null; last = ended.poll()) {
            final SegmentFile file = last.file;
            // What was recorded may be lost there, and the journal ends with it.
            syncFailed |= !last.isWhole;
            try {
                if (syncIntervalNs > 0) {
                    file.force();
                }
            } catch (final IOException e) {
                syncFailed(e);
            }
            try {
                file.end(last.isWhole);
            } catch (final IOException e) {
                LOG.warn("segment {} could not be cut to what was written", file.folder(), e);
            }
            final long timeNs = file.lastTimeNs();
            endedBytes += file.position();
            retention.add(
                    file.folder(),
                    last.isWhole ? file.position() : file.diskBytes(),
                    timeNs == Long.MIN_VALUE ? Long.MAX_VALUE : timeNs);
        }
    }

    /** What the kernel could not write it may have forgotten: no later success makes it good. */
    private void syncFailed(final IOException cause) {
        if (!syncFailed) {
            LOG.error("the journal cannot be forced to the disk and is not from here on", cause);
        }
        syncFailed = true;
    }

    private void look(final long nowNs, final SegmentFile file) {
        final SegmentFile prepared = next.get();
        final long presentBytes =
                (file == null ? 0 : file.diskBytes())
                        + (prepared == null ? 0 : prepared.diskBytes());
        if (file != null) {
            retention.enforce(presentBytes, lastTimeNs.get());
        }
        diskBytes = retention.keptBytes() + presentBytes;
        final long free = freeBytesNow.getAsLong();
        freeBytes = free;
        final int before = level;
        level = guard.look(nowNs, endedBytes + (file == null ? 0 : file.position()), free);
        if (level == SpaceGuard.LOW && before == SpaceGuard.PLENTY && file != null) {
            LOG.warn(
                    "the journal's disk is filling up: {} MiB free, below {} MiB it stops ({})",
                    free >> 20,
                    guard.stopBelow() >> 20,
                    file.folder());
        }
    }
}
