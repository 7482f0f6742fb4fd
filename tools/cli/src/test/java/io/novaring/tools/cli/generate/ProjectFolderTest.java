/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectFolderTest {
    @TempDir private Path folder;

    @Test
    void shouldWriteANewFolderAndItsParents() throws IOException {
        final Path target = folder.resolve("a/b/project");

        ProjectFolder.write(target, ProjectFolderTest::fill);

        assertEquals(List.of("one", "sub/two"), filesIn(target));
        assertEquals(List.of("a/b/project/one", "a/b/project/sub/two"), filesIn(folder));
    }

    @Test
    void shouldKeepOtherFilesOfAFolderThatIsThere() throws IOException {
        final Path target = Files.createDirectories(folder.resolve("project/sub")).getParent();
        Files.writeString(target.resolve("mine"), "mine");
        Files.writeString(target.resolve("sub/two"), "old");

        ProjectFolder.write(target, ProjectFolderTest::fill);

        assertEquals(List.of("mine", "one", "sub/two"), filesIn(target));
        assertEquals("mine", Files.readString(target.resolve("mine")));
        assertEquals("2", Files.readString(target.resolve("sub/two")));
        assertEquals(List.of("project"), entriesOf(folder));
    }

    @Test
    void shouldLeaveNothingBehindWhenItFails() {
        final Path target = folder.resolve("project");

        assertThrows(
                IOException.class,
                () ->
                        ProjectFolder.write(
                                target,
                                made -> {
                                    fill(made);
                                    throw new IOException("the disk is full");
                                }));

        assertFalse(Files.exists(target));
        assertEquals(List.of(), entriesOf(folder));
    }

    @Test
    void shouldMoveNoFileWhenOneIsInTheWay() throws IOException {
        final Path target = Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(target.resolve("sub/two"));

        assertThrows(IOException.class, () -> ProjectFolder.write(target, ProjectFolderTest::fill));

        assertEquals(List.of(), filesIn(target));
        assertEquals(List.of("project"), entriesOf(folder));
    }

    @Test
    void shouldTellAnEmptyFolderFromAFullOne() throws IOException {
        assertTrue(ProjectFolder.isAbsentOrEmpty(folder.resolve("absent")));
        assertTrue(ProjectFolder.isAbsentOrEmpty(folder));
        Files.writeString(folder.resolve(".hidden"), "");
        assertFalse(ProjectFolder.isAbsentOrEmpty(folder));
    }

    private static void fill(final Path made) throws IOException {
        Files.writeString(made.resolve("one"), "1");
        Files.writeString(Files.createDirectory(made.resolve("sub")).resolve("two"), "2");
    }

    private static List<String> filesIn(final Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> entriesOf(final Path root) {
        return List.of(root.toFile().list());
    }
}
