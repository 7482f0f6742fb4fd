/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config.hocon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, includes, environment, command line. */
final class HoconTest {
    @TempDir private Path folder;

    @Test
    void shouldIncludeAFileBesideTheOneThatNamesIt() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        write("sub/b.conf", "x = 1\ny = 2\ninclude \"c.conf\"");
        write("sub/c.conf", "z = 3\nz = 4");
        final Path main =
                write(
                        "a.conf",
                        "include \"sub/b.conf\"\ninclude required(file(\"d.conf\"))\nx = 7");
        final Path d = write("d.conf", "w = 9");

        final Hocon hocon = Hocon.load(main, List.of(), Map.of());

        assertEquals(Map.of("x", 7, "y", 2, "z", 4, "w", 9), hocon.root().unwrapped());
        assertEquals(main.resolveSibling("sub/b.conf") + " line 2", origin(hocon, "y"));
        assertEquals(main + " line 3", origin(hocon, "x"));
        assertEquals(
                List.of(main, folder.resolve("sub/b.conf"), folder.resolve("sub/c.conf"), d),
                hocon.files());
        assertEquals(1, hocon.notices().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include url(\"http://127.0.0.1:1/x.conf\")",
                "include url(\"file:///etc/hostname\")",
                "include \"http://127.0.0.1:1/x.conf\"",
                "include classpath(\"reference.conf\")",
                "include required(classpath(\"reference.conf\"))",
                "include required(url(\"http://127.0.0.1:1/x.conf\"))",
                "a { include url(\"http://127.0.0.1:1/x.conf\") }"
            })
    void shouldRefuseAnIncludeFromElsewhere(final String text) throws IOException {
        final Path file = write("a.conf", text);

        final String message = failure(file);

        assertTrue(message.startsWith(file + ": include of "), message);
        assertTrue(message.contains(" is refused: "), message);
    }

    @Test
    void shouldNotMissAFileThatIsNotThere() throws IOException {
        final String message = failure(write("a.conf", "include \"b.conf\""));

        assertEquals(
                "cannot read " + folder.resolve("b.conf") + ": there is no such file", message);
    }

    @Test
    void shouldEndACircleOfIncludes() throws IOException {
        final String message = failure(write("a.conf", "include \"a.conf\""));

        assertTrue(message.contains("does a file include itself?"), message);
    }

    @Test
    void shouldRefuseAnIncludeInAText() {
        final Exception failure =
                assertThrows(
                        InvalidConfigException.class,
                        () -> Hocon.parse("include \"a\"", "text", List.of(), Map.of()));

        assertTrue(failure.getMessage().startsWith("text: include of a file"));
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws IOException {
        final Path latin = folder.resolve("latin.conf");
        Files.write(latin, new byte[] {'x', '=', (byte) 0xE4});
        final Path large = folder.resolve("large.conf");
        Files.write(large, new byte[(1 << 20) + 1]);

        assertEquals(
                "cannot read /nowhere/a.conf: there is no such file",
                failure(Path.of("/nowhere/a.conf")));
        assertEquals(folder + " is a directory: name a file in it", failure(folder));
        assertEquals("cannot read " + latin + ": it is not UTF-8", failure(latin));
        assertEquals(large + " has 1048577 bytes: no configuration is above 1 MiB", failure(large));
    }

    @Test
    void shouldNameTheVariableAValueIsFrom() {
        final Hocon hocon =
                Hocon.parse(
                        "a = 1\na = ${?A}\nb = 2\nb = ${?B}\nc = \"x\"${A}",
                        "text",
                        List.of(),
                        Map.of("A", "seven"));

        assertEquals(Map.of("a", "seven", "b", 2, "c", "xseven"), hocon.root().unwrapped());
        assertEquals("environment A", origin(hocon, "a"));
        assertEquals("text line 3", origin(hocon, "b"));
        assertEquals("environment A", origin(hocon, "c"));
    }

    @Test
    void shouldLetTheCommandLineWin() {
        final Hocon hocon =
                Hocon.parse(
                        "a.b = 1\nc = ${a.b}",
                        "text",
                        List.of("a.b=ws://127.0.0.1:1/#x", "d = [x, \"y\"]", "e=", "a.b=2"),
                        Map.of());

        assertEquals(
                Map.of("a", Map.of("b", "2"), "c", "2", "d", List.of("x", "y"), "e", ""),
                hocon.root().unwrapped());
        assertEquals("command line", origin(hocon, "d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "=canary", "a b=canary", "x=[canary", "x={ canary"})
    void shouldRefuseAnOverrideWithoutShowingIt(final String override) {
        final String message =
                assertThrows(
                                InvalidConfigException.class,
                                () -> Hocon.parse("", "text", List.of(override), Map.of()))
                        .getMessage();

        assertTrue(message.startsWith("command line: "), message);
        assertFalse(message.contains("canary"), message);
    }

    private static String origin(final Hocon hocon, final String key) {
        return Origin.of(hocon.root().get(key).origin()).toString();
    }

    private static String failure(final Path file) {
        return assertThrows(
                        InvalidConfigException.class, () -> Hocon.load(file, List.of(), Map.of()))
                .getMessage();
    }

    private Path write(final String name, final String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
