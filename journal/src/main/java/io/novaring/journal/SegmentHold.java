/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps a segment from being deleted, or lets it be. Each reader has a shared hold, retention an
 * exclusive one; both are locks of the operating system on the segment's file {@code held}, which a
 * process cannot keep beyond its end.
 *
 * <p>Such a lock belongs to the process, and all of them are gone when any descriptor of the file
 * is closed: so each process has one descriptor for each segment, and counts who needs it. Any
 * thread.
 */
final class SegmentHold implements AutoCloseable {
    private static final Map<Path, Lock> LOCKS = new HashMap<>();

    private boolean open = true;
    private final Lock lock;

    private SegmentHold(final Lock lock) {
        this.lock = lock;
    }

    /**
     * Holds the segment for a reader. Where locks are not to be had, as the file system or this
     * user's rights do not let one, the hold is there and holds nothing.
     *
     * @return null when the segment is being deleted, or gone.
     */
    static SegmentHold shared(final Segment segment) {
        synchronized (LOCKS) {
            final Path path = key(segment.folder());
            final Lock held = LOCKS.get(path);
            if (held != null) {
                if (held.exclusive) {
                    return null;
                }
                held.count++;
                return new SegmentHold(held);
            }
            final Lock lock = new Lock(path, false);
            final boolean free = lock.take(StandardOpenOption.READ);
            // Another process may have deleted it between the listing and the lock.
            if (!free || !Files.isDirectory(segment.folder())) {
                lock.release();
                return null;
            }
            return lock.hold();
        }
    }

    /**
     * Takes the segment from all readers, to delete it.
     *
     * @return null when anyone holds it, in this process or in another.
     */
    static SegmentHold tryExclusive(final Segment segment) {
        return tryExclusive(segment.folder());
    }

    static SegmentHold tryExclusive(final Path folder) {
        synchronized (LOCKS) {
            final Path path = key(folder);
            if (LOCKS.containsKey(path)) {
                return null;
            }
            final Lock lock = new Lock(path, true);
            if (!lock.take(StandardOpenOption.WRITE)) {
                lock.release();
                return null;
            }
            return lock.hold();
        }
    }

    /** Lets go. Idempotent. */
    @Override
    public void close() {
        synchronized (LOCKS) {
            if (open) {
                open = false;
                lock.letGo();
            }
        }
    }

    private static Path key(final Path folder) {
        try {
            // Two names of one directory are one lock to the operating system.
            return folder.toRealPath().resolve(Segment.HOLD);
        } catch (final IOException e) {
            return folder.resolve(Segment.HOLD).toAbsolutePath().normalize();
        }
    }

    /** This process's one lock of a segment. */
    private static final class Lock {
        private int count = 1;
        private final Path path;
        private final boolean exclusive;
        private FileChannel channel;

        private Lock(final Path path, final boolean exclusive) {
            this.path = path;
            this.exclusive = exclusive;
        }

        /** False when another process has a lock that excludes this one. */
        private boolean take(final OpenOption option) {
            try {
                channel = FileChannel.open(path, option);
                final FileLock lock = channel.tryLock(0, Long.MAX_VALUE, !exclusive);
                return lock != null;
            } catch (final OverlappingFileLockException e) {
                // Another class loader's: it is held.
                return false;
            } catch (final IOException e) {
                // Nothing to lock: a file system without locks, or a folder without the file.
                release();
                return true;
            }
        }

        private SegmentHold hold() {
            LOCKS.put(path, this);
            return new SegmentHold(this);
        }

        private void letGo() {
            if (--count == 0) {
                LOCKS.remove(path);
                release();
            }
        }

        private void release() {
            if (channel == null) {
                return;
            }
            try {
                channel.close();
            } catch (final IOException e) {
                // The lock is gone with the descriptor.
            }
            channel = null;
        }
    }
}
