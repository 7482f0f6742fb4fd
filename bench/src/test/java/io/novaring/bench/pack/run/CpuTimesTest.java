/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CpuTimesTest {
    private static final long SELF = 500;

    @TempDir Path proc;

    @Test
    void shouldCountOnlyWhatOthersUsed() throws IOException {
        all(100, 10, 50, 1000, 0);
        process(SELF, "java", 1, 40, 0);
        process(77, "child", SELF, 10, 0);
        process(900, "grand child) (", 77, 5, 0);
        process(2, "kthreadd", 0, 0, 0);
        process(30, "kworker", 2, 7, 0);
        process(901, "cc", 1, 3, 0);
        final CpuTimes before = CpuTimes.read(proc, SELF);

        // Of 1,000 ticks: ours 300, of which 20 of a child that has ended, the kernel's 40, 60
        // more.
        all(400, 10, 150, 1590, 10);
        process(SELF, "java", 1, 240, 20);
        process(77, "child", SELF, 90, 0);
        process(30, "kworker", 2, 47, 0);
        final CpuTimes after = CpuTimes.read(proc, SELF);

        assertEquals(1000, after.total() - before.total());
        assertEquals(55, before.own());
        assertEquals(355, after.own());
        assertEquals(47, after.kernel());
        // 400 used, of which 300 ours and 40 the kernel's, and 10 stolen.
        assertEquals(0.07, after.foreignSince(before), 1e-9);
    }

    @Test
    void shouldNotTakeAKernelThreadThatEndedForSomebody() throws IOException {
        all(100, 0, 900, 1000, 0);
        process(SELF, "java", 1, 0, 0);
        process(2, "kthreadd", 0, 0, 0);
        process(30, "kworker", 2, 800, 0);
        process(31, "kworker", 2, 50, 0);
        final CpuTimes before = CpuTimes.read(proc, SELF);

        all(100, 0, 1000, 1900, 0);
        process(31, "kworker", 2, 110, 0);
        process(32, "kworker", 2, 40, 0);
        Files.delete(proc.resolve("30").resolve("stat"));
        Files.delete(proc.resolve("30"));

        assertEquals(0, CpuTimes.read(proc, SELF).foreignSince(before));
    }

    @Test
    void shouldNotTakeTheKernelsRoundingForSomebody() throws IOException {
        all(100, 0, 0, 1000, 0);
        final CpuTimes before = CpuTimes.read(proc, SELF);
        all(104, 0, 0, 1030, 0);

        assertEquals(0, CpuTimes.read(proc, SELF).foreignSince(before));
    }

    private void all(
            final int user, final int nice, final int system, final int idle, final int stolen)
            throws IOException {
        Files.writeString(
                proc.resolve("stat"),
                "cpu  "
                        + user
                        + ' '
                        + nice
                        + ' '
                        + system
                        + ' '
                        + idle
                        + " 0 0 0 "
                        + stolen
                        + " 0 0\ncpu0 1 2 3\n");
    }

    private void process(
            final long id, final String name, final long parent, final int user, final int reaped)
            throws IOException {
        final Path folder = Files.createDirectories(proc.resolve(String.valueOf(id)));
        Files.writeString(
                folder.resolve("stat"),
                id
                        + " ("
                        + name
                        + ") S "
                        + parent
                        + " 1 1 0 -1 0 0 0 0 0 "
                        + user
                        + " 0 "
                        + reaped
                        + " 0 20 0\n");
    }
}
