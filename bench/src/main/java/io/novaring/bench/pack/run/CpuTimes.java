/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who has used the processors so far, in the kernel's ticks, from {@code /proc}.
 *
 * @param total of all processors, idle or not.
 * @param busy in user and system mode. Interrupts are left out: those of loopback sockets are ours.
 * @param stolen by other guests of the same host.
 * @param own of this process, its children, and theirs, with those that have ended.
 * @param kernelThreads each by its number: they write back what we wrote, and take their ticks with
 *     them when they end.
 */
record CpuTimes(long total, long busy, long stolen, long own, Map<Long, Long> kernelThreads) {
    private static final Path PROC = Path.of("/proc");
    private static final long KERNEL_THREADS = 2;

    // Counted from the end of the name of a process, which may hold blanks.
    private static final int PARENT = 1;
    private static final int USER_TICKS = 11;
    private static final int LAST_TICKS = 14;

    /** Nothing foreign is seen below this: the kernel's own accounts differ by as much. */
    private static final long TICKS_NOISE = 4;

    static boolean isKnown() {
        return Files.isReadable(PROC.resolve("stat"));
    }

    static CpuTimes now() {
        try {
            return read(PROC, ProcessHandle.current().pid());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + PROC, e);
        }
    }

    static CpuTimes read(final Path proc, final long self) throws IOException {
        final String[] all = Files.readAllLines(proc.resolve("stat")).get(0).trim().split(" +");
        // user nice system idle iowait irq softirq steal
        long total = 0;
        for (int i = 1; i <= 8 && i < all.length; i++) {
            total += Long.parseLong(all[i]);
        }
        final long busy = Long.parseLong(all[1]) + Long.parseLong(all[2]) + Long.parseLong(all[3]);
        final long stolen = all.length > 8 ? Long.parseLong(all[8]) : 0;

        final Map<Long, long[]> processes = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (final Path folder : folders) {
                final long[] process = process(folder);
                if (process != null) {
                    processes.put(Long.parseLong(folder.getFileName().toString()), process);
                }
            }
        }
        return new CpuTimes(
                total,
                busy,
                stolen,
                family(processes, self).values().stream().mapToLong(ticks -> ticks).sum(),
                family(processes, KERNEL_THREADS));
    }

    /** Of all threads of the kernel that there are. */
    long kernel() {
        return kernelThreads.values().stream().mapToLong(ticks -> ticks).sum();
    }

    private long kernelSince(final CpuTimes before) {
        long since = 0;
        for (final Map.Entry<Long, Long> thread : kernelThreads.entrySet()) {
            final long ticks = before.kernelThreads.getOrDefault(thread.getKey(), 0L);
            since += Math.max(0, thread.getValue() - ticks);
        }
        return since;
    }

    /** Its parent and its ticks; null when it has gone meanwhile. */
    private static long[] process(final Path folder) {
        final String line;
        try {
            line = Files.readString(folder.resolve("stat"));
        } catch (final IOException e) {
            return null;
        }
        final String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = USER_TICKS; i <= LAST_TICKS; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return new long[] {Long.parseLong(fields[PARENT]), ticks};
    }

    /** The ticks of a process and of what it started, and that started. */
    private static Map<Long, Long> family(final Map<Long, long[]> processes, final long root) {
        final Set<Long> family = new HashSet<>();
        family.add(root);
        // As often as generations: a child may have a smaller number than its parent.
        for (boolean grown = true; grown; ) {
            grown = false;
            for (final Map.Entry<Long, long[]> process : processes.entrySet()) {
                grown |= family.contains(process.getValue()[0]) && family.add(process.getKey());
            }
        }
        final Map<Long, Long> ticks = new HashMap<>();
        for (final Long member : family) {
            final long[] process = processes.get(member);
            if (process != null) {
                ticks.put(member, process[1]);
            }
        }
        return ticks;
    }

    /** Of all processors' time since then, what went to neither us nor the kernel. */
    double foreignSince(final CpuTimes before) {
        final long foreign = busy - before.busy - (own - before.own) - kernelSince(before);
        return share(Math.max(0, foreign) + stolen - before.stolen, before);
    }

    private double share(final long ticks, final CpuTimes before) {
        final long passed = total - before.total;
        return passed <= 0 || ticks <= TICKS_NOISE ? 0 : (double) ticks / passed;
    }
}
