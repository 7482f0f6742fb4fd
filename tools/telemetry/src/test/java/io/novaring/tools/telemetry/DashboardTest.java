/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.telemetry;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.novaring.tools.telemetry.PrometheusText.Series;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The dashboard shows series that there are, with the labels they have. */
@Timeout(180)
final class DashboardTest {
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    private final JsonNode dashboard = read();

    private static JsonNode read() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        try {
            return new ObjectMapper()
                    .readTree(folder.resolve("docs/grafana/novaring.json").toFile());
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<JsonNode> targets() {
        final List<JsonNode> targets = new ArrayList<>();
        for (final JsonNode panel : dashboard.path("panels")) {
            panel.path("targets").forEach(targets::add);
        }
        return targets;
    }

    @Test
    void shouldHaveWhatGrafanaNeeds() {
        assertAll(
                () -> assertEquals("NovaRing", dashboard.path("title").asText()),
                () -> assertFalse(dashboard.path("uid").asText().isEmpty()),
                () -> assertTrue(dashboard.path("schemaVersion").asInt() >= 36),
                () -> assertTrue(dashboard.path("time").hasNonNull("from")),
                () -> assertTrue(dashboard.path("templating").path("list").size() == 3));
        final Set<Integer> ids = new HashSet<>();
        final boolean[][] taken = new boolean[256][24];
        for (final JsonNode panel : dashboard.path("panels")) {
            assertTrue(ids.add(panel.path("id").asInt()), "two panels have the id of " + panel);
            assertFalse(panel.path("title").asText().isEmpty());
            occupy(panel.path("gridPos"), taken);
            if (!"row".equals(panel.path("type").asText())) {
                assertTrue(panel.path("targets").size() > 0, panel.toString());
                assertEquals("prometheus", panel.path("datasource").path("type").asText());
                assertTrue(panel.path("fieldConfig").path("defaults").hasNonNull("unit"));
            }
        }
    }

    private static void occupy(final JsonNode place, final boolean[][] taken) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
            for (int x = 0; x < place.path("w").asInt(); x++) {
                final int row = place.path("y").asInt() + y;
                final int column = place.path("x").asInt() + x;
                assertFalse(taken[row][column], "panels overlap at " + column + ", " + row);
                taken[row][column] = true;
            }
        }
    }

    @Test
    void shouldShowOnlySeriesThatThereAre() throws Exception {
        final List<Series> series;
        try (EngineFixture fixture = new EngineFixture();
                MetricsServer server = MetricsServer.start(fixture.engine, 0)) {
            series = PrometheusText.parse(get(server.uri()));
        }
        final List<JsonNode> targets = targets();
        assertTrue(targets.size() > 20, "only " + targets.size() + " targets");
        for (final JsonNode target : targets) {
            final String expression = target.path("expr").asText();
            final List<PromQl.Selector> selectors = PromQl.selectors(expression);
            assertFalse(selectors.isEmpty(), expression);
            for (final PromQl.Selector selector : selectors) {
                final List<Series> selected = series.stream().filter(selector::selects).toList();
                assertFalse(selected.isEmpty(), "nothing for " + expression);
                requireLabels(expression, target.path("legendFormat").asText(), selected);
            }
        }
    }

    private static void requireLabels(
            final String expression, final String legend, final List<Series> selected) {
        final List<String> grouping = PromQl.grouping(expression);
        final List<String> used = new ArrayList<>(grouping);
        final Matcher matcher = LEGEND.matcher(legend);
        while (matcher.find()) {
            used.add(matcher.group(1));
            if (expression.contains(" by (")) {
                assertTrue(grouping.contains(matcher.group(1)), legend + " of " + expression);
            }
        }
        for (final Series one : selected) {
            for (final String label : used) {
                assertTrue(one.labels().containsKey(label), label + " is no label of " + one);
            }
        }
    }

    @Test
    void shouldReadExpressions() {
        final List<PromQl.Selector> selectors =
                PromQl.selectors(
                        "sum by (a) (rate(novaring_x{b=\"}\",c=~\"d|e\"}[5m])) / novaring_y");

        assertEquals(2, selectors.size());
        assertEquals("novaring_x", selectors.get(0).metric());
        assertEquals(2, selectors.get(0).conditions().size());
        assertEquals("}", selectors.get(0).conditions().get(0).value());
        assertEquals("novaring_y", selectors.get(1).metric());
        assertEquals(List.of("a"), PromQl.grouping("sum by (a) (x)"));
        assertFalse(
                selectors
                        .get(0)
                        .selects(
                                new Series("novaring_x", java.util.Map.of("b", "}", "c", "f"), 1)));
    }

    static String get(final URI uri) throws IOException, InterruptedException {
        final HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(uri).build(),
                                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }
}
