/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each look at a machine that is only files. */
final class DoctorChecksTest {
    private static final String CPU = "sys/devices/system/cpu/";
    private static final String CLOCK = "sys/devices/system/clocksource/clocksource0/";

    @TempDir Path root;
    private final Map<String, String> commands = new HashMap<>();

    @Test
    void shouldSayNothingOfAMachineThatTellsNothing() {
        for (final Finding finding : CpuChecks.of(machine(), 8)) {
            if (!finding.name().equals("cores") && !finding.name().equals("isolation")) {
                assertEquals(Level.UNKNOWN, finding.level(), finding.toString());
            }
        }
        MemoryChecks.of(machine())
                .forEach(f -> assertEquals(Level.UNKNOWN, f.level(), f.toString()));
        assertEquals(Level.UNKNOWN, ClockChecks.check(machine()).level());
    }

    @Test
    void shouldCountCores() throws IOException {
        file(CPU + "online", "0-3,6");

        assertEquals(Level.PROBLEM, cpu("cores", 1).level());
        assertEquals(Level.ADVICE, cpu("cores", 2).level());
        assertEquals(Level.OK, cpu("cores", 5).level());
        assertEquals("4 of 5 for the JVM", cpu("cores", 4).found());
    }

    @Test
    void shouldSeeSiblings() throws IOException {
        file(CPU + "cpu0/topology/thread_siblings_list", "0");
        assertEquals(Level.OK, cpu("SMT", 8).level());

        file(CPU + "cpu0/topology/thread_siblings_list", "0,16");
        final Finding finding = cpu("SMT", 8);
        assertEquals(Level.ADVICE, finding.level());
        assertTrue(finding.fix().contains("smt/control"), finding.fix());
    }

    @Test
    void shouldWantIsolatedCoresWithoutTicks() throws IOException {
        file(CPU + "isolated", "");
        assertEquals("no core is isolated", cpu("isolation", 8).found());

        file(CPU + "isolated", "2-3");
        file(CPU + "nohz_full", "(null)");
        assertEquals("2-3 isolated, with ticks", cpu("isolation", 8).found());

        file(CPU + "nohz_full", "2-3");
        assertEquals(Level.OK, cpu("isolation", 8).level());
    }

    @Test
    void shouldWantAGovernorThatKeepsCoresAwake() throws IOException {
        file(CPU + "cpu0/cpufreq/scaling_governor", "powersave");
        assertEquals(Level.ADVICE, cpu("governor", 8).level());

        file(CPU + "cpu0/cpufreq/scaling_governor", "performance");
        assertEquals(Level.OK, cpu("governor", 8).level());
    }

    @Test
    void shouldFindASlowClockAProblem() throws IOException {
        file(CLOCK + "current_clocksource", "hpet");
        file(CLOCK + "available_clocksource", "tsc hpet acpi_pm");
        final Finding slow = cpu("clock source", 8);
        assertEquals(Level.PROBLEM, slow.level());
        assertTrue(slow.fix().startsWith("echo tsc"), slow.fix());

        file(CLOCK + "available_clocksource", "hpet acpi_pm");
        assertEquals("", cpu("clock source", 8).fix());

        file(CLOCK + "current_clocksource", "tsc");
        assertEquals(Level.OK, cpu("clock source", 8).level());
    }

    @Test
    void shouldFindAQuotaOfTheGroupOrOneAboveIt() throws IOException {
        file("proc/self/cgroup", "0::/system.slice/docker.scope");
        file("sys/fs/cgroup/system.slice/docker.scope/cpu.max", "max 100000");
        assertEquals(Level.OK, cpu("CPU quota", 8).level());

        file("sys/fs/cgroup/system.slice/cpu.max", "150000 100000");
        final Finding finding = cpu("CPU quota", 8);
        assertEquals(Level.PROBLEM, finding.level());
        assertEquals("1.5 cores", finding.found());
    }

    @Test
    void shouldFindAQuotaOfTheOldKind() throws IOException {
        file("proc/self/cgroup", "4:memory:/a\n3:cpu,cpuacct:/docker/1");
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");
        assertEquals(Level.OK, cpu("CPU quota", 8).level());

        file("sys/fs/cgroup/cpu/docker/1/cpu.cfs_quota_us", "50000");
        file("sys/fs/cgroup/cpu/docker/1/cpu.cfs_period_us", "100000");
        assertEquals("0.5 cores", cpu("CPU quota", 8).found());
    }

    @Test
    void shouldWantHugePagesForThoseWhoAsk() throws IOException {
        final String file = "sys/kernel/mm/transparent_hugepage/enabled";
        file(file, "[always] madvise never");
        assertEquals(Level.ADVICE, memory("huge pages").level());

        file(file, "always [madvise] never");
        assertEquals(Level.OK, memory("huge pages").level());
    }

    @Test
    void shouldFindSwapAProblemThatIsUsedEagerly() throws IOException {
        file("proc/swaps", "Filename Type Size Used Priority\n/swap file 8388604 0 -2");
        file("proc/sys/vm/swappiness", "60");
        assertEquals(Level.PROBLEM, memory("swap").level());

        file("proc/sys/vm/swappiness", "1");
        assertEquals(Level.ADVICE, memory("swap").level());

        file("proc/swaps", "Filename Type Size Used Priority");
        assertEquals(Level.OK, memory("swap").level());
    }

