/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real file system that is easily filled, mounted where only the test knows. */
final class SmallDisk implements AutoCloseable {
    private final Path image;
    private final Path mountPoint;

    private SmallDisk(final Path image, final Path mountPoint) {
        this.image = image;
        this.mountPoint = mountPoint;
    }

    /** Empty where this user may not mount. */
    static Optional<SmallDisk> tmpfs(final Path parent, final int mebibytes) throws IOException {
        final Path mountPoint = Files.createTempDirectory(parent, "tmpfs");
        return run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + mebibytes + "m",
                        "novaring-test",
                        mountPoint.toString())
                ? Optional.of(new SmallDisk(null, mountPoint))
                : Optional.empty();
    }

    /** Empty where this user may not mount, or cannot make such a file system. */
    static Optional<SmallDisk> ext4(final Path parent, final int mebibytes) throws IOException {
        final Path image = Files.createTempFile(parent, "disk", ".img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mebibytes << 20);
        }
        final Path mountPoint = Files.createTempDirectory(parent, "ext4");
        return run("mkfs.ext4", "-q", image.toString())
                        && run("mount", "-o", "loop", image.toString(), mountPoint.toString())
                ? Optional.of(new SmallDisk(image, mountPoint))
                : Optional.empty();
    }

    Path path() {
        return mountPoint;
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", mountPoint.toString())) {
            // Something still has a file open there: it goes when that does.
            run("umount", "-l", mountPoint.toString());
        }
        Files.deleteIfExists(mountPoint);
        if (image != null) {
            Files.deleteIfExists(image);
        }
    }

    private static boolean run(final String... command) {
        try {
            final Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (final IOException e) {
            // There is no such command.
            return false;
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
