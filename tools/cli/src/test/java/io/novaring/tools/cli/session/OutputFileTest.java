/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.cli.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFileTest {
    @TempDir private Path folder;

    @Test
    void shouldComeAboutWhole() throws IOException {
        final Path target = folder.resolve("out.nvr");
        try (OutputFile output = OutputFile.at(target, false, 10)) {
            Files.writeString(output.part(), "whole");
            assertEquals(List.of("out.nvr.part"), names());
            output.commit();
        }

        assertEquals("whole", Files.readString(target));
        assertEquals(List.of("out.nvr"), names());
    }

    @Test
    void shouldLeaveNothingThatIsNotWhole() throws IOException {
        try (OutputFile output = OutputFile.at(folder.resolve("out.nvr"), false, 10)) {
            Files.writeString(output.part(), "ha");
        }

        assertEquals(List.of(), names());
    }

    @Test
    void shouldNotReplaceWhatIsThereUnlessTold() throws IOException {
        final Path target = Files.writeString(folder.resolve("out.nvr"), "old");

        assertRefused("is there already: name another, or add --force", target, false, 0);
        try (OutputFile output = OutputFile.at(target, true, 0)) {
            Files.writeString(output.part(), "new");
            assertEquals("old", Files.readString(target), "until it is whole");
            output.commit();
        }
        assertEquals("new", Files.readString(target));
    }

    @Test
    void shouldNotReplaceWhatCameAboutMeanwhile() throws IOException {
        final Path target = folder.resolve("out.nvr");
        try (OutputFile output = OutputFile.at(target, false, 0)) {
            Files.writeString(output.part(), "ours");
            Files.writeString(target, "theirs");

            final CommandFailure failure = assertThrows(CommandFailure.class, output::commit);

            assertTrue(failure.getMessage().contains("came about meanwhile"), failure.getMessage());
        }
        assertEquals("theirs", Files.readString(target));
        assertEquals(List.of("out.nvr"), names());
    }

    @Test
    void shouldSayWhatStandsInTheWay() throws IOException {
        assertRefused("is a folder", folder, true, 0);
        assertRefused("there is no folder", folder.resolve("no/out.nvr"), false, 0);
        assertRefused("left: name another disk", folder.resolve("out.nvr"), false, Long.MAX_VALUE);
        Files.createFile(folder.resolve("out.nvr.part"));
        assertRefused("delete it then", folder.resolve("out.nvr"), true, 0);
        final Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        assertRefused("is there already", link, false, 0);
        assertEquals(List.of("link", "out.nvr.part"), names(), "what is not ours is not touched");
    }

    private static void assertRefused(
            final String why, final Path target, final boolean mayReplace, final long bytes) {
        final CommandFailure failure =
                assertThrows(CommandFailure.class, () -> OutputFile.at(target, mayReplace, bytes));
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
