/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import java.util.Locale;
import java.util.Optional;

/** Whether a container takes the processor away once its share of a period is used. */
final class CpuQuota {
    private static final String NAME = "CPU quota";
    private static final String GROUPS = "/sys/fs/cgroup";

    private CpuQuota() {}

    static Finding check(final Machine machine) {
        final Optional<String> groups = machine.text("/proc/self/cgroup");
        if (groups.isEmpty()) {
            return Finding.unknown(NAME, "this kernel has no control groups");
        }
        for (final String line : groups.get().split("\n")) {
            final String[] fields = line.split(":", 3);
            if (fields.length == 3) {
                final Optional<Double> cores =
                        fields[1].isEmpty()
                                ? quota(machine, GROUPS, fields[2])
                                : oldQuota(machine, fields[1], fields[2]);
                if (cores.isPresent()) {
                    return limited(cores.get());
                }
            }
        }
        return Finding.ok(NAME, "none");
    }

    private static Finding limited(final double cores) {
        return Finding.problem(
                NAME,
                String.format(Locale.ROOT, "%.1f cores", cores),
                "once they are used up, every thread stands still for the rest of a period of 100"
                        + " ms: give the container whole cores (cpuset) and no quota",
                "docker update --cpus 0 --cpuset-cpus CORES CONTAINER");
    }

    /** Of this group or one above it. */
    private static Optional<Double> quota(
            final Machine machine, final String base, final String group) {
        String path = group;
        while (true) {
            final Optional<String> limit = machine.text(base + path + "/cpu.max");
            if (limit.isPresent() && !limit.get().startsWith("max")) {
                final String[] words = limit.get().split(" ");
                return ratio(words[0], words.length > 1 ? words[1] : "100000");
            }
            if (path.length() <= 1) {
                return Optional.empty();
            }
            path = path.substring(0, path.lastIndexOf('/'));
        }
    }

    private static Optional<Double> oldQuota(
            final Machine machine, final String controllers, final String group) {
        if (!(',' + controllers + ',').contains(",cpu,")) {
            return Optional.empty();
        }
        for (final String path : new String[] {group, ""}) {
            final String folder = GROUPS + "/cpu" + path + '/';
            final Optional<String> used = machine.text(folder + "cpu.cfs_quota_us");
            if (used.isPresent() && !used.get().startsWith("-")) {
                return ratio(used.get(), machine.text(folder + "cpu.cfs_period_us").orElse(""));
            }
        }
        return Optional.empty();
    }

    private static Optional<Double> ratio(final String quota, final String period) {
        try {
            return Optional.of(Double.parseDouble(quota) / Double.parseDouble(period));
        } catch (final NumberFormatException e) {
            return Optional.empty();
        }
    }
}
