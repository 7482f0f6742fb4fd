/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import com.sun.management.ThreadMXBean;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A whole engine with its journal on a steady stream, in a JVM that never collects ({@code
 * -XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC}): what the heap has grown by at the end was
 * allocated, by whichever thread.
 */
public final class AllocationSoak {
    private static final int BURST = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationSoak() {}

    /** Arguments: seconds (60), rate (200000), folder (bench/target/journal), warm-up (15). */
    public static void main(final String[] arguments) throws Exception {
        final int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        final int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200_000;
        final Path parent = Path.of(arguments.length > 2 ? arguments[2] : "bench/target/journal");
        final int warmUp = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 15;
        try (Sender sender = Sender.start();
                Folder folder = Folder.in(parent);
                JournalWriter writer =
                        JournalWriter.open(
                                folder.path(),
                                // Of a minute at this rate the disk keeps what it has room for.
                                JournalConfig.DEFAULTS.withRetainBytes(4L << 30));
                FloodClient client = new FloodClient(sender, writer)) {
            client.flood(rate, BURST, warmUp);
            sender.sent();
            final long[] ids = ids();
            final long[] before = THREADS.getThreadAllocatedBytes(ids);
            final long usedBefore = used();
            client.send(rate, BURST, seconds);
            final long usedBehind = used();
            final long[] behind = THREADS.getThreadAllocatedBytes(ids);
            sender.sent();
            final double messages = (double) rate * seconds;
            for (int i = 0; i < ids.length; i++) {
                if (behind[i] - before[i] >= messages / 10_000) {
                    print(
                            "thread %s: %,d bytes, %.5f a message",
                            THREADS.getThreadInfo(ids[i]).getThreadName(),
                            behind[i] - before[i],
                            (behind[i] - before[i]) / messages);
                }
            }
            print(
                    "heap used %,d bytes at the start of the steady state, %,d at its end",
                    usedBefore, usedBehind);
            print(
                    "soak %.0f messages %.6f bytes a message",
                    messages, (usedBehind - usedBefore) / messages);
        }
    }

    private static long[] ids() {
        return THREADS.getAllThreadIds();
    }

    private static long used() {
        final Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void print(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
