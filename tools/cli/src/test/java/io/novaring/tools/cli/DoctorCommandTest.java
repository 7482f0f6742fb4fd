/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {
    @TempDir Path root;

    @Test
    void shouldFailWhereThereIsAProblemAndSayHowToMendIt() throws IOException {
        final Path clock = root.resolve("sys/devices/system/clocksource/clocksource0");
        Files.createDirectories(clock);
        Files.writeString(clock.resolve("current_clocksource"), "hpet\n");
        Files.writeString(clock.resolve("available_clocksource"), "tsc hpet\n");

        final Cli cli = Cli.run("doctor", "--root", root.toString(), "--seconds", "0");

        assertEquals(1, cli.exitCode(), cli.err());
        assertTrue(cli.out().contains("problem: clock source: "), cli.out());
        assertTrue(cli.out().contains("  echo tsc | sudo tee "), cli.out());
    }

    @Test
    void shouldTellAProgramTheSame() {
        final Cli cli = Cli.run("doctor", "--root", root.toString(), "--seconds", "0", "--json");

        final JsonNode json = cli.json();
        int problems = 0;
        for (final JsonNode finding : json.get("findings")) {
            problems += "problem".equals(finding.get("level").asText()) ? 1 : 0;
        }
        assertEquals(problems, json.get("problems").asInt());
        assertEquals(problems == 0 ? 0 : 1, cli.exitCode());
        assertTrue(json.get("findings").size() > 15, cli.out());
    }

    @Test
    void shouldLookAtTheDiskOfAFolderThatIsNotThereYet() {
        final Cli cli = Cli.run("doctor", "--seconds", "0", "--journal", root + "/a/b");

        assertTrue(cli.out().contains("free space"), cli.out() + cli.err());
    }

    @Test
    void shouldRefuseASillyTime() {
        final Cli cli = Cli.run("doctor", "--seconds", "61");

        assertEquals(2, cli.exitCode());
        assertTrue(cli.err().contains("--seconds must be within 0 and 60, not 61"), cli.err());
    }
}
