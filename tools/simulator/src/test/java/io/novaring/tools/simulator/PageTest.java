/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/simulator.md shows code that runs, a plan that can be read, and every fault. */
final class PageTest {
    private static final List<String> EXAMPLES =
            List.of(
                    "examples/src/test/java/io/novaring/examples/DroppedConnectionTest.java",
                    "tools/simulator/src/test/java/io/novaring/tools/simulator/junit"
                            + "/RecoveryExampleTest.java");

    private final Path root = root();

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @Test
    void shouldShowTheExamplesAsTheyAre() throws IOException {
        final String page = page();
        for (final String file : EXAMPLES) {
            final String source = Files.readString(root.resolve(file));
            final int from = source.indexOf('\n', source.indexOf("// page:begin")) + 1;
            final int to = source.lastIndexOf('\n', source.indexOf("// page:end"));
            // Without its last line feed: an empty last line would count as one without indent.
            final String example = source.substring(from, to).stripTrailing().stripIndent();

            assertTrue(
                    page.contains("```java\n" + example + "\n```"),
                    "not on the page as between the marks of " + file);
        }
    }

    @Test
    void shouldShowAPlanThatCanBeRead() throws IOException {
        assertTrue(FaultPlan.parse(block("```text\n")).faults().size() >= 4);
    }

    @Test
    void shouldNameEveryFault() throws IOException {
        final String page = page();
        for (final FaultKind kind : FaultKind.values()) {
            assertTrue(page.contains("`" + kind.word()), "not on the page: " + kind.word());
        }
    }

    private String block(final String fence) throws IOException {
        final String page = page();
        final int from = page.indexOf(fence) + fence.length();
        return page.substring(from, page.indexOf("\n```", from));
    }

    private String page() throws IOException {
        return Files.readString(root.resolve("docs/simulator.md"));
    }
}
