/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.backtest.result.RowLog;
import io.novaring.tools.backtest.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/backtest-results.md and the files say the same. */
final class DocumentedRowsTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) \\|.*");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d{1,9})?");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** As a line of the page has it. */
    private record Field(String type, boolean mayBeNull) {}

    private static List<String> page() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs/backtest-results.md"))) {
            root = root.getParent();
        }
        return Files.readAllLines(root.resolve("docs/backtest-results.md"));
    }

    /** Fields by their names, in their order, of each file. */
    private static Map<String, Map<String, Field>> documented() throws IOException {
        final Map<String, Map<String, Field>> files = new LinkedHashMap<>();
        Map<String, Field> fields = new LinkedHashMap<>();
        for (final String line : page()) {
            final Matcher row = ROW.matcher(line);
            if (line.startsWith("#")) {
                fields = new LinkedHashMap<>();
                if (line.endsWith(".ndjson")) {
                    files.put(line.substring("### ".length()), fields);
                }
            } else if (row.matches()) {
                fields.put(row.group(1), new Field(row.group(2), !"no".equals(row.group(3))));
            }
        }
        return files;
    }

    private static Map<String, RowLog> logs(final RunResult result) {
        return Map.of(
                "orders.ndjson",
                result.orders(),
                "fills.ndjson",
                result.fills(),
                "pnl.ndjson",
                result.pnl(),
                "latency.ndjson",
                result.latency(),
                "books.ndjson",
                result.books());
    }

    private static boolean isOf(final String type, final JsonNode value) {
        return switch (type) {
            case "decimal" -> value.isTextual() && DECIMAL.matcher(value.asText()).matches();
            case "time", "duration", "integer" -> value.isIntegralNumber();
            case "flag" -> value.isBoolean();
            case "text" -> value.isTextual() && !value.asText().isEmpty();
            default -> false;
        };
    }

    @Test
    void shouldHaveTheFieldsOfThePageInEachRow() throws IOException {
        final Map<String, Map<String, Field>> documented = documented();
        try (RunResult result = SampleRun.of(300)) {
            assertEquals(logs(result).keySet(), documented.keySet());
            for (final Map.Entry<String, RowLog> log : logs(result).entrySet()) {
                final List<String> lines = new ArrayList<>();
                log.getValue().forEach(lines::add);
                assertFalse(lines.isEmpty(), log.getKey());
                final Map<String, Field> fields = documented.get(log.getKey());
                for (final String line : lines) {
                    check(fields, MAPPER.readTree(line));
                }
            }
        }
    }

    private static void check(final Map<String, Field> fields, final JsonNode row) {
        final List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        assertEquals(List.copyOf(fields.keySet()), names);
        fields.forEach(
                (name, field) -> {
                    final JsonNode value = row.get(name);
                    final boolean isRight =
                            value.isNull() ? field.mayBeNull() : isOf(field.type(), value);
                    assertTrue(isRight, name + " is to be " + field + ": " + row);
                });
    }

    @Test
    void shouldNameEveryFigureOfTheSummaryOnThePage() throws IOException {
        final String page = String.join("\n", page());
        final Set<String> missing = new TreeSet<>();
        try (RunResult result = SampleRun.of(300)) {
            names(SummaryJson.of(result).get("figures"), missing);
        }
        missing.removeIf(name -> page.contains('`' + name) || page.contains('.' + name + '`'));
        assertEquals(Set.of(), missing);
    }

    private static void names(final JsonNode node, final Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> names(child, names));
    }
}
