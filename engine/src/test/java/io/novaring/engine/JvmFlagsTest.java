/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.engine.jvm.JvmFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JvmFlagsTest {
    private static final String AGRONA = "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED";

    /** Entry point of the child JVM. */
    public static void main(final String[] arguments) {
        System.out.println("missing " + JvmFlags.missing());
        try {
            Engine.launch(new EngineContext().client(new TestVenue())).close();
            System.out.println("launched");
        } catch (final IllegalStateException e) {
            System.out.println("refused " + e.getMessage());
        }
    }

    private static String run(final String... flags) throws IOException, InterruptedException {
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final List<String> command = new ArrayList<>(List.of(java));
        command.addAll(List.of(flags));
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JvmFlagsTest.class.getName()));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        final Process process = builder.start();
        final String text =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    @Test
    void shouldMissNothingHere() {
        assertEquals(List.of(), JvmFlags.missing());
    }

    @Test
    void shouldNameTheFlagThatIsMissing() throws IOException, InterruptedException {
        final String text = run();

        assertTrue(text.contains("missing [" + AGRONA), text);
        assertTrue(text.contains("refused this JVM was started without " + AGRONA), text);
        assertTrue(text.contains("java @jvm.options"), text);
    }

    @Test
    void shouldRunWithoutTheFlagsThatOnlyAJournalNeeds() throws IOException, InterruptedException {
        final String text = run("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED");

        assertTrue(text.contains("sun.nio.ch"), text);
        assertTrue(text.contains("launched"), text);
    }
}