    @Test
    void shouldReadTheSoftLimits() throws IOException {
        limits("256", "unlimited");
        assertEquals(Level.PROBLEM, memory("open files").level());
        assertEquals("unlimited", memory("locked memory").found());

        limits("2048", "65536");
        assertEquals(Level.ADVICE, memory("open files").level());

        limits("65536", "65536");
        assertEquals(Level.OK, memory("open files").level());
    }

    @Test
    void shouldWantRoomInSockets() throws IOException {
        file("proc/sys/net/core/rmem_max", "212992");
        final Finding finding = memory("net.core.rmem_max");
        assertEquals(Level.ADVICE, finding.level());
        assertEquals("sudo sysctl net.core.rmem_max=4194304", finding.fix());

        file("proc/sys/net/core/rmem_max", "4194304");
        assertEquals(Level.OK, memory("net.core.rmem_max").level());
    }

    @Test
    void shouldReadHowFarTheClockIsOff() {
        commands.put("chronyc", tracking("0.000012", "Normal"));
        assertEquals(Level.OK, ClockChecks.check(machine()).level());
        assertEquals("chrony: off by 12.0 us", ClockChecks.check(machine()).found());

        commands.put("chronyc", tracking("-0.02", "Normal"));
        assertEquals(Level.ADVICE, ClockChecks.check(machine()).level());

        commands.put("chronyc", tracking("-3.5", "Normal"));
        assertEquals(Level.PROBLEM, ClockChecks.check(machine()).level());

        commands.put("chronyc", tracking("0.0", "Not synchronised"));
        assertEquals(Level.PROBLEM, ClockChecks.check(machine()).level());

        commands.put("chronyc", "506 Cannot talk to daemon");
        assertEquals(Level.UNKNOWN, ClockChecks.check(machine()).level());

        commands.clear();
        commands.put("timedatectl", "no\n");
        assertEquals(Level.PROBLEM, ClockChecks.check(machine()).level());
    }

    @Test
    void shouldKnowTheMountOfAFolder() throws IOException {
        mounts("xfs", "ext4");
        file("sys/dev/block/8:1/queue/rotational", "1");
        file("sys/dev/block/8:2/queue/rotational", "0");

        assertEquals("xfs at /data disk, not rotating", disk("/data disk/journal").found());
        assertEquals(Level.ADVICE, disk("/data disks").level());
        assertEquals("ext4 at /, rotating", disk("/data disks").found());
    }

    @Test
    void shouldFindMemoryAndNetworksNoPlaceForAJournal() throws IOException {
        mounts("tmpfs", "ext4");
        assertEquals(Level.PROBLEM, disk("/data disk").level());
        mounts("nfs4", "ext4");
        assertEquals(Level.PROBLEM, disk("/data disk").level());
        mounts("btrfs", "ext4");
        assertEquals(Level.ADVICE, disk("/data disk").level());
    }

    @Test
    void shouldWantFreeSpace() {
        assertEquals(Level.PROBLEM, free(999_999_999L).level());
        assertEquals(Level.ADVICE, free(5_000_000_000L).level());
        assertEquals(Level.OK, free(50_000_000_000L).level());
    }

    @Test
    void shouldNameMissingFlags() {
        final JvmFacts jvm =
                new JvmFacts(
                        17, "17.0.1", 8, List.of("--add-exports a/b=C"), List.of(), List.of(), 1);

        assertEquals(Level.PROBLEM, jvm(jvm, "JVM flags").level());
        assertTrue(jvm(jvm, "JVM flags").found().contains("--add-exports a/b=C"));
        assertEquals(Level.ADVICE, jvm(jvm, "heap").level());
        assertTrue(jvm(jvm, "class archive").fix().contains("ArchiveClassesAtExit"));
    }

    private Finding cpu(final String name, final int cores) {
        return find(CpuChecks.of(machine(), cores), name);
    }

    private Finding memory(final String name) {
        return find(MemoryChecks.of(machine()), name);
    }

    private Finding disk(final String folder) {
        return DiskChecks.of(machine(), Path.of(folder), Long.MAX_VALUE).get(0);
    }

    private Finding free(final long bytes) {
        return DiskChecks.of(machine(), Path.of("/x"), bytes).get(1);
    }

    private static Finding jvm(final JvmFacts jvm, final String name) {
        return find(JvmChecks.of(jvm), name);
    }

    private static Finding find(final List<Finding> findings, final String name) {
        return findings.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    private void mounts(final String data, final String other) throws IOException {
        file(
                "proc/self/mountinfo",
                "1 0 8:1 / / rw - "
                        + other
                        + " /dev/sda1 rw\n2 1 8:2 / /data\\040disk rw,noatime shared:1 - "
                        + data
                        + " /dev/sdb1 rw");
    }

    private void limits(final String files, final String locked) throws IOException {
        file(
                "proc/self/limits",
                "Limit                     Soft Limit           Hard Limit           Units\n"
                        + "Max open files            "
                        + files
                        + "              1048576              files\n"
                        + "Max locked memory         "
                        + locked
                        + "              unlimited            bytes\n");
    }

    private static String tracking(final String offset, final String leap) {
        return "A9FEA97B,169.254.169.123,4,1700000000.1,"
                + offset
                + ",0.000001,0.000002,1.0,0.0,0.01,0.0001,0.0002,16.1,"
                + leap
                + "\n";
    }

    private void file(final String path, final String text) throws IOException {
        final Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + '\n');
    }

    private Machine machine() {
        return new Machine(root, words -> Optional.ofNullable(commands.get(words.get(0))));
    }
}
