/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.credentials;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** A secret in a file of mode 0600 or less, owned by the user of this process, no link. */
final class SecretFile extends SecretSource {
    private static final Set<PosixFilePermission> ALLOWED =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    SecretFile(final Path file) {
        this.file = file;
    }

    @Override
    public Secret read() {
        final ByteBuffer buffer = ByteBuffer.allocate(BYTES_MAX + 3);
        try {
            final PosixFileAttributes before = check();
            try (SeekableByteChannel channel =
                    Files.newByteChannel(
                            file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    // A read may stop early.
                    continue;
                }
            }
            // What was opened is what was checked, unless it was put there in between.
            if (!Objects.equals(before.fileKey(), check().fileKey())) {
                throw new SecretException(
                        "the secret file was replaced while it was read: try again");
            }
            return trimmed(buffer.array(), buffer.position(), "the secret file " + file);
        } catch (final IOException e) {
            // Its message names the path, which may be the secret given by mistake.
            throw new SecretException(
                    "cannot read the secret file: " + e.getClass().getSimpleName());
        } finally {
            Arrays.fill(buffer.array(), (byte) 0);
        }
    }

    private PosixFileAttributes check() throws IOException {
        final PosixFileAttributeView view =
                Files.getFileAttributeView(
                        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            throw new SecretException(
                    "a secret file needs a file system with POSIX modes, and this one has none: use"
                            + " an environment variable");
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new SecretException(
                    "there is no such secret file (its path is not shown: it may be the secret"
                            + " itself, which belongs into a file of mode 0600)");
        }
        final PosixFileAttributes attributes = view.readAttributes();
        if (attributes.isSymbolicLink()) {
            throw new SecretException(
                    "the secret file "
                            + file
                            + " is a symbolic link, which is not followed: name"
                            + " the file it leads to");
        }
        if (!attributes.isRegularFile()) {
            throw new SecretException("the secret file " + file + " is no regular file");
        }
        checkMode(attributes.permissions());
        final Object owner = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        final long user = new UnixSystem().getUid();
        if (((Number) owner).longValue() != user) {
            throw new SecretException(
                    "the secret file "
                            + file
                            + " belongs to user "
                            + owner
                            + ", this process to "
                            + user
                            + ": chown "
                            + user
                            + ' '
                            + file);
        }
        return attributes;
    }

    private void checkMode(final Set<PosixFilePermission> permissions) {
        if (!ALLOWED.containsAll(permissions)) {
            throw new SecretException(
                    "the secret file "
                            + file
                            + " has mode "
                            + octal(permissions)
                            + " and only its owner may read it: chmod 600 "
                            + file);
        }
    }

    private static String octal(final Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (final PosixFilePermission permission : permissions) {
            // Declared from the owner's read down to the others' execute: bits 8 to 0.
            mode |= 1 << (8 - permission.ordinal());
        }
        return String.format("%04o", mode);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof SecretFile secret && file.equals(secret.file);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }

    @Override
    public String toString() {
        return "secret of a file";
    }
}
