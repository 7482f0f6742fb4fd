/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example and the page are about the keys there are. */
final class ExampleFileTest {
    private static final int COLUMNS = 100;

    @Test
    void shouldBeTheDefaults() {
        final NovaRingConfig example = NovaRingConfig.parse(ExampleFile.text());

        assertSame(NovaRingConfig.defaults(), example);
        assertEquals(List.of(), example.notices());
    }

    @Test
    void shouldBeTheDefaultsWithEveryKeyInForce() {
        final String text =
                ExampleFile.text()
                        .replaceAll("(?m)^(\\s*)#(?=[a-z])", "$1")
                        // Of a private connection; and a profile that differs.
                        .replaceAll("(?m)^ *(credentials|account).*$", "");
        final int from = text.indexOf("profiles {");
        final String withoutProfiles =
                text.substring(0, from) + text.substring(text.indexOf("\n\nengine {"));

        final NovaRingConfig example =
                NovaRingConfig.parse(withoutProfiles.replaceAll("(?m)^#.*$", ""));

        assertSame(NovaRingConfig.defaults(), example);
        assertEquals(
                "the configuration",
                example.settings().stream()
                        .filter(s -> s.key().endsWith("backoff.base"))
                        .findFirst()
                        .orElseThrow()
                        .origin()
                        .name());
    }

    private static void assertSame(final NovaRingConfig expected, final NovaRingConfig actual) {
        assertEquals(expected.connections(), actual.connections());
        assertEquals(expected.engine(), actual.engine());
        assertEquals(expected.journal(), actual.journal());
        assertEquals(expected.telemetry(), actual.telemetry());
        assertEquals(expected.orders(), actual.orders());
        assertEquals(expected.risk(), actual.risk());
        assertEquals(expected.run(), actual.run());
    }

    @Test
    void shouldShowEveryKeyInLinesThatFit() {
        final String text = ExampleFile.text();

        for (final Key<?> key : everyKey()) {
            assertTrue(
                    text.lines()
                            .anyMatch(
                                    l -> l.strip().replace("#", "").startsWith(key.path() + " = ")),
                    key.path());
        }
        assertTrue(text.lines().allMatch(line -> line.length() <= COLUMNS), text);
    }

    @Test
    void shouldDescribeEveryKeyOnThePage() throws IOException {
        final String page = Files.readString(page());
        final List<String> missing = new ArrayList<>();
        for (final Key<?> key : everyKey()) {
            if (!page.contains('`' + key.path() + '`')) {
                missing.add(key.path());
            }
        }

        assertEquals(List.of(), missing);
    }

    @Test
    void shouldHaveTheFiguresOfTheProfilesOnThePage() throws IOException {
        final List<String> page = Files.readAllLines(page());
        for (final Key<?> key : ProfileKeys.ALL) {
            final StringBuilder row = new StringBuilder("| `" + key.path() + "` |");
            for (final String name : List.of("financial", "standard", "lightweight")) {
                row.append(" `").append(value(name, key)).append("` |");
            }
            assertTrue(page.stream().anyMatch(l -> l.startsWith(row.toString())), row.toString());
        }
    }

    private static String value(final String profile, final Key<?> key) {
        return NovaRingConfig.parse("connections.a.profile = " + profile).settings().stream()
                .filter(setting -> setting.key().equals("connections.a." + key.path()))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static List<Key<?>> everyKey() {
        final List<Key<?>> keys = new ArrayList<>(ConnectionKeys.ALL);
        keys.addAll(ProfileKeys.ALL);
        SectionKeys.ALL.values().forEach(keys::addAll);
        return keys;
    }

    private static Path page() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/configuration.md");
    }
}
