/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import io.novaring.journal.files.DirectoryLock;
import io.novaring.journal.files.FilesAgent;
import io.novaring.journal.files.JvmFlags;
import io.novaring.journal.files.Retention;
import io.novaring.journal.files.SegmentFile;
import io.novaring.journal.files.SpaceGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** What has to be done before the first event of a run can be recorded. */
final class JournalOpening {
    private JournalOpening() {}

    static JournalWriter open(
            final Path directory, final JournalConfig config, final LongSupplier freeBytes) {
        DirectoryLock lock = null;
        try {
            JvmFlags.require();
            JournalFiles.create(directory);
            lock = JournalFiles.lock(directory);
            return open(directory, config, freeBytes, lock);
        } catch (final JournalException e) {
            close(lock);
            throw e;
        } catch (final IllegalStateException e) {
            close(lock);
            throw new JournalException(e.getMessage(), e);
        } catch (final IOException e) {
            close(lock);
            throw new JournalException(
                    "journal in " + directory + " cannot be created: " + JournalFiles.why(e), e);
        } catch (final RuntimeException | Error e) {
            // Chronicle reports a missing right or class by whatever error comes first.
            close(lock);
            throw new JournalException("journal in " + directory + " cannot be created: " + e, e);
        }
    }

    private static JournalWriter open(
            final Path directory,
            final JournalConfig config,
            final LongSupplier freeBytes,
            final DirectoryLock lock)
            throws IOException {
        JournalFiles.requireNoOlderLayout(directory);
        final Retention retention =
                new Retention(config.retainBytes(), config.retainNs(), SegmentHold::tryExclusive);
        final int run = Recovery.recover(directory, retention);
        // What may go makes room before there is said to be none.
        retention.enforce(0, Long.MIN_VALUE);
        requireSpace(directory, config, freeBytes.getAsLong());
        final SegmentFile first = SegmentFile.prepare(Segment.of(directory, run, 1).folder());
        try {
            if (config.syncIntervalNs() > 0) {
                first.forceNames();
            }
            return begin(directory, config, freeBytes, lock, retention, run, first);
        } catch (final IOException | RuntimeException | Error e) {
            first.discard();
            throw e;
        }
    }

    private static JournalWriter begin(
            final Path directory,
            final JournalConfig config,
            final LongSupplier freeBytes,
            final DirectoryLock lock,
            final Retention retention,
            final int run,
            final SegmentFile first)
            throws IOException {
        final FilesAgent files =
                new FilesAgent(
                        first,
                        number -> Segment.of(directory, run, number).folder(),
                        freeBytes,
                        new SpaceGuard(config.freeBytesWarn(), config.freeBytesMin()),
                        retention,
                        config.syncIntervalNs());
        final JournalWriter writer = new JournalWriter(directory, config, run, lock, files, first);
        files.start();
        return writer;
    }

    private static void close(final DirectoryLock lock) {
        if (lock != null) {
            lock.close();
        }
    }

    private static void requireSpace(
            final Path directory, final JournalConfig config, final long free) {
        if (free < config.freeBytesMin()) {
            throw new JournalException(
                    "journal directory "
                            + directory
                            + " has "
                            + (free >> 20)
                            + " MiB free, "
                            + (config.freeBytesMin() >> 20)
                            + " MiB required: free some or name another directory");
        }
    }
}
