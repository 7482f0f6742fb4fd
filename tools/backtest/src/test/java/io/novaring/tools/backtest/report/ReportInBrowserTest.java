/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.backtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.novaring.codec.Side;
import io.novaring.codec.order.OrderState;
import io.novaring.tools.backtest.result.EventRig;
import io.novaring.tools.backtest.result.RecorderSettings;
import io.novaring.tools.backtest.result.RunResult;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, without a network; skipped where there is none. */
@Timeout(180)
final class ReportInBrowserTest {
    private static final int SECONDS = 600;
    private static final int ANSWERS_POINTS = 101;
    private static final int WIDE = 1_280;
    private static final int NARROW = 400;
    private static final String VIEW = "document.body.dataset.view";
    private static final String ALL = "0 600700000";

    @TempDir private static Path directory;
    private static Browser browser;
    private static RunResult result;

    @BeforeAll
    static void start() throws Exception {
        final Optional<String> found = Browser.find();
        assumeTrue(
                found.isPresent(),
                "no browser here: apt-get install chromium, to see the report drawn");
        result = SampleRun.of(SECONDS);
        Files.writeString(directory.resolve("report.html"), HtmlReport.of(result));
        browser = Browser.start(found.orElseThrow(), directory);
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (result != null) {
            result.close();
        }
    }

    @AfterEach
    void shouldHaveNothingToComplainOf() throws Exception {
        assertEquals(List.of(), browser.complaints());
    }

    private static void open(final String page, final int width, final boolean isDark)
            throws Exception {
        // Where only what is behind the # differs a page would not be loaded again.
        browser.open(URI.create("about:blank"), width, isDark);
        browser.open(URI.create(directory.toUri() + page), width, isDark);
    }

    private static void open(final String fragment) throws Exception {
        open("report.html" + fragment, WIDE, false);
    }

    private static int count(final String name) throws Exception {
        return Integer.parseInt(
                browser.all("[data-name=\"" + name + "\"]", "getAttribute(\"data-count\")"));
    }

    private static double[] box(final String selector) throws Exception {
        final String of = "document.querySelector('" + selector + "')";
        browser.text(of + ".scrollIntoView({ block: 'center' })");
        browser.settle();
        final double[] box = new double[4];
        int at = 0;
        for (final String side : List.of("left", "top", "width", "height")) {
            box[at++] = browser.number(of + ".getBoundingClientRect()." + side);
        }
        return box;
    }

    private static double[] view() throws Exception {
        final String[] words = browser.text(VIEW).split(" ");
        return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
    }

    private static double span() throws Exception {
        return view()[1] - view()[0];
    }

    @Test
    void shouldDrawEveryFillAndEveryCurve() throws Exception {
        open("");

        assertEquals(result.figures().activity().fills(), count("bought") + count("sold"));
        assertEquals(
                "price-0,profit,drawdown,inventory-0,queue-0,adverse,answers",
                browser.all("figure svg", "id.slice(6)"));
        assertEquals(result.total().get(0).points()[0].length, count("total"));
        assertEquals(ANSWERS_POINTS, count("at most"));
        assertEquals(4, browser.count(".bars rect"));
        assertFalse(browser.text("document.body.innerHTML").contains("NaN"), "not to be placed");
        assertEquals(ALL, browser.text(VIEW));
    }

    @Test
    void shouldEndTheLineOfAQueueWithItsOrder() throws Exception {
        open("");

        // Each order of the sample comes to rest and goes again: as many lines as there were.
        final String path = browser.all("[data-name=\"before the bid\"]", "getAttribute(\"d\")");
        final long lines = path.chars().filter(c -> c == 'M').count();
        assertTrue(lines > 100, "lines " + lines);
    }

    @Test
    void shouldShowOnlyTheSpanThatIsAskedFor() throws Exception {
        open("#view=100000000,200000000");

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
        assertEquals(inside[0], count("bought") + count("sold"));
        assertEquals("100000000 200000000", browser.text(VIEW));
        assertTrue(count("total") < result.total().get(0).points()[0].length / 4);
    }

