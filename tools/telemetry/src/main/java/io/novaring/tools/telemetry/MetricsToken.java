/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;

/** The word a scraper has to know; never shown. Immutable. */
public final class MetricsToken {
    private static final int LENGTH_MIN = 16;
    private static final int LENGTH_MAX = 1024;
    private static final byte[] SCHEME = "Bearer ".getBytes(StandardCharsets.US_ASCII);
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE);

    private final byte[] header;

    private MetricsToken(final byte[] header) {
        this.header = header;
    }

    /**
     * Reads a token of 16 to 1,024 printable ASCII characters from a file only its owner may read.
     *
     * @throws IllegalArgumentException when the file is open to others, a link, or holds no token.
     * @throws IOException when it cannot be read.
     */
    public static MetricsToken read(final Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(file + " is a link or no file: name the token file");
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            for (final PosixFilePermission permission :
                    Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)) {
                if (OTHERS.contains(permission)) {
                    throw new IllegalArgumentException(
                            file + " is open to other users: chmod 600 " + file);
                }
            }
        }
        final byte[] content;
        try (SeekableByteChannel channel =
                        Files.newByteChannel(
                                file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                InputStream in = Channels.newInputStream(channel)) {
            content = in.readNBytes(LENGTH_MAX + 2);
        }
        int length = content.length;
        while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
            length--;
        }
        try {
            return new MetricsToken(header(file, content, length));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] header(final Path file, final byte[] token, final int length) {
        boolean isPrintable = length >= LENGTH_MIN && length <= LENGTH_MAX;
        for (int i = 0; i < length; i++) {
            isPrintable &= token[i] > ' ' && token[i] < 0x7F;
        }
        if (!isPrintable) {
            throw new IllegalArgumentException(
                    file
                            + " does not hold "
                            + LENGTH_MIN
                            + " to "
                            + LENGTH_MAX
                            + " printable characters without blanks");
        }
        return ByteBuffer.allocate(SCHEME.length + length)
                .put(SCHEME)
                .put(token, 0, length)
                .array();
    }

    /** True for the right Authorization header; in time that does not tell how much is right. */
    boolean accepts(final String authorization) {
        return authorization != null
                && MessageDigest.isEqual(header, authorization.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "MetricsToken{***}";
    }
}
