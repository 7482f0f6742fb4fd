/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where secrets are read from, and where they are not. */
final class SecretSourceTest {
    private static final String CANARY = "Canary7";

    @TempDir private Path folder;

    private boolean isPosix;

    @BeforeEach
    void look() {
        isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    @ParameterizedTest
    @CsvSource({"rw-------, ''", "r--------, '\n'", "rw-------, '\r\n'"})
    void shouldReadAFileOfItsOwner(final String mode, final String end) throws IOException {
        assumeTrue(isPosix);

        assertEquals(secret(CANARY), SecretSource.file(file(mode, CANARY + end)).read());
    }

    @Test
    void shouldCutOneLineFeedOnly() throws IOException {
        assumeTrue(isPosix);

        assertEquals(
                secret(CANARY + "\n"),
                SecretSource.file(file("rw-------", CANARY + "\n\n")).read());
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----, 0640", "rw----r--, 0604", "rwx------, 0700", "rw-rw-rw-, 0666"})
    void shouldRefuseAFileThatOthersMayRead(final String mode, final String octal)
            throws IOException {
        assumeTrue(isPosix);
        final Path file = file(mode, CANARY);

        assertEquals(
                "the secret file "
                        + file
                        + " has mode "
                        + octal
                        + " and only its owner may read it: chmod 600 "
                        + file,
                failure(SecretSource.file(file)));
    }

    @Test
    void shouldNotFollowALink() throws IOException {
        assumeTrue(isPosix);
        final Path link =
                Files.createSymbolicLink(folder.resolve("link"), file("rw-------", CANARY));

        assertTrue(failure(SecretSource.file(link)).contains("is a symbolic link"));
    }

    @Test
    void shouldRefuseWhatIsNoFile() {
        assumeTrue(isPosix);

        assertTrue(failure(SecretSource.file(folder)).contains("is no regular file"));
    }

    @Test
    void shouldRefuseTheFileOfAnother() throws IOException {
        // Only root may give a file away.
        assumeTrue(isPosix && Files.isWritable(Path.of("/root")));
        final Path file = file("rw-------", CANARY);
        Files.setAttribute(file, "unix:uid", 4711);

        final String message = failure(SecretSource.file(file));

        assertTrue(message.contains("belongs to user 4711"), message);
        assertTrue(message.endsWith("chown 0 " + file), message);
    }

    @Test
    void shouldNotShowAPathThatIsNone() {
        assumeTrue(isPosix);

        final String message = failure(SecretSource.file(folder.resolve(CANARY)));

        assertTrue(message.startsWith("there is no such secret file"), message);
        assertFalse(message.contains(CANARY), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4097, 100_000})
    void shouldBoundTheLength(final int length) throws IOException {
        assumeTrue(isPosix);
        final Path file = file("rw-------", "x".repeat(length));

        final String message = failure(SecretSource.file(file));

        assertTrue(message.contains(length == 0 ? "is empty" : "more than 4096 bytes"), message);
        assertEquals(
                4096,
                SecretSource.file(file("rw-------", "x".repeat(4096) + "\r\n"))
                        .read()
                        .copyBytes()
                        .length);
    }

    @Test
    void shouldSayThatAFileSystemHasNoModes() throws IOException {
        final URI zip = URI.create("jar:" + folder.resolve("a.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            final Path inside = Files.writeString(files.getPath("/secret"), CANARY);

            final String message = failure(SecretSource.file(inside));

            assertTrue(message.contains("needs a file system with POSIX modes"), message);
        }
    }

    @Test
    void shouldReadAVariable() {
        final Map<String, String> environment = Map.of("NAME", CANARY + "\n");

        assertEquals(secret(CANARY), SecretSource.environment("NAME", environment).read());
        assertTrue(failure(SecretSource.environment("OTHER", environment)).contains("is not set"));
        assertTrue(
                failure(SecretSource.environment("EMPTY", Map.of("EMPTY", "")))
                        .contains("is empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Canary7!", "7Canary7", "a b"})
    void shouldRefuseANameThatIsNone(final String name) {
        final String message =
                assertThrows(SecretException.class, () -> SecretSource.environment(name))
                        .getMessage();

        assertFalse(message.contains(CANARY), message);
    }

    @Test
    void shouldEqualByPlaceAndShowNone() {
        final SecretSource file = SecretSource.file(Path.of(CANARY));
        final SecretSource variable = SecretSource.environment(CANARY, Map.of());

        assertEquals(SecretSource.file(Path.of(CANARY)), file);
        assertNotEquals(SecretSource.file(Path.of("other")), file);
        assertEquals(SecretSource.environment(CANARY, Map.of("a", "b")), variable);
        assertNotEquals(SecretSource.environment("other", Map.of()), variable);
        assertFalse((file.toString() + variable).contains(CANARY));
    }

    private static Secret secret(final String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String failure(final SecretSource source) {
        final SecretException failure = assertThrows(SecretException.class, source::read);
        assertFalse(failure.toString().contains(CANARY), failure.toString());
        return failure.getMessage();
    }

    private Path file(final String mode, final String text) throws IOException {
        final Path file = Files.createTempFile(folder, "secret", "");
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
