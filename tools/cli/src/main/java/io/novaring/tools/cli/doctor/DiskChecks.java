/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import io.novaring.tools.cli.console.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The disk a journal is to be written to. */
final class DiskChecks {
    private static final String NAME = "journal's disk";
    private static final long FREE_MIN = 1_000_000_000L;
    private static final long FREE_GOOD = 20_000_000_000L;

    private DiskChecks() {}

    /**
     * @param folder absolute, of the machine's own root.
     * @param freeBytes what may still be written there.
     */
    static List<Finding> of(final Machine machine, final Path folder, final long freeBytes) {
        final List<Finding> findings = new ArrayList<>();
        final Mount mount = mountOf(machine, folder);
        findings.add(
                mount == null
                        ? Finding.unknown(NAME, "no mount of " + folder + " is listed")
                        : kind(machine, mount));
        findings.add(free(folder, freeBytes));
        return findings;
    }

    /** Where a folder lies, as /proc/self/mountinfo says. */
    record Mount(String device, String point, String type) {}

    static Mount mountOf(final Machine machine, final Path folder) {
        Mount best = null;
        for (final String line : machine.text("/proc/self/mountinfo").orElse("").split("\n")) {
            final int dash = line.indexOf(" - ");
            final String[] fields = line.split(" ");
            if (dash < 0 || fields.length < 5) {
                continue;
            }
            final String point = fields[4].replace("\\040", " ");
            final boolean isLonger = best == null || point.length() >= best.point().length();
            if (isLonger && folder.startsWith(point)) {
                best = new Mount(fields[2], point, line.substring(dash + 3).split(" ")[0]);
            }
        }
        return best;
    }

    private static Finding kind(final Machine machine, final Mount mount) {
        final String found = mount.type() + " at " + mount.point();
        return switch (mount.type()) {
            case "tmpfs", "ramfs" ->
                    Finding.problem(
                            NAME,
                            found,
                            "it is memory: what is recorded is lost when the machine stops, and"
                                    + " takes room from programs",
                            "");
            case "nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs" ->
                    Finding.problem(
                            NAME,
                            found,
                            "files of a network cannot be mapped and locked as a journal needs",
                            "");
            case "overlay" ->
                    Finding.advice(
                            NAME,
                            found,
                            "a container's own layer goes with the container: mount a volume",
                            "docker run -v /data/journal:/data/journal ...");
            case "btrfs", "zfs" ->
                    Finding.advice(
                            NAME,
                            found,
                            "it copies what is written over, which makes mapped pages slow: better"
                                    + " xfs or ext4, or a folder without copying",
                            "btrfs".equals(mount.type()) ? "chattr +C FOLDER" : "");
            default -> rotating(machine, mount, found);
        };
    }

    private static Finding rotating(final Machine machine, final Mount mount, final String found) {
        final Optional<String> rotational = rotational(machine, mount.device());
        if (rotational.isEmpty()) {
            return Finding.ok(NAME, found);
        }
        if ("1".equals(rotational.get())) {
            return Finding.advice(
                    NAME,
                    found + ", rotating",
                    "a seek is 10 ms: writing back falls behind bursts; the disk of a VM may"
                            + " only say so",
                    "");
        }
        return Finding.ok(NAME, found + ", not rotating");
    }

    /** A partition has it in the folder of its disk. */
    private static Optional<String> rotational(final Machine machine, final String device) {
        final String folder = "/sys/dev/block/" + device;
        final Optional<String> own = machine.text(folder + "/queue/rotational");
        if (own.isPresent()) {
            return own;
        }
        try {
            final Path disk = machine.at(folder).toRealPath().getParent();
            final String path = machine.root().toRealPath().relativize(disk).toString();
            return machine.text(path + "/queue/rotational");
        } catch (final IOException e) {
            return Optional.empty();
        }
    }

    private static Finding free(final Path folder, final long freeBytes) {
        final String found = Units.bytes(freeBytes);
        if (freeBytes < FREE_MIN) {
            return Finding.problem(
                    "free space",
                    found,
                    "a journal stops recording without room, and orders are refused then",
                    "du -xsh " + folder + "/*");
        }
        if (freeBytes < FREE_GOOD) {
            return Finding.advice(
                    "free space",
                    found,
                    "a busy day is 10 GB and more; journal.retain-size bounds what is kept",
                    "");
        }
        return Finding.ok("free space", found);
    }
}
