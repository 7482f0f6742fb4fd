/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages, swap, limits of the process, buffers of sockets. */
final class MemoryChecks {
    private static final String HUGE = "/sys/kernel/mm/transparent_hugepage/enabled";
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");
    private static final int SWAPPINESS_MAX = 10;
    private static final int FILES_MIN = 1024;
    private static final int FILES_GOOD = 4096;
    private static final long SOCKET_BUFFER_GOOD = 4L << 20;

    private MemoryChecks() {}

    static List<Finding> of(final Machine machine) {
        final List<Finding> findings = new ArrayList<>();
        findings.add(hugePages(machine));
        findings.add(swap(machine));
        findings.add(openFiles(machine));
        findings.add(lockedMemory(machine));
        findings.add(socketBuffer(machine, "rmem_max", "a burst waits at the sender"));
        findings.add(socketBuffer(machine, "wmem_max", "orders wait in this process"));
        return findings;
    }

    private static Finding hugePages(final Machine machine) {
        final Matcher mode = CHOSEN.matcher(machine.text(HUGE).orElse(""));
        if (!mode.find()) {
            return Finding.unknown("huge pages", "this kernel has no transparent ones");
        }
        if ("always".equals(mode.group(1))) {
            return Finding.advice(
                    "huge pages",
                    "always",
                    "the kernel makes room for them while a thread waits, for milliseconds;"
                            + " madvise leaves them to who asks (-XX:+UseTransparentHugePages)",
                    "echo madvise | sudo tee " + HUGE);
        }
        return Finding.ok("huge pages", mode.group(1));
    }

    private static Finding swap(final Machine machine) {
        final Optional<String> swaps = machine.text("/proc/swaps");
        if (swaps.isEmpty()) {
            return Finding.unknown("swap", "this kernel has no such file");
        }
        final long swappiness = machine.number("/proc/sys/vm/swappiness").orElse(60L);
        if (swaps.get().lines().count() <= 1) {
            return Finding.ok("swap", "none");
        }
        final String found = "on, swappiness " + swappiness;
        if (swappiness > SWAPPINESS_MAX) {
            return Finding.problem(
                    "swap",
                    found,
                    "pages of the heap go to disk while files are read, and each costs milliseconds"
                            + " when it is touched again",
                    "sudo swapoff -a    # or: sudo sysctl vm.swappiness=1");
        }
        return Finding.advice(
                "swap", found, "better none on a machine that trades", "sudo swapoff -a");
    }

    private static Finding openFiles(final Machine machine) {
        final Optional<Long> limit = limit(machine, "Max open files");
        if (limit.isEmpty()) {
            return Finding.unknown("open files", "look at ulimit -n");
        }
        final String found = shown(limit.get());
        final String fix = "ulimit -n 65536    # for good: LimitNOFILE=65536 of its unit";
        if (limit.get() < FILES_MIN) {
            return Finding.problem(
                    "open files", found, "sockets, segments and libraries need more", fix);
        }
        if (limit.get() < FILES_GOOD) {
            return Finding.advice(
                    "open files", found, "a long journal and many readers come near it", fix);
        }
        return Finding.ok("open files", found);
    }

    private static Finding lockedMemory(final Machine machine) {
        final Optional<Long> limit = limit(machine, "Max locked memory");
        // Nothing of the engine locks memory; huge pages and kernel bypass libraries do.
        return limit.map(bytes -> Finding.ok("locked memory", shown(bytes)))
                .orElseGet(() -> Finding.unknown("locked memory", "look at ulimit -l"));
    }

    /** The soft limit; the longest there is for unlimited. */
    private static Optional<Long> limit(final Machine machine, final String name) {
        for (final String line : machine.text("/proc/self/limits").orElse("").split("\n")) {
            if (line.startsWith(name)) {
                final String soft = line.substring(name.length()).strip().split(" ")[0];
                return Optional.of(
                        "unlimited".equals(soft) ? Long.MAX_VALUE : Long.parseLong(soft));
            }
        }
        return Optional.empty();
    }

    private static String shown(final long limit) {
        return limit == Long.MAX_VALUE ? "unlimited" : Long.toString(limit);
    }

    private static Finding socketBuffer(
            final Machine machine, final String key, final String what) {
        final String name = "net.core." + key;
        final Optional<Long> bytes = machine.number("/proc/sys/net/core/" + key);
        if (bytes.isEmpty()) {
            return Finding.unknown(name, "this kernel has no such setting");
        }
        if (bytes.get() < SOCKET_BUFFER_GOOD) {
            return Finding.advice(
                    name,
                    bytes.get().toString(),
                    what + " while this process is stopped",
                    "sudo sysctl " + name + '=' + SOCKET_BUFFER_GOOD);
        }
        return Finding.ok(name, bytes.get().toString());
    }
}
