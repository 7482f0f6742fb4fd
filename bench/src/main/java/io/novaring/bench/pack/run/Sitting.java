/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.result.Results.PartResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs one part after another, each on a thread of its own with a limit to its time. One that fails
 * or hangs says so, loses the processes that it started, and the next has its turn.
 */
final class Sitting implements AutoCloseable {
    private static final long LIMIT_MINUTES = 40;
    private static final long LIMIT_MINUTES_QUICK = 8;
    private static final long END_SECONDS = 10;

    private final Path root;
    private final boolean isQuick;
    private final Watch watch;
    private volatile PackRun current;

    Sitting(final Path root, final boolean isQuick) {
        this.root = root;
        this.isQuick = isQuick;
        watch = new Watch(this::hiccups, line -> System.out.println("  " + line));
    }

    private JavaChild hiccups() {
        // Small, and without threads that compile or collect while others are measured.
        final String[] small = {"-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};
        try {
            return new JavaChild(
                    "the watch for hiccups",
                    Jvm.command(List.of(small), Hiccups.class),
                    line -> {});
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start the watch for hiccups", e);
        }
    }

    String watchedBy() {
        return watch.how();
    }

    PartResult measure(final Part part) {
        System.out.println(part.name() + ": " + part.summary());
        final long startNs = System.nanoTime();
        final PackRun run = run(part);
        current = run;
        final Throwable[] thrown = new Throwable[1];
        final Thread thread =
                new Thread(
                        () -> {
                            try {
                                part.measure(run);
                            } catch (final Throwable e) {
                                thrown[0] = e;
                            }
                        },
                        "part-" + part.name());
        thread.setDaemon(true);
        thread.start();
        String failure = "";
        final long limitMinutes = isQuick ? LIMIT_MINUTES_QUICK : LIMIT_MINUTES;
        try {
            thread.join(TimeUnit.MINUTES.toMillis(limitMinutes));
            if (thread.isAlive()) {
                failure = "not done after " + limitMinutes + " minutes, and stopped";
                // With what it did not start through its run: the forks of JMH.
                watch.close();
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            } else if (thrown[0] != null) {
                failure = reasons(thrown[0]);
            }
            run.close();
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        } catch (final IOException e) {
            failure = failure.isEmpty() ? "its files could not be deleted: " + e : failure;
        }
        current = null;
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %s, %.0f s%n",
                part.name(),
                failure.isEmpty() ? "done" : "FAILED: " + failure,
                seconds);
        return run.figures().result(part.name(), part.summary(), seconds, failure);
    }

    private PackRun run(final Part part) {
        final long quickNs = TimeUnit.SECONDS.toNanos(Parts.secondsQuick(part.name()));
        return new PackRun(part.name(), isQuick, quickNs, root, watch);
    }

    /** What went wrong, and why, and why that; without traces. */
    private static String reasons(final Throwable thrown) {
        final StringBuilder reasons = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            reasons.append(reasons.length() == 0 ? "" : "\n  because: ").append(each);
        }
        final StackTraceElement[] trace = thrown.getStackTrace();
        if (trace.length > 0) {
            reasons.append("\n  at ").append(trace[0]);
        }
        return reasons.toString();
    }

    /** The program is ending, at whatever place: leaves no process and no file behind. */
    void abandon() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        final PackRun run = current;
        try {
            if (run != null) {
                run.close();
            }
        } catch (final IOException e) {
            System.err.println("left behind: " + run.folder());
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