    @Test
    void shouldZoomToWhatIsDraggedOverAndBack() throws Exception {
        open("");
        final double[] box = box("#chart-profit");
        final double y = box[1] + box[3] / 2;

        browser.mouse("mousePressed", box[0] + box[2] * 0.25, y, 1);
        browser.mouse("mouseMoved", box[0] + box[2] * 0.4, y, 1);
        assertEquals(1, browser.count("rect.select"));
        browser.mouse("mouseMoved", box[0] + box[2] * 0.5, y, 1);
        browser.mouse("mouseReleased", box[0] + box[2] * 0.5, y, 1);
        browser.settle();

        assertEquals(0, browser.count("rect.select"));
        // A quarter of the width, of which the labels at the right take some.
        final double share = span() / (SECONDS * 1e6);
        assertTrue(share > 0.25 && share < 0.28, "share " + share);
        for (final int clicks : new int[] {1, 2}) {
            browser.mouse("mousePressed", box[0] + 200, y, clicks);
            browser.mouse("mouseReleased", box[0] + 200, y, clicks);
        }
        browser.settle();
        assertEquals(ALL, browser.text(VIEW));
    }

    @Test
    void shouldZoomByTheWheelWithControlAndLetThePageScrollWithout() throws Exception {
        open("");
        final double[] box = box("#chart-profit");
        final double x = box[0] + box[2] / 2;
        final double y = box[1] + box[3] / 2;
        final double under = browser.number("window.scrollY");

        browser.wheel(x, y, -277, true);
        assertEquals(600.7e6 / 2, span(), 5e6);
        assertEquals(under, browser.number("window.scrollY"), "the page moved");

        browser.wheel(x, y, 60, false);
        for (int i = 0; i < 200 && browser.number("window.scrollY") == under; i++) {
            browser.settle();
        }
        assertNotEquals(under, browser.number("window.scrollY"), "the page did not move");
        assertEquals(600.7e6 / 2, span(), 5e6);
    }

    @Test
    void shouldBeUsedByKeys() throws Exception {
        open("");
        browser.text("document.getElementById('chart-profit').focus()");
        final String all = browser.all("#when", "textContent");

        browser.key("+", false);
        assertEquals(600.7e6 / 2, span(), 1e6);
        final double from = view()[0];
        browser.key("ArrowRight", true);
        assertTrue(view()[0] > from + 5e7, "not moved");
        browser.key("ArrowLeft", false);
        assertFalse(browser.all("#when", "textContent").contains(" to "));
        browser.key("Escape", false);
        assertTrue(browser.all("#when", "textContent").contains(" to "));
        browser.key("0", false);
        assertEquals(all, browser.all("#when", "textContent"));
    }

    @Test
    void shouldPointAtTheSameTimeInEveryChart() throws Exception {
        open("");
        final double[] box = box("#chart-profit");

        browser.hover(box[0] + box[2] * 0.3, box[1] + box[3] / 2);

        final String xs = browser.all("line.cursor", "getAttribute(\"x1\")");
        final List<String> places = List.of(xs.split(","));
        assertEquals(5, places.size());
        assertEquals(1, Set.copyOf(places).size(), xs);
        assertEquals(5, browser.count("line.cursor[visibility=visible]"));
        final String key = browser.all("#charts figure:nth-child(2) .key", "textContent");
        assertTrue(key.matches("total -?[0-9.]+ USD,.*"), key);

        browser.hover(2, 2);
        assertEquals(5, browser.count("line.cursor[visibility=hidden]"));
    }

    @Test
    void shouldBeReadableInTheDarkAndOnATelephone() throws Exception {
        for (final boolean isDark : new boolean[] {false, true}) {
            for (final int width : new int[] {WIDE, NARROW}) {
                open("report.html", width, isDark);
                final String wide =
                        browser.text("document.documentElement.scrollWidth <= " + width);
                assertEquals("true", wide, "wider than " + width);
                for (final String selector :
                        List.of(".card .name", ".card .value", "svg text", "td", "button", "dd")) {
                    final double contrast = browser.number(contrast(selector));
                    assertTrue(contrast >= 4.5, selector + " dark " + isDark + ": " + contrast);
                }
                final boolean isPage =
                        browser.number(light("document.body", "backgroundColor")) > 0.5;
                assertEquals(!isDark, isPage);
            }
        }
    }

