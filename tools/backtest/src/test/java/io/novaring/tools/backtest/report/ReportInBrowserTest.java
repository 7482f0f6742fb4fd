/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novaring.tools.backtest.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, without a network; skipped where there is none. */
@Timeout(180)
final class ReportInBrowserTest {
    private static final int SECONDS = 600;
    private static final int ANSWERS_POINTS = 101;

    @TempDir private Path directory;
    private String browser;
    private RunResult result;

    @BeforeEach
    void findBrowser() {
        final Optional<String> found =
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(
                                name ->
                                        Stream.of(System.getenv("PATH").split(":"))
                                                .map(path -> Path.of(path, name)))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .findFirst();
        assumeTrue(
                found.isPresent(),
                "no browser here: apt-get install chromium, to see the report drawn");
        browser = found.orElseThrow();
    }

    @AfterEach
    void close() {
        if (result != null) {
            result.close();
        }
    }

    /** The page as the browser has it after its script ran; complaints of it fail the test. */
    private String open(final String fragment) throws IOException, InterruptedException {
        if (result == null) {
            result = SampleRun.of(SECONDS);
            Files.writeString(directory.resolve("report.html"), HtmlReport.of(result));
        }
        final Path dom = directory.resolve("dom.html");
        final Path log = directory.resolve("browser.log");
        final Process process =
                new ProcessBuilder(
                                List.of(
                                        browser,
                                        "--headless",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-dev-shm-usage",
                                        "--user-data-dir=" + directory.resolve("profile"),
                                        "--enable-logging=stderr",
                                        "--window-size=1280,1600",
                                        "--virtual-time-budget=5000",
                                        "--dump-dom",
                                        directory.resolve("report.html").toUri() + fragment))
                        .redirectOutput(dom.toFile())
                        .redirectError(log.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the browser did not end");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        final List<String> complaints =
                Files.readAllLines(log).stream().filter(line -> line.contains("CONSOLE")).toList();
        assertEquals(List.of(), complaints);
        return Files.readString(dom);
    }

    private static int count(final String dom, final String tag, final String name) {
        final Matcher matcher =
                Pattern.compile("<" + tag + "[^>]*data-name=\"" + name + "\"[^>]*>").matcher(dom);
        assertTrue(matcher.find(), "nothing drawn is called " + name);
        final Matcher number = Pattern.compile("data-count=\"(\\d+)\"").matcher(matcher.group());
        assertTrue(number.find(), matcher.group());
        return Integer.parseInt(number.group(1));
    }

    @Test
    void shouldDrawEveryFillAndEveryCurve() throws Exception {
        final String dom = open("");

        final int marks = count(dom, "g", "bought") + count(dom, "g", "sold");
        assertEquals(result.figures().activity().fills(), marks);
        for (final String id :
                List.of("price-0", "profit", "drawdown", "inventory-0", "queue-0", "answers")) {
            assertTrue(dom.contains("id=\"chart-" + id + "\""), id);
        }
        assertEquals(result.total().get(0).points()[0].length, count(dom, "path", "total"));
        assertEquals(ANSWERS_POINTS, count(dom, "path", "answers"));
        assertFalse(dom.contains("NaN"), "something could not be placed");
    }

    @Test
    void shouldShowOnlyTheSpanThatIsAskedFor() throws Exception {
        final String dom = open("#view=100000000,200000000");

        final long[] inside = {0};
        result.fills()
                .forEach(
                        row -> {
                            final Matcher time = Pattern.compile("\"timeNs\":(\\d+)").matcher(row);
                            assertTrue(time.find());
                            final long us =
                                    (Long.parseLong(time.group(1)) - result.figures().fromNs())
                                            / 1_000;
                            inside[0] += us >= 100_000_000 && us <= 200_000_000 ? 1 : 0;
                        });
        assertTrue(inside[0] > 5, "fills in the span: " + inside[0]);
        assertEquals(inside[0], count(dom, "g", "bought") + count(dom, "g", "sold"));
        assertTrue(dom.contains("data-view=\"100000000 200000000\""));
        assertTrue(count(dom, "path", "total") < result.total().get(0).points()[0].length / 4);
    }
}
