/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.bench.pack.result.Goals;
import io.novaring.bench.pack.result.Results;
import io.novaring.bench.pack.result.Results.Figure;
import io.novaring.bench.pack.result.Results.Goal;
import io.novaring.bench.pack.result.Results.Latency;
import io.novaring.bench.pack.result.Results.PartResult;
import io.novaring.bench.pack.result.SampleResults;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class PageTest {
    private final Results results = SampleResults.of();
    private final String page = Page.of(results);

    @Test
    void shouldShowEveryGoalWithItsVerdict() throws Exception {
        final List<String> rows = texts("tr");

        for (final PartResult part : results.parts()) {
            for (final Goal goal : part.goals()) {
                final String row =
                        rows.stream()
                                .filter(each -> each.startsWith(goal.what()))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError(goal.what()));
                assertTrue(row.contains(goal.excludes()), row);
                assertTrue(row.contains(goal.verdict()), row);
                assertTrue(
                        rows.stream().anyMatch(r -> r.contains(Goals.of(goal.goal()).sentence())));
            }
        }
        assertTrue(find(rows, "quote: fastest").contains("3.31 to 3.52"));
        assertTrue(find(rows, "quote: fastest").contains("3, 1 dropped"));
        assertTrue(find(rows, "sum of its bytes <large>").contains("missed"));
        assertTrue(find(rows, "start-up").contains("no figure"));
    }

    @Test
    void shouldShowEverythingElse() throws Exception {
        final List<String> rows = texts("tr");
        final String all = parsed().getDocumentElement().getTextContent();

        for (final Map.Entry<String, String> fact : results.machine().entrySet()) {
            assertTrue(find(rows, fact.getKey()).contains(fact.getValue()), fact.toString());
        }
        for (final PartResult part : results.parts()) {
            for (final Figure figure : part.figures()) {
                find(rows, figure.name());
            }
            for (final Latency latency : part.latencies()) {
                assertTrue(find(rows, latency.series()).contains("200,000"));
            }
            assertTrue(all.contains(part.failure()), part.failure());
        }
        assertTrue(all.contains(results.commit()));
        assertTrue(all.contains("not committed"));
        assertTrue(all.contains("A quick run"));
    }

    @Test
    void shouldDrawALineForEachSeries() throws Exception {
        final Document document = parsed();
        final NodeList figures = document.getElementsByTagName("figure");

        assertEquals(2, figures.getLength());
        for (int i = 0; i < figures.getLength(); i++) {
            final Element figure = (Element) figures.item(i);
            assertEquals(2, lines(figure), figure.getTextContent());
        }
        assertTrue(page.contains("99.9 %"));
        assertTrue(page.contains("each reads a column, 8: 240 ns"));
        assertFalse(page.contains("NaN"), "a point without a place");
        assertFalse(page.contains("Infinity"), "a point without a place");
    }

    private static int lines(final Element figure) {
        int lines = 0;
        final NodeList paths = figure.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            final Element path = (Element) paths.item(i);
            final boolean isLegend = "M1 6H33".equals(path.getAttribute("d"));
            lines += path.getAttribute("class").startsWith("line") && !isLegend ? 1 : 0;
        }
        return lines;
    }

    @Test
    void shouldAskForNothing() {
        for (final String way :
                List.of("http", "//", "src=", "href", "url(", "@import", "<script")) {
            assertFalse(page.contains(way), way);
        }
    }

    private static String find(final List<String> rows, final String text) {
        return rows.stream()
                .filter(row -> row.contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row has " + text));
    }

    private List<String> texts(final String tag) throws Exception {
        final NodeList elements = parsed().getElementsByTagName(tag);
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent());
        }
        return texts;
    }

    private Document parsed() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)));
    }
}
