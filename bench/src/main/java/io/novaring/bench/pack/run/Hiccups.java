/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A process that does nothing but sleep for two milliseconds at a time, on each processor, and
 * notes how much too late it woke: what any thread of this machine may have to bear that is not of
 * its own doing. It runs before others where it may, so that the load that is measured, which keeps
 * the processors busy, is not taken for a hiccup.
 *
 * <p>{@code start} and {@code stop} on its standard input bound a look; it answers the second with
 * {@code hiccups P99 MAX}, nanoseconds on the worst processor.
 */
public final class Hiccups {
    private static final long SLEEP_NS = 2_000_000;
    private static final int PROCESSORS_MAX = 8;
    private static final String PRIORITY = "20";

    private final List<Sleeper> sleepers = new ArrayList<>();
    private volatile boolean isWatching;

    private Hiccups() {}

    public static void main(final String[] arguments) throws IOException {
        new Hiccups().run();
    }

    private void run() throws IOException {
        final List<Integer> processors = processors();
        for (final int processor : processors) {
            final Sleeper sleeper = new Sleeper("hiccups-" + processor);
            sleepers.add(sleeper);
            sleeper.start();
        }
        boolean arePinned = true;
        boolean areFirst = true;
        for (int i = 0; i < sleepers.size(); i++) {
            final String thread = threadId(sleepers.get(i).getName());
            arePinned &= did("taskset", "-cp", processors.get(i).toString(), thread);
            areFirst &= did("chrt", "-f", "-p", PRIORITY, thread);
        }
        print(
                "ready "
                        + (arePinned ? "one thread on each processor" : "threads not pinned")
                        + (areFirst ? ", real-time priority" : ", ordinary priority"));
        final BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if ("start".equals(line)) {
                sleepers.forEach(Sleeper::clear);
                isWatching = true;
                sleepers.forEach(LockSupport::unpark);
                print("watching now");
            } else if ("stop".equals(line)) {
                isWatching = false;
                long p99 = 0;
                long max = 0;
                for (final Sleeper sleeper : sleepers) {
                    p99 = Math.max(p99, sleeper.percentile(99));
                    max = Math.max(max, sleeper.percentile(100));
                }
                print("hiccups " + p99 + " " + max);
            }
        }
    }

    private static void print(final String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Those that this process may use: {@code 0-3,6}. */
    private static List<Integer> processors() throws IOException {
        final List<Integer> processors = new ArrayList<>();
        final Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            for (final String line : Files.readAllLines(status)) {
                if (line.startsWith("Cpus_allowed_list:")) {
                    addRanges(line.substring(line.indexOf(':') + 1).trim(), processors);
                }
            }
        }
        if (processors.isEmpty()) {
            processors.add(0);
        }
        return processors.subList(0, Math.min(processors.size(), PROCESSORS_MAX));
    }

    static void addRanges(final String ranges, final List<Integer> processors) {
        for (final String range : ranges.split(",")) {
            final String[] ends = range.split("-");
            final int last = Integer.parseInt(ends[ends.length - 1]);
            for (int each = Integer.parseInt(ends[0]); each <= last; each++) {
                processors.add(each);
            }
        }
    }

    /** The kernel's number of a thread of this process; empty when there is none. */
    private static String threadId(final String name) throws IOException {
        final Path tasks = Path.of("/proc/self/task");
        if (Files.isDirectory(tasks)) {
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
                for (final Path thread : threads) {
                    if (name.equals(Files.readString(thread.resolve("comm")).trim())) {
                        return thread.getFileName().toString();
                    }
                }
            }
        }
        return "";
    }

    private static boolean did(final String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (final IOException e) {
            return false;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private final class Sleeper extends Thread {
        private final Histogram late = new Histogram(60_000_000_000L, 2);
        private long leastNs = Long.MAX_VALUE;

        Sleeper(final String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            while (true) {
                if (!isWatching) {
                    LockSupport.park(this);
                    continue;
                }
                final long startNs = System.nanoTime();
                LockSupport.parkNanos(this, SLEEP_NS);
                final long lateNs = System.nanoTime() - startNs - SLEEP_NS;
                if (isWatching && lateNs > 0) {
                    record(lateNs);
                }
            }
        }

        /** Less what a timer always takes; a long one stands for those that it kept from being. */
        private synchronized void record(final long lateNs) {
            leastNs = Math.min(leastNs, lateNs);
            final long value = Math.min(lateNs - leastNs, late.getHighestTrackableValue());
            late.recordValueWithExpectedInterval(value, SLEEP_NS);
        }

        synchronized void clear() {
            late.reset();
        }

        synchronized long percentile(final double percentile) {
            return late.getValueAtPercentile(percentile);
        }
    }
}
