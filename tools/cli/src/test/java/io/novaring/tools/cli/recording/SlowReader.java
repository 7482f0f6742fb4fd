/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.recording;

import io.novaring.codec.MarketEvent;
import io.novaring.journal.JournalEnd;
import io.novaring.journal.JournalReader;
import io.novaring.journal.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Follows a journal while it is written, and stays a while behind. */
final class SlowReader implements Runnable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(120);
    private static final long POLL_MS = 5;

    private final Path directory;
    private final long lagNs;
    private final EventHashes hashes = new EventHashes();
    private final Thread thread = new Thread(this, "slow-reader");
    private final Set<String> folders = new HashSet<>();
    private int present;

    // Written by the reader's thread, read by the test's.
    private volatile Throwable failure;
    private volatile JournalEnd end;
    private volatile Seal seal;

    SlowReader(final Path directory, final long lagNs) {
        this.directory = directory;
        this.lagNs = lagNs;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = JournalReader.open(directory)) {
            long emptyNs = System.nanoTime();
            while (reader.end() != JournalEnd.SEALED) {
                if (reader.next(event)) {
                    awaitAge(event.publishedTimeNs);
                    hashes.take(event);
                    emptyNs = System.nanoTime();
                } else if (reader.end() != JournalEnd.SEALED) {
                    if (System.nanoTime() - emptyNs > PATIENCE_NS) {
                        throw new IllegalStateException("no event came: " + reader.end());
                    }
                    TimeUnit.MILLISECONDS.sleep(POLL_MS);
                }
            }
            seal = reader.seal().orElseThrow();
            end = reader.end();
        } catch (final Exception | Error e) {
            failure = e;
        }
    }

    private void awaitAge(final long timeNs) throws InterruptedException, IOException {
        while (nowNs() - timeNs < lagNs) {
            look();
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private static long nowNs() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    private void look() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            final Set<String> now = new HashSet<>();
            paths.filter(Files::isDirectory).forEach(path -> now.add(path.getFileName() + ""));
            folders.addAll(now);
            present = now.size();
        }
    }

    void awaitEnd() throws InterruptedException {
        thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NS + lagNs));
        if (thread.isAlive() || failure != null) {
            throw new AssertionError("the reader did not reach the end", failure);
        }
    }

    Throwable failure() {
        return failure;
    }

    JournalEnd end() {
        return end;
    }

    Seal seal() {
        return seal;
    }

    EventHashes hashes() {
        return hashes;
    }

    long count() {
        return hashes.count();
    }

    long bytes() {
        return hashes.bytes();
    }

    /** Segments there ever were; after the end. */
    int segments() {
        return folders.size();
    }

    /** True when some of them are gone; after the end. */
    boolean firstSegmentsGone() {
        return present < folders.size();
    }
}