    /** Luminance of a colour by the definition of WCAG 2. */
    private static String light(final String element, final String property) {
        return "((c) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => { const v = c[i] / 255;"
                + " return sum + part * (v <= 0.03928 ? v / 12.92"
                + " : Math.pow((v + 0.055) / 1.055, 2.4));"
                + " }, 0))(getComputedStyle("
                + element
                + ")."
                + property
                + ".match(/[0-9.]+/g).map(Number))";
    }

    private static String contrast(final String selector) {
        final String element = "document.querySelector('" + selector + "')";
        final String ground = "document.querySelector('.card')";
        final String property = selector.startsWith("svg") ? "fill" : "color";
        return "((a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05))("
                + light(element, property)
                + ", "
                + light(ground, "backgroundColor")
                + ")";
    }

    @Test
    void shouldSayWhyNothingWasTraded() throws Exception {
        final EventRig rig = new EventRig(RecorderSettings.DEFAULT);
        for (int i = 1; i <= 30; i++) {
            rig.at(i).book(EventRig.LINEAR, 99 + i % 3, 101).ask(i, EventRig.LINEAR, Side.BUY, "a");
            rig.order(i, EventRig.LINEAR, Side.BUY, OrderState.SENT);
            rig.at(i + 0.5).order(i, EventRig.LINEAR, Side.BUY, OrderState.OPEN);
        }
        try (RunResult silent = rig.finish()) {
            Files.writeString(directory.resolve("silent.html"), HtmlReport.of(silent));
        }

        open("silent.html", WIDE, false);

        final String text = browser.all(".silence", "innerText");
        assertTrue(text.contains("30 orders"), text);
        assertTrue(text.contains("optimistic"), text);
        assertEquals("chart-price-0", browser.all("figure svg", "id"));

        try (RunResult nothing = new EventRig(RecorderSettings.DEFAULT).at(1).tick().finish()) {
            Files.writeString(directory.resolve("nothing.html"), HtmlReport.of(nothing));
        }
        open("nothing.html", WIDE, false);
        assertTrue(browser.all(".silence", "innerText").contains("no order"));
        assertEquals(
                "none", browser.text("getComputedStyle(document.querySelector('.tools')).display"));
    }

    @Test
    void shouldSortTheRunsOfASweepAndChooseItsAxes() throws Exception {
        try (RunResult other = SampleRun.of(120)) {
            SweepWriter.write(
                    directory,
                    "maker",
                    List.of(
                            new SweepWriter.Row(Map.of("half", "2", "note", "b"), result.figures()),
                            new SweepWriter.Row(
                                    Map.of("half", "10", "note", "a"), other.figures())));
        }
        open("sweep.html", WIDE, false);
        assertEquals(2, browser.count("circle.run"));
        final String before = browser.all("circle.run", "getAttribute(\"cx\")");

        assertEquals("10,2", sortedBy(0));
        assertEquals("descending", browser.all("#runs th:first-child", "ariaSort"));
        assertEquals("2,10", sortedBy(0));
        assertEquals("ascending", browser.all("#runs th:first-child", "ariaSort"));
        assertEquals("a,b", sortedBy(1));
        assertEquals("b,a", sortedBy(1));

        browser.text(
                "((x) => { x.value = String([...x.options].findIndex((o) => o.text === 'orders'));"
                        + " x.dispatchEvent(new Event('change')); })"
                        + "(document.getElementById('x'))");
        browser.settle();
        assertNotEquals(before, browser.all("circle.run", "getAttribute(\"cx\")"));
        assertEquals(2, browser.count("circle.run"));
    }

    /** Presses the head of a column of the sweep's table; what stands in it then. */
    private static String sortedBy(final int column) throws Exception {
        final String place = ":nth-child(" + (column + 1) + ")";
        browser.text("document.querySelector('#runs th" + place + " button').click()");
        return browser.all("#runs tbody td" + place, "textContent");
    }
}
