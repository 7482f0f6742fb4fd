/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.pinning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the calling thread to a core with {@code taskset} of util-linux, which every Linux has: no
 * native library is loaded for what is done once a thread. Elsewhere, or without the right, it says
 * so once and the thread runs where it likes.
 */
public final class Cores {
    private static final Logger LOG = LoggerFactory.getLogger(Cores.class);
    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");
    private static final Path SELF = Path.of("/proc/thread-self");
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final int TIMEOUT_SECONDS = 5;
    private static final AtomicBoolean HAS_WARNED = new AtomicBoolean();

    // The cores of a thread before the first was pinned; null while none is. Any thread.
    private static volatile String ownersCores;

    private Cores() {}

    /** Moves the calling thread; true when it is there. */
    static boolean pin(final String threadName, final int core) {
        final String before = allowed();
        if (before != null && set(Integer.toString(core))) {
            synchronized (Cores.class) {
                if (ownersCores == null) {
                    ownersCores = before;
                }
            }
            LOG.info("thread {} runs on core {}", threadName, core);
            return true;
        }
        if (HAS_WARNED.compareAndSet(false, true)) {
            LOG.warn(
                    "threads cannot be pinned here, as {} to core {}: it takes Linux, taskset"
                            + " (util-linux) and a core that this process may use",
                    threadName,
                    core);
        }
        return false;
    }

    /**
     * For a thread that a pinned one starts, which begins on the core of that one, behind it: what
     * it runs runs where any thread of the process may.
     */
    public static Runnable anywhere(final Runnable task) {
        return () -> {
            final String cores = ownersCores;
            if (cores != null && !cores.equals(allowed())) {
                set(cores);
            }
            task.run();
        };
    }

    /** The cores the calling thread may run on, as a list such as {@code 0-3,8}; null elsewhere. */
    static String allowed() {
        try {
            for (final String line : Files.readAllLines(SELF.resolve("status"))) {
                if (line.startsWith(ALLOWED)) {
                    return line.substring(ALLOWED.length()).strip();
                }
            }
        } catch (final IOException e) {
            return null;
        }
        return null;
    }

    /** Cores there are, isolated ones too, which no thread of a process gets unasked. */
    static Set<Integer> online() {
        try {
            return parse(Files.readString(ONLINE, StandardCharsets.US_ASCII));
        } catch (final IOException | NumberFormatException e) {
            final int count = Runtime.getRuntime().availableProcessors();
            return IntStream.range(0, count).collect(TreeSet::new, Set::add, Set::addAll);
        }
    }

    static Set<Integer> parse(final String list) {
        final Set<Integer> cores = new TreeSet<>();
        for (final String part : list.strip().split(",")) {
            final String[] ends = part.split("-");
            final int last = Integer.parseInt(ends[ends.length - 1]);
            for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
                cores.add(core);
            }
        }
        return cores;
    }

    private static boolean set(final String cores) {
        try {
            // A link to PID/task/TID.
            final String tid = Files.readSymbolicLink(SELF).getFileName().toString();
            final Process process =
                    new ProcessBuilder("taskset", "-cp", cores, tid)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (final IOException e) {
            return false;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
