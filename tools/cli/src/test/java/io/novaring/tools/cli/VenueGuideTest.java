/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.cli.generate.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/add-a-venue.md are members of handlers, and compile as such. */
final class VenueGuideTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```java\n// in an? ([A-Za-z]+)\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS =
            "import io.novaring.codec.*;import io.novaring.codec.json.*;"
                    + "import io.novaring.engine.venue.*;import java.util.*;";

    @TempDir private Path folder;

    @Test
    void shouldShowExamplesThatCompile() throws IOException {
        final String guide = Files.readString(TidyTest.ROOT.resolve("docs/add-a-venue.md"));
        final List<MatchResult> examples = EXAMPLE.matcher(guide).results().toList();
        final Path sources = Files.createDirectory(folder.resolve("src"));
        for (int i = 0; i < examples.size(); i++) {
            final String name = "Example" + i;
            final MatchResult example = examples.get(i);
            final String text =
                    IMPORTS
                            + ("abstract class " + name + " implements " + example.group(1))
                            + ("{" + example.group(2) + "}");
            Files.writeString(sources.resolve(name + ".java"), text);
        }

        assertEquals(guide.split("```java").length - 1, examples.size(), "one without its handler");
        assertTrue(examples.size() >= 7, "only " + examples.size() + " examples");
        assertEquals("", Compiler.compile(folder, folder.resolve("classes")));
    }
}
